package dev.bailiwick.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** The check that a host makes at its start: does the store join my transactions? */
class JoinsTest {
  private static HikariDataSource migrated(Product product) {
    HikariDataSource pool = product.pool(3);
    JdbcStore.over(pool).migrate();
    return pool;
  }

  private static TransactionTemplate transactions(HikariDataSource pool) {
    return new TransactionTemplate(new DataSourceTransactionManager(pool));
  }

  /** As a host of Spring's writes it. */
  private static Consumer<Runnable> rollingBack(TransactionTemplate transactions) {
    return work ->
        transactions.executeWithoutResult(
            status -> {
              work.run();
              status.setRollbackOnly();
            });
  }

  private static void nothingRemains(HikariDataSource pool) {
    assertThat(
            new JdbcTemplate(pool)
                .queryForObject("SELECT COUNT(*) FROM bailiwick_operation", Integer.class))
        .isZero();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  private static void doesNotJoin(JdbcStore store, Consumer<Runnable> rollingBack) {
    assertThatThrownBy(() -> store.requireJoins(rollingBack))
        .isInstanceOfSatisfying(
            UnsuitableDatabase.class,
            e -> assertThat(e.reason()).isEqualTo(UnsuitableDatabase.Reason.NOT_JOINED))
        .hasMessageContaining("TransactionAwareDataSourceProxy");
  }

  @ParameterizedTest
  @EnumSource
  void over_the_proxy_of_the_managers_pool_the_store_joins(Product product) {
    try (HikariDataSource pool = migrated(product)) {
      JdbcStore store = JdbcStore.over(new TransactionAwareDataSourceProxy(pool));
      store.requireJoins(rollingBack(transactions(pool)));
      nothingRemains(pool);
    }
  }

  @ParameterizedTest
  @EnumSource
  void over_the_raw_pool_it_does_not(Product product) {
    try (HikariDataSource pool = migrated(product)) {
      doesNotJoin(JdbcStore.over(pool), rollingBack(transactions(pool)));
      nothingRemains(pool);
    }
  }

  @ParameterizedTest
  @EnumSource
  void over_the_proxy_of_another_pool_it_does_not(Product product) {
    try (HikariDataSource pool = migrated(product);
        HikariDataSource other = new HikariDataSource()) {
      other.setJdbcUrl(pool.getJdbcUrl());
      JdbcStore store = JdbcStore.over(new TransactionAwareDataSourceProxy(other));
      doesNotJoin(store, rollingBack(transactions(pool)));
      nothingRemains(pool);
    }
  }

  /** The other pool's connections come in transactions that nobody ever commits. */
  @ParameterizedTest
  @EnumSource
  void what_is_lost_at_once_has_not_joined_either(Product product) {
    try (HikariDataSource pool = migrated(product)) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(pool.getJdbcUrl());
      config.setAutoCommit(false);
      try (HikariDataSource lost = new HikariDataSource(config)) {
        Switched dataSource = new Switched(pool);
        JdbcStore store = JdbcStore.over(dataSource);
        doesNotJoin(
            store,
            work -> {
              dataSource.setTargetDataSource(lost);
              work.run();
              dataSource.setTargetDataSource(pool);
            });
      }
      nothingRemains(pool);
    }
  }

  /** A data source that leads elsewhere for a while. */
  private static final class Switched extends DelegatingDataSource {
    Switched(HikariDataSource pool) {
      super(pool);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_transaction_that_is_committed_checks_nothing(Product product) {
    try (HikariDataSource pool = migrated(product)) {
      JdbcStore store = JdbcStore.over(new TransactionAwareDataSourceProxy(pool));
      doesNotJoin(store, work -> transactions(pool).executeWithoutResult(committed -> work.run()));
      nothingRemains(pool);
    }
  }

  @ParameterizedTest
  @EnumSource
  void it_is_called_outside_of_transactions_and_runs_what_it_gives_once(Product product) {
    try (HikariDataSource pool = migrated(product)) {
      JdbcStore store = JdbcStore.over(new TransactionAwareDataSourceProxy(pool));
      TransactionTemplate transactions = transactions(pool);
      assertThatThrownBy(
              () ->
                  transactions.executeWithoutResult(
                      status -> store.requireJoins(rollingBack(transactions))))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store.requireJoins(work -> {}))
          .isInstanceOf(InvalidParameter.class)
          .hasMessageContaining("rollingBack");
      nothingRemains(pool);
    }
  }
}
