package dev.bailiwick.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.servers.Server;
import java.sql.SQLException;
import java.util.UUID;

/** A database product. */
enum Product {
  H2,
  POSTGRESQL,
  MARIADB;

  private static final Server POSTGRESQL_SERVER =
      Server.postgreSql(System.getProperty("bailiwick.postgresql", "18"));
  private static final Server MARIADB_SERVER =
      Server.mariaDb(System.getProperty("bailiwick.mariadb", "10.11"));

  private String newSchema() {
    return switch (this) {
      case H2 -> "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
      case POSTGRESQL -> POSTGRESQL_SERVER.newSchema();
      case MARIADB -> MARIADB_SERVER.newSchema();
    };
  }

  private String version() {
    return switch (this) {
      case H2 -> "H2 " + System.getProperty("bailiwick.h2", "2.5.");
      case POSTGRESQL -> POSTGRESQL_SERVER.toString();
      case MARIADB -> MARIADB_SERVER.toString();
    };
  }

  /** A pool of connections to a schema that is empty and nobody else's. */
  HikariDataSource pool(int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(newSchema());
    config.setMaximumPoolSize(size);
    // Whoever waits for a second connection while holding the only one, fails.
    config.setConnectionTimeout(10_000);
    HikariDataSource pool = new HikariDataSource(config);
    try (var connection = pool.getConnection()) {
      var data = connection.getMetaData();
      assertThat(data.getDatabaseProductName() + " " + data.getDatabaseProductVersion())
          .startsWith(version());
      return pool;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
