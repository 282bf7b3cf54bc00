package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A change that was made under an id of the host's.
 *
 * @param key what tells it from others
 * @param digest of what was asked for: an opaque text of at most 64 characters
 * @param result what was done, as texts without personal data: opaque, and long where much was done
 * @param at when it was made, at microsecond precision; it counts for {@link Limits#OPERATION_KEPT}
 */
public record Operation(Key key, String digest, String result, Instant at) {
  /** Refuses an instant that no store can hold. */
  public Operation {
    given(key, "operation.key");
    given(digest, "operation.digest");
    given(result, "operation.result");
    given(at, "operation.at");
    at = Instants.kept(at, "operation.at");
  }

  /**
   * What tells an operation from others: the same id of another actor, or in another org, is
   * another.
   *
   * @param org in which the actor acts
   * @param actor {@code user:} and their id, or {@code system }, with a blank, and the name of the
   *     host's code
   * @param id as the host chose it: see {@link Text#id}
   */
  public record Key(Optional<OrgId> org, String actor, String id) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.<Key>comparingLong(key -> key.org.map(OrgId::value).orElse(0L))
            .thenComparing(Key::actor, Text.ORDER)
            .thenComparing(Key::id, Text.ORDER);

    /** Refuses a null. */
    public Key {
      given(org, "operation.org");
      given(actor, "operation.actor");
      given(id, "operation.id");
    }

    /** The key of what an actor does under an id. */
    public static Key of(Actor actor, String id) {
      given(actor, "actor");
      return new Key(
          actor.org(),
          actor
              .system()
              .map(name -> "system " + name)
              .orElseGet(() -> actor.user().orElseThrow().toString()),
          id);
    }

    /** By org, none first, then actor and id. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Whether it still counts at an instant. */
  public boolean countsAt(Instant now) {
    return given(now, "now").isBefore(at.plus(Limits.OPERATION_KEPT));
  }
}
