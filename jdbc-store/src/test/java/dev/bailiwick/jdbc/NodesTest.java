package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several nodes of a host, each with a store of its own over the same database. */
class NodesTest {
  private static final Map<String, Database> DATABASES =
      Map.of(
          "H2", Databases.H2_MEMORY,
          "PostgreSQL", Databases.POSTGRESQL,
          "MariaDB", Databases.MARIADB);

  @AfterEach
  void recycle() {
    DATABASES.values().forEach(Database::recycle);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void no_two_nodes_give_the_same_id(String product) {
    Database database = DATABASES.get(product);
    assertThat(database.product()).startsWith(product);
    DataSource dataSource = database.newDataSource();
    Store one = JdbcStore.over(dataSource);
    Store other = JdbcStore.over(dataSource);
    List<Long> given = new ArrayList<>();
    for (int i = 0; i < 3 * Dialect.ID_BLOCK; i++) {
      given.add(one.write(Set.of(), Transaction::nextId));
      given.add(other.write(Set.of(), Transaction::nextId));
    }
    assertThat(given).doesNotHaveDuplicates().allMatch(id -> id > 0);
  }
}
