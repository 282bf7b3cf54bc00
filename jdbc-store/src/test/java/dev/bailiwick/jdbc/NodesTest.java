package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.user.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /**
   * Nodes of a MariaDB cluster do not see each other's locks: two who switch each other off would
   * both succeed, if each changed nothing but the other.
   */
  @ParameterizedTest
  @CsvSource({"H2, 1", "PostgreSQL, 1", "MariaDB, 2"})
  void what_was_locked_is_changed_and_changed_back_where_nodes_do_not_see_locks(
      String product, int updates) {
    Database database = DATABASES.get(product);
    CountedStatements counted = new CountedStatements();
    Store store = JdbcStore.over(counted.around(database.newDataSource()));
    Session system = Bailiwick.over(store).actingAs(Actor.system("test"));
    UserId ann = system.users().register(Profile.named("Ann")).id();
    UserId ben = system.users().register(Profile.named("Ben")).id();
    system.users().setSuperUser(ann, true);
    Session acting = Bailiwick.over(store).actingAs(Actor.user(ann));
    List<String> sent = counted.during(() -> acting.users().deactivate(ben));
    // Several may be sent as one statement.
    assertThat(String.join("; ", sent).split("UPDATE bailiwick_tenant", -1)).hasSize(updates + 1);
    Map<UserId, Long> revisions =
        store.read(
            Consistency.latest(), view -> Map.of(ann, view.revision(ann), ben, view.revision(ben)));
    assertThat(revisions).isEqualTo(Map.of(ann, 2L, ben, 2L));
  }
}
