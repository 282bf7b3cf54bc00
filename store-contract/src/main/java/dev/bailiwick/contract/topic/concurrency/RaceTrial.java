package dev.bailiwick.contract.topic.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.reference.Invariants;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs calls at the same moment, through two nodes where the store has several. */
public interface RaceTrial extends ContractTopic {
  /** How often each race is run. */
  static int rounds() {
    return Integer.getInteger("bailiwick.races", 100);
  }

  /** One round of a race. */
  interface Round {
    /** Runs the race in a new world that two nodes reach. */
    void in(World world, World other);
  }

  /** Runs a race {@link #rounds} times, each time in a new world. */
  default void race(Round round) {
    for (int i = 0; i < rounds(); i++) {
      World world = world();
      round.in(world, world.through(beside(world.store())));
    }
  }

  /** Makes calls at the same moment, and returns the failure of each. */
  static List<Optional<BailiwickException>> atOnce(Runnable... things) {
    CyclicBarrier barrier = new CyclicBarrier(things.length);
    ExecutorService threads = Executors.newFixedThreadPool(things.length);
    try {
      List<Future<Optional<BailiwickException>>> running = new ArrayList<>();
      for (Runnable thing : things) {
        running.add(
            threads.submit(
                () -> {
                  barrier.await(1, TimeUnit.MINUTES);
                  try {
                    thing.run();
                    return Optional.empty();
                  } catch (BailiwickException failure) {
                    return Optional.of(failure);
                  }
                }));
      }
      List<Optional<BailiwickException>> ends = new ArrayList<>();
      for (Future<Optional<BailiwickException>> end : running) {
        ends.add(end.get(1, TimeUnit.MINUTES));
      }
      return ends;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } catch (ExecutionException | TimeoutException broken) {
      throw new AssertionError("a race did not end: " + broken, broken);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Requires that each failure is of one of these kinds. */
  static void refusedOnly(List<Optional<BailiwickException>> ends, Class<?>... kinds) {
    for (Optional<BailiwickException> end : ends) {
      end.ifPresent(failure -> assertThat(failure).isInstanceOfAny(kinds));
    }
  }

  /** Requires that the stored data obey every invariant. */
  static void check(World world) {
    world
        .store()
        .read(
            Consistency.latest(),
            view -> {
              Invariants.check(view);
              return true;
            });
  }

  /** Returns the members of an org. */
  static List<UserId> members(World world, OrgId org) {
    return Page.all(world.system().orgs().members(org)::list).map(OrgMember::id).toList();
  }
}
