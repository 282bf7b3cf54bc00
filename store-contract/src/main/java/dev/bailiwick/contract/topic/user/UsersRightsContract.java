package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.contract.fixture.Cast.Who.ADMIN;
import static dev.bailiwick.contract.fixture.Cast.Who.DOC_OWNER;
import static dev.bailiwick.contract.fixture.Cast.Who.ELSEWHERE;
import static dev.bailiwick.contract.fixture.Cast.Who.GUEST;
import static dev.bailiwick.contract.fixture.Cast.Who.MEMBER;
import static dev.bailiwick.contract.fixture.Cast.Who.OWNER;
import static dev.bailiwick.contract.fixture.Cast.Who.SUPER_USER;
import static dev.bailiwick.contract.fixture.Cast.Who.SYSTEM;
import static dev.bailiwick.contract.fixture.Cast.Who.TEAM_OWNER;
import static dev.bailiwick.contract.fixture.Refused.assertRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Users;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.Cast;
import dev.bailiwick.contract.fixture.Cast.Who;
import dev.bailiwick.contract.fixture.Contract;
import dev.bailiwick.contract.fixture.Snapshot;
import dev.bailiwick.contract.fixture.Trial;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who may do what about accounts. */
public interface UsersRightsContract extends Contract {
  private Trial trial(String event, BiConsumer<Cast, Users> call) {
    return Trial.of(this, event, (cast, session) -> call.accept(cast, session.users()))
        .hidden(NoSuchUser.class);
  }

