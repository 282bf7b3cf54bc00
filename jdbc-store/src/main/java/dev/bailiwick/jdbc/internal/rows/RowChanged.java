package dev.bailiwick.jdbc.internal.rows;

/** Another unit of work has changed a row that this one replaces: this one runs again. */
public final class RowChanged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RowChanged() {
    super("another unit of work has changed the row");
  }

  RowChanged(Throwable cause) {
    super("another unit of work has added the row", cause);
  }
}
