package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.contract.fixture.OrgActors.Kind.ADMIN;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.DOC_OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.ELSEWHERE;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.GUEST;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.MEMBER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SUPER_USER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SYSTEM;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.TEAM_OWNER;
import static dev.bailiwick.contract.fixture.RefusalAssertions.assertRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.Users;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.OrgActors;
import dev.bailiwick.contract.fixture.OrgActors.Kind;
import dev.bailiwick.contract.fixture.PermissionTrial;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.reference.Invariants;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The actors that may change accounts, and the changes that each of them may make. */
public interface UsersRightsContract extends ContractTopic {
  private PermissionTrial trial(String event, BiConsumer<OrgActors, Users> call) {
    return PermissionTrial.of(
            this, event, (actors, session) -> call.accept(actors, session.users()))
        .hidden(NoSuchUser.class);
  }

  @Test
  default void admins_make_accounts_in_their_org() {
    trial(
            "user.register",
            (actors, users) -> users.register(Profile.named("New").withEmail("new@acme.test")))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .once()
        .run();
  }

  @Test
  default void the_host_and_super_users_make_accounts_outside_orgs() {
    trial(
            "user.register",
            (actors, users) -> users.register(Profile.named("New").withEmail("new@acme.test")))
        .alone()
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .logged(actors -> found(actors, "new@acme.test"))
        .once()
        .run();
  }

  @Test
  default void the_host_and_super_users_keep_attributes() {
    Profile profile = Profile.builder().attributes(ImmutableMap.of("a", "1")).build();
    trial("user.register", (actors, users) -> users.register(profile))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .once()
        .run();
    for (Function<OrgActors, UserId> whose :
        List.<Function<OrgActors, UserId>>of(
            actors -> actors.jane, actors -> actors.user(MEMBER))) {
      trial("user.update", (actors, users) -> users.update(whose.apply(actors), profile))
          .permits(SYSTEM, SUPER_USER)
          .logged(whose::apply)
          .run();
    }
  }

  @Test
  default void the_host_alone_knows_identities() {
    ExternalIdentity identity = ExternalIdentity.of("users", "1");
    trial("user.ensure", (actors, users) -> users.ensure(identity, Profile.named("New")))
        .permits(SYSTEM)
        .hidden(NoPermission.class)
        .logged(actors -> actors.world.system().users().find(identity).map(User::id).orElseThrow())
        .run();
    trial("user.link", (actors, users) -> users.link(actors.jane, identity))
        .permits(SYSTEM)
        .hidden(NoPermission.class)
        .logged(actors -> actors.jane)
        .run();
    trial("user.unlink", (actors, users) -> users.unlink(actors.jane, identity))
        .given(actors -> actors.world.system().users().link(actors.jane, identity))
        .permits(SYSTEM)
        .logged(actors -> actors.jane)
        .run();
    trial(
            "user.verify_email",
            (actors, users) -> users.verifyEmail(actors.jane, Email.of("jane@acme.test")))
        .permits(SYSTEM)
        .hidden(NoPermission.class)
        .logged(actors -> actors.jane)
        .run();
  }

  @Test
  default void the_host_and_super_users_find_people() {
    trial("user.find", (actors, users) -> users.find(Email.of("jane@acme.test")))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .reads()
        .run();
    trial("user.find", (actors, users) -> users.find(ExternalIdentity.of("users", "1")))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .reads()
        .run();
    trial("user.list", (actors, users) -> users.list(PageRequest.first()))
        .alone()
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .reads()
        .run();
  }

  @Test
  default void admins_see_the_accounts_of_their_org() {
    trial("user.list", (actors, users) -> users.list(PageRequest.first()))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .reads()
        .run();
    trial("user.read", (actors, users) -> users.get(actors.bob))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .reads()
        .run();
    trial("user.memberships", (actors, users) -> users.memberships(actors.bob))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .reads()
        .run();
  }

