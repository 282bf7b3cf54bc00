package dev.bailiwick.jdbc;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_lock_writes_the_tenants_row_without_a_new_revision(String product) {
    Database database = DATABASES.get(product);
    CountedStatements counted = new CountedStatements();
    Store store = JdbcStore.over(counted.around(database.newDataSource()));
    Session system = Bailiwick.over(store).actingAs(Actor.system("test"));
    UserId ann = system.users().register(Profile.named("Ann")).id();
    UserId ben = system.users().register(Profile.named("Ben")).id();
    system.users().makeSuperUser(ann);
    Session acting = Bailiwick.over(store).actingAs(Actor.user(ann));
    List<String> sent = counted.during(() -> acting.users().deactivate(ben));
    assertThat(sent).anyMatch(sql -> sql.contains("UPDATE bailiwick_tenant SET structure"));
    Map<UserId, Long> revisions =
        store.read(
            Consistency.latest(), view -> Map.of(ann, view.revision(ann), ben, view.revision(ben)));
    assertThat(revisions).isEqualTo(Map.of(ann, 2L, ben, 2L));
  }

  /**
   * Who is given an org is locked, and if they are its admin already, nothing of theirs changes.
   */
  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void data_read_before_the_lock_is_read_again_if_another_node_held_the_lock(String product) {
    DataSource dataSource = DATABASES.get(product).newDataSource();
    Store store = JdbcStore.over(dataSource);
    Session system = Bailiwick.over(store).actingAs(Actor.system("test"));
    UserId olga = system.users().register(Profile.named("Olga")).id();
    UserId ben = system.users().register(Profile.named("Ben")).id();
    OrgId acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
    system.orgs().members(acme).add(member(ben).asAdmin());
    Runnable handsOver =
        () ->
            Bailiwick.over(JdbcStore.over(dataSource))
                .actingAs(Actor.system("other"))
                .orgs()
                .transferOwnership(acme, ben);
    Session other =
        Bailiwick.over(new Interrupted(store, handsOver)).actingAs(Actor.system("test"));
    assertThatThrownBy(() -> other.orgs().members(acme).remove(ben))
        .isInstanceOf(OrgConflict.class);
    assertThat(system.orgs().get(acme).owner()).isEqualTo(ben);
    assertThat(system.users().memberships(ben)).hasSize(1);
  }

  /** A store that does something else between the look without locks and the locks. */
  private record Interrupted(Store store, Runnable meanwhile) implements Store {
    @Override
    public <R> R read(Consistency consistency, Function<View, R> question) {
      return store.read(consistency, question);
    }

    @Override
    public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
      return store.write(tenants, unit);
    }

    @Override
    public <R> R write(Function<View, Set<Tenant>> locks, Function<Transaction, R> unit) {
      return store.write(
          view -> {
            Set<Tenant> seen = locks.apply(view);
            CompletableFuture.runAsync(meanwhile).join();
            return seen;
          },
          unit);
    }
  }
}
