package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.ApiKeyId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret text of an API key: a prefix, the id of the key, 256 random bits, and a checksum, such
 * as {@code bwk_42_…}. It is shown once. The store keeps only its SHA-256, and {@link #toString}
 * does not show it.
 */
public final class ApiKeySecret {
  private final SecretText text;

  private ApiKeySecret(SecretText text) {
    this.text = text;
  }

  /** Returns a new random secret of a key. */
  public static ApiKeySecret random(String prefix, ApiKeyId key) {
    return new ApiKeySecret(
        SecretText.random(SecretText.Kind.KEY, prefix, given(key, "key").value()));
  }

  /** Returns the secret that a text is; empty if it is none, or was cut or mistyped. */
  public static Optional<ApiKeySecret> parse(@Nullable String text) {
    return SecretText.parse(SecretText.Kind.KEY, text).map(ApiKeySecret::new);
  }

  /** Returns the id of the key. */
  public ApiKeyId key() {
    return new ApiKeyId(text.id());
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
    return other instanceof ApiKeySecret that && hasHash(that.hash());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  /** Returns a text without the secret. */
  @Override
  public String toString() {
    return "secret of " + key();
  }
}