  @Test
  default void admins_make_accounts_in_their_org() {
    trial(
            "user.register",
            (cast, users) -> users.register(Profile.named("New").withEmail("new@acme.test")))
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
            (cast, users) -> users.register(Profile.named("New").withEmail("new@acme.test")))
        .alone()
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .logged(cast -> found(cast, "new@acme.test"))
        .once()
        .run();
  }

  @Test
  default void the_host_and_super_users_keep_attributes() {
    Profile profile = Profile.builder().attributes(ImmutableMap.of("a", "1")).build();
    trial("user.register", (cast, users) -> users.register(profile))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .once()
        .run();
    for (Function<Cast, UserId> whose :
        List.<Function<Cast, UserId>>of(cast -> cast.jane, cast -> cast.user(MEMBER))) {
      trial("user.update", (cast, users) -> users.update(whose.apply(cast), profile))
          .permits(SYSTEM, SUPER_USER)
          .logged(whose::apply)
          .run();
    }
  }

  @Test
  default void the_host_alone_knows_identities() {
    ExternalIdentity identity = ExternalIdentity.of("users", "1");
    trial("user.ensure", (cast, users) -> users.ensure(identity, Profile.named("New")))
        .permits(SYSTEM)
        .hidden(NoPermission.class)
        .logged(cast -> cast.world.system().users().find(identity).map(User::id).orElseThrow())
        .run();
    trial("user.link", (cast, users) -> users.link(cast.jane, identity))
        .permits(SYSTEM)
        .hidden(NoPermission.class)
        .logged(cast -> cast.jane)
        .run();
    trial("user.unlink", (cast, users) -> users.unlink(cast.jane, identity))
        .given(cast -> cast.world.system().users().link(cast.jane, identity))
        .permits(SYSTEM)
        .logged(cast -> cast.jane)
        .run();
    trial(
            "user.verify_email",
            (cast, users) -> users.verifyEmail(cast.jane, Email.of("jane@acme.test")))
        .permits(SYSTEM)
        .hidden(NoPermission.class)
        .logged(cast -> cast.jane)
        .run();
  }

  @Test
  default void the_host_and_super_users_find_people() {
    trial("user.find", (cast, users) -> users.find(Email.of("jane@acme.test")))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .reads()
        .run();
    trial("user.find", (cast, users) -> users.find(ExternalIdentity.of("users", "1")))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .reads()
        .run();
    trial("user.list", (cast, users) -> users.list(PageRequest.first()))
        .alone()
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .reads()
        .run();
  }

  @Test
  default void admins_see_the_accounts_of_their_org() {
    trial("user.list", (cast, users) -> users.list(PageRequest.first()))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .reads()
        .run();
    trial("user.read", (cast, users) -> users.get(cast.bob))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .reads()
        .run();
    trial("user.memberships", (cast, users) -> users.memberships(cast.bob))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .reads()
        .run();
  }

  @Test
  default void a_person_sees_and_changes_their_own_account() {
    trial("user.read", (cast, users) -> users.get(cast.user(MEMBER)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, MEMBER)
        .reads()
        .run();
    trial(
            "user.update",
            (cast, users) ->
                users.update(cast.user(MEMBER), Profile.named("M").withEmail("m@world.test")))
        .permits(SYSTEM, SUPER_USER, MEMBER)
        .logged(cast -> cast.user(MEMBER))
        .run();
    trial(
            "user.set_default_org",
            (cast, users) -> users.setDefaultOrg(cast.user(MEMBER), Optional.of(cast.acme)))
        .permits(SYSTEM, SUPER_USER, MEMBER)
        .logged(cast -> cast.user(MEMBER))
        .run();
  }

  @Test
  default void an_admin_has_power_over_an_account_that_their_org_alone_made_and_has() {
    for (BiConsumer<Users, UserId> act : acts()) {
      power(act, cast -> cast.jane, true);
      power(act, cast -> cast.bob, false);
      power(act, cast -> cast.tess, false);
      power(act, cast -> cast.chief, false);
    }
    power((users, id) -> users.activate(id), cast -> cast.dave, true);
    power((users, id) -> users.unlock(id), cast -> cast.lara, true);
    power((users, id) -> users.activate(id), cast -> cast.user(Who.DEACTIVATED), false);
    power((users, id) -> users.unlock(id), cast -> cast.user(Who.LOCKED), false);
  }

  /** The ways in which an admin acts on the account of somebody else. */
  private static List<BiConsumer<Users, UserId>> acts() {
    return List.of(
        (users, id) -> users.update(id, Profile.named("Renamed")),
        (users, id) -> users.deactivate(id),
        (users, id) -> users.lock(id));
  }

  private void power(
      BiConsumer<Users, UserId> act, Function<Cast, UserId> whose, boolean adminsMay) {
    Trial trial =
        trial("user.", (cast, users) -> act.accept(users, whose.apply(cast)))
            .logged(whose::apply)
            .anyEvent()
            .hiddenFrom(
                (cast, who) ->
                    who.outside() && !(who == ELSEWHERE && whose.apply(cast).equals(cast.tess)));
    // Who is in the other org is in reach of its people, and still not in their power.
    trial
        .permits(
            adminsMay
                ? new Who[] {SYSTEM, SUPER_USER, OWNER, ADMIN}
                : new Who[] {SYSTEM, SUPER_USER})
        .run();
  }

  @Test
  default void nobody_but_the_person_and_the_host_changes_an_address() {
    trial(
            "user.update",
            (cast, users) -> users.update(cast.jane, Profile.empty().withEmail("x@acme.test")))
        .permits(SYSTEM, SUPER_USER)
        .logged(cast -> cast.jane)
        .run();
  }

  @Test
  default void power_over_an_account_ends_where_its_place_in_the_org_does() {
    Cast cast = new Cast(world());
    cast.world.join(cast.globex, cast.jane);
    assertThatThrownBy(() -> cast.as(ADMIN).users().lock(cast.jane))
        .isInstanceOf(NoPermission.class);
    cast.world.system().orgs().members(cast.acme).remove(cast.jane);
    assertThatThrownBy(() -> cast.as(ADMIN).users().lock(cast.jane)).isInstanceOf(NoSuchUser.class);
    // Nor do the admins of the only org that it is in have it, if another made it.
    UserId foreign = cast.user(Who.FOREIGN_ADMIN);
    assertThatThrownBy(() -> cast.world.as(foreign, cast.globex).users().lock(cast.jane))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void no_way_of_switching_an_account_off_takes_the_owner_from_an_org() {
    Cast cast = new Cast(world());
    cast.as(OWNER).orgs().transferOwnership(cast.acme, cast.jane);
    Snapshot before = Snapshot.of(cast.world.store());

    for (Who who : List.of(SYSTEM, SUPER_USER)) {
      assertRule(OrgConflict.Rule.OWNER_STAYS, () -> cast.as(who).users().deactivate(cast.jane));
      assertRule(OrgConflict.Rule.OWNER_STAYS, () -> cast.as(who).users().lock(cast.jane));
    }
    // To an admin the owner's account is none of the org's, though the org made it.
    assertThatThrownBy(() -> cast.as(ADMIN).users().deactivate(cast.jane))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> cast.as(ADMIN).users().lock(cast.jane))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> cast.as(ADMIN).users().update(cast.jane, Profile.named("X")))
        .isInstanceOf(NoPermission.class);
    assertRule(OrgConflict.Rule.OWNER_STAYS, () -> cast.as(SYSTEM).users().erase(cast.jane));
    assertRule(
        OrgConflict.Rule.OWNER_STAYS, () -> cast.world.as(cast.jane).users().erase(cast.jane));
    assertThat(Snapshot.of(cast.world.store())).isEqualTo(before);
  }

  @Test
  default void the_host_and_super_users_make_super_users() {
    trial("user.set_super_user", (cast, users) -> users.setSuperUser(cast.user(MEMBER), true))
        .permits(SYSTEM, SUPER_USER)
        .logged(cast -> cast.user(MEMBER))
        .run();
    trial("user.set_super_user", (cast, users) -> users.setSuperUser(cast.chief, false))
        .permits(SYSTEM, SUPER_USER)
        .logged(cast -> cast.chief)
        .run();
  }

  @Test
  default void what_somebody_owns_is_seen_by_them_and_by_admins() {
    trial("user.transferable", (cast, users) -> users.transferable(cast.user(DOC_OWNER)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, DOC_OWNER)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .reads()
        .run();
  }

  @Test
  default void what_somebody_owns_is_handed_over_by_them_and_by_the_owner() {
    trial("user.transfer", (cast, users) -> users.transfer(cast.user(TEAM_OWNER), cast.bob))
        .permits(SYSTEM, SUPER_USER, OWNER, TEAM_OWNER)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .run();
  }

  @Test
  default void admins_hand_over_to_the_owner() {
    trial("user.transfer", (cast, users) -> users.transfer(cast.user(TEAM_OWNER), cast.user(OWNER)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, TEAM_OWNER)
        .hidden(NoSuchOrg.class)
        .except(ELSEWHERE)
        .run();
  }

  @Test
  default void a_person_and_the_host_erase_an_account() {
    trial("user.erase", (cast, users) -> users.erase(cast.user(MEMBER)))
        .permits(SYSTEM, SUPER_USER)
        .logged(cast -> cast.user(MEMBER))
        .once()
        .except(MEMBER)
        .run();
    Cast cast = new Cast(world());
    cast.as(MEMBER).users().erase(cast.user(MEMBER));
    assertThatThrownBy(() -> cast.as(MEMBER).users().current()).isInstanceOf(NoPermission.class);
  }

  @Test
  default void a_guest_sees_no_account_but_their_own() {
    Cast cast = new Cast(world());
    assertThat(cast.as(GUEST).users().current().id()).isEqualTo(cast.user(GUEST));
    assertThat(cast.as(GUEST).users().get(cast.user(GUEST)).fullName()).isEqualTo("guest");
    assertThatThrownBy(() -> cast.as(GUEST).users().get(cast.bob))
        .isInstanceOfSatisfying(
            NoSuchUser.class, e -> assertThat(e.user()).isEqualTo(cast.bob.toString()));
    assertThatThrownBy(() -> cast.as(GUEST).users().memberships(cast.bob))
        .isInstanceOf(NoSuchUser.class);
  }

  private static UserId found(Cast cast, String email) {
    return cast.world.system().users().find(Email.of(email)).orElseThrow().id();
  }

  @Test
  default void who_is_made_a_super_user_is_answered_as_one() {
    World world = world();
    UserId sue = world.user("sue");
    assertThat(world.system().users().setSuperUser(sue, true).superUser()).isTrue();
    assertThat(world.system().users().setSuperUser(sue, false).superUser()).isFalse();
  }
}
