package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import java.time.Instant;
import java.util.Optional;

/**
 * News about the password of an account that its person must be told.
 *
 * @param kind the news
 * @param user the account
 * @param address the address of the account, if it has one
 * @param at the instant of the change or sign-in
 */
public record PasswordNotice(Kind kind, UserId user, Optional<Email> address, Instant at) {
  /** The kinds of news. */
  public enum Kind {
    /** The person or the host set the first password. */
    SET,
    /** The person changed the password. */
    CHANGED,
    /** The password was set with a code of a mail. */
    RESET,
    /** The password was used from an origin from which it had not been used before. */
    NEW_ORIGIN
  }

  /** Refuses nulls. */
  public PasswordNotice {
    given(kind, "notice.kind");
    given(user, "notice.user");
    given(address, "notice.address");
    given(at, "notice.at");
  }
}
