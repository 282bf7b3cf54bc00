package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.User;

/** Adds an external identity to an account. */
public record LinkIdentity(UserId user, ExternalIdentity identity) implements Command<User, User> {
  @Override
  public Event event() {
    return Event.USER_LINK;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("user", user)
        .text("issuer", identity.issuer())
        .text("subject", identity.subject());
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<User> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    User found = caller.user(user);
    AccountClaims.requireClaimable(caller, found);
    caller
        .view()
        .users()
        .find(identity)
        .filter(other -> !other.id().equals(user))
        .ifPresent(
            other -> {
              throw new IdentityTaken(identity);
            });
    return Plan.of(user, found.belongsTo().stream().toList(), found);
  }

  @Override
  public User apply(Change change, User found) {
    User person = AccountClaims.claimed(change, found);
    return change.update(
        found,
        person.withIdentities(
            ImmutableSortedSet.<ExternalIdentity>naturalOrder()
                .addAll(found.identities())
                .add(identity)
                .build()));
  }
}
