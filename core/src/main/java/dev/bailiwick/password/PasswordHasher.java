package dev.bailiwick.password;

/**
 * The port of the hash function for passwords. A hash is a text that carries its algorithm, its
 * parameters and its salt, such as a PHC string. Called from many threads at once; the library
 * bounds their number.
 */
public interface PasswordHasher {
  /** The greatest length of a hash in characters of ASCII. */
  int LONGEST_HASH = 500;

  /** Returns the hash of a password with a new random salt and the present parameters. */
  String hash(Password password);

  /**
   * Whether the hash is one of the password. A hash that was made with earlier parameters is
   * recognised by these.
   *
   * @throws dev.bailiwick.error.CorruptData if the text is no hash that this hasher knows
   */
  boolean matches(Password password, String hash);

  /** Whether the hash was made with the present parameters. If not, it is renewed at a sign-in. */
  boolean isCurrent(String hash);

  /** Returns PBKDF2 with HMAC-SHA256 of the JDK and {@link Pbkdf2Hasher#ITERATIONS}. */
  static PasswordHasher pbkdf2() {
    return Pbkdf2Hasher.withIterations(Pbkdf2Hasher.ITERATIONS);
  }
}
