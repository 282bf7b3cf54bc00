package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.UserId;

/**
 * A thing whose last use is on record.
 *
 * @param kind the kind of thing
 * @param id the number of the thing, positive, and unique within its kind
 */
public record UseSubject(Kind kind, long id) {
  /** The kinds of things. */
  public enum Kind {
    /** An account: its last sign-in, and for a service account also the last use of a key. */
    USER,
    /** An API key. */
    API_KEY
  }

  /** Refuses a null, and a number that is not positive. */
  public UseSubject {
    given(kind, "use.kind");
    InvalidParameter.unless(id > 0, "use.id", "must be positive");
  }

  /** Returns an account as a thing that is used. */
  public static UseSubject of(UserId user) {
    return new UseSubject(Kind.USER, given(user, "use.user").value());
  }

  /** Returns an API key as a thing that is used. */
  public static UseSubject of(ApiKeyId key) {
    return new UseSubject(Kind.API_KEY, given(key, "use.key").value());
  }
}
