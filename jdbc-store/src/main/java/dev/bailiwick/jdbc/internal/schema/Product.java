package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.H2Dialect;
import dev.bailiwick.jdbc.internal.sql.MariaDbDialect;
import dev.bailiwick.jdbc.internal.sql.PostgreSqlDialect;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The database products over which the store works. */
public enum Product {
  POSTGRESQL("15", new PostgreSqlDialect(), new PostgreSqlServer()),
  MARIADB("10.11", new MariaDbDialect(), new MariaDbServer()),
  H2("2.3", new H2Dialect(), new H2Server());

  private final String oldest;
  private final Dialect dialect;
  private final Server server;

  Product(String oldest, Dialect dialect, Server server) {
    this.oldest = oldest;
    this.dialect = dialect;
    this.server = server;
  }

  /** Returns the product with the name that its driver reports, or null. */
  public static @Nullable Product of(String name) {
    for (Product product : values()) {
      if (product.name().equals(name.toUpperCase(Locale.ROOT))) {
        return product;
      }
    }
    return null;
  }

  /** The oldest version with which the store is tested. */
  String oldest() {
    return oldest;
  }

  /** The statements of the store on this product. */
  public Dialect dialect() {
    return dialect;
  }

  Server server() {
    return server;
  }
}
