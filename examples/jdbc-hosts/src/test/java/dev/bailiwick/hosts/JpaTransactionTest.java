package dev.bailiwick.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.hosts.Host.Seen;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.store.Store;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** The store in the transactions of JPA, by Hibernate and Spring. */
class JpaTransactionTest {
  /** A row of the host's. */
  @Entity(name = "Document")
  @Table(name = "documents")
  static class Document {
    @Id
    @SuppressWarnings("unused") // by us; Hibernate reads it
    private String id;

    protected Document() {}

    Document(String id) {
      this.id = id;
    }
  }

  /** A host with JPA. */
  private record Jpa(
      HikariDataSource pool,
      Host host,
      LocalContainerEntityManagerFactoryBean factoryBean,
      JpaTransactionManager manager)
      implements AutoCloseable {
    static Jpa on(Product product) {
      HikariDataSource pool = product.pool(3);
      Host host = new Host(pool);
      LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
      bean.setDataSource(pool);
      bean.setManagedTypes(
          org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes.of(
              Document.class.getName()));
      bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
      bean.afterPropertiesSet();
      EntityManagerFactory factory = bean.getObject();
      return new Jpa(pool, host, bean, new JpaTransactionManager(factory));
    }

    /** In a transaction; the entity manager is the thread's. */
    void inTransaction(BiConsumer<EntityManager, TransactionStatus> work) {
      EntityManagerFactory factory = manager.getEntityManagerFactory();
      new TransactionTemplate(manager)
          .executeWithoutResult(
              status ->
                  work.accept(
                      EntityManagerFactoryUtils.getTransactionalEntityManager(factory), status));
    }

    @Override
    public void close() {
      factoryBean.destroy();
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      pool.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_grant_and_an_entity_commit_together_or_roll_back_together(Product product) {
    try (Jpa jpa = Jpa.on(product)) {
      Store store = JdbcStore.over(new TransactionAwareDataSourceProxy(jpa.pool()));
      jpa.inTransaction(
          (entities, status) -> {
            entities.persist(new Document("1"));
            jpa.host().share(store, "1");
            status.setRollbackOnly();
          });
      assertThat(jpa.host().seen("1")).isEqualTo(Seen.NOTHING);
      jpa.inTransaction(
          (entities, status) -> {
            entities.persist(new Document("1"));
            jpa.host().share(store, "1");
          });
      assertThat(jpa.host().seen("1")).isEqualTo(Seen.ALL);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_entity_that_cannot_be_written_at_the_end_takes_the_grant_along(Product product) {
    try (Jpa jpa = Jpa.on(product)) {
      Store store = JdbcStore.over(new TransactionAwareDataSourceProxy(jpa.pool()));
      jpa.host().insert("1");
      assertThatThrownBy(
              () ->
                  jpa.inTransaction(
                      (entities, status) -> {
                        entities.persist(new Document("1"));
                        jpa.host().share(store, "1");
                      }))
          .isInstanceOf(RuntimeException.class);
      assertThat(jpa.host().seen("1")).isEqualTo(Seen.ROW_ONLY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_connection_that_hibernate_works_on_can_be_lent(Product product) {
    try (Jpa jpa = Jpa.on(product)) {
      JdbcStore store = JdbcStore.over(jpa.pool());
      for (boolean commit : new boolean[] {false, true}) {
        jpa.inTransaction(
            (entities, status) -> {
              entities.persist(new Document("1"));
              entities
                  .unwrap(Session.class)
                  .doWork(connection -> jpa.host().share(store.on(connection), "1"));
              if (!commit) {
                status.setRollbackOnly();
              }
            });
        assertThat(jpa.host().seen("1")).isEqualTo(commit ? Seen.ALL : Seen.NOTHING);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void over_the_raw_pool_nothing_joins(Product product) {
    try (Jpa jpa = Jpa.on(product)) {
      JdbcStore store = JdbcStore.over(jpa.pool());
      jpa.inTransaction(
          (entities, status) -> {
            entities.persist(new Document("1"));
            jpa.host().share(store, "1");
            status.setRollbackOnly();
          });
      assertThat(jpa.host().seen("1"))
          .as("the grant outlives the entity")
          .isEqualTo(Seen.GRANT_ONLY);
    }
  }
}
