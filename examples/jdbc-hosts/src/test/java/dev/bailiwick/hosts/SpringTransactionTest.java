package dev.bailiwick.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.hosts.Host.Seen;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** The store in the transactions of Spring's JDBC. */
class SpringTransactionTest {
  /** A host with a transaction manager. */
  private record Spring(HikariDataSource pool, Host host, DataSourceTransactionManager manager)
      implements AutoCloseable {
    static Spring on(Product product) {
      HikariDataSource pool = product.pool(3);
      return new Spring(pool, new Host(pool), new DataSourceTransactionManager(pool));
    }

    /** Joins the transaction of the thread. */
    JdbcStore joining() {
      return JdbcStore.over(new TransactionAwareDataSourceProxy(pool));
    }

    TransactionTemplate required() {
      return new TransactionTemplate(manager);
    }

    TransactionTemplate requiresNew() {
      TransactionTemplate template = new TransactionTemplate(manager);
      template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
      return template;
    }

    @Override
    public void close() {
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      pool.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_grant_and_the_hosts_row_commit_together(Product product) {
    try (Spring spring = Spring.on(product)) {
      Store store = spring.joining();
      Host host = spring.host();
      spring
          .required()
          .executeWithoutResult(
              status -> {
                host.insert("1");
                host.share(store, "1");
              });
      assertThat(host.seen("1")).isEqualTo(Seen.ALL);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_grant_and_the_hosts_row_roll_back_together(Product product) {
    try (Spring spring = Spring.on(product)) {
      Store store = spring.joining();
      Host host = spring.host();
      spring
          .required()
          .executeWithoutResult(
              status -> {
                host.insert("1");
                host.share(store, "1");
                status.setRollbackOnly();
              });
      assertThat(host.seen("1")).isEqualTo(Seen.NOTHING);
      assertThatThrownBy(
              () ->
                  spring
                      .required()
                      .executeWithoutResult(
                          status -> {
                            host.share(store, "1");
                            host.insert("1");
                            host.insert("1");
                          }))
          .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
      assertThat(host.seen("1")).isEqualTo(Seen.NOTHING);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_part_that_only_rolls_back_takes_the_grants_of_all_along(Product product) {
    try (Spring spring = Spring.on(product)) {
      Store store = spring.joining();
      Host host = spring.host();
      assertThatThrownBy(
              () ->
                  spring
                      .required()
                      .executeWithoutResult(
                          outer -> {
                            host.share(store, "1");
                            spring
                                .required()
                                .executeWithoutResult(
                                    inner -> {
                                      host.share(store, "2");
                                      inner.setRollbackOnly();
                                    });
                          }))
          .isInstanceOf(UnexpectedRollbackException.class);
      assertThat(host.seen("1")).isEqualTo(Seen.NOTHING);
      assertThat(host.seen("2")).isEqualTo(Seen.NOTHING);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_transaction_of_its_own_within_another_ends_by_itself(Product product) {
    try (Spring spring = Spring.on(product)) {
      Store store = spring.joining();
      Host host = spring.host();
      OrgId other = host.newOrg("Other");
      spring
          .required()
          .executeWithoutResult(
              outer -> {
                host.insert("1");
                host.share(store, "1");
                // Of another org: that of the outer transaction is locked until it ends.
                spring
                    .requiresNew()
                    .executeWithoutResult(
                        inner -> {
                          host.insert("2");
                          host.share(store, other, "2");
                        });
                spring
                    .requiresNew()
                    .executeWithoutResult(
                        inner -> {
                          host.insert("3");
                          host.share(store, other, "3");
                          inner.setRollbackOnly();
                        });
                outer.setRollbackOnly();
              });
      assertThat(host.seen("1")).isEqualTo(Seen.NOTHING);
      assertThat(host.seen(other, "2")).isEqualTo(Seen.ALL);
      assertThat(host.seen(other, "3")).isEqualTo(Seen.NOTHING);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_call_that_is_refused_leaves_the_transaction_to_go_on(Product product) {
    try (Spring spring = Spring.on(product)) {
      Store store = spring.joining();
      Host host = spring.host();
      spring
          .required()
          .executeWithoutResult(
              status -> {
                host.insert("1");
                assertThatThrownBy(
                        () ->
                            Host.system(store)
                                .users()
                                .register(Profile.empty().withVerifiedEmail("OLGA@acme.com")))
                    .isInstanceOf(EmailTaken.class);
                host.share(store, "1");
              });
      assertThat(host.seen("1")).isEqualTo(Seen.ALL);
    }
  }

  @ParameterizedTest
  @EnumSource
  void outside_of_a_transaction_a_call_has_its_own(Product product) {
    try (Spring spring = Spring.on(product)) {
      spring.host().share(spring.joining(), "1");
      assertThat(spring.host().seen("1")).isEqualTo(Seen.GRANT_ONLY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_connection_of_the_transaction_can_be_lent(Product product) {
    try (Spring spring = Spring.on(product)) {
      JdbcStore store = JdbcStore.over(spring.pool());
      Host host = spring.host();
      for (boolean commit : new boolean[] {false, true}) {
        spring
            .required()
            .executeWithoutResult(
                status -> {
                  Connection connection = DataSourceUtils.getConnection(spring.pool());
                  try {
                    host.insert("1");
                    host.share(store.on(connection), "1");
                  } finally {
                    DataSourceUtils.releaseConnection(connection, spring.pool());
                  }
                  if (!commit) {
                    status.setRollbackOnly();
                  }
                });
        assertThat(host.seen("1")).isEqualTo(commit ? Seen.ALL : Seen.NOTHING);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void over_the_raw_pool_nothing_joins(Product product) {
    try (Spring spring = Spring.on(product)) {
      JdbcStore store = JdbcStore.over(spring.pool());
      Host host = spring.host();
      spring
          .required()
          .executeWithoutResult(
              status -> {
                host.insert("1");
                host.share(store, "1");
                status.setRollbackOnly();
              });
      assertThat(host.seen("1")).as("the grant outlives the row").isEqualTo(Seen.GRANT_ONLY);
    }
  }
}
