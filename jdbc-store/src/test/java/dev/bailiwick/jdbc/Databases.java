package dev.bailiwick.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.jdbc.internal.schema.Schema;
import dev.bailiwick.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** The databases under test, each once in the process. */
final class Databases {
  static final Database H2_MEMORY = new H2Memory();
  static final Database H2_FILE = new H2File();
  static final Database POSTGRESQL =
      new PostgreSql(System.getProperty("bailiwick.postgresql", "18"));
  static final Database POSTGRESQL_15 = new PostgreSql("15");
  static final Database MARIADB = new MariaDb(System.getProperty("bailiwick.mariadb", "10.11"));

  private Databases() {}

  private abstract static class H2 extends Database {
    @Override
    final String wanted() {
      return "H2 " + System.getProperty("bailiwick.h2", "2.5.");
    }

    @Override
    final void replace(Statement statement, List<String> tables, Rows rows) throws SQLException {
      statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
      for (String table : tables) {
        statement.execute("DELETE FROM " + table);
      }
      rows.insert();
      statement.execute("SET REFERENTIAL_INTEGRITY TRUE");
    }
  }

  private static final class H2Memory extends H2 {
    @Override
    String newSchema(int number) {
      return "jdbc:h2:mem:"
          + UUID.randomUUID()
          + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=200";
    }
  }

  private static final class H2File extends H2 {
    @Override
    String newSchema(int number) {
      return "jdbc:h2:file:"
          + folder("h2")
          + "/test"
          + number
          + ";LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=200";
    }
  }

  private static final class PostgreSql extends Database {
    private final Server server;

    PostgreSql(String wanted) {
      server = Server.postgreSql(wanted);
    }

    @Override
    String newSchema(int number) {
      return server.newSchema();
    }

    @Override
    String wanted() {
      return server.toString();
    }

    @Override
    void replace(Statement statement, List<String> tables, Rows rows) throws SQLException {
      statement.execute("SET session_replication_role = replica");
      statement.execute("DELETE FROM " + String.join("; DELETE FROM ", tables));
      rows.insert();
      statement.execute("SET session_replication_role = DEFAULT");
    }
  }

  private static final class MariaDb extends Database {
    private final Server server;

    MariaDb(String wanted) {
      server = Server.mariaDb(wanted);
    }

    @Override
    String newSchema(int number) {
      return server.newSchema();
    }

    @Override
    String wanted() {
      return server.toString();
    }

    @Override
    void replace(Statement statement, List<String> tables, Rows rows) throws SQLException {
      statement.execute("SET FOREIGN_KEY_CHECKS = 0");
      for (String table : tables) {
        statement.execute("DELETE FROM " + table);
      }
      rows.insert();
      statement.execute("SET FOREIGN_KEY_CHECKS = 1");
    }
  }

  /** A database whose pools take their connections at another isolation than its own. */
  static Database at(String isolation, Database of) {
    return new Variant(of) {
      @Override
      HikariDataSource open(String url) {
        HikariConfig config = config(url);
        config.setTransactionIsolation(isolation);
        return new HikariDataSource(config);
      }
    };
  }

  /** A database whose schema a later version of the library has migrated. */
  static Database newer(Database of) {
    return new Variant(of) {
      @Override
      void migrated(HikariDataSource pool) throws SQLException {
        LaterSchema.migrate(pool, Schema.LIBRARY);
      }
    };
  }

  /** The same server, in other circumstances. */
  private static class Variant extends Database {
    private final Database of;

    Variant(Database of) {
      this.of = of;
    }

    @Override
    String newSchema(int number) throws SQLException {
      return of.newSchema(number);
    }

    @Override
    String wanted() {
      return of.wanted();
    }

    @Override
    void replace(Statement statement, List<String> tables, Rows rows) throws SQLException {
      of.replace(statement, tables, rows);
    }
  }

  private static Path folder(String name) {
    try {
      Path target = Path.of("target", "databases");
      Files.createDirectories(target);
      return Files.createTempDirectory(target, name).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
