package dev.bailiwick.jdbc;

/** Ids for what is made, taken from the database in blocks. */
final class Ids {
  private final JdbcStore store;
  private long next = 1;
  private long end = 1;

  Ids(JdbcStore store) {
    this.store = store;
  }

  synchronized long next() {
    if (next == end) {
      next = store.nextBlock();
      end = next + Dialect.ID_BLOCK;
    }
    return next++;
  }
}
