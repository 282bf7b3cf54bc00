package dev.bailiwick.contract.topic.concurrency;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Session;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Changes by an actor that loses the right to them while they are under way, through two nodes if
 * the suite has two ways into a store. No change is made if its last statement began after the loss
 * had returned. Each race is run {@code bailiwick.races} times, 100 if that is not set, and reports
 * its outcomes.
 */
public interface StandingRacesContract extends ContractTopic {
  /** The progress of a change when the loss begins, and the event that it waits for then. */
  enum Moment {
    /** It waits for its org until the loss has returned. */
    WAITS,
    /** It waits for its org until the loss begins. */
    WAITED,
    /** It has its locks, and goes on when the loss has returned. */
    HOLDS,
    /** It has its locks, and goes on when the loss begins. */
    HELD
  }

  /** Takes the right to a change from its actor. */
  interface Loss {
    /** Takes it. */
    void of(UserId actor, World through);
  }

  /** A store that tells how far its change has come, and when it was about to end. */
  final class Observed implements Store {
    private final Store store;
    private final CountDownLatch authorised = new CountDownLatch(1);
    private final CountDownLatch made = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private volatile long ended;

    Observed(Store store) {
      this.store = store;
    }

    @Override
    public <R> R read(Consistency consistency, Function<View, R> question) {
      return store.read(consistency, question);
    }

    @Override
    public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
      return store.write(tenants, observed(unit));
    }

    @Override
    public <R> R write(Function<View, Set<Tenant>> locks, Function<Transaction, R> unit) {
      return store.write(
          view -> {
            Set<Tenant> named = locks.apply(view);
            authorised.countDown();
            return named;
          },
          observed(unit));
    }

    private <R> Function<Transaction, R> observed(Function<Transaction, R> unit) {
      return tx -> {
        R result = unit.apply(tx);
        made.countDown();
        await(mayEnd);
        ended = System.nanoTime();
        return result;
      };
    }
  }

  /** The outcomes of the rounds of a race. */
  final class Tally {
    private int rounds;
    private int bothUnderWay;
    private int lostBefore;
    private int made;
    private int madeTooLate;

    @Override
    public String toString() {
      return "%d rounds, both under way in %d; the loss had returned before the last statement in"
              .formatted(rounds, bothUnderWay)
          + " %d; %d changes made, %d of them too late".formatted(lostBefore, made, madeTooLate);
    }
  }

  @Test
  default void no_actor_makes_a_change_that_ends_after_their_deactivation(TestReporter reporter) {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    race(
        reporter,
        world,
        acme,
        number -> world.admin("ann" + number, acme),
        (ann, other) -> other.system().users().deactivate(ann));
  }

  @Test
  default void no_former_super_user_makes_a_change_that_ends_after_the_right_was_taken(
      TestReporter reporter) {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    race(
        reporter,
        world,
        acme,
        number -> world.superUser("sam" + number),
        (sam, other) -> other.system().users().revokeSuperUser(sam));
  }

  @Test
  default void no_guest_makes_a_change_that_ends_after_they_left_their_org(TestReporter reporter) {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    OrgId partner = world.org("partner", world.user("petra"));
    world.sharing(acme, true);
    world.system(acme).grants().grant(ADMIN, DOC.id("1"), partner);
    race(
        reporter,
        world,
        acme,
        number -> world.member("gus" + number, partner),
        (gus, other) -> other.as(gus, partner).orgs().members(partner).leave());
  }

  @Test
  default void no_guest_makes_a_change_that_ends_after_their_org_was_suspended(
      TestReporter reporter) {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    OrgId partner = world.org("partner", world.user("petra"));
    world.sharing(acme, true);
    world.system(acme).grants().grant(ADMIN, DOC.id("1"), partner);
    race(
        reporter,
        world,
        acme,
        number -> {
          world.system().orgs().resume(partner);
          return world.member("gus" + number, partner);
        },
        (gus, other) -> other.system().orgs().suspend(partner, "unpaid"));
  }

  private void race(
      TestReporter reporter,
      World world,
      OrgId acme,
      Function<Integer, UserId> newActor,
      Loss loss) {
    World other = world.through(beside(world.store()));
    UserId ben = world.member("ben", acme);
    Tally tally = new Tally();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int i = 0; i < RaceTrial.rounds(); i++) {
        UserId actor = newActor.apply(i);
        round(threads, world, other, acme, actor, ben, loss, Moment.values()[i % 4], tally);
      }
    } finally {
      threads.shutdownNow();
    }
    reporter.publishEntry("race", tally.toString());
    assertThat(tally.bothUnderWay).as("%s", tally).isEqualTo(tally.rounds);
    assertThat(tally.lostBefore).as("%s", tally).isPositive();
    assertThat(tally.madeTooLate).as("%s", tally).isZero();
  }

  private static void round(
      ExecutorService threads,
      World world,
      World other,
      OrgId acme,
      UserId actor,
      UserId ben,
      Loss loss,
      Moment moment,
      Tally tally) {
    Observed observed = new Observed(world.store());
    Session acting = world.through(observed).as(actor, acme);
    boolean waits = moment == Moment.WAITS || moment == Moment.WAITED;
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Optional<Future<?>> holder =
        waits
            ? Optional.of(threads.submit(() -> hold(other, acme, held, release)))
            : Optional.empty();
    if (waits) {
      await(held);
      observed.mayEnd.countDown();
    }
    Future<long[]> change =
        threads.submit(
            () -> {
              long begin = System.nanoTime();
              long done =
                  attempt(() -> acting.grants().grant(COLLABORATOR, DOC.id("1"), ben)) ? 1 : 0;
              return new long[] {begin, System.nanoTime(), done};
            });
    await(waits ? observed.authorised : observed.made);
    CountDownLatch goesOn = waits ? release : observed.mayEnd;
    long begin = System.nanoTime();
    if (moment == Moment.WAITED || moment == Moment.HELD) {
      goesOn.countDown();
    }
    loss.of(actor, other);
    long returned = System.nanoTime();
    goesOn.countDown();
    long[] ends = of(change);
    holder.ifPresent(StandingRacesContract::of);
    boolean made =
        world.system(acme).grants().list(DOC.id("1"), PageRequest.first()).items().stream()
            .anyMatch(grant -> grant.accessor().equals(ben));
    assertThat(made).as("the result of the call").isEqualTo(ends[2] == 1);
    world.system(acme).grants().remove(DOC.id("1"), ben);
    tally.rounds++;
    tally.bothUnderWay += ends[0] < returned && begin < ends[1] ? 1 : 0;
    tally.lostBefore += returned < observed.ended ? 1 : 0;
    tally.made += made ? 1 : 0;
    tally.madeTooLate += made && returned < observed.ended ? 1 : 0;
  }

  /** Holds an org's lock until it is released. */
  private static void hold(World world, OrgId org, CountDownLatch held, CountDownLatch release) {
    world
        .store()
        .write(
            Set.of(org),
            tx -> {
              held.countDown();
              await(release);
              return Optional.empty();
            });
  }

  /** Whether a change was made, and not refused. */
  private static boolean attempt(Runnable change) {
    try {
      change.run();
      return true;
    } catch (BailiwickException refused) {
      assertThat(refused).isInstanceOfAny(NotPermitted.class, NotFound.class);
      return false;
    }
  }

  private static <T> T of(Future<T> end) {
    try {
      return end.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } catch (ExecutionException | TimeoutException broken) {
      throw new AssertionError("a race did not end: " + broken, broken);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new AssertionError("a race does not go on");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
