package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.topic.concurrency.RacesContract;
import dev.bailiwick.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The races on MariaDB, over which a short build does not run the whole contract. */
@Tag("long")
class MariaDbRacesTest implements RacesContract {
  @Override
  public Store newStore() {
    return Databases.MARIADB.newStore();
  }

  @Override
  public Store beside(Store store) {
    return Databases.MARIADB.beside(store);
  }

  @AfterEach
  void recycle() {
    Databases.MARIADB.recycle();
  }

  @Test
  void it_runs_on_the_product_that_it_says() {
    assertThat(Databases.MARIADB.product()).startsWith("MariaDB ");
  }
}
