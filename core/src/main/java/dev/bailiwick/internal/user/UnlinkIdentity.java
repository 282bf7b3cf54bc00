package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;

/** Removes an external identity from an account. */
public record UnlinkIdentity(UserId user, ExternalIdentity identity) implements AccountEdit {
  @Override
  public Event event() {
    return Event.USER_UNLINK;
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
  public User authorise(Caller caller) {
    User found = caller.user(user);
    caller.require(TrustNeed.SYSTEM);
    return found;
  }

  @Override
  public User edit(User before) {
    return before.withIdentities(
        before.identities().stream()
            .filter(other -> !other.equals(identity))
            .collect(ImmutableSortedSet.toImmutableSortedSet(ExternalIdentity::compareTo)));
  }
}
