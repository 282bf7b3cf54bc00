package dev.bailiwick.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The versions of the schema, and which of them a database has. */
final class Schema {
  /** The scripts, in the order in which they are run; the number of the first is 1. */
  static final ImmutableList<String> SCRIPTS = ImmutableList.of("V1__bailiwick.sql");

  /** The version of this library, which a newer schema may be too new for. */
  static final String LIBRARY = "0.1.0";

  private final Connection connection;
  private final Dialect dialect;

  Schema(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** A migration that was run, or begun. */
  private record Step(int version, String oldestLibrary, boolean complete) {}

  /** Brings the schema up to the newest version, one script after the other. */
  void migrate() throws SQLException {
    Optional<Step> last = last();
    for (int version = last.map(Step::version).orElse(0) + 1; version <= newest(); version++) {
      try {
        run(version);
      } catch (SQLException e) {
        throw new UnsuitableDatabase(
            Reason.HALF_DONE,
            "script "
                + SCRIPTS.get(version - 1)
                + " failed. If nobody else was migrating at the same time, undo what it did"
                + " (restore, or drop what it made) and run migrate() again: "
                + e.getMessage(),
            e);
      }
    }
  }

  /**
   * Refuses a schema that this version of the library cannot use.
   *
   * @throws UnsuitableDatabase if it is missing, half-done, too old or too new
   */
  void require() throws SQLException {
    Step last =
        last()
            .orElseThrow(
                () ->
                    new UnsuitableDatabase(
                        Reason.NO_SCHEMA,
                        "the database has no bailiwick schema: run migrate(), or the scripts"));
    if (last.version() < newest()) {
      throw new UnsuitableDatabase(
          Reason.OLD_SCHEMA,
          "the schema is at version "
              + last.version()
              + ", and this library needs "
              + newest()
              + ": run migrate(), or the scripts");
    }
  }

  private static int newest() {
    return SCRIPTS.size();
  }

  /** The newest migration, if there was any, and all before it are done. */
  private Optional<Step> last() throws SQLException {
    if (!exists()) {
      return Optional.empty();
    }
    Step newest = null;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT version, oldest_library, complete FROM bailiwick_schema"
                    + " ORDER BY version")) {
      while (rows.next()) {
        Step step = new Step(rows.getInt(1), rows.getString(2), rows.getBoolean(3));
        if (!step.complete()) {
          throw new UnsuitableDatabase(
              Reason.HALF_DONE,
              "migration "
                  + step.version()
                  + " was begun and did not end: undo what it did (restore, or drop what it made,"
                  + " with its row in bailiwick_schema) and run it again");
        }
        newest = step;
      }
    }
    if (newest == null) {
      throw new UnsuitableDatabase(
          Reason.HALF_DONE,
          "bailiwick_schema is empty, as the first script leaves it if it fails at once: drop"
              + " the table and run migrate(), or the script, again");
    }
    if (newest.version() > newest() && older(LIBRARY, newest.oldestLibrary())) {
      throw new UnsuitableDatabase(
          Reason.NEW_SCHEMA,
          "the schema is at version "
              + newest.version()
              + ", which takes version "
              + newest.oldestLibrary()
              + " of the library, and this is "
              + LIBRARY);
    }
    return Optional.of(newest);
  }

  /** Whether one version, numbers between points, is before another. */
  static boolean older(String one, String other) {
    ImmutableList<Integer> a = numbers(one);
    ImmutableList<Integer> b = numbers(other);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int x = i < a.size() ? a.get(i) : 0;
      int y = i < b.size() ? b.get(i) : 0;
      if (x != y) {
        return x < y;
      }
    }
    return false;
  }

  private static ImmutableList<Integer> numbers(String version) {
    return Splitter.on('.')
        .splitToStream(version)
        .map(Integer::valueOf)
        .collect(ImmutableList.toImmutableList());
  }

  private boolean exists() throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    for (String name : ImmutableList.of("bailiwick_schema", "BAILIWICK_SCHEMA")) {
      try (ResultSet tables =
          data.getTables(
              connection.getCatalog(),
              connection.getSchema(),
              name.replace("_", data.getSearchStringEscape() + "_"),
              null)) {
        if (tables.next()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Runs a script: as one transaction where the database can undo what makes tables. */
  private void run(int version) throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (Statement statement = connection.createStatement()) {
        for (String part : statements(SCRIPTS.get(version - 1))) {
          statement.execute(part);
        }
      }
      connection.commit();
    } catch (SQLException e) {
      try {
        connection.rollback();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private ImmutableList<String> statements(String script) {
    URL file = Schema.class.getResource(dialect.folder() + "/" + script);
    if (file == null) {
      throw new IllegalStateException("the script " + script + " is not there");
    }
    try {
      // A script has neither a comment mark nor a semicolon in a text.
      String text = Resources.toString(file, UTF_8).replaceAll("--[^\n]*", "");
      return Splitter.on(';')
          .trimResults()
          .omitEmptyStrings()
          .splitToStream(text)
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
