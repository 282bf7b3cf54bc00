package dev.bailiwick.contract.topic.concurrency;

import static dev.bailiwick.contract.topic.concurrency.RaceTrial.atOnce;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.check;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.members;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.refusedOnly;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Persons who claim an account while their org changes it. */
public interface ClaimRacesContract extends RaceTrial {
  /** The identity of the person with the address {@code a@world.test}. */
  ExternalIdentity PERSON = ExternalIdentity.of("idp", "a");

  @Test
  default void two_sign_ins_of_one_person_at_once_claim_an_account_once() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          OrgId globex = world.org("Globex", olga);
          UserId first = waiting(world, olga, acme);
          UserId second = waiting(world, olga, globex);
          List<Optional<BailiwickException>> ends =
              atOnce(() -> signIn(world), () -> signIn(other));
          assertThat(ends).as("both succeed").allSatisfy(end -> assertThat(end).isEmpty());
          assertThat(members(world, acme)).containsExactlyInAnyOrder(olga, first);
          assertThat(members(world, globex)).containsExactlyInAnyOrder(olga, first);
          assertThat(world.system().users().get(second).id()).isEqualTo(first);
          check(world);
        });
  }

  @Test
  default void a_person_who_claims_an_account_is_not_locked_by_the_org() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          UserId first = waiting(world, olga, acme);
          List<Optional<BailiwickException>> ends =
              atOnce(() -> signIn(world), () -> other.as(olga, acme).users().lock(first));
          assertThat(ends.get(0)).as("the sign-in").isEmpty();
          refusedOnly(ends, NotPermitted.class);
          assertThat(world.system().users().get(first).usable()).isTrue();
          check(world);
        });
  }

  @Test
  default void an_account_is_claimed_or_removed_and_not_both() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          UserId first = waiting(world, olga, acme);
          List<Optional<BailiwickException>> ends =
              atOnce(() -> signIn(world), () -> other.as(olga).orgs().members(acme).remove(first));
          assertThat(ends).as("both succeed").allSatisfy(end -> assertThat(end).isEmpty());
          assertThat(members(world, acme)).containsExactly(olga);
          assertThat(world.system().users().find(PERSON).map(User::usable)).contains(true);
          check(world);
        });
  }

  private static UserId waiting(World world, UserId admin, OrgId org) {
    return world.as(admin).orgs().members(org).add(member("a@world.test")).value().get(0).id();
  }

  private static void signIn(World world) {
    world.system().users().ensure(PERSON, Profile.empty().withVerifiedEmail("a@world.test"));
  }
}
