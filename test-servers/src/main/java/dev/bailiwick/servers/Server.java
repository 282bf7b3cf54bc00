package dev.bailiwick.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database server that only this process uses. PostgreSQL and MariaDB are started from the
 * installed binaries if these have the requested version, otherwise from the binaries that Maven
 * provides.
 */
public abstract class Server {
  private final String name;
  private final String version;
  private final AtomicInteger schemas = new AtomicInteger();

  /**
   * Creates a server that is not started yet.
   *
   * @param version the beginning of its version
   */
  Server(String name, String version) {
    this.name = name;
    this.version = version;
  }

  /**
   * Returns a PostgreSQL server.
   *
   * @param wanted a major version, 15 or 18, or the folder that contains {@code initdb}
   */
  public static Server postgreSql(String wanted) {
    return new PostgreSqlServer(Binaries.postgreSql(wanted));
  }

  /**
   * Returns a MariaDB server.
   *
   * @param wanted a version, 10.11, or the folder that contains {@code mariadbd}
   */
  public static Server mariaDb(String wanted) {
    return new MariaDbServer(Binaries.mariaDb(wanted));
  }

  /** Creates a new, empty schema and returns its URL. Starts the server at the first call. */
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

  /** The URL of the server itself, for its administrator. Starts the server if necessary. */
  abstract String url();

  /** The URL of a schema. */
  abstract String url(String schema);

  abstract String create(String schema);

  /**
   * Returns the text with which the product name and version that a connection reports must begin.
   */
  @Override
  public final String toString() {
    return name + " " + version + ".";
  }
}
