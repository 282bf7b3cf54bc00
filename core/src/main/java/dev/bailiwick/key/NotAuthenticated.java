package dev.bailiwick.key;

import dev.bailiwick.error.NotPermitted;

/** The secret gives no access. The exception does not say why. */
public final class NotAuthenticated extends NotPermitted {
  private static final long serialVersionUID = 1L;

  /** The one refusal of every secret. */
  public NotAuthenticated() {
    super("not authenticated");
  }
}
