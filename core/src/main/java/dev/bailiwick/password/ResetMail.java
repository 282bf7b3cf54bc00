package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import java.time.Instant;

/**
 * The mail with which a person sets a password.
 *
 * @param user the account
 * @param address the address as the account has it, never as it was typed
 * @param code the code for the link
 * @param endsAt the instant from which the code is not valid any more
 */
public record ResetMail(UserId user, Email address, ResetCode code, Instant endsAt) {
  /** Refuses nulls. */
  public ResetMail {
    given(user, "mail.user");
    given(address, "mail.address");
    given(code, "mail.code");
    given(endsAt, "mail.ends_at");
  }
}
