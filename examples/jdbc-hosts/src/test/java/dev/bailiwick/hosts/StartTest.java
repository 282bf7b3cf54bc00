package dev.bailiwick.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Session;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** The first calls of nodes over a database in which nobody has written anything yet. */
class StartTest {
  private static final int NODES = 4;

  /** A pool of one over an empty schema, which Flyway has migrated and no store has used. */
  private static HikariDataSource migrated(Product product) {
    try (HikariDataSource pool = product.pool(3)) {
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:dev/bailiwick/jdbc/" + product.name().toLowerCase(Locale.ROOT))
          .table("bailiwick_flyway_history")
          .load()
          .migrate();
      return beside(pool);
    }
  }

  private static HikariDataSource beside(HikariDataSource pool) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(pool.getJdbcUrl());
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(10_000);
    return new HikariDataSource(config);
  }

  private static User register(Store store, String name) {
    return Host.system(store).users().register(Profile.named(name));
  }

  /** What one node gave out, all the others take. */
  private static void agree(List<? extends Store> nodes) {
    register(nodes.get(0), "One");
    register(nodes.get(0), "Two");
    for (Store one : nodes) {
      Page<User> first = Host.system(one).users().list(PageRequest.first(1));
      PageRequest rest = PageRequest.first(1).after(first.next().orElseThrow());
      Session asking = Host.system(one).operation("sign-up");
      UserId made = asking.users().register(Profile.named("Three")).id();
      for (Store other : nodes) {
        assertThat(Host.system(other).users().list(rest).items()).hasSize(1);
        assertThat(
                Host.system(other)
                    .operation("sign-up")
                    .users()
                    .register(Profile.named("Three"))
                    .id())
            .isEqualTo(made);
      }
    }
  }

  /** Every node does the same at the same moment, over a pool of one connection of its own. */
  private static void atOnce(HikariDataSource pool, Consumer<JdbcStore> start) throws Exception {
    List<HikariDataSource> pools = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(NODES);
    try {
      List<JdbcStore> nodes = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        pools.add(beside(pool));
        nodes.add(JdbcStore.over(pools.get(i)));
      }
      CyclicBarrier together = new CyclicBarrier(NODES);
      List<Future<?>> started = new ArrayList<>();
      for (JdbcStore node : nodes) {
        started.add(
            threads.submit(
                () -> {
                  together.await(1, TimeUnit.MINUTES);
                  start.accept(node);
                  return true;
                }));
      }
      for (Future<?> each : started) {
        each.get(1, TimeUnit.MINUTES);
      }
      agree(nodes);
    } finally {
      threads.shutdownNow();
      pools.forEach(HikariDataSource::close);
    }
  }

  @ParameterizedTest
  @EnumSource
  void four_nodes_that_migrate_at_once_all_start(Product product) throws Exception {
    for (int round = 1; round <= 3; round++) {
      try (HikariDataSource empty = product.pool(1)) {
        atOnce(empty, JdbcStore::migrate);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void four_nodes_that_are_used_at_once_all_start(Product product) throws Exception {
    for (int round = 1; round <= 3; round++) {
      try (HikariDataSource pool = migrated(product)) {
        atOnce(pool, node -> assertThat(register(node, "Olga").fullName()).isEqualTo("Olga"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_first_call_over_a_lent_connection_takes_no_other(Product product) {
    try (HikariDataSource pool = migrated(product);
        HikariDataSource second = beside(pool)) {
      JdbcStore store = JdbcStore.over(pool);
      new TransactionTemplate(new DataSourceTransactionManager(pool))
          .executeWithoutResult(
              status -> register(store.on(DataSourceUtils.getConnection(pool)), "Olga"));
      agree(List.of(store, JdbcStore.over(second)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_first_call_may_be_in_a_read_only_transaction(Product product) {
    try (HikariDataSource pool = migrated(product);
        HikariDataSource second = beside(pool)) {
      JdbcStore store = JdbcStore.over(new TransactionAwareDataSourceProxy(pool));
      TransactionTemplate template =
          new TransactionTemplate(new DataSourceTransactionManager(pool));
      template.setReadOnly(true);
      template.executeWithoutResult(
          status -> assertThat(Page.all(Host.system(store).users()::list)).isEmpty());
      agree(List.of(store, JdbcStore.over(second)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_first_transaction_may_roll_back(Product product) {
    try (HikariDataSource pool = migrated(product);
        HikariDataSource second = beside(pool)) {
      JdbcStore store = JdbcStore.over(new TransactionAwareDataSourceProxy(pool));
      new TransactionTemplate(new DataSourceTransactionManager(pool))
          .executeWithoutResult(
              status -> {
                register(store, "Olga");
                status.setRollbackOnly();
              });
      assertThat(Page.all(Host.system(store).users()::list)).isEmpty();
      agree(List.of(store, JdbcStore.over(second)));
    }
  }

  /** It would commit what the host has begun. */
  @ParameterizedTest
  @EnumSource
  void a_migration_in_a_transaction_of_the_hosts_is_refused(Product product) {
    try (HikariDataSource pool = product.pool(1)) {
      JdbcTemplate template = new JdbcTemplate(pool);
      template.execute("CREATE TABLE documents (id INTEGER PRIMARY KEY)");
      JdbcStore store = JdbcStore.over(new TransactionAwareDataSourceProxy(pool));
      new TransactionTemplate(new DataSourceTransactionManager(pool))
          .executeWithoutResult(
              status -> {
                template.update("INSERT INTO documents VALUES (1)");
                assertThatThrownBy(store::migrate).isInstanceOf(IllegalStateException.class);
                status.setRollbackOnly();
              });
      assertThat(template.queryForObject("SELECT COUNT(*) FROM documents", Integer.class)).isZero();
    }
  }
}
