package dev.bailiwick.contract.topic.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Session;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.permission.Standard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The race of a suspension against the changes of a member. */
public interface SuspensionRaceContract extends ContractTopic {
  @Test
  default void no_member_changes_an_org_after_its_suspension(TestReporter reporter) {
    AtomicInteger bothUnderWay = new AtomicInteger();
    AtomicInteger changedBefore = new AtomicInteger();
    World world = world();
    World other = world.through(beside(world.store()));
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      OrgId acme = world.org("Acme", world.user("olga" + round));
      UserId ann = world.admin("ann" + round, acme);
      Session acting = world.as(ann, acme);
      long[] stopping = new long[2];
      List<Long> made = Collections.synchronizedList(new ArrayList<>());
      long[] last = new long[2];
      List<Optional<BailiwickException>> ends =
          RaceTrial.atOnce(
              () -> {
                stopping[0] = System.nanoTime();
                other.system().orgs().suspend(acme, "unpaid");
                stopping[1] = System.nanoTime();
              },
              () -> {
                // Until the suspension refuses one of them.
                for (int i = 0; i < 10_000; i++) {
                  last[0] = System.nanoTime();
                  try {
                    acting.grants().grant(Standard.OPERATOR, World.DOC.id("plan" + i), ann);
                    made.add(last[0]);
                  } finally {
                    last[1] = System.nanoTime();
                  }
                }
              });
      assertThat(ends.get(0)).isEmpty();
      assertThat(ends.get(1)).containsInstanceOf(OrgSuspended.class);
      assertThat(made)
          .as("changes that began after the suspension had returned")
          .noneMatch(began -> began > stopping[1]);
      assertThat(world.log(acme).get(0).event().name())
          .as("the newest entry of the log")
          .isEqualTo("org.suspend");
      boolean lastOverlaps = last[0] < stopping[1] && stopping[0] < last[1];
      boolean anyOverlaps = made.stream().anyMatch(began -> began > stopping[0]);
      bothUnderWay.addAndGet(lastOverlaps || anyOverlaps ? 1 : 0);
      changedBefore.addAndGet(made.isEmpty() ? 0 : 1);
    }
    reporter.publishEntry(
        "race",
        "%d rounds, both under way in %s; a change was made before the suspension in %s"
            .formatted(RaceTrial.rounds(), bothUnderWay, changedBefore));
    assertThat(bothUnderWay.get()).as("rounds with both under way").isPositive();
  }
}
