package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.internal.sql.ColumnReadAlong;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Notices that a newer node has migrated to a schema that this version of the library must not use.
 * A statement of a unit that begins 30 seconds or more after the last look reads the oldest
 * permitted version beside its own columns, so that no statement is sent for it.
 */
public final class LibraryWatch implements ColumnReadAlong {
  /** The time between two looks: with it, a node in use notices the change within a minute. */
  static final Duration INTERVAL = Duration.ofSeconds(30);

  private final Product product;
  private final InstantSource clock;
  private final Runnable outdated;
  private volatile Instant next;

  /**
   * A watch that begins now.
   *
   * @param outdated makes every later unit check the schema before it begins
   */
  LibraryWatch(Product product, InstantSource clock, Runnable outdated) {
    this.product = product;
    this.clock = clock;
    this.outdated = outdated;
    this.next = clock.instant().plus(INTERVAL);
  }

  @Override
  public boolean isDue() {
    return !clock.instant().isBefore(next);
  }

  @Override
  public String column() {
    return "(SELECT l.oldest_library FROM bailiwick_schema l"
        + " WHERE l.version = (SELECT MAX(v.version) FROM bailiwick_schema v))";
  }

  /**
   * Takes note of the oldest permitted version of the library.
   *
   * @throws UnsuitableDatabase if this is an older one, as the check at the first use throws it
   */
  @Override
  public void read(Connection connection, String oldestLibrary) throws SQLException {
    if (Schema.older(Schema.LIBRARY, oldestLibrary)) {
      outdated.run();
      new Schema(connection, product).require();
    }
    next = clock.instant().plus(INTERVAL);
  }
}
