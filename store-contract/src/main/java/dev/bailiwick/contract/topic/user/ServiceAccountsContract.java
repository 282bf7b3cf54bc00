package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.Session;
import dev.bailiwick.Users;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.reference.Reference;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Service accounts: accounts of an org for its programs. */
public interface ServiceAccountsContract extends ContractTopic {
  private static UserId robot(World world, OrgId org, UserId admin) {
    return world.as(admin, org).users().registerService(org, "robot").id();
  }

  private static User account(World world, UserId user) {
    return world.system().users().get(user);
  }

  @Test
  default void a_service_account_acts_in_its_org_by_what_it_was_given() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId robot = robot(world, org, owner);
    ResourceRef doc = DOC.id("1");

    assertThat(account(world, robot).serviceOf()).contains(org);
    assertThat(account(world, robot).usable()).isTrue();
    assertThat(world.as(robot, org).may(READ, doc)).isFalse();
    world.as(owner, org).grants().grant(COLLABORATOR, doc, robot);
    assertThat(world.as(robot, org).may(READ, doc)).isTrue();
    TeamId team = world.team("ops", org, owner, robot);
    world.as(owner, org).grants().grant(COLLABORATOR, DOC.id("2"), team);
    assertThat(world.as(robot, org).may(READ, DOC.id("2"))).isTrue();
    long stamp = world.system().users().signIn(robot);
    assertThat(
            world
                .bailiwick()
                .actingAs(Actor.user(robot).in(org).since(stamp))
                .users()
                .current()
                .id())
        .isEqualTo(robot);

