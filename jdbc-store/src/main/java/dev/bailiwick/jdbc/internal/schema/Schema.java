package dev.bailiwick.jdbc.internal.schema;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The versions of the schema, and which of them a database has. */
public final class Schema {
  /** The version of this library, which a newer schema may be too new for. */
  public static final String LIBRARY = "0.2.0";

  private final Connection connection;
  private final Product product;
  private final Scripts scripts;

  /**
   * The versions of one part of the schema.
   *
   * @param scripts the scripts of the part
   */
  public Schema(Connection connection, Product product, Scripts scripts) {
    this.connection = connection;
    this.product = product;
    this.scripts = scripts;
  }

  /** A migration that was run, or begun. */
  private record Step(int version, String oldestLibrary, boolean complete) {}

  /**
   * The schema in which the tables are that an unqualified name leads to.
   *
   * @param current whether it is the one in which new tables would be made
   */
  private record Place(String schema, boolean current) {}

  /**
   * The version from which to migrate, 0 if there is no schema yet.
   *
   * @throws UnsuitableDatabase if the tables are half-done, too new, or elsewhere
   */
  public int toMigrate() throws SQLException {
    Optional<Place> place = place();
    if (place.isPresent() && !place.get().current()) {
      throw new UnsuitableDatabase(
          Reason.OTHER_SCHEMA,
          "the tables are in schema "
              + place.get().schema()
              + ", which the search path leads to, and a migration would make others in the first"
              + " schema of the path: migrate over a connection whose path begins with "
              + place.get().schema());
    }
    return place.isPresent() ? last().map(Step::version).orElse(0) : 0;
  }

  /**
   * Refuses a schema that this version of the library cannot use.
   *
   * @return its name in the database
   * @throws UnsuitableDatabase if it is missing, half-done, too old or too new
   */
  public String require() throws SQLException {
    Place place =
        place()
            .orElseThrow(
                () ->
                    new UnsuitableDatabase(
                        Reason.NO_SCHEMA,
                        "the database has no bailiwick schema: run migrate(), or the scripts"));
    int version = last().map(Step::version).orElse(0);
    if (version < scripts.newest()) {
      throw new UnsuitableDatabase(
          Reason.OLD_SCHEMA,
          subject()
              + " is at version "
              + version
              + ", and this library needs "
              + scripts.newest()
              + ": run migrate(), or the scripts");
    }
    return place.schema();
  }

  private boolean isMain() {
    return scripts == Scripts.MAIN;
  }

  private String subject() {
    return isMain() ? "the schema" : "the part " + scripts.part() + " of the schema";
  }

  /** The newest migration, if all before it are done; empty for a part that is not there. */
  private Optional<Step> last() throws SQLException {
    Step newest = null;
    for (Step step : steps()) {
      if (!step.complete()) {
        throw new UnsuitableDatabase(
            Reason.HALF_DONE,
            "migration "
                + scripts.name(step.version())
                + " was begun and has not ended: unless it is under way, undo its changes"
                + " (restore the database; for the first script, drop its tables) and run it"
                + " again");
      }
      newest = step;
    }
    if (newest == null && isMain()) {
      throw new UnsuitableDatabase(
          Reason.HALF_DONE,
          "bailiwick_schema is empty, as the first script leaves it if it fails at once: unless it"
              + " is under way, drop the table and run migrate(), or the script, again");
    }
    if (newest != null
        && newest.version() > scripts.newest()
        && older(LIBRARY, newest.oldestLibrary())) {
      throw new UnsuitableDatabase(
          Reason.NEW_SCHEMA,
          subject()
              + " is at version "
              + newest.version()
              + ", which takes version "
              + newest.oldestLibrary()
              + " of the library, and this is "
              + LIBRARY);
    }
    return Optional.ofNullable(newest);
  }

  /** The migrations of this part. Before script 7, the table has no column for the part. */
  private List<Step> steps() throws SQLException {
    List<Step> steps = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT s.* FROM bailiwick_schema s ORDER BY s.version")) {
      boolean parts = rows.getMetaData().getColumnCount() > 3;
      while (rows.next()) {
        if (scripts.part().equals(parts ? rows.getString("part") : Scripts.MAIN.part())) {
          steps.add(
              new Step(
                  rows.getInt("version"),
                  rows.getString("oldest_library"),
                  rows.getBoolean("complete")));
        }
      }
    }
    return steps;
  }

  /** Whether one version, numbers between points, is before another. */
  public static boolean older(String one, String other) {
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

  private Optional<Place> place() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(product.server().tablesQuery())) {
      return rows.next()
          ? Optional.of(new Place(rows.getString(1), rows.getBoolean(2)))
          : Optional.empty();
    }
  }
}
