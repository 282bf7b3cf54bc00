package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.InvalidParameter;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The settings of a host whose accounts have passwords, for {@code
 * Bailiwick.withCredentials(credentials)}.
 *
 * <p>The key seals the hashes of passwords, so that nobody can try passwords on a copy of the
 * database without it. Keep it outside of the database, and keep it: without it no password can be
 * checked.
 */
public final class Credentials {
  /** The number of bytes of a key. */
  public static final int KEY_BYTES = 32;

  private final boolean alone;
  private final ImmutableList<SecretKey> keys;
  private final PasswordPort port;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final int hashesAtOnce;

  private Credentials(
      boolean alone,
      List<SecretKey> keys,
      PasswordPort port,
      PasswordPolicy policy,
      PasswordHasher hasher,
      int hashesAtOnce) {
    this.alone = alone;
    this.keys = ImmutableList.copyOf(keys);
    this.port = port;
    this.policy = policy;
    this.hasher = hasher;
    this.hashesAtOnce = hashesAtOnce;
  }

  /**
   * Returns the settings of a host where the password is the only factor.
   *
   * @param key {@link #KEY_BYTES} random bytes
   */
  public static Credentials passwordAlone(byte[] key, PasswordPort port) {
    return of(true, key, port, PasswordPolicy.passwordAlone());
  }

  /**
   * Returns the settings of a host that asks for a second factor after the password.
   *
   * @param key {@link #KEY_BYTES} random bytes
   */
  public static Credentials withSecondFactor(byte[] key, PasswordPort port) {
    return of(false, key, port, PasswordPolicy.withSecondFactor());
  }

  private static Credentials of(
      boolean alone, byte[] key, PasswordPort port, PasswordPolicy policy) {
    return new Credentials(
        alone,
        ImmutableList.of(secretKey(key)),
        given(port, "port"),
        policy,
        PasswordHasher.pbkdf2(),
        Math.max(1, Runtime.getRuntime().availableProcessors()));
  }

  private static SecretKey secretKey(byte[] key) {
    InvalidParameter.unless(
        given(key, "key").length == KEY_BYTES, "key", "must be " + KEY_BYTES + " random bytes");
    return new SecretKeySpec(key, "AES");
  }

  /**
   * Returns a copy that also knows an earlier key. A hash that it sealed is sealed again with the
   * present key when its password is used.
   */
  public Credentials withEarlierKey(byte[] key) {
    return new Credentials(
        alone,
        ImmutableList.<SecretKey>builder().addAll(keys).add(secretKey(key)).build(),
        port,
        policy,
        hasher,
        hashesAtOnce);
  }

  /**
   * Returns a copy with another policy.
   *
   * @throws InvalidParameter if its smallest length is below that of {@link PasswordPolicy#ALONE}
   *     where the password is the only factor
   */
  public Credentials withPolicy(PasswordPolicy newPolicy) {
    InvalidParameter.unless(
        given(newPolicy, "policy").minimum() >= PasswordPolicy.ALONE || !alone,
        "policy.minimum",
        "must be at least " + PasswordPolicy.ALONE + " where the password is the only factor");
    return new Credentials(alone, keys, port, newPolicy, hasher, hashesAtOnce);
  }

  /** Returns a copy with another hash function. */
  public Credentials withHasher(PasswordHasher newHasher) {
    return new Credentials(alone, keys, port, policy, given(newHasher, "hasher"), hashesAtOnce);
  }

  /**
   * Returns a copy with another number of hashes at once. The default is the number of processors.
   * As many hashes again are kept free for accounts that sign in from an origin that is known for
   * them.
   *
   * @param number 1 to 1,000
   */
  public Credentials withHashesAtOnce(int number) {
    InvalidParameter.unless(number >= 1 && number <= 1_000, "hashes_at_once", "must be 1 to 1000");
    return new Credentials(alone, keys, port, policy, hasher, number);
  }

  /** Returns whether the password is the only factor. */
  public boolean isPasswordAlone() {
    return alone;
  }

  /** Returns the keys, the present one first. */
  public ImmutableList<SecretKey> keys() {
    return keys;
  }

  /** Returns the port that sends mails. */
  public PasswordPort port() {
    return port;
  }

  /** Returns the policy for new passwords. */
  public PasswordPolicy policy() {
    return policy;
  }

  /** Returns the hash function. */
  public PasswordHasher hasher() {
    return hasher;
  }

  /** Returns the number of hashes at once. */
  public int hashesAtOnce() {
    return hashesAtOnce;
  }
}
