package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.OrgActors.Kind.ADMIN;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.DEACTIVATED;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.DOC_OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.INACTIVE;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.MEMBER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SUPER_USER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SYSTEM;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.TEAM_OWNER;
import static dev.bailiwick.contract.fixture.RefusalAssertions.assertRule;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.OrgMembers;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.OrgActors;
import dev.bailiwick.contract.fixture.OrgActors.Kind;
import dev.bailiwick.contract.fixture.PermissionTrial;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The actors that may change the members of an org, and the changes that each of them may make. */
public interface OrgMembersRightsContract extends ContractTopic {
  private PermissionTrial trial(String event, BiConsumer<OrgActors, OrgMembers> call) {
    return PermissionTrial.of(
            this,
            event,
            (actors, session) -> call.accept(actors, session.orgs().members(actors.acme)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .hidden(NoSuchOrg.class);
  }

  @Test
  default void members_see_the_list_of_members() {
    trial("org.members", (actors, members) -> members.list(PageRequest.first()))
        .permits(Kind.inside())
        .reads()
        .run();
  }

  @Test
  default void admins_add_new_people_by_address() {
    trial("org.add_members", (actors, members) -> members.add(member("new@acme.test"))).run();
  }

  @Test
  default void admins_add_known_people_by_address() {
    trial(
            "org.add_members",
            (actors, members) -> members.add(member("stranger@world.test").asAdmin()))
        .run();
  }

  @Test
  default void admins_make_members_admins_by_adding_them_again() {
    trial("org.add_members", (actors, members) -> members.add(member(actors.bob).asAdmin())).run();
  }

  @Test
  default void a_member_does_not_add_themselves_as_an_admin() {
    trial(
            "org.add_members",
            (actors, members) -> members.add(member(actors.user(MEMBER)).asAdmin()))
        .run();
  }

  @Test
  default void admins_replace_the_members() {
    trial(
            "org.replace_members",
            (actors, members) ->
                members.replace(
                    member(actors.user(OWNER)).asAdmin(),
                    member(actors.user(ADMIN)).asAdmin(),
                    member(actors.chief)))
        .run();
  }

  @Test
  default void admins_remove_members() {
    trial("org.remove_members", (actors, members) -> members.remove(actors.bob)).run();
  }

  @Test
  default void to_remove_oneself_along_with_others_takes_an_admin() {
    trial(
            "org.remove_members",
            (actors, members) -> members.remove(actors.user(MEMBER), actors.bob))
        .run();
  }

  @Test
  default void removing_an_empty_list_requires_an_admin_and_does_nothing() {
    trial("org.remove_members", (actors, members) -> members.remove()).reads().run();
  }

  @Test
  default void members_are_removed_by_admins_and_by_themselves() {
    trial("org.remove_members", (actors, members) -> members.remove(actors.user(MEMBER)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, MEMBER)
        .once()
        .run();
  }

  @Test
  default void admins_make_members_admins() {
    trial("org.set_admin", (actors, members) -> members.makeAdmin(actors.bob)).run();
  }

  @Test
  default void members_do_not_make_themselves_admins() {
    trial("org.set_admin", (actors, members) -> members.makeAdmin(actors.user(MEMBER))).run();
  }

  @Test
  default void admins_make_admins_plain_members() {
    trial("org.set_admin", (actors, members) -> members.revokeAdmin(actors.user(DEACTIVATED)))
        .run();
  }

  @Test
  default void admins_switch_memberships_off() {
    trial("org.deactivate_members", (actors, members) -> members.deactivate(actors.bob)).run();
  }

  @Test
  default void admins_switch_memberships_on() {
    trial("org.activate_members", (actors, members) -> members.activate(actors.user(INACTIVE)))
        .run();
  }

  @Test
  default void only_the_host_signs_people_up() {
    trial("org.sign_up", (actors, members) -> members.signUp(actors.stranger))
        .given(OrgMembersRightsContract::signUpOpen)
        .permits(SYSTEM)
        .hidden(NoPermission.class)
        .run();
  }

  @Test
  default void a_system_actor_cannot_leave_an_org() {
    OrgActors actors = new OrgActors(world());
    OrgMembers members = actors.as(SYSTEM).orgs().members(actors.acme);

    assertThatThrownBy(members::leave)
        .isInstanceOfSatisfying(
            InvalidParameter.class, refusal -> assertThat(refusal.field()).isEqualTo("actor"));
  }

  /** Every member except the owner and inactive members leaves on their own. */
  @Test
  default void every_member_but_the_owner_leaves() {
    for (Kind kind : Kind.inside()) {
      if (kind == SYSTEM || kind == SUPER_USER || kind == OWNER) {
        continue;
      }
      OrgActors actors = new OrgActors(world());
      UserId user = actors.user(kind);

      assertThat(actors.as(kind).orgs().members(actors.acme).leave().value()).containsExactly(user);
      assertThat(actors.world.log(actors.acme).get(0).actor()).isEqualTo(actors.actor(kind));
      assertThatThrownBy(() -> actors.as(kind).orgs().get(actors.acme))
          .isInstanceOf(NoSuchOrg.class);
    }
  }

  @Test
  default void the_owners_membership_cannot_be_removed_or_suspended() {
    List<BiConsumer<OrgMembers, UserId>> ways =
        List.of(
            (members, owner) -> members.remove(owner),
            (members, owner) -> members.revokeAdmin(owner),
            (members, owner) -> members.deactivate(owner),
            (members, owner) -> members.add(member(owner).withAdmin(false)),
            (members, owner) -> members.add(member("owner@world.test").withAdmin(false)),
            (members, owner) -> members.replace(member(owner)),
            (members, owner) -> members.replace(List.of()));
    OrgActors actors = new OrgActors(world());
    LogSnapshot before = LogSnapshot.of(actors.world.store());
    for (BiConsumer<OrgMembers, UserId> way : ways) {
      for (Kind kind : List.of(SYSTEM, OWNER, ADMIN)) {
        assertRule(
            OrgConflict.Rule.OWNER_STAYS,
            () -> way.accept(actors.as(kind).orgs().members(actors.acme), actors.user(OWNER)));
      }
    }
    assertRule(
        OrgConflict.Rule.OWNER_STAYS, () -> actors.as(OWNER).orgs().members(actors.acme).leave());
    assertThat(LogSnapshot.of(actors.world.store())).isEqualTo(before);
  }

  @Test
  default void only_super_users_take_from_the_place_of_a_super_user() {
    NewMember owner = member("owner@world.test").asAdmin();
    for (boolean trusted : new boolean[] {false, true}) {
      List<BiConsumer<OrgMembers, UserId>> ways =
          List.of(
              (members, chief) -> members.remove(chief),
              (members, chief) -> members.revokeAdmin(chief),
              (members, chief) -> members.deactivate(chief),
              (members, chief) -> members.add(member(chief).withAdmin(false)),
              (members, chief) -> members.replace(owner),
              (members, chief) -> members.replace(owner, member(chief)));
      for (BiConsumer<OrgMembers, UserId> way : ways) {
        OrgActors actors = new OrgActors(world());
        actors.world.system().orgs().members(actors.acme).makeAdmin(actors.chief);
        LogSnapshot before = LogSnapshot.of(actors.world.store());
        Consumer<Kind> act =
            kind -> way.accept(actors.as(kind).orgs().members(actors.acme), actors.chief);
        if (trusted) {
          act.accept(SUPER_USER);
          assertThat(LogSnapshot.of(actors.world.store()).since(before)).hasSize(1);
        } else {
          assertThatThrownBy(() -> act.accept(ADMIN)).isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> act.accept(OWNER)).isInstanceOf(NoPermission.class);
          assertThat(LogSnapshot.of(actors.world.store())).isEqualTo(before);
        }
      }
    }
  }

  @Test
  default void a_super_user_among_the_members_leaves_on_their_own() {
    OrgActors actors = new OrgActors(world());

    actors.world.as(actors.chief).orgs().members(actors.acme).leave();

    assertThat(actors.world.log(actors.acme).get(0).bySuperUser()).isFalse();
    assertThat(actors.world.as(actors.chief).users().memberships(actors.chief)).isEmpty();
  }

  @Test
  default void a_super_user_with_an_admin_membership_acts_as_the_admin() {
    OrgActors actors = new OrgActors(world());
    actors.world.system().orgs().members(actors.acme).makeAdmin(actors.chief);

    actors.world.as(actors.chief, actors.acme).orgs().members(actors.acme).makeAdmin(actors.bob);
    assertThat(actors.world.log(actors.acme).get(0).bySuperUser()).isFalse();

    actors
        .world
        .as(actors.chief, actors.acme)
        .orgs()
        .members(actors.acme)
        .add(member(actors.stranger));
    assertThat(actors.world.log(actors.acme).get(0).bySuperUser()).isTrue();
  }

  @Test
  default void by_id_only_people_within_reach_are_added() {
    OrgActors actors = new OrgActors(world());
    OrgMembers members = actors.as(ADMIN).orgs().members(actors.acme);
    UserId none = new UserId(Long.MAX_VALUE - 7);
    UserId foreign = actors.user(Kind.FOREIGN_ADMIN);

    assertThat(missing(() -> members.add(member(actors.stranger))))
        .isEqualTo(actors.stranger.toString());
    assertThat(missing(() -> members.add(member(foreign)))).isEqualTo(foreign.toString());
    assertThat(missing(() -> members.add(member(none)))).isEqualTo(none.toString());
    assertThat(
            missing(() -> members.replace(member(actors.user(OWNER)).asAdmin(), member(foreign))))
        .isEqualTo(foreign.toString());
    UserId erased = actors.user(Kind.ERASED);
    for (Kind kind : List.of(ADMIN, SUPER_USER, SYSTEM)) {
      assertThat(missing(() -> actors.as(kind).orgs().members(actors.acme).add(member(erased))))
          .isEqualTo(erased.toString());
    }
  }

  @Test
  default void by_id_an_admin_adds_people_of_another_org_of_theirs() {
    OrgActors actors = new OrgActors(world());
    UserId foreign = actors.user(Kind.FOREIGN_ADMIN);
    UserId both = actors.user(Kind.ELSEWHERE);

    // A session bound to acme does not reach globex; a session in no org reaches both.
    assertThat(
            missing(
                () ->
                    actors
                        .world
                        .as(both, actors.acme)
                        .orgs()
                        .members(actors.acme)
                        .add(member(foreign))))
        .isEqualTo(foreign.toString());
    assertThat(
            actors
                .world
                .as(both)
                .orgs()
                .members(actors.acme)
                .add(member(foreign))
                .value()
                .get(0)
                .id())
        .isEqualTo(foreign);
  }

  @Test
  default void admins_hand_the_property_of_removed_members_to_the_owner_only() {
    OrgActors actors = new OrgActors(world());
    UserId admin = actors.user(ADMIN);
    UserId owner = actors.user(OWNER);
    OrgMembers members = actors.as(ADMIN).orgs().members(actors.acme);
    LogSnapshot before = LogSnapshot.of(actors.world.store());

    assertThatThrownBy(() -> members.remove(List.of(actors.user(DOC_OWNER)), admin))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> members.remove(List.of(actors.user(DOC_OWNER)), actors.bob))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> members.remove(List.of(admin, actors.jane), actors.bob))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(
            () ->
                members.replace(
                    List.of(member(owner).asAdmin(), member(admin).asAdmin(), member(actors.chief)),
                    admin))
        .isInstanceOf(NoPermission.class);
    assertThat(LogSnapshot.of(actors.world.store())).isEqualTo(before);

    members.remove(List.of(actors.user(DOC_OWNER)), owner);
    assertThat(actors.world.system().resources().get(actors.doc).owner()).isEqualTo(owner);
  }

