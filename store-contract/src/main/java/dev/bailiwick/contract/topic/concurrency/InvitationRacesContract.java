package dev.bailiwick.contract.topic.concurrency;

import static dev.bailiwick.contract.topic.concurrency.RaceTrial.atOnce;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.check;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.members;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.refusedOnly;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.invitation.NoSuchInvitation;
import dev.bailiwick.user.Email;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The races of a person who accepts an invitation. */
public interface InvitationRacesContract extends ContractTopic {
  /** Reports the number of rounds, and requires that both calls were under way in some. */
  private static void report(TestReporter reporter, int both, int accepted) {
    reporter.publishEntry(
        "race",
        "%d rounds, both under way in %d; accepted in %d"
            .formatted(RaceTrial.rounds(), both, accepted));
    assertThat(both).as("rounds with both under way").isPositive();
  }

  @Test
  default void an_invitation_is_accepted_or_withdrawn_and_not_both(TestReporter reporter) {
    World world = world();
    World other = world.through(beside(world.store()));
    int both = 0;
    int accepted = 0;
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      UserId olga = world.user("olga" + round);
      OrgId acme = world.invitingOrg("Acme", olga);
      UserId ben = world.user("ben" + round);
      InvitationId sent =
          world
              .as(olga, acme)
              .invitations()
              .send(acme, Email.of("ben" + round + "@world.test"), Gift.membership().asAdmin())
              .value()
              .id();
      AtomicReference<ImmutableList<InvitationId>> withdrawn = new AtomicReference<>();
      long[] times = new long[4];
      List<Optional<BailiwickException>> ends =
          atOnce(
              timed(times, 0, () -> world.as(ben).invitations().accept(sent)),
              timed(
                  times,
                  2,
                  () ->
                      withdrawn.set(
                          other.as(olga, acme).invitations().withdraw(acme, sent).value())));
      refusedOnly(ends, NoSuchInvitation.class);
      assertThat(ends.get(1)).isEmpty();
      boolean joined = members(world, acme).contains(ben);
      assertThat(joined).isEqualTo(ends.get(0).isEmpty());
      assertThat(withdrawn.get().isEmpty()).isEqualTo(joined);
      both += times[0] < times[3] && times[2] < times[1] ? 1 : 0;
      accepted += joined ? 1 : 0;
      check(world);
    }
    report(reporter, both, accepted);
  }

  @Test
  default void an_admin_who_is_demoted_lets_nobody_in_afterwards(TestReporter reporter) {
    World world = world();
    World other = world.through(beside(world.store()));
    int both = 0;
    int accepted = 0;
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      UserId olga = world.user("olga" + round);
      OrgId acme = world.invitingOrg("Acme", olga);
      UserId adam = world.admin("adam" + round, acme);
      UserId ben = world.user("ben" + round);
      InvitationId sent =
          world
              .as(adam, acme)
              .invitations()
              .send(acme, Email.of("ben" + round + "@world.test"), Gift.membership())
              .value()
              .id();
      long[] times = new long[4];
      List<Optional<BailiwickException>> ends =
          atOnce(
              timed(times, 0, () -> world.as(ben).invitations().accept(sent)),
              timed(times, 2, () -> other.as(olga, acme).orgs().members(acme).revokeAdmin(adam)));
      refusedOnly(ends, NoSuchInvitation.class, InvitationConflict.class);
      assertThat(ends.get(1)).isEmpty();
      boolean joined = members(world, acme).contains(ben);
      assertThat(joined).isEqualTo(ends.get(0).isEmpty());
      if (joined) {
        assertThat(world.log(acme).get(0).event().name()).isEqualTo("org.set_admin");
      }
      both += times[0] < times[3] && times[2] < times[1] ? 1 : 0;
      accepted += joined ? 1 : 0;
    }
    report(reporter, both, accepted);
  }

  private static Runnable timed(long[] times, int first, Runnable call) {
    return () -> {
      times[first] = System.nanoTime();
      try {
        call.run();
      } finally {
        times[first + 1] = System.nanoTime();
      }
    };
  }
}
