package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Instants;
import java.time.Duration;
import java.time.Instant;

/**
 * An address that is to replace the verified one of an account, once it is verified itself.
 *
 * @param email the address
 * @param notedAt the instant at which the person noted it
 */
public record PendingEmail(Email email, Instant notedAt) {
  /** The time within which the address can be verified. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  /** Refuses a null, and an instant that no store can hold. */
  public PendingEmail {
    given(email, "pending_email");
    Instants.kept(given(notedAt, "pending_email_at"), "pending_email_at");
  }

  /** Returns whether the address can be verified at an instant. */
  public boolean isOpen(Instant now) {
    return given(now, "now").isBefore(notedAt.plus(LIFETIME));
  }
}
