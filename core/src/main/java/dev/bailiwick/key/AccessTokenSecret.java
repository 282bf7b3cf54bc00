package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.AccessTokenId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret text of an access token: a prefix, the id of the token, 256 random bits, and a
 * checksum, such as {@code bwk_t42_…}. It is shown once. The store keeps only its SHA-256, and
 * {@link #toString} does not show it.
 */
public final class AccessTokenSecret {
  private final SecretText text;

  private AccessTokenSecret(SecretText text) {
    this.text = text;
  }

  /** Returns a new random secret of a token. */
  public static AccessTokenSecret random(String prefix, AccessTokenId token) {
    return new AccessTokenSecret(
        SecretText.random(SecretText.Kind.TOKEN, prefix, given(token, "token").value()));
  }

  /** Returns the secret that a text is; empty if it is none, or was cut or mistyped. */
  public static Optional<AccessTokenSecret> parse(@Nullable String text) {
    return SecretText.parse(SecretText.Kind.TOKEN, text).map(AccessTokenSecret::new);
  }

  /** Returns the id of the token. */
  public AccessTokenId token() {
    return new AccessTokenId(text.id());
  }

  /** Returns the secret text, for its holder alone. */
  public String reveal() {
    return text.reveal();
  }

  /** Returns the SHA-256 of the secret in hexadecimal, as a store keeps it. */
  public String hash() {
    return text.hash();
  }

  /** Returns whether a stored hash is that of this secret. Takes the same time for each hash. */
  public boolean hasHash(String stored) {
    return text.hasHash(stored);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccessTokenSecret that && hasHash(that.hash());
  }

  @Override
  public int hashCode() {
    return token().hashCode();
  }

  /** Returns a text without the secret. */
  @Override
  public String toString() {
    return "secret of " + token();
  }
}