    world.as(owner, org).users().lock(robot);
    assertThat(world.as(robot, org).may(READ, doc)).isFalse();
    world.as(owner, org).users().unlock(robot);
    assertThat(world.as(robot, org).may(READ, doc)).isTrue();
  }

  @Test
  default void a_service_account_is_no_part_of_everyone_and_in_no_other_tenant() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    OrgId other = world.org("other", owner);
    world.sharing(org, true);
    world.sharing(other, true);
    UserId robot = robot(world, org, owner);
    UserId mia = world.member("mia", org);
    for (OrgId in : List.of(org, other)) {
      world.as(owner, in).grants().grant(COLLABORATOR, DOC.id("1"), Everyone.EVERYONE);
    }
    world.as(owner, other).grants().grant(COLLABORATOR, DOC.id("2"), org);
    world.as(owner).resources().register(DOC.id("3").ownedBy(owner));
    world.as(owner).grants().grant(COLLABORATOR, DOC.id("3").in(owner), Everyone.EVERYONE);

    assertThat(world.as(mia, org).may(READ, DOC.id("1"))).isTrue();
    assertThat(world.as(robot, org).may(READ, DOC.id("1"))).isFalse();
    assertThat(world.as(mia).may(READ, DOC.id("1").in(other))).isTrue();
    assertThat(world.as(mia).may(READ, DOC.id("2").in(other))).isTrue();
    assertThat(world.as(mia).may(READ, DOC.id("3").in(owner))).isTrue();
    for (ResourceRef elsewhere :
        List.of(
            DOC.id("1").in(other),
            DOC.id("2").in(other),
            DOC.id("3").in(owner),
            DOC.id("4").in(robot),
            DOC.id("4").in(robot).ownedBy(robot))) {
      assertThat(world.as(robot).may(READ, elsewhere)).as("%s", elsewhere).isFalse();
    }
    assertThatThrownBy(() -> world.as(robot).users().current()).isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(robot).teams().create(NewTeam.named("own")))
        .isInstanceOf(NoPermission.class);
    Reference reference =
        new Reference(World.MODEL, StoreContents.of(world.store()), world.clock().instant());
    for (UserId user : List.of(robot, mia, owner)) {
      for (ResourceRef doc : List.of(DOC.id("1"), DOC.id("2"))) {
        for (OrgId in : List.of(org, other)) {
          assertThat(world.system(in).access().permissions(user, doc))
              .isEqualTo(reference.permissions(user, in, doc));
        }
      }
    }
  }

  @Test
  default void a_service_account_enters_nothing_else_and_owns_nothing() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    OrgId other = world.org("other", owner);
    world.sharing(other, true);
    UserId robot = robot(world, org, owner);
    world.system().users().link(robot, ExternalIdentity.of("ci", "robot"));
    TeamId own = world.as(owner).teams().create(NewTeam.named("mine")).id();
    TeamId team = world.team("ops", org, owner);
    world.as(owner, org).resources().register(DOC.id("1"));
    world.as(owner, org).orgs().members(org).makeAdmin(robot);

    Map<Class<? extends BailiwickException>, List<Runnable>> refused = new LinkedHashMap<>();
    refused.put(
        NoSuchMember.class,
        List.of(
            () -> world.as(owner, other).orgs().members(other).add(member(robot)),
            () -> world.system(other).orgs().members(other).add(member(robot)),
            () -> world.as(owner, other).grants().grant(COLLABORATOR, DOC.id("1"), robot),
            () -> world.system(other).grants().grant(COLLABORATOR, DOC.id("1"), robot),
            () -> world.as(owner).teams().members(own).add(member(robot)),
            () -> world.system().teams().members(own).add(member(robot)),
            () -> world.as(owner).grants().grant(COLLABORATOR, DOC.id("1").in(owner), robot),
            () -> world.as(owner, org).teams().transferOwnership(team, robot),
            () -> world.as(owner, org).resources().transferOwnership(DOC.id("1"), robot),
            () -> world.as(owner, org).resources().register(DOC.id("2").ownedBy(robot)),
            () -> world.as(robot, org).resources().register(DOC.id("2").ownedBy(robot)),
            () -> world.as(owner, org).users().transferOwnership(owner, robot),
            () -> world.as(owner, org).teams().create(NewTeam.named("x").withOwner(robot)),
            () -> world.system().orgs().create(NewOrg.named("x", robot)),
            () -> world.system().orgs().transferOwnership(org, robot)));
    refused.put(
        OrgConflict.class, List.of(() -> world.as(owner, org).orgs().offerOwnership(org, robot)));
    refused.put(
        InvalidParameter.class,
        List.of(
            () -> world.system().users().makeSuperUser(robot),
            () -> world.system().users().update(robot, Profile.empty().withEmail("r@world.test")),
            () -> world.system().users().verifyEmail(robot, Email.of("r@world.test"))));
    LogSnapshot before = LogSnapshot.of(world.store());
    refused.forEach(
        (type, calls) -> {
          for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i)::run).as("%s %s", type, i).isInstanceOf(type);
          }
        });
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void what_a_service_account_makes_belongs_to_the_orgs_owner() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId robot = robot(world, org, owner);
    world.as(owner, org).resources().register(DOC.id("root"));
    world.as(owner, org).grants().grant(ADMIN, DOC.id("root"), robot);

    assertThat(world.as(robot, org).resources().register(DOC.id("1").under(DOC.id("root"))).owner())
        .isEqualTo(owner);
    assertThat(world.as(robot, org).teams().create(NewTeam.named("made")).owner()).isEqualTo(owner);
  }

  @Test
  default void only_the_orgs_owner_makes_a_service_account_an_admin() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId admin = world.admin("adam", org);
    UserId robot = robot(world, org, admin);

    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(admin, org).orgs().members(org).makeAdmin(robot),
            () -> world.as(admin, org).orgs().members(org).add(member(robot).asAdmin()),
            () ->
                world
                    .as(admin, org)
                    .orgs()
                    .members(org)
                    .replace(
                        member(owner).asAdmin(),
                        member(admin).asAdmin(),
                        member(robot).asAdmin()))) {
      assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
    }
    world.as(owner, org).orgs().members(org).makeAdmin(robot);
    world.as(admin, org).orgs().members(org).add(member(robot).asAdmin());
    assertThat(world.as(robot, org).orgs().members(org).list(PageRequest.first()).items())
        .extracting(OrgMember::id)
        .contains(robot);
    assertThatThrownBy(
            () -> world.as(world.member("mia", org), org).users().registerService(org, "x"))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void a_service_account_outlives_its_maker_and_ends_with_its_membership() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId admin = world.admin("adam", org);
    UserId robot = robot(world, org, admin);
    UserId second = robot(world, org, admin);
    world.as(owner, org).orgs().members(org).remove(admin);
    world.system().users().erase(admin);
    world.as(owner, org).orgs().members(org).replace(member(owner).asAdmin());
    assertThat(account(world, robot).usable()).isTrue();
    world.as(owner, org).grants().grant(COLLABORATOR, DOC.id("1"), robot);
    world.system().users().link(robot, ExternalIdentity.of("ci", "robot"));

    world.as(owner, org).orgs().members(org).remove(robot);

    StoreContents contents = StoreContents.of(world.store());
    assertThat(contents.users())
        .filteredOn(user -> user.id().equals(robot))
        .extracting(User::status, user -> user.identities().size())
        .containsExactly(tuple(UserStatus.ERASED, 0));
    assertThat(contents.grants()).isEmpty();
    assertThat(world.as(robot, org).may(READ, DOC.id("1"))).isFalse();
    assertThat(
            world.as(owner, org).audit().ofOrg(org, AuditFilter.all(), PageRequest.first()).items())
        .anyMatch(entry -> "robot".equals(entry.names().get(robot)));

    world.system().users().erase(owner);
    assertThat(StoreContents.of(world.store()).liveOrgs()).isEmpty();
    assertThat(StoreContents.of(world.store()).users())
        .filteredOn(user -> user.id().equals(second))
        .extracting(User::status)
        .containsExactly(UserStatus.ERASED);
  }

  @Test
  default void an_export_leaves_service_accounts_out_and_an_import_refuses_their_identities() {
    World world = world();
    UserId owner = world.user("owner");
    world.system().users().link(owner, ExternalIdentity.of("login", "owner"));
    OrgId org = world.org("acme", owner);
    UserId robot = robot(world, org, owner);
    world.team("ops", org, owner, robot);
    world.as(owner, org).grants().grant(COLLABORATOR, DOC.id("1"), robot);
    List<TenantRecord> records = new ArrayList<>();

    world.system().bulk().exportOf(org, records::add);

    assertThat(records)
        .filteredOn(TenantRecord.Member.class::isInstance)
        .singleElement()
        .isEqualTo(
            new TenantRecord.Member(ExternalIdentity.of("login", "owner"), true, true, true));
    assertThat(records).noneMatch(TenantRecord.Seat.class::isInstance);
    assertThat(records).noneMatch(TenantRecord.Grant.class::isInstance);

    ExternalIdentity ci = ExternalIdentity.of("ci", "robot");
    world.system().users().link(robot, ci);
    OrgId other = world.org("other", owner);
    LogSnapshot before = LogSnapshot.of(world.store());
    for (TenantRecord record :
        List.of(
            new TenantRecord.Member(ci, true, false, true),
            new TenantRecord.Person(
                ImmutableSortedSet.of(ci),
                "Mallory",
                Optional.empty(),
                Optional.empty(),
                ImmutableMap.of(),
                true,
                false))) {
      assertThatThrownBy(
              () ->
                  world
                      .system()
                      .bulk()
                      .importInto(other, List.of(record).iterator(), progress -> {}))
          .isInstanceOf(BailiwickException.class)
          .hasMessageContaining("service account");
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void an_account_that_belongs_to_a_suspended_org_is_changed_by_the_host_alone() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId root = world.superUser("root");
    UserId robot = robot(world, org, owner);
    Map<String, Consumer<Users>> changes =
        Map.of(
            "update", users -> users.update(robot, Profile.named("Ann")),
            "lock", users -> users.lock(robot),
            "unlock", users -> users.unlock(robot),
            "deactivate", users -> users.deactivate(robot),
            "activate", users -> users.activate(robot),
            "sign out", users -> users.signOutEverywhere(robot));
    for (Suspension extent : Suspension.values()) {
      world.system().orgs().suspend(org, "unpaid", extent);
      LogSnapshot before = LogSnapshot.of(world.store());
      for (Session session : List.of(world.as(root), world.as(root, org))) {
        changes.forEach(
            (name, change) ->
                assertThatThrownBy(() -> change.accept(session.users()))
                    .as("%s by %s in %s", name, session.actor(), extent)
                    .isInstanceOf(OrgSuspended.class));
      }
      for (Session session : List.of(world.as(owner), world.as(owner, org))) {
        changes.forEach(
            (name, change) ->
                assertThatThrownBy(() -> change.accept(session.users()))
                    .as("%s by %s in %s", name, session.actor(), extent)
                    .isInstanceOfAny(OrgSuspended.class, NoSuchUser.class));
      }
      assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    }
    world.system().users().lock(robot);
    assertThat(account(world, robot).locked()).isTrue();
    world.as(root).orgs().resume(org);
    world.as(root).users().unlock(robot);
    assertThat(account(world, robot).locked()).isFalse();
  }
}
