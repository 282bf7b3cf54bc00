package dev.bailiwick.error;

import static dev.bailiwick.error.InvalidParameter.given;

/** The store could not answer or commit. No part of the request remains half done. */
public final class StoreFailure extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /** Names the failure, and whether the same call may succeed when it is repeated. */
  public StoreFailure(String message, boolean retryable) {
    super(given(message, "message"));
    this.retryable = retryable;
  }

  /** As {@link #StoreFailure(String, boolean)}, with the failure that caused it. */
  public StoreFailure(String message, boolean retryable, Throwable cause) {
    super(given(message, "message"), given(cause, "cause"));
    this.retryable = retryable;
  }

  /** Whether the same call may succeed when it is repeated. */
  public boolean retryable() {
    return retryable;
  }
}
