package dev.bailiwick.internal.hashing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.Credentials;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.password.ResetCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hashes passwords as a host has set it. One object serves the whole host, so that the bound of
 * hashes at once holds for all of its sessions.
 */
public final class PasswordHashing {
  private static final int WAITING_PER_SLOT = 25;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Credentials credentials;
  private final HashSeal seal;
  private final HashSlots slots;
  private final HashSlots knownSlots;
  private final String nobodys;

  /** Creates the hashing of a host. Computes one hash. */
  public PasswordHashing(Credentials credentials) {
    this.credentials = credentials;
    this.seal = new HashSeal(credentials.keys());
    this.slots = slots(credentials.hashesAtOnce());
    this.knownSlots = slots(credentials.hashesAtOnce());
    this.nobodys = credentials.hasher().hash(Password.of(ResetCode.random().secret()));
  }

  private static HashSlots slots(int number) {
    return new HashSlots(number, WAITING_PER_SLOT * number, PATIENCE);
  }

  /** Returns the settings. */
  public Credentials credentials() {
    return credentials;
  }

  /**
   * Runs a function that computes a hash.
   *
   * @param known whether it uses the slots of accounts that sign in from a known origin
   * @throws dev.bailiwick.password.TooManyPasswords if no slot is free in time
   */
  public <R> R bounded(boolean known, Supplier<R> work) {
    return (known ? knownSlots : slots).run(work);
  }

  /** Returns the sealed hash of the new password of an account. Call it {@link #bounded}. */
  public PasswordHash hash(UserId user, Password password) {
    return seal.seal(user, credentials.hasher().hash(password));
  }

  /**
   * Whether a hash is one of the password. Without a hash it does the same work and returns false.
   * Call it {@link #bounded}.
   */
  public boolean matches(UserId user, Password password, Optional<PasswordHash> sealed) {
    String hash = sealed.map(stored -> seal.open(user, stored)).orElse(nobodys);
    return credentials.hasher().matches(password, hash) && sealed.isPresent();
  }

  /** Whether a hash was made with the present parameters and the present key. */
  public boolean isCurrent(UserId user, PasswordHash sealed) {
    return seal.isPresent(sealed) && credentials.hasher().isCurrent(seal.open(user, sealed));
  }

  /** Returns a hash of a text with the key of the host, in hexadecimal. */
  public String mark(String purpose, String text) {
    return Hashing.hmacSha256(credentials.keys().get(0).getEncoded())
        .hashString(purpose + '\0' + text, UTF_8)
        .toString();
  }
}
