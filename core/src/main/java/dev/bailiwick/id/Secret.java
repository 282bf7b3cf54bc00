package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that nobody may read by accident: a password, or the code in a link. {@link #toString}
 * does not show it, and it is compared in constant time. The digest of a request, which is stored
 * for an operation id, has no method that takes a secret.
 */
public abstract class Secret {
  private final String kind;
  private final String text;

  /**
   * Keeps a secret.
   *
   * @param kind the text that is shown in place of the secret
   * @param text the secret
   */
  protected Secret(String kind, String text) {
    this.kind = given(kind, "kind");
    this.text = given(text, "text");
  }

  /** Returns the secret itself. */
  public final String secret() {
    return text;
  }

  /** Whether the other is a secret of the same class with the same text. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Secret that
        && that.getClass() == getClass()
        && MessageDigest.isEqual(text.getBytes(UTF_8), that.text.getBytes(UTF_8));
  }

  /** Returns the same number for all secrets of a class, since a hash code is easily shown. */
  @Override
  public final int hashCode() {
    return kind.hashCode();
  }

  /** Returns the kind of the secret, without the secret. */
  @Override
  public final String toString() {
    return kind;
  }
}
