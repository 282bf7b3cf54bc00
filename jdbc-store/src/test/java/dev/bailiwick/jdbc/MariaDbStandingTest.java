package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.topic.concurrency.StandingContract;
import dev.bailiwick.contract.topic.concurrency.StandingRacesContract;
import dev.bailiwick.contract.topic.port.StandingPortsContract;
import dev.bailiwick.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who acts and loses it, on MariaDB, over which a short build does not run the whole contract. */
class MariaDbStandingTest
    implements StandingContract, StandingPortsContract, StandingRacesContract {
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
