package dev.bailiwick.password;

import dev.bailiwick.id.Secret;

/** The hash of a password as a store keeps it: sealed with the key of the host. */
public final class PasswordHash extends Secret {
  private PasswordHash(String text) {
    super("password hash", text);
  }

  /** Returns a hash that a store holds. */
  public static PasswordHash ofStored(String text) {
    return new PasswordHash(text);
  }
}
