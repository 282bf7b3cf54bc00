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
 * A change that was made with an operation id of the host.
 *
 * @param key the key of the operation
 * @param digest the digest of the request: an opaque text of at most 64 characters
 * @param result the result as an opaque text without personal data; it is long if the change was
 *     large
 * @param at the time of the change, at microsecond precision; it counts for {@link
 *     Limits#OPERATION_KEPT}
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
   * The key of an operation. The same id of another actor, or in another org, is another key.
   *
   * @param org the org in which the actor acts
   * @param actor {@code user:} and the user id; for an impersonated user also a blank, {@code by},
   *     a blank and the impersonator, and for a service account that acts for a person a blank,
   *     {@code for}, a blank and the person; or {@code system }, with a blank, and the name of the
   *     system actor
   * @param id the id that the host chose: see {@link Text#id}
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

    /** Returns the key of a change that an actor makes with an operation id. */
    public static Key of(Actor actor, String id) {
      given(actor, "actor");
      return new Key(
          actor.org(),
          actor
              .system()
              .map(name -> "system " + name)
              .orElseGet(() -> actor.user().orElseThrow() + by(actor)),
          id);
    }

    private static String by(Actor actor) {
      return actor
          .impersonation()
          .map(use -> " by " + use.by())
          .or(() -> actor.delegation().map(use -> " for " + use.person()))
          .orElse("");
    }

    /** Orders keys by org, keys without an org first, then by actor and id. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Whether the operation still counts at an instant. */
  public boolean countsAt(Instant now) {
    return given(now, "now").isBefore(at.plus(Limits.OPERATION_KEPT));
  }
}
