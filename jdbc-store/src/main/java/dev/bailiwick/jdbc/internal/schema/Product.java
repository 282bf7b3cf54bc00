package dev.bailiwick.jdbc.internal.schema;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.H2Dialect;
import dev.bailiwick.jdbc.internal.sql.MariaDbDialect;
import dev.bailiwick.jdbc.internal.sql.PostgreSqlDialect;
import java.util.Optional;

/** The database products over which the store works. */
public final class Product {
  public static final Product POSTGRESQL =
      new Product("PostgreSQL", "15", new PostgreSqlDialect(), new PostgreSqlServer());
  public static final Product MARIADB =
      new Product("MariaDB", "10.11", new MariaDbDialect(), new MariaDbServer());
  public static final Product H2 = new Product("H2", "2.3", new H2Dialect(), new H2Server());

  /** All products. */
  public static final ImmutableList<Product> ALL = ImmutableList.of(POSTGRESQL, MARIADB, H2);

  private final String name;
  private final String oldest;
  private final Dialect dialect;
  private final Server server;

  private Product(String name, String oldest, Dialect dialect, Server server) {
    this.name = name;
    this.oldest = oldest;
    this.dialect = dialect;
    this.server = server;
  }

  /** Returns the product with the name that its driver reports, in upper or lower case. */
  public static Optional<Product> of(String name) {
    return ALL.stream().filter(product -> product.name.equalsIgnoreCase(name)).findFirst();
  }

  public String name() {
    return name;
  }

  /** The oldest version with which the store is tested. */
  String oldest() {
    return oldest;
  }

  /** The statements of the store on this product. */
  public Dialect dialect() {
    return dialect;
  }

  /** The checks and the migration lock of this product. */
  Server server() {
    return server;
  }
}