  @Test
  default void the_owner_and_the_leaving_member_choose_the_heir() {
    for (Kind kind : List.of(SYSTEM, SUPER_USER, OWNER, TEAM_OWNER)) {
      OrgActors actors = new OrgActors(world());

      actors
          .as(kind)
          .orgs()
          .members(actors.acme)
          .remove(List.of(actors.user(TEAM_OWNER)), actors.bob);

      assertThat(actors.world.system().teams().get(actors.team).owner()).isEqualTo(actors.bob);
    }
  }

  /** An admin denied by the owner of a resource does not become its owner indirectly. */
  @Test
  default void a_denied_admin_does_not_inherit_the_denied_resource() {
    OrgActors actors =
        new OrgActors(new World(newStore(), Model.standard(World.DOC, World.FOLDER)));
    UserId admin = actors.user(ADMIN);
    actors.as(DOC_OWNER).grants().deny(Standard.OWNER, actors.doc, admin);
    Session session = actors.as(ADMIN);
    UserId docOwner = actors.user(DOC_OWNER);

    assertThatThrownBy(() -> session.orgs().members(actors.acme).remove(List.of(docOwner), admin))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> session.users().transferOwnership(docOwner, admin))
        .isInstanceOf(NoPermission.class);
    assertThat(actors.world.system().resources().get(actors.doc).owner()).isEqualTo(docOwner);

    // Anything that is not denied they hand over freely.
    session.users().transferOwnership(actors.user(TEAM_OWNER), admin);
    assertThat(actors.world.system().teams().get(actors.team).owner()).isEqualTo(admin);
  }

  private static void signUpOpen(OrgActors actors) {
    Session host = actors.world.system();
    actors.world.domain(actors.acme, "world.test", SignUp.JOIN);
    host.users().verifyEmail(actors.stranger, Email.of("stranger@world.test"));
  }

  private static String missing(Runnable call) {
    List<String> named = new ArrayList<>();
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(NoSuchMember.class, missing -> named.add(missing.member()));
    return named.get(0);
  }
}
