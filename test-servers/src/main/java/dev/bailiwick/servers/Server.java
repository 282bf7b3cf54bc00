package dev.bailiwick.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database server that this process has for itself. PostgreSQL and MariaDB are those that are
 * installed, if their version is the one that is wanted, and else the binaries that Maven brought.
 */
public abstract class Server {
  private final String name;
  private final String version;
  private final AtomicInteger schemas = new AtomicInteger();

  /**
   * A server that is not started yet.
   *
   * @param version how its version begins
   */
  Server(String name, String version) {
    this.name = name;
    this.version = version;
  }

  /**
   * PostgreSQL.
   *
   * @param wanted a major version, 15 or 18, or the folder in which {@code initdb} stands
   */
  public static Server postgreSql(String wanted) {
    return new PostgreSqlServer(Binaries.postgreSql(wanted));
  }

  /**
   * MariaDB.
   *
   * @param wanted a version, 10.11, or the folder in which {@code mariadbd} stands
   */
  public static Server mariaDb(String wanted) {
    return new MariaDbServer(Binaries.mariaDb(wanted));
  }

  /** The URL of a new, empty schema. */
  public final synchronized String newSchema() {
    String schema = "test" + schemas.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute(create(schema));
    } catch (SQLException e) {
      throw new IllegalStateException("no schema on " + this, e);
    }
    return url(schema);
  }

  /** The URL of the server itself, for its administrator. */
  abstract String url();

  /** The URL of a schema. */
  abstract String url(String schema);

  abstract String create(String schema);

  /** What the product and its version, as a connection tells them, must begin with. */
  @Override
  public final String toString() {
    return name + " " + version + ".";
  }
}
