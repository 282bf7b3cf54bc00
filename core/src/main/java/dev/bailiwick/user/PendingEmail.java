package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** An address that an account is to have, once it is verified. */
@FactoryValue
@Value.Immutable
public abstract class PendingEmail {
  /** The time within which the address can be verified. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  PendingEmail() {}

  /** The place that an address gets when it is verified. */
  public enum Use {
    /** It replaces the primary address. */
    PRIMARY,
    /** It is a verified address besides the primary one. */
    ADDITIONAL
  }

  /** Returns the address. */
  @Value.Parameter
  public abstract Email email();

  /** Returns the instant at which the person noted it. */
  @Value.Parameter
  public abstract Instant notedAt();

  /** Returns the place that the address gets. */
  @Value.Parameter
  public abstract Use use();

  /**
   * Returns the SHA-256 of the code that was sent to the address, together with the address and the
   * instant; empty if none was sent. Only a store needs it. No log holds it.
   */
  @Value.Auxiliary
  @Value.Parameter
  public abstract Optional<String> codeHash();

  /** Returns an address for which no code was sent. */
  public static PendingEmail of(Email email, Instant notedAt, Use use) {
    return ImmutablePendingEmail.of(
        given(email, "pending_email"),
        Instants.kept(given(notedAt, "pending_email_at"), "pending_email_at"),
        given(use, "pending_email_use"),
        Optional.empty());
  }

  /** Returns a copy with the hash of a code, as a store holds it. */
  public PendingEmail withCodeHash(Optional<String> hash) {
    return ImmutablePendingEmail.of(email(), notedAt(), use(), given(hash, "pending_email_code"));
  }

  /** Returns a copy for which a code is sent. */
  public PendingEmail withCode(AddressCode code) {
    return withCodeHash(Optional.of(hash(code)));
  }

  /** Returns whether this is the latest code that was sent for this address. */
  public boolean isCode(AddressCode code) {
    return codeHash().equals(Optional.of(hash(code)));
  }

  /** The code counts for this address and this instant only. */
  private String hash(AddressCode code) {
    return given(code, "address.code").hashWith(' ' + email().address() + ' ' + notedAt());
  }

  /** Returns whether the address can be verified at an instant. */
  public boolean isOpen(Instant now) {
    return given(now, "now").isBefore(notedAt().plus(LIFETIME));
  }
}
