package dev.bailiwick.jdbc;

import dev.bailiwick.contract.Category;
import dev.bailiwick.contract.StoreContract;
import dev.bailiwick.store.Store;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The whole contract over one product, which the database sees to. */
abstract class JdbcStoreContract extends StoreContract {
  private final Database database;

  JdbcStoreContract(Database database) {
    this.database = database;
  }

  @Override
  public Store newStore() {
    return database.newStore();
  }

  @Override
  public Store beside(Store store) {
    return database.beside(store);
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
}
