package dev.bailiwick.inmemory;

import static dev.bailiwick.inmemory.World.ACME;
import static dev.bailiwick.inmemory.World.ALICE;
import static dev.bailiwick.inmemory.World.BOB;
import static dev.bailiwick.inmemory.World.CAROL;
import static dev.bailiwick.inmemory.World.GLOBEX;
import static dev.bailiwick.inmemory.World.OPS;
import static dev.bailiwick.inmemory.World.all;
import static dev.bailiwick.inmemory.World.doc;
import static dev.bailiwick.inmemory.World.grant;
import static dev.bailiwick.inmemory.World.now;
import static dev.bailiwick.inmemory.World.org;
import static dev.bailiwick.inmemory.World.resource;
import static dev.bailiwick.inmemory.World.revision;
import static dev.bailiwick.inmemory.World.team;
import static dev.bailiwick.inmemory.World.user;
import static dev.bailiwick.inmemory.World.write;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InMemoryStoreTest {
  private final InMemoryStore store = InMemoryStore.create();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void operations_that_count_no_more_are_forgotten_as_new_ones_come() {
    InMemoryStore store = InMemoryStore.create();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int hour = 0; hour <= 24; hour++) {
      Operation operation = operation(hour, start);
      store.write(
          Set.of(),
          tx -> {
            tx.operations().save(operation);
            return true;
          });
    }
    for (int hour = 0; hour <= 24; hour++) {
      Operation operation = operation(hour, start);
      boolean there =
          store.<Boolean>read(
              Consistency.latest(),
              view -> view.operations().find(operation.key()).equals(Optional.of(operation)));
      assertThat(there).as("of hour %s", hour).isEqualTo(hour > 0);
    }
  }

  private static Operation operation(int hour, Instant start) {
    Operation.Key key = Operation.Key.of(Actor.system("test"), Integer.toString(hour));
    return new Operation(key, "digest", "", start.plus(Duration.ofHours(hour)));
  }

  @Test
  void units_of_disjoint_tenants_run_beside_each_other_and_both_commit() throws Exception {
    CyclicBarrier bothInside = new CyclicBarrier(2);
    Future<?> one =
        start(
            ACME,
            tx -> {
              tx.orgs().save(org(ACME).build());
              await(bothInside);
            });
    Future<?> other =
        start(
            GLOBEX,
            tx -> {
              tx.orgs().save(org(GLOBEX).build());
              await(bothInside);
            });
    one.get();
    other.get();
    assertThat(now(store).orgs().list(all())).extracting(Org::id).containsExactly(ACME, GLOBEX);
    assertThat(revision(store, ACME)).isEqualTo(1);
    assertThat(revision(store, GLOBEX)).isEqualTo(1);
  }

  @Test
  void units_of_one_tenant_run_one_after_the_other() throws Exception {
    CountDownLatch firstInside = new CountDownLatch(1);
    CountDownLatch letFirstEnd = new CountDownLatch(1);
    AtomicBoolean secondInside = new AtomicBoolean();
    AtomicReference<Thread> secondThread = new AtomicReference<>();
    Future<?> first =
        start(
            ACME,
            tx -> {
              tx.orgs().save(org(ACME).name("first").build());
              firstInside.countDown();
              await(letFirstEnd);
            });
    await(firstInside);
    Future<String> second =
        threads.submit(
            () -> {
              secondThread.set(Thread.currentThread());
              return store.write(
                  Set.of(ALICE, ACME),
                  tx -> {
                    secondInside.set(true);
                    return tx.orgs().find(ACME).orElseThrow().name();
                  });
            });
    while (!second.isDone()
        && (secondThread.get() == null || secondThread.get().getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    assertThat(secondInside).isFalse();
    letFirstEnd.countDown();
    first.get();
    assertThat(second.get()).isEqualTo("first");
  }

  @Test
  void no_unit_is_lost_among_many_of_overlapping_tenants() throws Exception {
    List<Tenant> tenants = List.of(ALICE, BOB, ACME, GLOBEX);
    write(
        store,
        Set.copyOf(tenants),
        tx -> {
          tx.users().save(user(ALICE).build());
          tx.users().save(user(BOB).build());
          tx.orgs().save(org(ACME).build());
          tx.orgs().save(org(GLOBEX).build());
        });
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Tenant one = tenants.get(i % 4);
      Tenant other = tenants.get((i + 1 + i / 4) % 4);
      running.add(
          threads.submit(
              () ->
                  IntStream.range(0, 100)
                      .forEach(
                          n ->
                              write(
                                  store,
                                  Set.of(one, other),
                                  tx -> {
                                    count(tx, one);
                                    count(tx, other);
                                  }))));
    }
    for (Future<?> unit : running) {
      unit.get();
    }
    for (Tenant tenant : tenants) {
      assertThat(attributes(now(store), tenant)).containsEntry("n", "400");
      assertThat(revision(store, tenant)).isEqualTo(401);
    }
  }

  private static void count(Transaction tx, Tenant tenant) {
    int n = Integer.parseInt(attributes(tx, tenant).getOrDefault("n", "0"));
    Map<String, String> counted = Map.of("n", Integer.toString(n + 1));
    if (tenant instanceof OrgId id) {
      tx.orgs().save(org(id).attributes(counted).build());
    } else {
      tx.users().save(user((UserId) tenant).attributes(counted).build());
    }
  }

  private static Map<String, String> attributes(View view, Tenant tenant) {
    return tenant instanceof OrgId org
        ? view.orgs().find(org).orElseThrow().attributes()
        : view.users().find((UserId) tenant).orElseThrow().attributes();
  }

  @Test
  void a_unit_that_throws_leaves_nothing() {
    assertThatThrownBy(
            () ->
                write(
                    store,
                    ACME,
                    tx -> {
                      tx.orgs().save(org(ACME).build());
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(now(store).orgs().find(ACME)).isEmpty();
    assertThat(revision(store, ACME)).isZero();
    write(store, ACME, tx -> tx.orgs().save(org(ACME).build()));
    assertThat(revision(store, ACME)).isEqualTo(1);
  }

  @Test
  void a_unit_that_wrote_nothing_moves_no_revision() {
    write(store, Set.of(ALICE, ACME), tx -> tx.orgs().save(org(ACME).build()));
    write(store, ACME, tx -> tx.orgs().find(ACME));
    assertThat(revision(store, ACME)).isEqualTo(1);
    assertThat(revision(store, ALICE)).isZero();
  }

  @Test
  void many_writes_of_a_unit_move_a_revision_by_one_and_a_transaction_sees_the_old_one() {
    write(store, ACME, tx -> tx.orgs().save(org(ACME).build()));
    write(
        store,
        Set.of(ALICE, ACME),
        tx -> {
          tx.orgs().save(org(ACME).name("new").build());
          tx.orgs().save(Membership.of(ACME, ALICE).asAdmin());
          assertThat(tx.revision(ACME)).isEqualTo(1);
          assertThat(tx.orgs().membership(ACME, ALICE)).isPresent();
        });
    assertThat(revision(store, ACME)).isEqualTo(2);
    assertThat(revision(store, ALICE)).isEqualTo(1);
  }

  @Test
  void of_two_registrations_of_one_email_at_once_exactly_one_wins() throws Exception {
    Email email = Email.of("jane@acme.com");
    assertThat(
            loserOf(
                tx ->
                    tx.users()
                        .save(user(ALICE).email(email).emailVerifiedAt(Instant.EPOCH).build()),
                tx ->
                    tx.users().save(user(BOB).email(email).emailVerifiedAt(Instant.EPOCH).build())))
        .isInstanceOfSatisfying(
            EmailTaken.class, taken -> assertThat(taken.email()).isEqualTo("jane@acme.com"));
    assertThat(now(store).users().list(all())).hasSize(1);
  }

  @Test
  void of_two_links_of_one_identity_at_once_exactly_one_wins() throws Exception {
    ExternalIdentity identity = ExternalIdentity.of("users", "7");
    assertThat(
            loserOf(
                tx ->
                    tx.users()
                        .save(user(ALICE).identities(ImmutableSortedSet.of(identity)).build()),
                tx ->
                    tx.users().save(user(BOB).identities(ImmutableSortedSet.of(identity)).build())))
        .isInstanceOfSatisfying(
            IdentityTaken.class, taken -> assertThat(taken.identity()).isEqualTo(identity));
  }

  @Test
  void of_two_orgs_with_one_external_key_at_once_exactly_one_wins() throws Exception {
    assertThat(
            loserOf(
                tx -> tx.orgs().save(org(ACME).externalKey("k").build()),
                tx -> tx.orgs().save(org(GLOBEX).externalKey("k").build())))
        .isInstanceOfSatisfying(
            OrgConflict.class,
            conflict -> assertThat(conflict.rule()).isEqualTo(OrgConflict.Rule.KEY_TAKEN));
  }

  /** Runs both units to their ends before either commits. */
  private Throwable loserOf(Consumer<Transaction> one, Consumer<Transaction> other)
      throws Exception {
    CyclicBarrier bothDone = new CyclicBarrier(2);
    List<Future<Throwable>> outcomes = new ArrayList<>();
    for (Consumer<Transaction> unit : List.of(one, other)) {
      outcomes.add(
          threads.submit(
              () ->
                  catchThrowable(
                      () ->
                          write(
                              store,
                              Set.of(),
                              tx -> {
                                unit.accept(tx);
                                await(bothDone);
                              }))));
    }
    List<Throwable> losers = new ArrayList<>();
    for (Future<Throwable> outcome : outcomes) {
      losers.add(outcome.get());
    }
    losers.removeIf(Objects::isNull);
    assertThat(losers).hasSize(1);
    return losers.get(0);
  }

  @Test
  void a_taken_email_is_refused_at_once_and_leaves_the_transaction_as_it_was() {
    Email email = Email.of("jane@acme.com");
    write(
        store,
        Set.of(),
        tx -> tx.users().save(user(ALICE).email(email).emailVerifiedAt(Instant.EPOCH).build()));
    write(
        store,
        Set.of(),
        tx -> {
          assertThatThrownBy(
                  () ->
                      tx.users()
                          .save(user(BOB).email(email).emailVerifiedAt(Instant.EPOCH).build()))
              .isInstanceOf(EmailTaken.class);
          tx.users().save(user(CAROL).build());
        });
    assertThat(now(store).users().list(all())).extracting(User::id).containsExactly(ALICE, CAROL);
    assertThat(revision(store, BOB)).isZero();
  }

  @Test
  void a_reader_keeps_its_moment_while_a_writer_commits() {
    write(store, ACME, tx -> tx.orgs().save(org(ACME).name("old").build()));
    String seen =
        store.read(
            Consistency.latest(),
            view -> {
              write(
                  store,
                  Set.of(ACME, GLOBEX),
                  tx -> {
                    tx.orgs().save(org(ACME).name("new").build());
                    tx.orgs().save(org(GLOBEX).build());
                  });
              assertThat(view.orgs().find(GLOBEX)).isEmpty();
              assertThat(view.revision(ACME)).isEqualTo(1);
              return view.orgs().find(ACME).orElseThrow().name();
            });
    assertThat(seen).isEqualTo("old");
    assertThat(now(store).orgs().find(ACME).orElseThrow().name()).isEqualTo("new");
  }

  @Test
  void a_reader_does_not_wait_for_a_unit_under_way() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch letEnd = new CountDownLatch(1);
    Future<?> unit =
        start(
            ACME,
            tx -> {
              tx.orgs().save(org(ACME).build());
              inside.countDown();
              await(letEnd);
            });
    await(inside);
    assertThat(now(store).orgs().find(ACME)).isEmpty();
    letEnd.countDown();
    unit.get();
    assertThat(now(store).orgs().find(ACME)).isPresent();
  }

  @Test
  void a_write_to_a_tenant_that_is_not_held_is_refused() {
    write(
        store,
        Set.of(),
        tx -> {
          tx.users().save(user(ALICE).build());
          tx.orgs().save(org(ACME).build());
          tx.teams().save(team(OPS, "ops").build());
        });
    List<Consumer<Transaction>> writes =
        List.of(
            tx -> tx.users().save(user(ALICE).build()),
            tx -> tx.orgs().save(org(ACME).build()),
            tx -> tx.orgs().save(Membership.of(ACME, ALICE).asAdmin()),
            tx -> tx.teams().save(team(OPS, "ops").build()),
            tx -> tx.teams().save(new Seat(OPS, ALICE, true)),
            tx -> tx.resources().save(resource("a")),
            tx -> tx.grants().save(grant(doc("a"), BOB)),
            tx -> tx.audit().erase(ALICE, Erasure.ACCOUNT_AND_CALLS));
    for (Consumer<Transaction> write : writes) {
      assertThatThrownBy(() -> write(store, Set.of(BOB, GLOBEX), write))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not hold the lock");
    }
    assertThatThrownBy(
            () -> write(store, ACME, tx -> tx.orgs().save(Membership.of(ACME, ALICE).asAdmin())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("user:1");
  }

  @Test
  void a_person_and_an_org_that_the_unit_makes_need_no_lock() {
    write(
        store,
        Set.of(),
        tx -> {
          tx.users().save(user(ALICE).build());
          tx.orgs().save(org(ACME).build());
          tx.orgs().save(Membership.of(ACME, ALICE).asAdmin());
          tx.users().save(user(ALICE).defaultOrg(ACME).build());
        });
    assertThat(revision(store, ALICE)).isEqualTo(1);
    assertThat(revision(store, ACME)).isEqualTo(1);
  }

  @Test
  void of_two_units_that_make_the_same_person_one_can_be_retried() throws Exception {
    assertThat(
            loserOf(
                tx -> tx.users().save(user(ALICE).build()),
                tx -> tx.users().save(user(ALICE).build())))
        .isInstanceOfSatisfying(
            StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
  }

  @Test
  void a_unit_cannot_begin_another() {
    assertThatThrownBy(() -> write(store, ACME, tx -> write(store, GLOBEX, inner -> {})))
        .isInstanceOf(IllegalStateException.class);
    write(store, GLOBEX, tx -> tx.orgs().save(org(GLOBEX).build()));
    assertThat(revision(store, GLOBEX)).isEqualTo(1);
  }

  @Test
  void a_transaction_that_has_ended_refuses_everything() {
    Transaction ended = store.write(Set.of(ACME), tx -> tx);
    assertThatThrownBy(() -> ended.orgs().find(ACME)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ended.orgs().save(org(ACME).build()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(ended::nextId).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ended.revision(ACME)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_revision_that_was_not_reached_cannot_be_read_at() {
    write(store, ACME, tx -> tx.orgs().save(org(ACME).build()));
    Revision reached = Revision.of(ACME, 1);
    for (Consistency met :
        List.of(Consistency.atLeast(reached), Consistency.within(Duration.ZERO))) {
      View view = store.read(met, v -> v);
      assertThat(view.revision(ACME)).isEqualTo(1);
    }
    assertThatThrownBy(
            () -> store.read(Consistency.atLeast(reached.and(Revision.of(ALICE, 1))), view -> view))
        .isInstanceOfSatisfying(
            StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
  }

  @Test
  void an_id_is_given_out_once_and_never_one_that_was_saved() {
    assertThat(store.<Long>write(Set.of(), Transaction::nextId)).isEqualTo(1);
    assertThat(store.<Long>write(Set.of(), Transaction::nextId)).isEqualTo(2);
    write(
        store,
        Set.of(),
        tx -> {
          tx.users().save(user(new UserId(40)).build());
          assertThat(tx.nextId()).isEqualTo(41);
        });
    assertThat(store.<Long>write(Set.of(), Transaction::nextId)).isEqualTo(42);
  }

  @Test
  void the_page_key_is_long_and_the_same_at_every_moment() {
    byte[] key = now(store).pageKey();
    assertThat(key).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(new byte[32]);
    byte[] again = key.clone();
    key[0]++;
    assertThat(now(store).pageKey()).isEqualTo(again);
    assertThat(now(InMemoryStore.create()).pageKey()).isNotEqualTo(again);
  }

  private Future<?> start(Tenant tenant, Consumer<Transaction> unit) {
    return threads.submit(() -> write(store, tenant, unit));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
