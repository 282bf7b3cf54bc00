package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.password.PasswordHash;
import java.time.Instant;

/**
 * The password of an account.
 *
 * @param user the account
 * @param hash the sealed hash
 * @param setAt the instant at which the person chose it
 * @param expired whether it serves only to change it
 */
public record StoredPassword(UserId user, PasswordHash hash, Instant setAt, boolean expired) {
  /** Refuses nulls. */
  public StoredPassword {
    given(user, "password.user");
    given(hash, "password.hash");
    given(setAt, "password.set_at");
  }
}
