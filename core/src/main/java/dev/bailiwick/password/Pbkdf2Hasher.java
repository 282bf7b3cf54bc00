package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 with HMAC-SHA256, as the JDK computes it. A hash is a PHC string: {@code
 * $pbkdf2-sha256$i=600000$salt$hash}, with a salt of 16 bytes and a hash of 32 bytes in Base64
 * without padding.
 */
public final class Pbkdf2Hasher implements PasswordHasher {
  /** The number of iterations by default. */
  public static final int ITERATIONS = 600_000;

  /** The greatest number of iterations, also of a stored hash. */
  public static final int MOST_ITERATIONS = 100_000_000;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BaseEncoding BASE64 = BaseEncoding.base64().omitPadding();
  private static final Pattern FORM =
      Pattern.compile(
          "\\$pbkdf2-sha256\\$i=([1-9][0-9]{0,8})\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final int iterations;

  private Pbkdf2Hasher(int iterations) {
    this.iterations = iterations;
  }

  /**
   * Returns a hasher with a number of iterations. Fewer than {@link #ITERATIONS} are for tests.
   *
   * @param iterations 1 to {@link #MOST_ITERATIONS}
   */
  public static Pbkdf2Hasher withIterations(int iterations) {
    InvalidParameter.unless(
        iterations >= 1 && iterations <= MOST_ITERATIONS,
        "iterations",
        "must be 1 to " + MOST_ITERATIONS);
    return new Pbkdf2Hasher(iterations);
  }

  /** Returns the number of iterations of a new hash. */
  public int iterations() {
    return iterations;
  }

  @Override
  public String hash(Password password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash = derived(given(password, "password").secret(), salt, iterations, HASH_BYTES);
    return "$pbkdf2-sha256$i=" + iterations + "$" + BASE64.encode(salt) + "$" + BASE64.encode(hash);
  }

  @Override
  public boolean matches(Password password, String hash) {
    given(password, "password");
    Matcher form = FORM.matcher(given(hash, "hash"));
    Optional<Integer> stored =
        form.matches() ? Optional.ofNullable(Ints.tryParse(form.group(1))) : Optional.empty();
    if (stored.filter(number -> number <= MOST_ITERATIONS).isEmpty()) {
      throw new CorruptData("the hash of a password is not of the form of PBKDF2");
    }
    byte[] salt = BASE64.decode(form.group(2));
    byte[] expected = BASE64.decode(form.group(3));
    return MessageDigest.isEqual(
        expected, derived(password.secret(), salt, stored.get(), HASH_BYTES));
  }

  @Override
  public boolean isCurrent(String hash) {
    return given(hash, "hash").startsWith("$pbkdf2-sha256$i=" + iterations + "$");
  }

  /** Returns the key that PBKDF2 derives from the UTF-8 bytes of a text. */
  static byte[] derived(String text, byte[] salt, int iterations, int bytes) {
    PBEKeySpec spec = new PBEKeySpec(text.toCharArray(), salt, iterations, 8 * bytes);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("PBKDF2 with HMAC-SHA256 is part of each JDK", impossible);
    } finally {
      spec.clearPassword();
    }
  }
}
