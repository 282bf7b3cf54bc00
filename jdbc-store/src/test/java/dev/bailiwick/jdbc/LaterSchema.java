package dev.bailiwick.jdbc;

import dev.bailiwick.jdbc.internal.schema.Scripts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** What a later version might make of the schema: columns that may be null, and a table. */
final class LaterSchema {
  private LaterSchema() {}

  /**
   * Migrates, as the script of that version would.
   *
   * @param oldestLibrary the oldest version that may use it from now on
   */
  static void migrate(DataSource dataSource, String oldestLibrary) throws SQLException {
    int version = Scripts.MAIN.newest() + 1;
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES ("
                  + version
                  + ", '"
                  + oldestLibrary
                  + "', FALSE)",
              "ALTER TABLE bailiwick_grant ADD COLUMN later VARCHAR(20)",
              "ALTER TABLE bailiwick_user ADD COLUMN later VARCHAR(20)",
              "ALTER TABLE bailiwick_org ADD COLUMN later VARCHAR(20)",
              "ALTER TABLE bailiwick_team ADD COLUMN later VARCHAR(20)",
              "CREATE TABLE bailiwick_later (tenant BIGINT NOT NULL PRIMARY KEY)",
              "UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'main' AND version = "
                  + version)) {
        statement.execute(sql);
      }
    }
  }
}
