package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** The checks of a database before its use. */
public final class Suitability {
  private Suitability() {}

  /**
   * Returns the product of the database.
   *
   * @throws UnsuitableDatabase if the store cannot work correctly over it
   */
  public static Product check(Connection connection) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    Product product = product(data);
    version(data, product);
    if (!connection.getAutoCommit()) {
      throw new UnsuitableDatabase(
          Reason.AUTOCOMMIT,
          "connections come with autocommit off, as if they were in a transaction of the host's:"
              + " switch it on in the pool, and make the store outside of transactions");
    }
    if (connection.isReadOnly()) {
      throw ServerChecks.readOnly("the connection is read-only");
    }
    product.server().check(connection);
    return product;
  }

  private static Product product(DatabaseMetaData data) throws SQLException {
    String name = data.getDatabaseProductName();
    String driver = data.getDriverName();
    String version = data.getDatabaseProductVersion();
    return Product.of(name)
        .orElseThrow(
            () ->
                new UnsuitableDatabase(
                    Reason.PRODUCT,
                    "the driver \""
                        + driver
                        + "\" says that the database is "
                        + name
                        + " "
                        + version
                        + ": use PostgreSQL, MariaDB or H2, each with a driver of its own (for"
                        + " MariaDB org.mariadb.jdbc, without useMysqlMetadata)"));
  }

  private static void version(DatabaseMetaData data, Product product) throws SQLException {
    String found = data.getDatabaseMajorVersion() + "." + data.getDatabaseMinorVersion();
    if (Schema.older(found, product.oldest())) {
      throw new UnsuitableDatabase(
          Reason.VERSION,
          "the database is "
              + data.getDatabaseProductName()
              + " "
              + data.getDatabaseProductVersion()
              + ", and the store needs version "
              + product.oldest()
              + " or later");
    }
  }

  /**
   * Checks that the key columns of the store's tables still compare by bytes.
   *
   * @param scripts the scripts that made the tables
   * @param schema the schema of the tables
   * @throws UnsuitableDatabase if two different texts would be equal
   */
  static void checkTables(Connection connection, Product product, Scripts scripts, String schema)
      throws SQLException {
    String tables =
        scripts.tables(product.dialect()).stream().collect(Collectors.joining("', '", "('", "')"));
    String found;
    try (PreparedStatement statement =
        connection.prepareStatement(product.server().foldingQuery(tables))) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        found = String.valueOf(rows.getString(1));
      }
    }
    if (!found.equals("null")) {
      throw new UnsuitableDatabase(
          Reason.COLLATION,
          found + " does not compare by bytes: give it the type and collation of the script");
    }
  }
}