  @Test
  default void a_person_sees_and_changes_their_own_account() {
    trial("user.read", (actors, users) -> users.get(actors.user(MEMBER)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, MEMBER)
        .reads()
        .run();
    trial(
            "user.update",
            (actors, users) ->
                users.update(actors.user(MEMBER), Profile.named("M").withEmail("m@world.test")))
        .permits(SYSTEM, SUPER_USER, MEMBER)
        .logged(actors -> actors.user(MEMBER))
        .run();
    trial(
            "user.set_default_org",
            (actors, users) -> users.setDefaultOrg(actors.user(MEMBER), actors.acme))
        .permits(SYSTEM, SUPER_USER, MEMBER)
        .logged(actors -> actors.user(MEMBER))
        .run();
  }

  @Test
  default void an_admin_has_power_over_an_account_that_their_org_alone_made_and_has() {
    for (BiConsumer<Users, UserId> act : acts()) {
      power(act, actors -> actors.jane, true);
      power(act, actors -> actors.bob, false);
      power(act, actors -> actors.tess, false);
      power(act, actors -> actors.chief, false);
    }
    power((users, id) -> users.activate(id), actors -> actors.dave, true);
    power((users, id) -> users.unlock(id), actors -> actors.lara, true);
    power((users, id) -> users.activate(id), actors -> actors.user(Kind.DEACTIVATED), false);
    power((users, id) -> users.unlock(id), actors -> actors.user(Kind.LOCKED), false);
  }

  /** The ways in which an admin acts on the account of another user. */
  private static List<BiConsumer<Users, UserId>> acts() {
    return List.of(
        (users, id) -> users.update(id, Profile.named("Renamed")),
        (users, id) -> users.deactivate(id),
        (users, id) -> users.lock(id));
  }

  private void power(
      BiConsumer<Users, UserId> act, Function<OrgActors, UserId> whose, boolean adminsMay) {
    PermissionTrial trial =
        trial("user.", (actors, users) -> act.accept(users, whose.apply(actors)))
            .logged(whose::apply)
            .anyEvent()
            .hiddenFrom(
                (actors, kind) ->
                    kind.outside()
                        && !(kind == ELSEWHERE && whose.apply(actors).equals(actors.tess)));
    // A member of the other org is in reach of its people, and still not in their power.
    trial
        .permits(
            adminsMay
                ? new Kind[] {SYSTEM, SUPER_USER, OWNER, ADMIN}
                : new Kind[] {SYSTEM, SUPER_USER})
        .run();
  }

  @Test
  default void only_the_person_and_the_host_change_an_address() {
    trial(
            "user.update",
            (actors, users) -> users.update(actors.jane, Profile.empty().withEmail("x@acme.test")))
        .permits(SYSTEM, SUPER_USER)
        .logged(actors -> actors.jane)
        .run();
  }

  @Test
  default void power_over_an_account_ends_when_its_person_claims_it() {
    OrgActors actors = new OrgActors(world());
    actors.as(ADMIN).users().lock(actors.jane);
    actors.world.claim(actors.jane, "jane@acme.test");
    assertThat(actors.world.system().users().get(actors.jane).usable()).isTrue();
    assertThatThrownBy(() -> actors.as(ADMIN).users().lock(actors.jane))
        .isInstanceOf(NoPermission.class);
    actors.world.join(actors.globex, actors.jane);
    actors.world.system().orgs().members(actors.acme).remove(actors.jane);
    assertThatThrownBy(() -> actors.as(ADMIN).users().lock(actors.jane))
        .isInstanceOf(NoSuchUser.class);
    // Nor do the admins of the only org that it is in have it, if another made it.
    UserId foreign = actors.user(Kind.FOREIGN_ADMIN);
    assertThatThrownBy(() -> actors.world.as(foreign, actors.globex).users().lock(actors.jane))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void the_host_and_super_users_switch_off_an_owners_account_and_the_org_stays_theirs() {
    OrgActors actors = new OrgActors(world());
    actors.world.claim(actors.jane, "jane@acme.test");
    actors.as(SYSTEM).orgs().transferOwnership(actors.acme, actors.jane);
    Session jane = actors.world.as(actors.jane, actors.acme);
    List<Consumer<Users>> off =
        List.of(users -> users.deactivate(actors.jane), users -> users.lock(actors.jane));
    for (Kind kind : List.of(SYSTEM, SUPER_USER)) {
      for (Consumer<Users> switchOff : off) {
        assertThat(jane.may(Permission.MANAGE, actors.acme)).isTrue();
        switchOff.accept(actors.as(kind).users());

        assertThat(jane.may(Permission.READ, actors.acme)).isFalse();
        assertThatThrownBy(() -> jane.orgs().get(actors.acme)).isInstanceOf(NoPermission.class);
        assertThatThrownBy(() -> jane.orgs().delete(actors.acme)).isInstanceOf(NoPermission.class);
        assertThatThrownBy(
                () -> jane.orgs().transferOwnership(actors.acme, actors.user(Kind.ADMIN)))
            .isInstanceOf(NoPermission.class);
        assertThat(actors.as(SYSTEM).orgs().get(actors.acme).owner()).isEqualTo(actors.jane);
        Invariants.checkAll(actors.world.store());

        actors.as(kind).users().activate(actors.jane);
        actors.as(kind).users().unlock(actors.jane);
      }
    }
    assertThat(jane.may(Permission.MANAGE, actors.acme)).isTrue();
  }

  @Test
  default void an_org_goes_on_while_its_owners_account_is_switched_off() {
    OrgActors actors = new OrgActors(world());
    UserId owner = actors.user(OWNER);
    actors.as(SYSTEM).users().deactivate(owner);

    assertThat(actors.as(ADMIN).orgs().get(actors.acme).owner()).isEqualTo(owner);
    // What a leaving member owned goes to the owner all the same.
    actors.as(ADMIN).orgs().members(actors.acme).remove(actors.user(DOC_OWNER));
    assertThat(actors.as(SYSTEM).users().transferable(owner)).isNotEmpty();
    // Their membership is still out of the reach of an admin.
    assertRule(
        OrgConflict.Rule.OWNER_STAYS,
        () -> actors.as(ADMIN).orgs().members(actors.acme).remove(owner));
    // The host decides about the org.
    UserId admin = actors.user(ADMIN);
    actors.as(SUPER_USER).orgs().transferOwnership(actors.acme, admin);
    assertThat(actors.as(ADMIN).orgs().get(actors.acme).owner()).isEqualTo(admin);
    // An account that is switched off is no new owner.
    assertThatThrownBy(() -> actors.as(SYSTEM).orgs().transferOwnership(actors.acme, owner))
        .isInstanceOf(NoSuchMember.class);
    Invariants.checkAll(actors.world.store());
  }

  @Test
  default void nobody_below_the_host_takes_an_owners_account_away() {
    OrgActors actors = new OrgActors(world());
    actors.world.claim(actors.jane, "jane@acme.test");
    actors.as(SYSTEM).orgs().transferOwnership(actors.acme, actors.jane);
    LogSnapshot before = LogSnapshot.of(actors.world.store());

    // To an admin the owner's account does not belong to the org, although the org created it.
    assertThatThrownBy(() -> actors.as(ADMIN).users().deactivate(actors.jane))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> actors.as(ADMIN).users().lock(actors.jane))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> actors.as(ADMIN).users().update(actors.jane, Profile.named("X")))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> actors.as(ADMIN).users().erase(actors.jane))
        .isInstanceOf(NoPermission.class);
    assertThat(LogSnapshot.of(actors.world.store())).isEqualTo(before);
  }

  @Test
  default void the_host_and_super_users_make_super_users() {
    trial("user.set_super_user", (actors, users) -> users.makeSuperUser(actors.user(MEMBER)))
        .permits(SYSTEM, SUPER_USER)
        .logged(actors -> actors.user(MEMBER))
        .run();
    trial("user.set_super_user", (actors, users) -> users.revokeSuperUser(actors.chief))
        .permits(SYSTEM, SUPER_USER)
        .logged(actors -> actors.chief)
        .run();
  }

  @Test
  default void the_property_of_a_member_is_listed_by_the_member_and_by_admins() {
    trial("user.transferable", (actors, users) -> users.transferable(actors.user(DOC_OWNER)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, DOC_OWNER)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .reads()
        .run();
  }

  @Test
  default void the_property_of_a_member_is_handed_over_by_the_member_and_by_the_owner() {
    trial(
            "user.transfer_ownership",
            (actors, users) -> users.transferOwnership(actors.user(TEAM_OWNER), actors.bob))
        .permits(SYSTEM, SUPER_USER, OWNER, TEAM_OWNER)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .run();
  }

  @Test
  default void admins_hand_over_to_the_owner() {
    trial(
            "user.transfer_ownership",
            (actors, users) -> users.transferOwnership(actors.user(TEAM_OWNER), actors.user(OWNER)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, TEAM_OWNER)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .run();
  }

  @Test
  default void a_person_and_the_host_erase_an_account() {
    trial("user.erase", (actors, users) -> users.erase(actors.user(MEMBER)))
        .permits(SYSTEM, SUPER_USER)
        .logged(actors -> actors.user(MEMBER))
        .once()
        .except(MEMBER)
        .run();
    OrgActors actors = new OrgActors(world());
    actors.as(MEMBER).users().erase(actors.user(MEMBER));
    assertThatThrownBy(() -> actors.as(MEMBER).users().current()).isInstanceOf(NoPermission.class);
  }

  @Test
  default void a_guest_sees_no_account_but_their_own() {
    OrgActors actors = new OrgActors(world());
    assertThat(actors.as(GUEST).users().current().id()).isEqualTo(actors.user(GUEST));
    assertThat(actors.as(GUEST).users().get(actors.user(GUEST)).fullName()).isEqualTo("guest");
    assertThatThrownBy(() -> actors.as(GUEST).users().get(actors.bob))
        .isInstanceOfSatisfying(
            NoSuchUser.class, e -> assertThat(e.user()).isEqualTo(actors.bob.toString()));
    assertThatThrownBy(() -> actors.as(GUEST).users().memberships(actors.bob))
        .isInstanceOf(NoSuchUser.class);
  }

  private static UserId found(OrgActors actors, String email) {
    return Page.all(actors.world.system().users()::list)
        .filter(user -> user.email().equals(Optional.of(Email.of(email))))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  default void making_a_super_user_returns_the_account_as_a_super_user() {
    World world = world();
    UserId sue = world.user("sue");
    assertThat(world.system().users().makeSuperUser(sue).superUser()).isTrue();
    assertThat(world.system().users().revokeSuperUser(sue).superUser()).isFalse();
  }
}
