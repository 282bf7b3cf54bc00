package dev.bailiwick.hosts;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.CorruptData;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordHasher;
import java.util.regex.Pattern;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id as the hash function of a host, for {@code Credentials.withHasher}. Spring Security
 * computes it with Bouncy Castle. A hash is a PHC string, such as {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, with a salt of 16 bytes and a hash of 32 bytes.
 *
 * <p>It also recognises the hashes of the host's earlier function. These are not current, so the
 * library renews each of them at the next sign-in.
 */
final class Argon2idHasher implements PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=\\d{1,9},t=\\d{1,9},p=\\d{1,3}\\$[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]+");

  private final String present;
  private final Argon2PasswordEncoder argon2id;
  private final PasswordHasher earlier;

  private Argon2idHasher(int kibibytes, int passes, PasswordHasher earlier) {
    this.present = "$argon2id$v=19$m=" + kibibytes + ",t=" + passes + ",p=" + LANES + "$";
    this.argon2id = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, kibibytes, passes);
    this.earlier = earlier;
  }

  /** Returns the function with 19 MiB and two passes, after PBKDF2. */
  static Argon2idHasher standard() {
    return of(19 * 1024, 2);
  }

  /**
   * Returns the function with parameters of a host, after PBKDF2.
   *
   * @param kibibytes the memory of one hash
   * @param passes the number of passes over the memory
   */
  static Argon2idHasher of(int kibibytes, int passes) {
    return new Argon2idHasher(kibibytes, passes, PasswordHasher.pbkdf2());
  }

  @Override
  public String hash(Password password) {
    return argon2id.encode(given(password, "password").secret());
  }

  @Override
  public boolean matches(Password password, String hash) {
    given(password, "password");
    if (!given(hash, "hash").startsWith("$argon2")) {
      return earlier.matches(password, hash);
    }
    if (!FORM.matcher(hash).matches()) {
      throw new CorruptData("the hash of a password is not of the form of Argon2id");
    }
    return argon2id.matches(password.secret(), hash);
  }

  @Override
  public boolean isCurrent(String hash) {
    return given(hash, "hash").startsWith(present);
  }
}
