package dev.bailiwick.jdbc.machines;

import static dev.bailiwick.jdbc.machines.Clients.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** One store over PostgreSQL whose primary is killed again and again, and a standby that lags. */
final class Failover {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CLIENTS = 6;
  private static final int WRITES = 500;

  private Failover() {}

  /** Arguments: the URL that names every server, the script, how often the primary is killed. */
  public static void main(String[] args) throws Exception {
    Hook hook = new Hook(args[1]);
    try (HikariDataSource pool = Hook.pool(args[0], CLIENTS)) {
      JdbcStore store = JdbcStore.over(pool);
      store.migrate();
      Clients clients = new Clients(List.of(store), CLIENTS);
      for (int round = 1; round <= Integer.parseInt(args[2]); round++) {
        clients.await(WRITES, PATIENCE);
        clients.silence();
        String said = hook.run("kill");
        clients.await(WRITES, PATIENCE);
        System.out.printf(
            "kill %d: %s; longest without an acknowledged write: %d ms%n",
            round, said, clients.silence().toMillis());
      }
      clients.stop();
      System.out.println(clients.verify(store));
      clients.failures().forEach((failure, times) -> System.out.println(times + " x " + failure));
      lagging(store, pool, hook);
    }
  }

  private static void lagging(JdbcStore store, DataSource primary, Hook hook) throws Exception {
    Session host = Clients.host(store);
    UserId olga = host.users().register(Profile.named("Olga")).id();
    UserId bob = host.users().register(Profile.named("Bob")).id();
    OrgId acme = host.orgs().create(NewOrg.named("Acme", olga)).id();
    Revision joined = host.orgs().members(acme).add(NewMember.member(bob)).revision();
    Session admin = Bailiwick.over(store).actingAs(Actor.user(olga).in(acme));
    try (HikariDataSource standby = Hook.pool(hook.run("standby"), 2)) {
      try {
        JdbcStore.over(standby);
        throw new IllegalStateException("a standby was taken");
      } catch (UnsuitableDatabase refused) {
        System.out.println("over a standby: " + refused.reason() + ": " + refused.getMessage());
      }
      // What no start-up check can see: connections that lead elsewhere later.
      AtomicReference<DataSource> now = new AtomicReference<>(primary);
      JdbcStore led = JdbcStore.over(switched(now));
      now.set(standby);
      Session request = Bailiwick.over(led).actingAs(Actor.user(bob).in(acme));
      until(() -> request.at(Consistency.atLeast(joined)).may(READ, DOC.id("plan")));
      hook.run("pause");
      Revision granted = admin.grants().grant(COLLABORATOR, DOC.id("plan"), bob).revision();
      System.out.println(
          "led to a standby that lags, at latest: "
              + (request.may(READ, DOC.id("plan")) ? "the new answer" : "the OLD answer"));
      Session fresh = request.at(Consistency.atLeast(granted));
      try {
        throw new IllegalStateException("it answered " + fresh.may(READ, DOC.id("plan")));
      } catch (StoreFailure behind) {
        System.out.println(
            "at the revision of the grant: retryable "
                + behind.retryable()
                + ": "
                + behind.getMessage());
      }
      hook.run("resume");
      System.out.println(
          "resumed, at the revision of the grant: " + until(() -> fresh.may(READ, DOC.id("plan"))));
      Session writing = Bailiwick.over(led).actingAs(Actor.user(olga).in(acme));
      try {
        writing.grants().grant(COLLABORATOR, DOC.id("other"), bob);
        throw new IllegalStateException("a standby was written to");
      } catch (StoreFailure readOnly) {
        System.out.println(
            "written to: retryable " + readOnly.retryable() + ": " + readOnly.getMessage());
      }
    }
  }

  /** A question that may have to be asked again. */
  private interface Asked {
    /** Asks. */
    boolean ask();
  }

  /** The answer, once the store can give it. */
  private static boolean until(Asked question) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (StoreFailure behind) {
        if (!behind.retryable() || System.nanoTime() > end) {
          throw behind;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static DataSource switched(AtomicReference<DataSource> now) {
    return (DataSource)
        Proxy.newProxyInstance(
            Failover.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(now.get(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
