package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Profile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever JDBC call fails, all of a change is there or nothing, and the pool is clean. */
class FaultsTest {
  private final HikariDataSource pool = (HikariDataSource) Databases.H2_MEMORY.newDataSource();
  private int calls;
  private int failing = Integer.MAX_VALUE;
  private int times;
  private Supplier<SQLException> failure = () -> new SQLException("it failed", "58030");
  private OrgId acme;
  private UserId olga;

  @BeforeEach
  void a_world() {
    Session system = Bailiwick.over(JdbcStore.over(pool)).actingAs(Actor.system("test"));
    olga = system.users().register(Profile.named("Olga")).id();
    acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
  }

  @AfterEach
  void recycle() {
    Databases.H2_MEMORY.recycle();
  }

  private DataSource faulty(DataSource dataSource) {
    return faulty(DataSource.class, dataSource);
  }

  /** The same, of whose calls to the database the n-th fails. */
  private <T> T faulty(Class<T> type, T inner) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String name = method.getName();
              if (!name.equals("close") && !name.equals("rollback")) {
                calls++;
                if (calls >= failing && times > 0) {
                  times--;
                  throw failure.get();
                }
              }
              Object result;
              try {
                result = method.invoke(inner, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (result instanceof Connection connection) {
                return faulty(Connection.class, connection);
              }
              return result instanceof PreparedStatement statement
                  ? faulty(PreparedStatement.class, statement)
                  : result;
            }));
  }

  private List<String> teams() {
    Session plain = Bailiwick.over(JdbcStore.over(pool)).actingAs(Actor.system("t").in(acme));
    return Page.all(plain.teams()::listAll).map(team -> team.name()).toList();
  }

  private int log() {
    Session plain = Bailiwick.over(JdbcStore.over(pool)).actingAs(Actor.system("t").in(acme));
    return (int) Page.all(r -> plain.audit().ofOrg(acme, AuditFilter.all(), r)).count();
  }

  @Test
  void whichever_call_fails_a_change_is_there_whole_or_not_at_all() {
    JdbcStore store = JdbcStore.over(faulty(pool));
    Session inAcme = Bailiwick.over(store).actingAs(Actor.user(olga).in(acme));
    inAcme.teams().create(NewTeam.named("first"));
    int n = 1;
    boolean failed = true;
    int refused = 0;
    while (failed) {
      int before = log();
      calls = 0;
      failing = n;
      times = 1;
      String name = "team " + n;
      Throwable thrown = catchThrowable(() -> inAcme.teams().create(NewTeam.named(name)));
      failed = times == 0;
      times = 0;
      boolean there = teams().contains(name);
      assertThat(log() - before).as("entries after call %s", n).isEqualTo(there ? 1 : 0);
      if (thrown != null) {
        assertThat(thrown).as("after call %s", n).isInstanceOf(StoreFailure.class);
        refused++;
      } else {
        assertThat(there).as("after call %s", n).isTrue();
      }
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("call %s", n).isZero();
      n++;
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void a_unit_that_was_undone_for_anothers_sake_is_run_again_a_bounded_number_of_times() {
    JdbcStore store = JdbcStore.over(faulty(pool));
    failure = () -> new SQLTransactionRollbackException("another was first", "40001");
    int[] runs = {0};
    failing = 0;
    assertThat(
            store.<Integer>write(
                Set.of(acme),
                tx -> {
                  times = runs[0] < 3 ? 1 : 0;
                  runs[0]++;
                  return tx.orgs().find(acme).map(org -> 1).orElse(0);
                }))
        .isEqualTo(1);
    assertThat(runs[0]).isEqualTo(4);
    runs[0] = 0;
    Throwable thrown =
        catchThrowable(
            () ->
                store.<Integer>write(
                    Set.of(acme),
                    tx -> {
                      times = 1;
                      runs[0]++;
                      return tx.orgs().find(acme).map(org -> 1).orElse(0);
                    }));
    assertThat(thrown)
        .isInstanceOfSatisfying(StoreFailure.class, f -> assertThat(f.retryable()).isTrue());
    assertThat(runs[0]).isEqualTo(JdbcStore.ATTEMPTS);
  }

  /** Else as many writers as there are connections would wait for one more, each for the others. */
  @Test
  void no_call_needs_a_second_connection() {
    try (HikariDataSource one = Database.pool(pool.getJdbcUrl())) {
      one.setMaximumPoolSize(1);
      one.setConnectionTimeout(500);
      Session system = Bailiwick.over(JdbcStore.over(one)).actingAs(Actor.system("test").in(acme));
      for (int i = 0; i < 2 * Dialect.ID_BLOCK; i++) {
        UserId user = system.users().register(Profile.named("P" + i)).id();
        system.teams().create(NewTeam.named("T" + i).withOwner(user));
      }
      assertThat(Page.all(system.teams()::listAll)).hasSize(2 * Dialect.ID_BLOCK);
    }
  }
}
