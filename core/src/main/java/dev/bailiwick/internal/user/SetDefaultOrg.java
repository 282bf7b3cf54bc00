package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Sets the org that a host opens first for a user; empty for no default org. */
public record SetDefaultOrg(UserId user, Optional<OrgId> org) implements AccountEdit {
  @Override
  public Event event() {
    return Event.USER_SET_DEFAULT_ORG;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user).accessor("org", org);
  }

  @Override
  public User authorise(Caller caller) {
    User found = caller.require(new OwnAccount(user));
    if (caller.is(user)) {
      org.ifPresent(caller::requireOpen);
    }
    boolean member =
        org.map(
                in ->
                    caller
                        .view()
                        .orgs()
                        .membership(in, user)
                        .filter(Membership::active)
                        .isPresent())
            .orElse(true);
    if (!member) {
      throw new OrgConflict(OrgConflict.Rule.NOT_A_MEMBER);
    }
    return found;
  }

  @Override
  public User edit(User before) {
    return before.withDefaultOrg(org);
  }
}
