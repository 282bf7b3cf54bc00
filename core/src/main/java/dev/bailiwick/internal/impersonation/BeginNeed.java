package dev.bailiwick.internal.impersonation;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.ImpersonationStanding;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.Part;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.User;

/**
 * The right to begin an impersonation: of a super user for themselves, and of the system actor for
 * a person whom it names. The target is a member below both, and the org is open to support unless
 * the call breaks the glass.
 *
 * @param by the impersonator
 * @param wanted the impersonation
 */
record BeginNeed(UserId by, NewImpersonation wanted) implements Need<BeginNeed.Allowed> {
  /**
   * The org and the two accounts.
   *
   * @param user the target
   */
  record Allowed(Org org, User by, User user) {}

  @Override
  public Allowed check(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    if (!caller.isSystem() && !caller.is(by)) {
      throw caller.refused("system actor, to name another impersonator");
    }
    caller.requireTrusted();
    Org org = caller.org(wanted.org());
    User impersonator =
        caller
            .view()
            .users()
            .find(by)
            .filter(User::usable)
            .filter(user -> user.claimed() && user.serviceOf().isEmpty())
            .orElseThrow(() -> new NoSuchUser(by));
    User target = target(caller, org.id());
    if (!wanted.breakGlass()
        && !ImpersonationStanding.isOpen(caller.view(), org.id(), caller.now())) {
      throw caller.refused("an org that its owner has opened to support");
    }
    return new Allowed(org, impersonator, target);
  }

  private User target(Caller caller, OrgId org) {
    UserId user = wanted.user();
    if (!ImpersonationStanding.isActiveMember(caller.view(), org, user)) {
      throw new NoSuchMember(user);
    }
    User target = caller.view().users().find(user).orElseThrow(() -> new NoSuchMember(user));
    if (!ImpersonationStanding.isBelow(target)) {
      throw caller.refused("a target in use that is neither a super user nor a service account");
    }
    return target;
  }
}
