package dev.bailiwick.internal.call;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Standing;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The account and the sign-in of the actor of one call, in one snapshot. */
final class ActorAccount {
  private final Actor actor;
  private final View view;
  private @Nullable User known;
  private boolean looked;
  private boolean signedIn;

  ActorAccount(Actor actor, View view) {
    this.actor = actor;
    this.view = view;
    this.signedIn = actor.since().isEmpty();
  }

  /**
   * Returns the account of the actor; empty for a system actor, an unusable account, an ended
   * sign-in, and a service account outside its org. Read late: decisions about the actor's grants
   * do not need it.
   */
  Optional<User> user() {
    if (!looked) {
      known =
          actor
              .user()
              .flatMap(view.users()::find)
              .filter(User::usable)
              .filter(user -> isSince(user.stamp()))
              .filter(u -> u.serviceOf().isEmpty() || u.serviceOf().equals(actor.org()))
              .orElse(null);
      looked = true;
    }
    return Optional.ofNullable(known);
  }

  /**
   * Refuses an actor whose sign-in has ended. Reads nothing if a decision about the actor has
   * checked it already.
   *
   * @throws SignInEnded if the actor is signed in with a stamp, and the sign-in has ended
   */
  void requireSignedIn() {
    if (!signedIn && user().isEmpty()) {
      throw new SignInEnded(actor.user().orElseThrow());
    }
    signedIn = true;
  }

  /**
   * Returns the facts of a decision. If it is about the actor, the facts tell the stamp as well, so
   * that the account is not read.
   *
   * @throws SignInEnded as {@link #requireSignedIn}
   */
  Facts facts(Tenant tenant, Set<UserId> users, Set<? extends ResourceRef> resources) {
    Facts facts = view.facts(tenant, users, resources);
    Optional<UserId> me = actor.user().filter(users::contains);
    if (!signedIn && me.isPresent()) {
      signedIn = facts.standing(me.get()) == Standing.ACTIVE && isSince(facts.stamp(me.get()));
      requireSignedIn();
    }
    return facts;
  }

  private boolean isSince(long stamp) {
    return actor.since().map(since -> since == stamp).orElse(true);
  }
}
