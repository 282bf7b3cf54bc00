package dev.bailiwick.jdbc.machines;

import static dev.bailiwick.permission.Standard.COLLABORATOR;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Clients that write grants through the library, one after the other and each of them once, and
 * remember what became of each. They work on until they are stopped, whatever fails.
 */
final class Clients {
  static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final int ORGS = 3;

  private enum Outcome {
    ACKNOWLEDGED,
    /** It failed with what promises that nothing is changed. */
    REFUSED,
    /** It failed with what says that nobody knows. */
    UNKNOWN
  }

  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final List<OrgId> orgs = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final UserId admin;
  private final UserId bob;
  private volatile boolean stopped;
  private int acknowledged;
  private long last = System.nanoTime();
  private long silence;

  /** Begins to write: client {@code n} through store {@code n}, modulo their number. */
  Clients(List<JdbcStore> stores, int count) {
    Session host = host(stores.get(0));
    admin = host.users().register(Profile.named("Olga")).id();
    bob = host.users().register(Profile.named("Bob")).id();
    for (int i = 0; i < ORGS; i++) {
      orgs.add(host.orgs().create(NewOrg.named("Org " + i, admin)).id());
      host.orgs().members(orgs.get(i)).add(NewMember.member(bob));
    }
    for (int i = 0; i < count; i++) {
      int client = i;
      JdbcStore store = stores.get(i % stores.size());
      Thread thread = new Thread(() -> write(store, client), "client-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  static Session host(JdbcStore store) {
    return Bailiwick.over(store).actingAs(Actor.system("machines"));
  }

  private void write(JdbcStore store, int client) {
    OrgId org = orgs.get(client % ORGS);
    Session session = Bailiwick.over(store).actingAs(Actor.user(admin).in(org));
    for (int i = 0; !stopped; i++) {
      String id = "c" + client + "-" + i;
      try {
        session.grants().grant(COLLABORATOR, DOC.id(id), bob);
        acknowledge(id);
      } catch (StoreFailure failure) {
        outcomes.put(id, failure.retryable() ? Outcome.REFUSED : Outcome.UNKNOWN);
        failures.merge(said(failure), 1, Integer::sum);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      } catch (RuntimeException broken) {
        // Nothing but a StoreFailure is expected: verify() shows it.
        failures.merge("UNEXPECTED " + broken, 1, Integer::sum);
        return;
      }
    }
  }

  private static String said(StoreFailure failure) {
    String text = failure.getMessage().replaceAll("\\d{4,}|\\(conn=\\d+\\)|\\s+", " ");
    return (failure.retryable() ? "retryable: " : "not retryable: ")
        + text.substring(0, Math.min(110, text.length()));
  }

  private synchronized void acknowledge(String id) {
    outcomes.put(id, Outcome.ACKNOWLEDGED);
    acknowledged++;
    long now = System.nanoTime();
    silence = Math.max(silence, now - last);
    last = now;
    notifyAll();
  }

  /** Waits until so many more writes were acknowledged. */
  synchronized void await(int more, Duration atMost) throws InterruptedException {
    int wanted = acknowledged + more;
    long until = System.nanoTime() + atMost.toNanos();
    while (acknowledged < wanted) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException(
            "in " + atMost + " not " + more + " acknowledged writes more; " + failures);
      }
      wait(left);
    }
  }

  synchronized int acknowledged() {
    return acknowledged;
  }

  /** The longest time in which nothing was acknowledged, since this was asked last. */
  synchronized Duration silence() {
    Duration longest = Duration.ofNanos(silence);
    silence = 0;
    return longest;
  }

  /** What the clients saw fail, and how often. */
  Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  /** Lets each client end the write that it is at. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * Holds what a store has to what the clients were told, after they have stopped: all that was
   * acknowledged is there, nothing that was refused is, and grants, entries of the log and
   * revisions agree.
   */
  String verify(JdbcStore store) {
    Session host = host(store);
    require(failures.keySet().stream().noneMatch(f -> f.startsWith("UNEXPECTED")), failures);
    Map<String, Integer> granted = new HashMap<>();
    Map<String, Integer> logged = new HashMap<>();
    for (OrgId org : orgs) {
      Page.all(page -> host.access().in(org).grantedTo(bob, page))
          .map(Grant::resource)
          .forEach(doc -> granted.merge(doc.id(), 1, Integer::sum));
      List<AuditEntry> log =
          Page.all(page -> host.audit().ofOrg(org, AuditFilter.all(), page)).toList();
      log.stream()
          .filter(entry -> entry.event().name().equals("grant.grant"))
          .flatMap(entry -> entry.touches().stream())
          .filter(touched -> touched.type().equals(DOC.name()))
          .forEach(doc -> logged.merge(doc.id(), 1, Integer::sum));
      long revision = store.read(Consistency.latest(), view -> view.revision(org));
      List<Long> numbers = log.stream().map(AuditEntry::number).sorted().toList();
      require(
          numbers.size() == revision && numbers.get(numbers.size() - 1) == revision,
          org + " is at " + revision + " with " + numbers.size() + " entries");
    }
    require(granted.equals(logged), "grants and entries differ");
    Map<Outcome, List<String>> by =
        outcomes.keySet().stream().collect(Collectors.groupingBy(outcomes::get));
    List<String> sure = by.getOrDefault(Outcome.ACKNOWLEDGED, List.of());
    List<String> none = by.getOrDefault(Outcome.REFUSED, List.of());
    List<String> unknown = by.getOrDefault(Outcome.UNKNOWN, List.of());
    require(granted.keySet().containsAll(sure), "acknowledged writes are lost");
    require(none.stream().noneMatch(granted::containsKey), "a refused write is there");
    long done = unknown.stream().filter(granted::containsKey).count();
    require(granted.size() == sure.size() + done, "a write is there that nobody made");
    return sure.size()
        + " acknowledged, all there; "
        + none.size()
        + " refused, none there; "
        + unknown.size()
        + " unknown, "
        + done
        + " there; each with one entry and one revision";
  }

  private static void require(boolean holds, Object what) {
    if (!holds) {
      throw new IllegalStateException(what.toString());
    }
  }
}
