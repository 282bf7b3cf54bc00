package dev.bailiwick.contract.topic.concurrency;

import static dev.bailiwick.contract.topic.concurrency.RaceTrial.atOnce;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.check;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.members;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.refusedOnly;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The rules for two changes at the same moment, on two nodes if the suite has two ways into a
 * store. Each race is run {@code bailiwick.races} times, 100 if that is not set, each time in a
 * world of its own; a store without locks does not survive that.
 */
public interface RacesContract
    extends RaceTrial,
        ClaimRacesContract,
        SuspensionRaceContract,
        InvitationRacesContract,
        OwnershipRaceContract {
  @Test
  default void two_admins_removing_each_other_leave_one_of_them() {
    race(
        (world, other) -> {
          OrgId acme = world.org("Acme", world.user("olga"));
          UserId ann = world.admin("ann", acme);
          UserId ben = world.admin("ben", acme);
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.as(ann, acme).orgs().members(acme).remove(ben),
                  () -> other.as(ben, acme).orgs().members(acme).remove(ann));
          assertThat(ends.stream().filter(Optional::isEmpty))
              .as("the admin that removed the other")
              .hasSize(1);
          assertThat(members(world, acme)).containsAnyOf(ann, ben).doesNotContainSequence(ann, ben);
          refusedOnly(ends, NotFound.class);
        });
  }

  @Test
  default void an_org_has_an_owner_even_if_they_are_removed_as_it_is_handed_to_them() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          UserId ann = world.admin("ann", acme);
          UserId ben = world.member("ben", acme);
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.system().orgs().transferOwnership(acme, ben),
                  () -> other.as(ann, acme).orgs().members(acme).remove(ben));
          refusedOnly(ends, NotFound.class, OrgConflict.class);
          check(world);
        });
  }

  @Test
  default void an_org_is_handed_to_an_account_before_it_is_switched_off_or_not_at_all() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          UserId ben = world.member("ben", acme);
          List<Org> handed = Collections.synchronizedList(new ArrayList<>());
          List<User> off = Collections.synchronizedList(new ArrayList<>());
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> handed.add(world.system().orgs().transferOwnership(acme, ben)),
                  () -> off.add(other.system().users().deactivate(ben)));
          refusedOnly(ends, NotFound.class);
          assertThat(off).as("the host switches off any account").hasSize(1);
          UserId owner = world.system().orgs().get(acme).owner();
          assertThat(owner).isEqualTo(handed.isEmpty() ? olga : ben);
          for (Org org : handed) {
            assertThat(org.revision().numbers().get(ben))
                .as("the revision of the new owner, before their account was switched off")
                .isLessThan(off.get(0).version());
          }
          check(world);
        });
  }

  @Test
  default void an_admin_demoted_while_granting_granted_before_or_not_at_all() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          UserId ann = world.admin("ann", acme);
          UserId ben = world.member("ben", acme);
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () ->
                      world
                          .as(ann, acme)
                          .grants()
                          .grant(Standard.OPERATOR, World.DOC.id("plan"), ben),
                  () -> other.as(olga, acme).orgs().members(acme).revokeAdmin(ann));
          refusedOnly(ends, NotFound.class, NotPermitted.class);
          Optional<Long> granted = number(world, acme, "grant.grant");
          long demoted = number(world, acme, "org.set_admin").orElseThrow();
          assertThat(granted.map(number -> number < demoted).orElse(true))
              .as("granted at %s, demoted at %s", granted, demoted)
              .isTrue();
        });
  }

  @Test
  default void a_user_added_twice_at_once_is_a_member_once() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          UserId ann = world.admin("ann", acme);
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.as(olga, acme).orgs().members(acme).add(member("new@world.test")),
                  () -> other.as(ann, acme).orgs().members(acme).add(member("New@world.test")));
          assertThat(ends).as("both succeed").allSatisfy(end -> assertThat(end).isEmpty());
          assertThat(members(world, acme)).hasSize(3).doesNotHaveDuplicates();
          assertThat(Page.all(world.system().users()::list)).hasSize(3);
          check(world);
        });
  }

  @Test
  default void of_two_sign_ups_with_one_address_one_wins() {
    race(
        (world, other) -> {
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () ->
                      world
                          .system()
                          .users()
                          .register(Profile.empty().withVerifiedEmail("a@world.test")),
                  () ->
                      other
                          .system()
                          .users()
                          .register(Profile.empty().withVerifiedEmail("A@World.test")));
          assertThat(ends.stream().filter(Optional::isEmpty)).as("the winner").hasSize(1);
          refusedOnly(ends, EmailTaken.class);
          assertThat(Page.all(world.system().users()::list).flatMap(u -> u.email().stream()))
              .hasSize(1);
        });
  }

  @Test
  default void changes_that_need_the_same_people_in_opposite_order_both_end() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          OrgId globex = world.org("Globex", olga);
          UserId ann = world.user("ann");
          UserId ben = world.user("ben");
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.system().orgs().members(acme).add(member(ann), member(ben)),
                  () -> other.system().orgs().members(globex).add(member(ben), member(ann)));
          assertThat(ends).allSatisfy(end -> assertThat(end).isEmpty());
          assertThat(members(world, acme)).contains(ann, ben);
          assertThat(members(world, globex)).contains(ann, ben);
        });
  }

  @Test
  default void a_user_erased_while_joining_is_no_member() {
    race(
        (world, other) -> {
          OrgId acme = world.org("Acme", world.user("olga"));
          UserId ben = world.user("ben");
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.system().orgs().members(acme).add(member(ben)),
                  () -> other.system().users().erase(ben));
          refusedOnly(ends, NotFound.class);
          assertThat(members(world, acme)).doesNotContain(ben);
          check(world);
        });
  }

  @Test
  default void two_super_users_deactivating_each_other_leave_one_of_them() {
    race(
        (world, other) -> {
          UserId sam = world.superUser("sam");
          UserId sue = world.superUser("sue");
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.as(sam).users().deactivate(sue),
                  () -> other.as(sue).users().deactivate(sam));
          assertThat(ends.stream().filter(Optional::isEmpty)).as("the first of the two").hasSize(1);
          refusedOnly(ends, NotPermitted.class);
        });
  }

  @Test
  default void two_super_users_erasing_each_other_leave_one_of_them() {
    race(
        (world, other) -> {
          UserId sam = world.superUser("sam");
          UserId sue = world.superUser("sue");
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.as(sam).users().erase(sue), () -> other.as(sue).users().erase(sam));
          assertThat(ends.stream().filter(Optional::isEmpty)).as("accepted").hasSize(1);
          refusedOnly(ends, NotPermitted.class);
        });
  }

  @Test
  default void a_guest_erased_while_receiving_a_grant_has_no_grant() {
    race(
        (world, other) -> {
          OrgId acme = world.org("Acme", world.user("olga"));
          world.sharing(acme, true);
          UserId guest = world.user("guest");
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () ->
                      world
                          .system(acme)
                          .grants()
                          .grant(Standard.OPERATOR, World.DOC.id("plan"), guest),
                  () -> other.system().users().erase(guest));
          refusedOnly(ends, NotFound.class);
          check(world);
        });
  }

  @Test
  default void a_user_erased_while_added_to_a_stand_alone_team_has_no_membership() {
    race(
        (world, other) -> {
          UserId ann = world.user("ann");
          UserId ben = world.user("ben");
          TeamId team = world.as(ann).teams().create(NewTeam.named("own")).id();
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.as(ann).teams().members(team).add(member(ben)),
                  () -> other.system().users().erase(ben));
          refusedOnly(ends, NotFound.class);
          assertThat(world.system().teams().members(team).list(PageRequest.first()).items())
              .isEmpty();
        });
  }

  @Test
  default void a_change_requested_twice_at_once_under_one_operation_id_is_made_once() {
    race(
        (world, other) -> {
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.system().operation("1").users().register(Profile.named("Ann")),
                  () -> other.system().operation("1").users().register(Profile.named("Ann")));
          assertThat(ends).as("both succeed").allSatisfy(end -> assertThat(end).isEmpty());
          assertThat(Page.all(world.system().users()::list)).as("accounts").hasSize(1);
        });
  }

  @Test
  default void the_second_request_under_an_operation_id_gets_the_result_of_the_first() {
    race(
        (world, other) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          Profile jane = Profile.named("Jane").withEmail("jane@world.test");
          List<Object> told = Collections.synchronizedList(new ArrayList<>());
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () ->
                      told.add(
                          world.as(olga, acme).operation("1").teams().create(NewTeam.named("ops"))),
                  () ->
                      told.add(
                          other.as(olga, acme).operation("1").teams().create(NewTeam.named("ops"))),
                  () -> told.add(world.system().operation("2").users().register(jane)),
                  () -> told.add(other.system().operation("2").users().register(jane)));
          assertThat(ends).as("all succeed").allSatisfy(end -> assertThat(end).isEmpty());
          assertThat(new HashSet<>(told)).as("the outcome").hasSize(2);
        });
  }

  @Test
  default void of_two_requests_at_once_under_one_operation_id_one_is_refused() {
    race(
        (world, other) -> {
          List<Optional<BailiwickException>> ends =
              atOnce(
                  () -> world.system().operation("1").users().register(Profile.named("Ann")),
                  () -> other.system().operation("1").users().register(Profile.named("Ben")));
          assertThat(ends.stream().filter(Optional::isEmpty)).as("the first of the two").hasSize(1);
          refusedOnly(ends, OperationReused.class);
          assertThat(Page.all(world.system().users()::list)).as("accounts").hasSize(1);
        });
  }

  private static Optional<Long> number(World world, OrgId org, String event) {
    return world.log(org).stream()
        .filter(entry -> entry.event().name().equals(event))
        .map(AuditEntry::number)
        .findFirst();
  }
}
