package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import java.time.Instant;
import java.util.Optional;

/**
 * The last requests for a code of one subject, and its latest code.
 *
 * @param subject the account, or a number of names that no account has, as in {@link AttemptCount}
 * @param user the account; empty for names that no account has
 * @param address the address to which the code was sent; empty if none was sent
 * @param codeHash the hash of the latest code; empty once it is spent
 * @param asked the instants of the last requests, oldest first, at most {@link #KEPT}
 */
public record PasswordReset(
    String subject,
    Optional<UserId> user,
    Optional<Email> address,
    Optional<String> codeHash,
    ImmutableList<Instant> asked) {
  /** The number of requests that are kept. */
  public static final int KEPT = 5;

  /** Refuses nulls. */
  public PasswordReset {
    given(subject, "reset.subject");
    given(user, "reset.user");
    given(address, "reset.address");
    given(codeHash, "reset.code_hash");
    InvalidParameter.unless(
        each(asked, "reset.asked").size() <= KEPT, "reset.asked", "must be at most " + KEPT);
  }

  /** Returns the row without a code. */
  public PasswordReset spent() {
    return new PasswordReset(subject, user, Optional.empty(), Optional.empty(), asked);
  }

  @Override
  public String toString() {
    return "PasswordReset[" + subject + "]";
  }
}
