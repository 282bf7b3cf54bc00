package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailKind;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A person claims the accounts that orgs made for the address. The tests named after a case of the
 * list of adversarial cases have its number in a comment.
 */
public interface ClaimsContract extends ContractTopic {
  /** The identity of the person who has the mailbox {@code cfo@acme.test}. */
  ExternalIdentity CFO = ExternalIdentity.of("idp", "cfo");

  /** The address that strangers would like to have. */
  Email ADDRESS = Email.of("cfo@acme.test");

  /** Returns the profile of the person who has proved the address. */
  static Profile proved(String name) {
    return Profile.named(name).withVerifiedEmail(ADDRESS);
  }

  /** An admin adds one member. */
  static MemberOutcome added(World world, UserId admin, OrgId org, NewMember member) {
    return world.as(admin).orgs().members(org).add(member).value().get(0);
  }

  // 59.
  @Test
  default void claiming_frees_an_account_from_the_org_that_made_it() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId waiting = added(world, olga, acme, member(ADDRESS).named("Bad Name")).id();
    world.as(olga, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), waiting);
    world.as(olga, acme).users().lock(waiting);

    User cfo = world.system().users().ensure(CFO, proved("Carla"));

    assertThat(cfo.id()).isEqualTo(waiting);
    assertThat(cfo.usable()).isTrue();
    assertThat(cfo.fullName()).isEqualTo("Carla");
    assertThat(cfo.createdIn()).isEmpty();
    assertThat(cfo.emailKind()).contains(EmailKind.VERIFIED);
    assertThat(world.system(acme).access().check(cfo.id(), Permission.READ, DOC.id("1")))
        .as("the org switched the account off")
        .isFalse();
    world.as(olga).orgs().members(acme).activate(cfo.id());
    assertThat(world.as(cfo.id(), acme).access().check(cfo.id(), Permission.READ, DOC.id("1")))
        .isTrue();
    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(olga, acme).users().lock(cfo.id()),
            () -> world.as(olga, acme).users().deactivate(cfo.id()),
            () -> world.as(olga, acme).users().update(cfo.id(), Profile.named("X")))) {
      assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
    }
    LogSnapshot before = LogSnapshot.of(world.store());
    world.system().users().ensure(CFO, proved("Carla"));
    assertThat(LogSnapshot.of(world.store())).as("a second sign-in").isEqualTo(before);
  }

  @Test
  default void an_account_gets_what_the_unclaimed_accounts_of_its_person_were_given() {
    World world = world();
    UserId olga = world.user("olga");
    UserId otto = world.user("otto");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", otto);
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    UserId first = added(world, olga, acme, member(ADDRESS)).id();
    UserId second = added(world, otto, globex, member(ADDRESS).asAdmin()).id();
    assertThat(List.of(first, second))
        .as("an answer like that for an unknown address")
        .doesNotContain(cfo.id());
    TeamId team = world.team("ops", acme, olga);
    world.as(olga).teams().members(team).add(member(first).asAdmin());
    world.as(olga, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), first);
    world.as(olga, acme).grants().deny(Standard.ADMIN, DOC.id("2"), first);

    world.system().users().ensure(CFO, proved("Carla"));

    assertThat(world.as(cfo.id(), acme).access().check(cfo.id(), Permission.READ, DOC.id("1")))
        .isTrue();
    assertThat(world.as(cfo.id()).orgs().members(globex).list(PageRequest.first()).items())
        .anyMatch(member -> member.id().equals(cfo.id()) && member.admin());
    assertThat(world.as(olga).teams().members(team).list(PageRequest.first()).items())
        .anyMatch(member -> member.id().equals(cfo.id()) && member.admin())
        .noneMatch(member -> member.id().equals(first));
    assertThat(world.system(acme).grants().list(DOC.id("2"), PageRequest.first()).items())
        .allMatch(grant -> grant.accessor().equals(cfo.id()))
        .hasSize(1);
    assertThat(world.system().users().get(first).id()).as("the old id").isEqualTo(cfo.id());
    assertThat(world.as(olga, acme).users().get(first).id()).isEqualTo(cfo.id());
    assertThat(added(world, olga, acme, member(first)).id()).isEqualTo(cfo.id());
    assertThatThrownBy(() -> world.system().users().lock(first)).isInstanceOf(NoSuchUser.class);
    LogSnapshot before = LogSnapshot.of(world.store());
    world.system().users().ensure(CFO, proved("Carla"));
    assertThat(LogSnapshot.of(world.store())).as("a second sign-in").isEqualTo(before);
  }

  @Test
  default void a_membership_that_the_org_switched_off_stays_off() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    world.join(acme, cfo.id());
    world.as(olga).orgs().members(acme).deactivate(cfo.id());
    assertThat(added(world, olga, acme, member(ADDRESS)).id()).isEqualTo(cfo.id());
    world.system().users().ensure(CFO, proved("Carla"));
    assertThat(world.system().users().memberships(cfo.id()))
        .singleElement()
        .satisfies(membership -> assertThat(membership.active()).isFalse());
  }

  @Test
  default void a_member_gets_nothing_of_an_account_that_the_org_switched_off() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    world.join(acme, cfo.id());
    UserId waiting = world.as(olga, acme).users().register(Profile.named("C")).id();
    world.system().users().update(waiting, Profile.empty().withEmail(ADDRESS));
    TeamId team = world.team("ops", acme, olga, waiting);
    world.as(olga, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), waiting);
    world.as(olga, acme).grants().deny(Standard.ADMIN, DOC.id("2"), waiting);
    world.as(olga, acme).users().lock(waiting);

    world.system().users().ensure(CFO, proved("Carla"));

    assertThat(world.system(acme).access().check(cfo.id(), Permission.READ, DOC.id("1"))).isFalse();
    assertThat(world.as(olga).teams().members(team).list(PageRequest.first()).items()).isEmpty();
    assertThat(world.system(acme).grants().list(DOC.id("2"), PageRequest.first()).items())
        .allMatch(grant -> grant.accessor().equals(cfo.id()))
        .hasSize(1);
  }

  @Test
  default void
      however_it_is_claimed_an_account_that_the_org_switched_off_has_no_active_membership() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    List<Consumer<UserId>> ways =
        List.of(
            id -> world.system().users().verifyEmail(id, ADDRESS),
            id -> world.system().users().update(id, Profile.empty().withVerifiedEmail("b@x.test")),
            id -> world.system().users().link(id, CFO));
    for (Consumer<UserId> way : ways) {
      UserId waiting = added(world, olga, acme, member(ADDRESS)).id();
      world.as(olga, acme).users().lock(waiting);
      way.accept(waiting);
      assertThat(world.system().users().get(waiting).usable()).isTrue();
      assertThat(world.system().users().memberships(waiting))
          .singleElement()
          .satisfies(membership -> assertThat(membership.active()).isFalse());
      world.system().users().erase(waiting);
    }
  }

  @Test
  default void a_denial_without_end_is_not_lost_beside_one_that_ended() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    world.join(acme, cfo.id());
    UserId waiting = world.as(olga, acme).users().register(Profile.named("C")).id();
    world.system().users().update(waiting, Profile.empty().withEmail(ADDRESS));
    world.as(olga, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), waiting);
    world.as(olga, acme).grants().deny(Standard.OPERATOR, DOC.id("1"), waiting);
    world
        .as(olga, acme)
        .grants()
        .merge(
            DOC.id("1"),
            NewGrant.denial(Standard.OPERATOR, cfo.id())
                .during(Window.until(World.START.plusSeconds(1))));
    world.clock().advance(Duration.ofHours(1));
    world.system().users().ensure(CFO, proved("Carla"));
    assertThat(world.system(acme).access().check(cfo.id(), Permission.READ, DOC.id("1"))).isFalse();
  }

  @Test
  default void the_log_of_an_org_does_not_show_what_another_org_gave() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId otto = world.user("otto");
    OrgId globex = world.org("globex", otto);
    added(world, olga, acme, member(ADDRESS).named("Secret Name"));
    User cfo = world.system(globex).users().register(proved("Carla"));
    assertThat(world.system().users().memberships(cfo.id())).hasSize(2);
    assertThat(world.log(globex).toString()).doesNotContain("Secret Name").doesNotContain("org:2]");
  }

  @Test
  default void a_closed_account_leaves_no_personal_data_in_any_log() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId removed = added(world, olga, acme, member("gone@x.test").named("Gone Person")).id();
    world.as(olga).orgs().members(acme).remove(removed);
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    added(world, olga, acme, member(ADDRESS).named("Merged Person"));
    world.system().users().ensure(CFO, proved("Carla"));
    assertThat(world.log(acme).toString() + world.log(cfo.id()))
        .doesNotContain("Gone Person")
        .doesNotContain("gone@x.test")
        .doesNotContain("Merged Person");
  }

  @Test
  default void the_first_of_several_is_taken_over_and_the_others_go_to_it() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", world.user("otto"));
    UserId first = added(world, olga, acme, member(ADDRESS)).id();
    UserId second = world.system().orgs().members(globex).add(member(ADDRESS)).value().get(0).id();
    User cfo = world.system().users().register(proved("Carla"));
    assertThat(cfo.id()).isEqualTo(first);
    assertThat(world.system().users().memberships(first)).hasSize(2);
    assertThat(world.system().users().get(second).id()).isEqualTo(first);
  }

  @Test
  default void linking_an_identity_claims_an_account() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId waiting = world.as(olga, acme).users().register(Profile.named("Jo")).id();
    User claimed = world.system().users().link(waiting, CFO);
    assertThat(claimed.usable()).isTrue();
    assertThat(claimed.claimed()).isTrue();
    assertThat(world.as(waiting).orgs().get(acme).id()).isEqualTo(acme);
  }

  @Test
  default void an_unclaimed_account_ends_with_its_membership() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", olga);
    UserId first = added(world, olga, acme, member(ADDRESS)).id();
    UserId second = added(world, olga, globex, member(ADDRESS)).id();
    world.as(olga).orgs().members(acme).remove(first);
    assertThatThrownBy(() -> world.system().users().get(first)).isInstanceOf(NoSuchUser.class);
    world.as(olga).orgs().delete(globex);
    assertThatThrownBy(() -> world.system().users().get(second)).isInstanceOf(NoSuchUser.class);
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    assertThat(List.of(first, second)).doesNotContain(cfo.id());
    assertThat(world.system().users().memberships(cfo.id())).isEmpty();
  }

  @Test
  default void an_unclaimed_account_can_be_claimed_for_30_days_after_an_admin_named_it() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId waiting = added(world, olga, acme, member(ADDRESS)).id();
    world.clock().advance(Duration.ofDays(30));
    assertThatThrownBy(() -> world.claim(waiting, ADDRESS.address()))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageContaining("claimed");
    assertThatThrownBy(() -> world.system().users().update(waiting, proved("Carla")))
        .isInstanceOf(InvalidParameter.class);
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    assertThat(cfo.id()).isNotEqualTo(waiting);
    assertThatThrownBy(() -> world.as(cfo.id()).orgs().get(acme)).isInstanceOf(NoSuchOrg.class);
    assertThat(world.as(olga).orgs().members(acme).list(PageRequest.first()).items())
        .as("it stays in lists")
        .anyMatch(member -> member.id().equals(waiting));

    assertThat(added(world, olga, acme, member(ADDRESS)).kind())
        .isEqualTo(MemberOutcome.Kind.UNCHANGED);
    world.system().users().ensure(CFO, proved("Carla"));
    assertThat(world.as(cfo.id()).orgs().get(acme).id()).isEqualTo(acme);
  }

  // 62.
  @Test
  default void an_unclaimed_account_of_an_admin_who_is_none_any_more_cannot_be_claimed() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId adam = world.admin("adam", acme);
    UserId waiting = added(world, adam, acme, member(ADDRESS).asAdmin()).id();
    world.as(olga).orgs().members(acme).remove(adam);
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    assertThat(cfo.id()).isNotEqualTo(waiting);
    assertThatThrownBy(() -> world.as(cfo.id()).orgs().get(acme)).isInstanceOf(NoSuchOrg.class);

    added(world, olga, acme, member(ADDRESS));
    world.system().users().ensure(CFO, proved("Carla"));
    assertThat(world.as(cfo.id()).orgs().members(acme).list(PageRequest.first()).items())
        .anyMatch(member -> member.id().equals(cfo.id()) && member.admin());
  }
}
