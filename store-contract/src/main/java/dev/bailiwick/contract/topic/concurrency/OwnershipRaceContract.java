package dev.bailiwick.contract.topic.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.Conflict;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgConflict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The race of an accepted ownership against the removal of the candidate. */
public interface OwnershipRaceContract extends ContractTopic {
  @Test
  default void ownership_is_accepted_or_the_candidate_is_removed_and_not_both(
      TestReporter reporter) {
    AtomicInteger bothUnderWay = new AtomicInteger();
    AtomicInteger accepted = new AtomicInteger();
    AtomicInteger removed = new AtomicInteger();
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      World world = world();
      World other = world.through(beside(world.store()));
      UserId olga = world.user("olga");
      OrgId acme = world.org("Acme", olga);
      UserId adam = world.admin("adam", acme);
      world.as(olga, acme).orgs().offerOwnership(acme, adam);
      long[] accepting = new long[2];
      long[] removing = new long[2];
      List<Optional<BailiwickException>> ends =
          RaceTrial.atOnce(
              () -> timed(accepting, () -> world.as(adam, acme).orgs().acceptOwnership(acme)),
              () -> timed(removing, () -> other.as(olga, acme).orgs().members(acme).remove(adam)));
      RaceTrial.check(world);
      UserId owner = world.system().orgs().get(acme).owner();
      boolean taken = ends.get(0).isEmpty();
      assertThat(ends.get(1).isEmpty()).as("one of the two").isNotEqualTo(taken);
      assertThat(owner).isEqualTo(taken ? adam : olga);
      assertThat(RaceTrial.members(world, acme))
          .isEqualTo(taken ? List.of(olga, adam) : List.of(olga));
      RaceTrial.refusedOnly(ends, NotFound.class, Conflict.class, NotPermitted.class);
      if (taken) {
        assertThat(ends.get(1)).containsInstanceOf(OrgConflict.class);
      }
      bothUnderWay.addAndGet(accepting[0] < removing[1] && removing[0] < accepting[1] ? 1 : 0);
      (taken ? accepted : removed).incrementAndGet();
    }
    reporter.publishEntry(
        "race",
        "%d rounds, both under way in %s; accepted in %s, removed in %s"
            .formatted(RaceTrial.rounds(), bothUnderWay, accepted, removed));
    assertThat(bothUnderWay.get()).as("rounds with both under way").isPositive();
  }

  @Test
  default void an_org_is_deleted_with_its_owner_or_gets_a_member_and_not_both(
      TestReporter reporter) {
    AtomicInteger bothUnderWay = new AtomicInteger();
    AtomicInteger deleted = new AtomicInteger();
    AtomicInteger joined = new AtomicInteger();
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      World world = world();
      World other = world.through(beside(world.store()));
      UserId olga = world.user("olga");
      OrgId acme = world.org("Acme", olga);
      UserId ben = world.user("ben");
      long[] erasing = new long[2];
      long[] joining = new long[2];
      List<Optional<BailiwickException>> ends =
          RaceTrial.atOnce(
              () -> timed(erasing, () -> world.as(olga).users().erase(olga)),
              () -> timed(joining, () -> other.join(acme, ben)));
      RaceTrial.check(world);
      assertThat(ends.get(0)).as("an owner erases themselves at any time").isEmpty();
      boolean member = ends.get(1).isEmpty();
      if (member) {
        assertThat(world.system().orgs().get(acme).owner()).isEqualTo(olga);
        assertThat(RaceTrial.members(world, acme)).containsExactly(olga, ben);
      } else {
        assertThat(ends.get(1)).containsInstanceOf(NotFound.class);
        assertThatThrownBy(() -> world.system().orgs().get(acme)).isInstanceOf(NotFound.class);
      }
      bothUnderWay.addAndGet(erasing[0] < joining[1] && joining[0] < erasing[1] ? 1 : 0);
      (member ? joined : deleted).incrementAndGet();
    }
    reporter.publishEntry(
        "race",
        "%d rounds, both under way in %s; deleted in %s, joined in %s"
            .formatted(RaceTrial.rounds(), bothUnderWay, deleted, joined));
    assertThat(bothUnderWay.get()).as("rounds with both under way").isPositive();
  }

  private static void timed(long[] times, Runnable call) {
    times[0] = System.nanoTime();
    try {
      call.run();
    } finally {
      times[1] = System.nanoTime();
    }
  }
}
