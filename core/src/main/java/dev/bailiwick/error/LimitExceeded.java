package dev.bailiwick.error;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * A published limit (see {@link dev.bailiwick.id.Limits}) would be, or in stored data is, exceeded.
 * On a check it is an error, never an answer.
 */
public final class LimitExceeded extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final long limit;

  /** Names what is counted and the most that is allowed. */
  public LimitExceeded(String what, long limit) {
    super(given(what, "what") + ": at most " + limit);
    this.what = what;
    this.limit = limit;
  }

  /** What is counted, such as {@code team nesting}. */
  public String what() {
    return what;
  }

  /** The most that is allowed. */
  public long limit() {
    return limit;
  }
}
