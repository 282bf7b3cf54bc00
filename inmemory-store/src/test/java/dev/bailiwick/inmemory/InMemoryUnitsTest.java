package dev.bailiwick.inmemory;

import static dev.bailiwick.inmemory.World.ACME;
import static dev.bailiwick.inmemory.World.ALICE;
import static dev.bailiwick.inmemory.World.BOB;
import static dev.bailiwick.inmemory.World.GLOBEX;
import static dev.bailiwick.inmemory.World.THEN;
import static dev.bailiwick.inmemory.World.now;
import static dev.bailiwick.inmemory.World.org;
import static dev.bailiwick.inmemory.World.revision;
import static dev.bailiwick.inmemory.World.user;
import static dev.bailiwick.inmemory.World.write;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Units of work that run at the same time: which locks each of them waits for, and which state it
 * commits.
 */
@Timeout(60)
class InMemoryUnitsTest {
  /** How long a unit may take before it counts as waiting for another, in seconds. */
  private static final int PATIENCE = 5;

  private final InMemoryStore store = InMemoryStore.create();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void of_a_unit_that_fails_as_it_commits_no_part_is_seen() {
    Email email = Email.of("jane@acme.com");
    write(store, ACME, tx -> tx.orgs().save(org(ACME).name("old").build()));
    assertThatThrownBy(
            () ->
                write(
                    store,
                    ACME,
                    tx -> {
                      tx.orgs().save(org(ACME).name("new").build());
                      tx.audit().append(entry(ACME, 2));
                      tx.users()
                          .save(user(ALICE).email(email).emailVerifiedAt(Instant.EPOCH).build());
                      meanwhile(
                          Set.of(),
                          other ->
                              other
                                  .users()
                                  .save(
                                      user(BOB)
                                          .email(email)
                                          .emailVerifiedAt(Instant.EPOCH)
                                          .build()));
                    }))
        .isInstanceOf(EmailTaken.class);
    assertThat(now(store).orgs().find(ACME)).map(Org::name).contains("old");
    assertThat(log(ACME)).isEmpty();
    assertThat(revision(store, ACME)).isEqualTo(1);
    assertThat(now(store).users().list(World.all())).extracting(User::id).containsExactly(BOB);
  }

  @Test
  void a_reader_sees_all_parts_of_a_unit_or_no_part() {
    write(store, Set.of(ACME, GLOBEX), tx -> rename(tx, 0));
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Void> written = new CompletableFuture<>();
    Future<Integer> reader =
        threads.submit(
            () -> {
              int moments = 0;
              while (!written.isDone()) {
                var view = now(store);
                assertThat(name(view, ACME)).isEqualTo(name(view, GLOBEX));
                assertThat(view.revision(ACME))
                    .isEqualTo(view.revision(GLOBEX))
                    .isEqualTo(Long.parseLong(name(view, ACME).orElseThrow()) + 1);
                moments++;
                reading.countDown();
              }
              return moments;
            });
    await(reading);
    for (int n = 1; n <= 2000; n++) {
      int number = n;
      write(store, Set.of(ACME, GLOBEX), tx -> rename(tx, number));
    }
    written.complete(null);
    assertThat(reader).succeedsWithin(PATIENCE, SECONDS, INTEGER).isPositive();
  }

  private static void rename(Transaction tx, int number) {
    tx.orgs().save(org(ACME).name(Integer.toString(number)).build());
    tx.orgs().save(org(GLOBEX).name(Integer.toString(number)).build());
  }

  private static Optional<String> name(View view, OrgId org) {
    return view.orgs().find(org).map(Org::name);
  }

