package dev.bailiwick.jdbc.internal.schema;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
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
  private final ImmutableList<Scripts> scripts;
  private final Runnable outdated;
  private volatile Instant next;

  /**
   * A watch that begins now.
   *
   * @param scripts the scripts of the schema and of the parts that the store has
   * @param outdated makes every later unit check the schema before it begins
   */
  LibraryWatch(
      Product product, InstantSource clock, ImmutableList<Scripts> scripts, Runnable outdated) {
    this.product = product;
    this.clock = clock;
    this.scripts = scripts;
    this.outdated = outdated;
    this.next = clock.instant().plus(INTERVAL);
  }

  @Override
  public boolean isDue() {
    return !clock.instant().isBefore(next);
  }

  @Override
  public String column() {
    String columns = scripts.stream().map(LibraryWatch::column).collect(joining(", ',', "));
    return scripts.size() == 1 ? columns : "CONCAT(" + columns + ")";
  }

  private static String column(Scripts scripts) {
    String part = " FROM bailiwick_schema %1$s WHERE %1$s.part = '" + scripts.part() + "'";
    return "(SELECT l.oldest_library"
        + part.formatted("l")
        + " AND l.version = (SELECT MAX(v.version)"
        + part.formatted("v")
        + "))";
  }

  /**
   * Takes note of the oldest permitted versions of the library, with commas between them.
   *
   * @throws UnsuitableDatabase if this is an older one, as the check at the first use throws it
   */
  @Override
  public void read(Connection connection, String oldestLibraries) throws SQLException {
    if (Splitter.on(',')
        .splitToStream(oldestLibraries)
        .anyMatch(oldest -> Schema.older(Schema.LIBRARY, oldest))) {
      outdated.run();
      for (Scripts each : scripts) {
        new Schema(connection, product, each).require();
      }
    }
    next = clock.instant().plus(INTERVAL);
  }
}
