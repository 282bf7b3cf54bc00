package dev.bailiwick.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool of one connection, which every call gives back as it got it. */
class PoolTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");

  /** Writes down in which state connections are given back, before the pool puts it right. */
  private static final class Watched extends DelegatingDataSource {
    private final List<State> states = Collections.synchronizedList(new ArrayList<>());

    Watched(HikariDataSource pool) {
      super(pool);
    }

    record State(boolean autoCommit, int isolation, boolean readOnly) {
      static State of(Connection connection) throws SQLException {
        return new State(
            connection.getAutoCommit(),
            connection.getTransactionIsolation(),
            connection.isReadOnly());
      }
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              PoolTest.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, args) -> {
                if (method.getName().equals("close")) {
                  states.add(State.of(connection));
                }
                try {
                  return method.invoke(connection, args);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  private static void everyKindOfCall(Host host, Store store, String name) {
    Bailiwick bailiwick = Bailiwick.over(store);
    Session system = Host.system(store);
    Session olga = bailiwick.actingAs(Actor.user(host.olga).in(host.acme));
    Session bob = bailiwick.actingAs(Actor.user(host.bob).in(host.acme));

    assertThat(bob.may(Permission.READ, DOC.id(name))).isFalse();
    TeamId team = olga.teams().create(NewTeam.named(name).with(NewMember.member(host.bob))).id();
    olga.grants().grant(Standard.OPERATOR, DOC.id(name), team);
    assertThat(bob.may(Permission.READ, DOC.id(name))).isTrue();
    assertThat(bob.explain(Permission.READ, DOC.id(name)).allowed()).isTrue();
    assertThat(
            Page.all(p -> olga.access().lookupResources(host.bob, Permission.READ, DOC, p))
                .map(DOC::parse))
        .contains(name);
    assertThat(Page.all(olga.orgs().members(host.acme)::list)).hasSize(2);
    olga.teams().members(team).remove(NewMember.member(host.bob));

    assertThatThrownBy(() -> bob.require(Permission.READ, DOC.id(name)))
        .isInstanceOf(AccessDenied.class);
    assertThatThrownBy(() -> bob.grants().grant(Standard.OPERATOR, DOC.id(name), team))
        .isInstanceOf(BailiwickException.class);
    assertThatThrownBy(
            () -> system.users().register(Profile.empty().withVerifiedEmail("OLGA@acme.com")))
        .isInstanceOf(EmailTaken.class);
    assertThatThrownBy(
            () ->
                store.write(
                    Set.of(host.acme),
                    tx -> {
                      var org = tx.orgs().find(host.acme).orElseThrow();
                      tx.orgs().save(org.withName("half done"));
                      throw new IllegalStateException("it stops");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                store.read(
                    Consistency.latest(),
                    view -> {
                      view.orgs().find(host.acme);
                      throw new IllegalStateException("it stops");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void each_call_gives_its_connection_back_clean(Product product) throws SQLException {
    try (HikariDataSource pool = product.pool(1)) {
      Host host = new Host(pool);
      Watched.State before;
      try (Connection connection = pool.getConnection()) {
        before = Watched.State.of(connection);
      }
      assertThat(before.autoCommit()).isTrue();
      Watched watched = new Watched(pool);
      everyKindOfCall(host, JdbcStore.over(watched), "1");
      assertThat(watched.states).hasSizeGreaterThan(10).containsOnly(before);
      assertThat(host.seen("1").row()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void many_threads_share_one_connection(Product product) throws Exception {
    try (HikariDataSource pool = product.pool(1)) {
      Host host = new Host(pool);
      Store store = JdbcStore.over(pool);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<?>> done = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
          String name = "thread" + i;
          done.add(threads.submit(() -> everyKindOfCall(host, store, name)));
        }
        for (Future<?> each : done) {
          each.get(1, TimeUnit.MINUTES);
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }
}
