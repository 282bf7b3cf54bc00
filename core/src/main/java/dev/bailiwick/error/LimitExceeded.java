package dev.bailiwick.error;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * A published limit (see {@link dev.bailiwick.id.Limits}) would be, or in stored data is, exceeded.
 * If this happens in a check, it is an error and never an answer.
 */
public final class LimitExceeded extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final long limit;

  /** Names the limit and the greatest number that it allows. */
  public LimitExceeded(String what, long limit) {
    super(given(what, "what") + ": at most " + limit);
    this.what = what;
    this.limit = limit;
  }

  /** The name of the limit, such as {@code team nesting}. */
  public String what() {
    return what;
  }

  /** The greatest number that is allowed. */
  public long limit() {
    return limit;
  }
}
