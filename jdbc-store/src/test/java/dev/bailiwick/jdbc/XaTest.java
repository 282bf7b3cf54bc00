package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.page.Page;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.xa.PGXADataSource;

/** The store in a branch of a distributed transaction of the host's. */
class XaTest {
  static List<Database> databases() {
    return List.of(
        Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.POSTGRESQL_15, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  private static XADataSource xaDataSource(Database database, String url) throws SQLException {
    if (database == Databases.H2_MEMORY) {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL(url);
      return h2;
    }
    if (database == Databases.MARIADB) {
      return new MariaDbDataSource(url);
    }
    PGXADataSource postgreSql = new PGXADataSource();
    postgreSql.setUrl(url);
    return postgreSql;
  }

  private record Branch(int number) implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {(byte) number};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {1};
    }
  }

  /** What a host does in a branch. */
  private interface Work {
    /** Does it. */
    void over(Connection connection) throws SQLException;
  }

  /** A host whose transactions are branches on one connection. */
  private record Host(XAConnection xa, Connection connection) {
    static Host over(Database database, HikariDataSource pool) throws SQLException {
      XAConnection xa = xaDataSource(database, pool.getJdbcUrl()).getXAConnection();
      return new Host(xa, xa.getConnection());
    }

    void branch(int number, boolean commit, Work work) throws SQLException, XAException {
      XAResource resource = xa.getXAResource();
      Branch branch = new Branch(number);
      resource.start(branch, XAResource.TMNOFLAGS);
      work.over(connection);
      assertThat(connection.isClosed()).isFalse();
      resource.end(branch, XAResource.TMSUCCESS);
      if (commit) {
        resource.commit(branch, true);
      } else {
        resource.rollback(branch);
      }
    }

    /** As a transaction manager gives it out: one connection, which is not closed. */
    DataSource dataSource() {
      return proxy(DataSource.class, (method, arguments) -> kept());
    }

    private Connection kept() {
      return proxy(
          Connection.class,
          (method, arguments) ->
              method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }
  }

  /** A call of a method. */
  private interface Call {
    /** Does what the call does. */
    @Nullable Object of(Method method, Object @Nullable [] arguments)
        throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return call.of(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static List<String> users(HikariDataSource pool) {
    World world = new World(JdbcStore.over(pool));
    return Page.all(world.system().users()::list).map(User::fullName).toList();
  }

  private static void change(World world, Connection connection, String name) throws SQLException {
    world.user(name);
    assertThatThrownBy(
            () ->
                world
                    .system()
                    .users()
                    .register(Profile.empty().withVerifiedEmail(name + "@world.test")))
        .isInstanceOf(EmailTaken.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM bailiwick_operation");
    }
    assertThat(Page.all(world.system().users()::list).map(User::fullName)).contains(name);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_change_on_a_lent_branch_commits_or_rolls_back_with_it(Database database) throws Exception {
    HikariDataSource pool = (HikariDataSource) database.newDataSource();
    JdbcStore store = JdbcStore.over(pool);
    Host host = Host.over(database, pool);
    host.connection().setAutoCommit(database != Databases.MARIADB);
    Work lent = c -> change(new World(store.on(c)), c, "ann");
    host.branch(1, false, lent);
    assertThat(users(pool)).isEmpty();
    host.branch(2, true, lent);
    assertThat(users(pool)).containsExactly("ann");
    host.xa().close();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_store_over_the_branchs_connections_joins_it(Database database) throws Exception {
    HikariDataSource pool = (HikariDataSource) database.newDataSource();
    Host host = Host.over(database, pool);
    JdbcStore store = JdbcStore.over(host.dataSource());
    host.connection().setAutoCommit(database != Databases.MARIADB);
    Work joined = c -> change(new World(store), c, "ann");
    host.branch(1, false, joined);
    assertThat(users(pool)).isEmpty();
    host.branch(2, true, joined);
    assertThat(users(pool)).containsExactly("ann");
    host.xa().close();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void outside_of_a_branch_the_store_has_its_own_transactions(Database database) throws Exception {
    HikariDataSource pool = (HikariDataSource) database.newDataSource();
    Host host = Host.over(database, pool);
    JdbcStore store = JdbcStore.over(host.dataSource());
    new World(store).user("ann");
    assertThat(users(pool)).containsExactly("ann");
    assertThatThrownBy(() -> new World(store.on(host.connection())).user("ben"))
        .isInstanceOf(IllegalStateException.class);
    host.xa().close();
  }

  /** The driver says autocommit, and the server refuses the store's commit. */
  @Test
  void a_branch_of_mariadb_with_autocommit_on_is_told_to_switch_it_off() throws Exception {
    HikariDataSource pool = (HikariDataSource) Databases.MARIADB.newDataSource();
    Host host = Host.over(Databases.MARIADB, pool);
    JdbcStore store = JdbcStore.over(host.dataSource());
    host.xa().getXAResource().start(new Branch(1), XAResource.TMNOFLAGS);
    assertThatThrownBy(() -> new World(store).user("ann"))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("switch autocommit off");
    assertThat(users(pool)).isEmpty();
  }
}
