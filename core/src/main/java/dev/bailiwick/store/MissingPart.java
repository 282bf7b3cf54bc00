package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.BailiwickException;

/**
 * The call needs an optional part, which the store was made without. {@code
 * JdbcStore.over(dataSource).with(part)} makes a store with it, whose {@code migrate()} makes the
 * tables.
 */
public final class MissingPart extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final Part part;

  /** Names the part. */
  public MissingPart(Part part) {
    super(
        "the store has no part "
            + given(part, "part")
            + ": make it with this part (JdbcStore.with), and migrate");
    this.part = part;
  }

  /** Returns the part. */
  public Part part() {
    return part;
  }
}
