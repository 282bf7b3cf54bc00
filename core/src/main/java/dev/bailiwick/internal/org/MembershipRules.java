package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.InvitationRules;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.OwnershipOffers;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Optional;

/** The rules of memberships of an org that several commands share. */
final class MembershipRules {
  private MembershipRules() {}

  /** Finds a membership and its account. A store can read both at once. */
  static Optional<Membership> find(Caller caller, OrgId org, UserId user) {
    View view = caller.view();
    view.prefetch(org, ImmutableSet.of(user), ImmutableSet.of());
    return view.users().find(user).flatMap(found -> view.orgs().membership(org, found.id()));
  }

  /** Whether a change takes the admin flag from a membership or makes it inactive. */
  static boolean lessens(Membership before, Membership after) {
    return (before.admin() && !after.admin()) || (before.active() && !after.active());
  }

  /**
   * Refuses to take anything from the owner. Refuses to take anything from a super user, unless the
   * actor is trusted.
   */
  static void refuseOutranked(Caller caller, Org org, UserId user) {
    if (org.owner().equals(user)) {
      throw new OrgConflict(OrgConflict.Rule.OWNER_STAYS);
    }
    boolean superUser = caller.view().users().find(user).filter(User::superUser).isPresent();
    if (superUser && !caller.is(user) && !caller.trusted()) {
      throw caller.refused("super user");
    }
  }

  /**
   * Returns the new owner of everything that the leaving members own.
   *
   * @throws NoSuchMember if the named heir is not an active member, or is one of the leaving
   *     members
   */
  static UserId heir(Caller caller, Org org, Optional<UserId> heir, List<Membership> leaving) {
    UserId successor = heir.orElse(org.owner());
    if (heir.isPresent()) {
      MemberLookup.heir(caller.view(), org.id(), successor);
      if (leaving.stream().anyMatch(m -> m.user().equals(successor))) {
        throw new NoSuchMember(successor);
      }
      if (!leaving.stream().allMatch(m -> caller.is(m.user()))) {
        AccountRules.requireMayEnrich(
            caller, org, leaving.stream().map(Membership::user), successor);
      }
    }
    return successor;
  }

  /**
   * Saves a membership. Invitations of an admin who is none any more are withdrawn, and the offer
   * of the ownership to such an admin ends.
   */
  static void update(Change change, Membership before, Membership after) {
    if (lessens(before, after)) {
      InvitationRules.withdrawAbout(change, after.org(), after.user());
    }
    change.update(before, after);
    OwnershipOffers.endFor(change, after);
  }

  /** Clears the user's default org if it is this org and the membership is inactive. */
  static void forgetDefault(Change change, Membership after) {
    if (!after.active()) {
      User user = change.view().users().find(after.user()).orElseThrow();
      if (user.defaultOrg().filter(after.org()::equals).isPresent()) {
        change.clearDefaultOrgs(ImmutableSet.of(user));
      }
    }
  }
}
