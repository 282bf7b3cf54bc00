package dev.bailiwick.inmemory;

/** Another unit of work has changed a row that this one replaces: this one runs again. */
final class RowChanged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RowChanged() {
    super("another unit of work has changed the row");
  }
}