  @Test
  void tenants_are_locked_in_their_order_and_not_in_that_of_the_call() throws Exception {
    for (Tenant first : List.of(ALICE, BOB, ACME)) {
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch letEnd = new CountDownLatch(1);
      Future<?> holder =
          threads.submit(
              () ->
                  write(
                      store,
                      first,
                      tx -> {
                        inside.countDown();
                        await(letEnd);
                      }));
      await(inside);
      AtomicReference<Thread> waiting = new AtomicReference<>();
      Future<?> waits =
          threads.submit(
              () -> {
                waiting.set(Thread.currentThread());
                write(store, ImmutableSet.of(GLOBEX, first), tx -> {});
              });
      while (!waits.isDone()
          && (waiting.get() == null || waiting.get().getState() != Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      assertThat(waits.isDone()).as("goes on although %s is held", first).isFalse();
      // It waits for the first in order, so it cannot hold the last, although named before.
      assertThat(CompletableFuture.runAsync(() -> write(store, GLOBEX, tx -> {}), threads))
          .as("%s before %s", first, GLOBEX)
          .succeedsWithin(PATIENCE, SECONDS);
      letEnd.countDown();
      holder.get(PATIENCE, SECONDS);
      waits.get(PATIENCE, SECONDS);
    }
  }

  @Test
  void a_unit_and_another_that_commits_meanwhile_both_keep_their_rows_and_log_entries() {
    write(store, ACME, tx -> tx.orgs().save(org(ACME).name("old").build()));
    write(store, GLOBEX, tx -> tx.orgs().save(org(GLOBEX).name("old").build()));
    write(
        store,
        ACME,
        tx -> {
          tx.orgs().save(org(ACME).name("new").build());
          tx.audit().append(entry(ACME, 2));
          meanwhile(
              Set.of(GLOBEX),
              other -> {
                other.orgs().save(org(GLOBEX).name("new").build());
                other.audit().append(entry(GLOBEX, 2));
              });
        });
    for (OrgId org : List.of(ACME, GLOBEX)) {
      assertThat(name(now(store), org)).contains("new");
      assertThat(revision(store, org)).isEqualTo(2);
      assertThat(log(org)).extracting(AuditEntry::number).containsExactly(2L);
    }
    assertThat(log(ACME)).extracting(AuditEntry::tenant).containsExactly(ACME);
  }

  @Test
  void erasing_reaches_the_entries_that_others_commit_meanwhile() {
    write(store, Set.of(), tx -> tx.users().save(user(ALICE).build()));
    write(
        store,
        ALICE,
        tx -> {
          tx.audit().erase(ALICE, Erasure.ACCOUNT_AND_CALLS);
          meanwhile(
              Set.of(ACME),
              other -> {
                other.orgs().save(org(ACME).build());
                other.audit().append(entry(ACME, 1));
              });
        });
    assertThat(log(ACME))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor().context()).isEqualTo(RequestContext.none());
              assertThat(entry.toString()).doesNotContain("jane@acme.com");
            });
  }

  @Test
  void an_org_that_another_unit_made_meanwhile_is_refused_and_the_other_stays() {
    assertThatThrownBy(
            () ->
                write(
                    store,
                    Set.of(),
                    tx -> {
                      tx.orgs().save(org(ACME).name("second").build());
                      meanwhile(
                          Set.of(), other -> other.orgs().save(org(ACME).name("first").build()));
                    }))
        .isInstanceOfSatisfying(
            StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
    assertThat(name(now(store), ACME)).contains("first");
    assertThat(revision(store, ACME)).isEqualTo(1);
  }

  @Test
  void a_person_made_by_another_unit_meanwhile_is_refused_and_the_other_stays() {
    assertThatThrownBy(
            () ->
                write(
                    store,
                    Set.of(),
                    tx -> {
                      tx.users().save(user(ALICE).fullName("second").build());
                      meanwhile(
                          Set.of(),
                          other -> other.users().save(user(ALICE).fullName("first").build()));
                    }))
        .isInstanceOfSatisfying(
            StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
    assertThat(now(store).users().find(ALICE)).map(User::fullName).contains("first");
  }

  /** Commits a unit of work while another is under way. */
  private void meanwhile(Set<Tenant> tenants, Consumer<Transaction> unit) {
    assertThat(CompletableFuture.runAsync(() -> write(store, tenants, unit), threads))
        .as("a unit of other tenants")
        .succeedsWithin(PATIENCE, SECONDS);
  }

  /** An entry about a change that Alice made to her own account. */
  private static AuditEntry entry(Tenant tenant, long number) {
    return AuditEntry.builder()
        .tenant(tenant)
        .number(number)
        .event(Event.of("test"))
        .actor(
            Actor.user(ALICE)
                .from(
                    RequestContext.none()
                        .withAddress("place")
                        .withUserAgent("agent")
                        .withUrl("url")))
        .bySuperUser(false)
        .addItems(ItemChange.created(user(ALICE).email(Email.of("jane@acme.com")).build()))
        .at(THEN)
        .build();
  }

  private ImmutableList<AuditEntry> log(Tenant tenant) {
    return now(store).audit().list(tenant, Optional.empty(), AuditFilter.all(), World.all());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(3 * PATIENCE, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
