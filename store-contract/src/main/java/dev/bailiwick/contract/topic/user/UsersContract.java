package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Accounts: registration, changes and erasure. */
public interface UsersContract
    extends UsersRightsContract,
        ErasureContract,
        SpellingsContract,
        IdentitiesContract,
        SignInContract,
        ServiceAccountsContract,
        AddressesContract {
  @Test
  default void an_account_is_made_as_the_profile_says() {
    World world = world();

    User jane =
        world
            .system()
            .users()
            .register(
                Profile.named("Jane Doe")
                    .withEmail("Jane@World.test")
                    .withAttributes(ImmutableMap.of("tier", "gold")));

    assertThat(jane.fullName()).isEqualTo("Jane Doe");
    assertThat(jane.email()).contains(Email.of("jane@world.test"));
    assertThat(jane.emailVerifiedAt()).isEmpty();
    assertThat(jane.attributes()).isEqualTo(Map.of("tier", "gold"));
    assertThat(jane.status()).isEqualTo(UserStatus.ACTIVE);
    assertThat(jane.locked()).isFalse();
    assertThat(jane.superUser()).isFalse();
    assertThat(jane.identities()).isEmpty();
    assertThat(jane.createdIn()).isEmpty();
    assertThat(jane.defaultOrg()).isEmpty();
    assertThat(jane.createdAt()).isEqualTo(World.START);
    assertThat(jane.revision().numbers()).isEqualTo(Map.of(jane.id(), 1L));
    assertThat(world.as(jane.id()).users().current()).isEqualTo(jane);
    assertThat(world.system().users().find(Email.of("JANE@world.test"))).isEmpty();
    User ann = world.system().users().register(Profile.empty().withVerifiedEmail("Ann@World.test"));
    assertThat(ann.emailVerifiedAt()).contains(World.START);
    assertThat(world.system().users().find(Email.of("ANN@world.test"))).contains(ann);
    assertThat(world.system().users().register(Profile.empty()).label()).startsWith("user:");
  }

  @Test
  default void in_an_org_an_account_is_made_by_it_and_at_once_a_plain_member() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);

    User jane = world.as(owner, acme).users().register(Profile.named("Jane"));

    assertThat(jane.createdIn()).contains(acme);
    assertThat(jane.status()).isEqualTo(UserStatus.UNCLAIMED);
    assertThat(world.system().users().memberships(jane.id()))
        .containsExactly(Membership.of(acme, jane.id()));
    assertThat(world.log(acme).get(0).items()).hasSize(2);
  }

  @Test
  default void the_host_has_no_account_of_its_own() {
    World world = world();
    assertThatThrownBy(() -> world.system().users().current())
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("actor"));
    for (Runnable call :
        List.<Runnable>of(
            () -> world.system().users().transferable(world.user("a")),
            () -> world.system().users().transferOwnership(world.user("b"), world.user("c")))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("actor.org"));
    }
  }

  @Test
  default void accounts_are_listed_by_id_and_page() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    UserId gone = world.user("gone");
    UserId eve = world.user("eve");
    world.system().users().erase(gone);

    assertThat(world.as(owner, acme).users().list(PageRequest.first()))
        .extracting(User::id)
        .containsExactly(owner, bob);
    var first = world.system().users().list(PageRequest.first(2));
    assertThat(first).extracting(User::id).containsExactly(owner, bob);
    var second =
        world.system().users().list(PageRequest.first(2).after(first.next().orElseThrow()));
    assertThat(second).extracting(User::id).containsExactly(eve);
    assertThat(second.next()).isEmpty();
    var ofOrg = world.as(owner, acme).users().list(PageRequest.first(1));
    assertThat(
            world
                .as(owner, acme)
                .users()
                .list(PageRequest.first(1).after(ofOrg.next().orElseThrow())))
        .extracting(User::id)
        .containsExactly(bob);
  }

  @Test
  default void memberships_show_themselves_all_and_an_admin_their_own_orgs() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgId globex = world.org("globex", world.user("other"));
    UserId bob = world.member("bob", acme);
    world.join(globex, bob);
    world.join(globex, owner);
    Membership here = Membership.of(acme, bob);
    Membership there = Membership.of(globex, bob);

    assertThat(world.as(bob, acme).users().memberships(bob)).containsExactly(here, there);
    assertThat(world.system().users().memberships(bob)).containsExactly(here, there);
    assertThat(world.as(owner).users().memberships(bob)).containsExactly(here);
    assertThatThrownBy(() -> world.as(owner, globex).users().memberships(bob))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(owner, globex).users().get(bob))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void a_new_address_waits_until_it_is_verified() {
    World world = world();
    UserId jane =
        world.system().users().register(Profile.empty().withEmail("jane@world.test")).id();
    Email address = Email.of("jane@world.test");
    Email other = Email.of("other@world.test");
    world.clock().advance(Duration.ofHours(1));

    assertThat(world.system().users().verifyEmail(jane, address).emailVerifiedAt())
        .contains(World.START.plus(Duration.ofHours(1)));
    world.clock().advance(Duration.ofHours(1));
    LogSnapshot before = LogSnapshot.of(world.store());
    assertThat(world.system().users().verifyEmail(jane, address).emailVerifiedAt())
        .contains(World.START.plus(Duration.ofHours(1)));
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    assertThatThrownBy(() -> world.system().users().verifyEmail(jane, other))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("email"));
    world.as(jane).users().update(jane, Profile.named("J").withEmail(address));
    assertThat(world.as(jane).users().current().emailVerifiedAt()).isPresent();
    User moved = world.as(jane).users().update(jane, Profile.empty().withEmail(other));
    assertThat(moved.email()).contains(address);
    assertThat(moved.emailVerifiedAt()).isPresent();
    assertThat(moved.pendingEmail().map(PendingEmail::email)).contains(other);
    assertThat(moved.fullName()).isEqualTo("J");
    assertThat(world.system().users().find(other)).isEmpty();

    world.system().users().verifyEmail(jane, other);
    User replaced = world.as(jane).users().current();
    assertThat(replaced.email()).contains(other);
    assertThat(replaced.pendingEmail()).isEmpty();
    assertThat(world.log(jane).get(0).items().get(0).properties())
        .containsEntry(
            "email",
            new ItemChange.Values(Optional.of(address.address()), Optional.of(other.address())));
    assertThat(world.system().users().find(address)).isEmpty();
    assertThat(world.system().users().find(other)).contains(replaced);
  }

  @Test
  default void a_default_org_is_one_of_the_users_orgs_or_not_set() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    UserId inactive = world.member("inactive", acme);
    world.system().orgs().members(acme).deactivate(inactive);
    OrgId globex = world.org("globex", owner);

    for (OrgId org : List.of(globex, new OrgId(Long.MAX_VALUE - 7))) {
      assertThatThrownBy(() -> world.as(bob).users().setDefaultOrg(bob, org))
          .isInstanceOfSatisfying(
              OrgConflict.class,
              e -> assertThat(e.rule()).isEqualTo(OrgConflict.Rule.NOT_A_MEMBER));
    }
    assertThatThrownBy(() -> world.system().users().setDefaultOrg(inactive, acme))
        .isInstanceOf(OrgConflict.class);
    assertThat(world.as(bob).users().setDefaultOrg(bob, acme).defaultOrg()).contains(acme);
    assertThat(world.as(bob).users().clearDefaultOrg(bob).defaultOrg()).isEmpty();
  }

  @Test
  default void an_account_that_is_off_or_locked_is_permitted_nothing_until_it_is_on_again() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    world.system(acme).resources().register(DOC.id("1").ownedBy(bob));
    Session session = world.as(bob, acme);

    assertThat(world.system().users().deactivate(bob).status()).isEqualTo(UserStatus.DEACTIVATED);
    assertThat(session.may(Permission.READ, DOC.id("1"))).isFalse();
    assertThatThrownBy(() -> session.users().current()).isInstanceOf(NoPermission.class);
    assertThat(world.system().users().lock(bob).locked()).isTrue();
    assertThat(world.system().users().activate(bob).status()).isEqualTo(UserStatus.ACTIVE);
    assertThat(session.may(Permission.READ, DOC.id("1"))).isFalse();
    assertThat(world.system().users().unlock(bob).usable()).isTrue();
    assertThat(session.may(Permission.READ, DOC.id("1"))).isTrue();
  }

  @Test
  default void the_property_of_a_member_in_an_org_is_handed_over_whole() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgId globex = world.org("globex", owner);
    UserId bob = world.member("bob", acme);
    UserId eve = world.member("eve", acme);
    UserId off = world.member("off", acme);
    world.system().users().deactivate(off);
    world.join(globex, bob);
    TeamId team = world.team("ops", acme, bob);
    TeamId elsewhere = world.team("ops", globex, bob);
    TeamId own = world.as(bob).teams().create(NewTeam.named("own")).id();
    world.system(acme).resources().register(DOC.id("1").ownedBy(bob));
    var users = world.as(bob, acme).users();

    assertThat(users.transferable(bob)).containsExactly(team, DOC.id("1"));
    for (UserId heir : List.of(off, world.user("x"), new UserId(Long.MAX_VALUE - 7))) {
      assertThatThrownBy(() -> users.transferOwnership(bob, heir)).isInstanceOf(NoSuchMember.class);
    }
    assertThatThrownBy(
            () -> world.as(owner, acme).users().transferOwnership(world.user("stranger"), owner))
        .isInstanceOf(NoSuchMember.class);
    LogSnapshot before = LogSnapshot.of(world.store());
    assertThat(users.transferOwnership(bob, bob).value()).containsExactly(team, DOC.id("1"));
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    var handed = users.transferOwnership(bob, eve);
    assertThat(handed.value()).containsExactly(team, DOC.id("1"));
    assertThat(handed.revision().numbers().keySet()).containsExactly(acme);
    assertThat(users.transferable(bob)).isEmpty();
    assertThat(world.as(eve, acme).users().transferable(eve)).hasSize(2);
    assertThat(world.system().teams().get(elsewhere).owner()).isEqualTo(bob);
    assertThat(world.system().teams().get(own).owner()).isEqualTo(bob);
  }

  @Test
  default void an_erased_person_leaves_nothing_behind_but_the_id() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgId globex = world.org("globex", owner);
    world.sharing(globex, true);
    UserId bob = world.member("bob", acme);
    world.system().users().link(bob, ROW);
    world.system(globex).grants().grant(Standard.ADMIN, globex, bob);
    TeamId team = world.team("ops", acme, bob, bob);
    TeamId foreign = world.as(owner).teams().create(NewTeam.named("x").with(member(bob))).id();
    TeamId own = world.as(bob).teams().create(NewTeam.named("own")).id();
    world.system().users().makeSuperUser(bob);
    LogSnapshot before = LogSnapshot.of(world.store());

    User erased = world.as(bob).users().erase(bob);

    LogSnapshot after = LogSnapshot.of(world.store());
    assertThat(erased.id()).isEqualTo(bob);
    assertThat(erased.status()).isEqualTo(UserStatus.ERASED);
    assertThat(erased.fullName()).isEmpty();
    assertThat(erased.email()).isEmpty();
    assertThat(erased.identities()).isEmpty();
    assertThat(erased.superUser()).isFalse();
    for (var tenant : List.of(acme, globex, bob, owner)) {
      assertThat(after.revision(tenant)).isEqualTo(before.revision(tenant) + 1);
    }
    assertThat(world.system().users().find(Email.of("bob@world.test"))).isEmpty();
    assertThat(world.system().users().find(ROW)).isEmpty();
    assertThatThrownBy(() -> world.system().users().get(bob)).isInstanceOf(NoSuchUser.class);
    assertThatThrownBy(() -> world.system().users().activate(bob)).isInstanceOf(NoSuchUser.class);
    assertThatThrownBy(() -> world.as(owner).users().erase(bob)).isInstanceOf(NoSuchUser.class);
    assertThat(world.system().users().erase(bob).status()).isEqualTo(UserStatus.ERASED);
    assertThat(world.system().teams().get(team).owner()).isEqualTo(owner);
    assertThat(world.system().teams().members(team).list(PageRequest.first()).items()).isEmpty();
    assertThat(world.system().teams().members(foreign).list(PageRequest.first()).items()).isEmpty();
    assertThatThrownBy(() -> world.system().teams().get(own)).isNotNull();
    assertThat(world.system(globex).grants().list(globex, PageRequest.first())).isEmpty();
    assertThat(world.user("bob")).isNotEqualTo(bob);
  }

  @Test
  default void malformed_profiles_are_refused_and_change_nothing() {
    World world = world();
    UserId bob = world.user("bob");
    LogSnapshot before = LogSnapshot.of(world.store());

    for (String bad : List.of(" a", "a\u0000", "\ud800", "a\u202e", "x".repeat(1 << 20))) {
      for (Runnable call :
          List.<Runnable>of(
              () -> world.system().users().register(Profile.named(bad)),
              () -> world.as(bob).users().update(bob, Profile.named(bad)),
              () -> world.system().users().ensure(ROW, Profile.named(bad)))) {
        assertThatThrownBy(call::run)
            .isInstanceOfSatisfying(
                InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("full_name"));
      }
      assertThatThrownBy(() -> Email.of(bad)).isInstanceOf(InvalidParameter.class);
    }
    assertThatThrownBy(() -> Email.of(null)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> ExternalIdentity.of("", "x")).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> new UserId(-1)).isInstanceOf(InvalidParameter.class);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void an_admin_is_not_told_of_other_orgs_that_a_member_has_to_do_with() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId adam = world.admin("adam", acme);
    OrgId globex = world.org("globex", world.user("otto"));
    UserId mia = world.member("mia", globex);
    world.join(acme, mia);
    world.system().users().setDefaultOrg(mia, globex);
    User seen = world.as(adam, acme).users().get(mia);
    assertThat(seen.defaultOrg()).isEmpty();
    assertThat(world.as(adam, acme).users().list(PageRequest.first()).items()).contains(seen);
    assertThat(world.as(mia).users().get(mia).defaultOrg()).contains(globex);
    world.system().users().setDefaultOrg(mia, acme);
    assertThat(world.as(adam, acme).users().get(mia).defaultOrg()).contains(acme);
  }
}
