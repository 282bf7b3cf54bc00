package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.Category;
import dev.bailiwick.contract.StoreContract;
import dev.bailiwick.store.Store;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole contract over one product. */
abstract class JdbcStoreContract extends StoreContract {
  private final Database database;
  private final String product;

  /**
   * Over a database.
   *
   * @param product how its name and version begin
   */
  JdbcStoreContract(Database database, String product) {
    this.database = database;
    this.product = product;
  }

  @Override
  public Store newStore() {
    return database.newStore();
  }

  @AfterEach
  void recycle() {
    database.recycle();
  }

  @Override
  public Map<Category, String> leftOut() {
    return Map.of(
        Category.LAWS, "each question is a round trip; the marathon judges all laws at once");
  }

  @Test
  void it_runs_on_the_product_that_it_says() {
    assertThat(database.product()).startsWith(product);
  }
}
