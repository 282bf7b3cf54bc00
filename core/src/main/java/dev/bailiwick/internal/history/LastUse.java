package dev.bailiwick.internal.history;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.store.View;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The use of a key by an actor who was authenticated, as far as it is still to be recorded. A use
 * is recorded at most once in {@link #INTERVAL}, after the authentication and outside of its
 * snapshot. Checks record nothing.
 *
 * @param actor the actor
 * @param due the things whose last use is not recorded, or longer ago
 * @param now the instant of the use
 */
public record LastUse(Actor actor, ImmutableSet<UseSubject> due, Instant now) {
  /** A use that follows another one so soon is not recorded. */
  static final Duration INTERVAL = Duration.ofMinutes(1);

  /**
   * Returns the use by an actor who was authenticated in a view. A store without histories has
   * nothing to record, and neither has a store within a transaction of the host: the row would stay
   * locked until the host ends the transaction, and delay others who authenticate.
   */
  public static LastUse of(View view, Instant now, Actor actor) {
    ImmutableSet<UseSubject> due =
        view.has(Part.HISTORY) && !view.isLent()
            ? due(view.history().lastUses(subjects(view, actor)), subjects(view, actor), now)
            : ImmutableSet.of();
    return new LastUse(actor, due, now);
  }

  /** The key, and a service account for which it acts: the account has no other sign of life. */
  private static ImmutableSet<UseSubject> subjects(View view, Actor actor) {
    Set<UseSubject> subjects = new LinkedHashSet<>();
    actor.key().map(use -> UseSubject.of(use.key())).ifPresent(subjects::add);
    actor
        .user()
        .filter(user -> ServiceAccountRules.isServiceAccount(view, user))
        .map(UseSubject::of)
        .ifPresent(subjects::add);
    return ImmutableSet.copyOf(subjects);
  }

  private static ImmutableSet<UseSubject> due(
      Map<UseSubject, Instant> recorded, Set<UseSubject> subjects, Instant now) {
    return subjects.stream()
        .filter(
            subject ->
                Optional.ofNullable(recorded.get(subject))
                    .filter(last -> now.isBefore(last.plus(INTERVAL)))
                    .isEmpty())
        .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * Records the use, and returns the actor. A failure of the store to record it is told to the
   * listener and does not refuse the actor.
   */
  public Actor recordedBy(Host host) {
    if (!due.isEmpty()) {
      try {
        host.store()
            .<Boolean>write(
                ImmutableSet.of(),
                tx -> {
                  touch(tx, due, now);
                  return true;
                });
      } catch (StoreFailure failure) {
        host.listener().useNotRecorded(actor, failure);
      }
    }
    return actor;
  }

  /** Records the use of things, unless another unit has recorded one within the interval. */
  static void touch(Transaction tx, ImmutableSet<UseSubject> subjects, Instant now) {
    Map<UseSubject, Instant> before = tx.history().lastUses(subjects);
    for (UseSubject subject : due(before, subjects, now)) {
      tx.history().replaceUse(subject, Optional.ofNullable(before.get(subject)), now);
    }
  }
}
