package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.Cast.Who.ADMIN;
import static dev.bailiwick.contract.fixture.Cast.Who.DEACTIVATED;
import static dev.bailiwick.contract.fixture.Cast.Who.DOC_OWNER;
import static dev.bailiwick.contract.fixture.Cast.Who.INACTIVE;
import static dev.bailiwick.contract.fixture.Cast.Who.MEMBER;
import static dev.bailiwick.contract.fixture.Cast.Who.OWNER;
import static dev.bailiwick.contract.fixture.Cast.Who.SUPER_USER;
import static dev.bailiwick.contract.fixture.Cast.Who.SYSTEM;
import static dev.bailiwick.contract.fixture.Cast.Who.TEAM_OWNER;
import static dev.bailiwick.contract.fixture.Refused.assertRule;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.OrgMembers;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.Cast;
import dev.bailiwick.contract.fixture.Cast.Who;
import dev.bailiwick.contract.fixture.Contract;
import dev.bailiwick.contract.fixture.Snapshot;
import dev.bailiwick.contract.fixture.Trial;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who may do what about the members of an org. */
public interface OrgMembersRightsContract extends Contract {
  private Trial trial(String event, BiConsumer<Cast, OrgMembers> call) {
    return Trial.of(
            this, event, (cast, session) -> call.accept(cast, session.orgs().members(cast.acme)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .hidden(NoSuchOrg.class);
  }

  @Test
  default void members_see_the_list_of_members() {
    trial("org.members", (cast, members) -> members.list(PageRequest.first()))
        .permits(Who.inside())
        .reads()
        .run();
  }

  @Test
  default void admins_add_new_people_by_address() {
    trial("org.add_members", (cast, members) -> members.add(member("new@acme.test"))).run();
  }

  @Test
  default void admins_add_known_people_by_address() {
    trial(
            "org.add_members",
            (cast, members) -> members.add(member("stranger@world.test").asAdmin()))
        .run();
  }

  @Test
  default void admins_make_members_admins_by_adding_them_again() {
    trial("org.add_members", (cast, members) -> members.add(member(cast.bob).asAdmin())).run();
  }

  @Test
  default void a_member_does_not_add_themselves_as_an_admin() {
    trial("org.add_members", (cast, members) -> members.add(member(cast.user(MEMBER)).asAdmin()))
        .run();
  }

  @Test
  default void admins_replace_the_members() {
    trial(
            "org.replace_members",
            (cast, members) ->
                members.replace(
                    member(cast.user(OWNER)).asAdmin(),
                    member(cast.user(ADMIN)).asAdmin(),
                    member(cast.chief)))
        .run();
  }

  @Test
  default void admins_remove_members() {
    trial("org.remove_members", (cast, members) -> members.remove(cast.bob)).run();
  }

  @Test
  default void to_remove_oneself_along_with_others_takes_an_admin() {
    trial("org.remove_members", (cast, members) -> members.remove(cast.user(MEMBER), cast.bob))
        .run();
  }

  @Test
  default void to_remove_nobody_takes_an_admin_and_does_nothing() {
    trial("org.remove_members", (cast, members) -> members.remove()).reads().run();
  }

  @Test
  default void members_are_removed_by_admins_and_by_themselves() {
    trial("org.remove_members", (cast, members) -> members.remove(cast.user(MEMBER)))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, MEMBER)
        .once()
        .run();
  }

  @Test
  default void admins_make_members_admins() {
    trial("org.set_admin", (cast, members) -> members.setAdmin(true, cast.bob)).run();
  }

  @Test
  default void members_do_not_make_themselves_admins() {
    trial("org.set_admin", (cast, members) -> members.setAdmin(true, cast.user(MEMBER))).run();
  }

  @Test
  default void admins_make_admins_plain_members() {
    trial("org.set_admin", (cast, members) -> members.setAdmin(false, cast.user(DEACTIVATED)))
        .run();
  }

  @Test
  default void admins_switch_memberships_off() {
    trial("org.deactivate_members", (cast, members) -> members.deactivate(cast.bob)).run();
  }

  @Test
  default void admins_switch_memberships_on() {
    trial("org.activate_members", (cast, members) -> members.activate(cast.user(INACTIVE))).run();
  }

  @Test
  default void only_the_host_signs_people_up() {
    trial("org.sign_up", (cast, members) -> members.signUp(cast.stranger))
        .given(OrgMembersRightsContract::signUpOpen)
        .permits(SYSTEM)
        .hidden(NoPermission.class)
        .run();
  }

  @Test
  default void nobody_leaves_for_the_hosts_own_code() {
    Cast cast = new Cast(world());
    OrgMembers members = cast.as(SYSTEM).orgs().members(cast.acme);

    assertThatThrownBy(members::leave)
        .isInstanceOfSatisfying(
            InvalidParameter.class, refusal -> assertThat(refusal.field()).isEqualTo("actor"));
  }

  /** Everybody but the owner, and those for whom the org does not count, leaves on their own. */
  @Test
  default void every_member_but_the_owner_leaves() {
    for (Who who : Who.inside()) {
      if (who == SYSTEM || who == SUPER_USER || who == OWNER) {
        continue;
      }
      Cast cast = new Cast(world());
      UserId user = cast.user(who);

      assertThat(cast.as(who).orgs().members(cast.acme).leave().value()).containsExactly(user);
      assertThat(cast.world.log(cast.acme).get(0).actor()).isEqualTo(cast.actor(who));
      assertThatThrownBy(() -> cast.as(who).orgs().get(cast.acme)).isInstanceOf(NoSuchOrg.class);
    }
  }

  @Test
  default void nobody_takes_away_the_place_of_the_owner() {
    List<BiConsumer<OrgMembers, UserId>> ways =
        List.of(
            (members, owner) -> members.remove(owner),
            (members, owner) -> members.setAdmin(false, owner),
            (members, owner) -> members.deactivate(owner),
            (members, owner) -> members.add(member(owner).withAdmin(false)),
            (members, owner) -> members.add(member("owner@world.test").withAdmin(false)),
            (members, owner) -> members.replace(member(owner)),
            (members, owner) -> members.replace());
    Cast cast = new Cast(world());
    Snapshot before = Snapshot.of(cast.world.store());
    for (BiConsumer<OrgMembers, UserId> way : ways) {
      for (Who who : List.of(SYSTEM, OWNER, ADMIN)) {
        assertRule(
            OrgConflict.Rule.OWNER_STAYS,
            () -> way.accept(cast.as(who).orgs().members(cast.acme), cast.user(OWNER)));
      }
    }
    assertRule(
        OrgConflict.Rule.OWNER_STAYS, () -> cast.as(OWNER).orgs().members(cast.acme).leave());
    assertThat(Snapshot.of(cast.world.store())).isEqualTo(before);
  }

  @Test
  default void only_super_users_take_from_the_place_of_a_super_user() {
    NewMember owner = member("owner@world.test").asAdmin();
    for (boolean trusted : new boolean[] {false, true}) {
      List<BiConsumer<OrgMembers, UserId>> ways =
          List.of(
              (members, chief) -> members.remove(chief),
              (members, chief) -> members.setAdmin(false, chief),
              (members, chief) -> members.deactivate(chief),
              (members, chief) -> members.add(member(chief).withAdmin(false)),
              (members, chief) -> members.replace(owner),
              (members, chief) -> members.replace(owner, member(chief)));
      for (BiConsumer<OrgMembers, UserId> way : ways) {
        Cast cast = new Cast(world());
        cast.world.system().orgs().members(cast.acme).setAdmin(true, cast.chief);
        Snapshot before = Snapshot.of(cast.world.store());
        Consumer<Who> act = who -> way.accept(cast.as(who).orgs().members(cast.acme), cast.chief);
        if (trusted) {
          act.accept(SUPER_USER);
          assertThat(Snapshot.of(cast.world.store()).since(before)).hasSize(1);
        } else {
          assertThatThrownBy(() -> act.accept(ADMIN)).isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> act.accept(OWNER)).isInstanceOf(NoPermission.class);
          assertThat(Snapshot.of(cast.world.store())).isEqualTo(before);
        }
      }
    }
  }

  @Test
  default void a_super_user_among_the_members_leaves_on_their_own() {
    Cast cast = new Cast(world());

    cast.world.as(cast.chief).orgs().members(cast.acme).leave();

    assertThat(cast.world.log(cast.acme).get(0).bySuperUser()).isFalse();
    assertThat(cast.world.as(cast.chief).users().memberships(cast.chief)).isEmpty();
  }

  @Test
  default void a_super_user_who_is_an_admin_acts_as_the_admin() {
    Cast cast = new Cast(world());
    cast.world.system().orgs().members(cast.acme).setAdmin(true, cast.chief);

    cast.world.as(cast.chief, cast.acme).orgs().members(cast.acme).setAdmin(true, cast.bob);
    assertThat(cast.world.log(cast.acme).get(0).bySuperUser()).isFalse();

    cast.world.as(cast.chief, cast.acme).orgs().members(cast.acme).add(member(cast.stranger));
    assertThat(cast.world.log(cast.acme).get(0).bySuperUser()).isTrue();
  }

  @Test
  default void by_id_only_people_within_reach_are_added() {
    Cast cast = new Cast(world());
    OrgMembers members = cast.as(ADMIN).orgs().members(cast.acme);
    UserId none = new UserId(Long.MAX_VALUE - 7);
    UserId foreign = cast.user(Who.FOREIGN_ADMIN);

    assertThat(missing(() -> members.add(member(cast.stranger))))
        .isEqualTo(cast.stranger.toString());
    assertThat(missing(() -> members.add(member(foreign)))).isEqualTo(foreign.toString());
    assertThat(missing(() -> members.add(member(none)))).isEqualTo(none.toString());
    assertThat(missing(() -> members.replace(member(cast.user(OWNER)).asAdmin(), member(foreign))))
        .isEqualTo(foreign.toString());
    UserId erased = cast.user(Who.ERASED);
    for (Who who : List.of(ADMIN, SUPER_USER, SYSTEM)) {
      assertThat(missing(() -> cast.as(who).orgs().members(cast.acme).add(member(erased))))
          .isEqualTo(erased.toString());
    }
  }

  @Test
  default void by_id_an_admin_adds_people_of_another_org_of_theirs() {
    Cast cast = new Cast(world());
    UserId foreign = cast.user(Who.FOREIGN_ADMIN);
    UserId both = cast.user(Who.ELSEWHERE);

    // Bounded to acme they do not reach globex; acting in none they reach both.
    assertThat(
            missing(
                () ->
                    cast.world.as(both, cast.acme).orgs().members(cast.acme).add(member(foreign))))
        .isEqualTo(foreign.toString());
    assertThat(
            cast.world.as(both).orgs().members(cast.acme).add(member(foreign)).value().get(0).id())
        .isEqualTo(foreign);
  }

  @Test
  default void admins_give_what_the_removed_owned_to_nobody_but_the_owner() {
    Cast cast = new Cast(world());
    UserId admin = cast.user(ADMIN);
    UserId owner = cast.user(OWNER);
    OrgMembers members = cast.as(ADMIN).orgs().members(cast.acme);
    Snapshot before = Snapshot.of(cast.world.store());

    assertThatThrownBy(() -> members.remove(List.of(cast.user(DOC_OWNER)), Optional.of(admin)))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> members.remove(List.of(cast.user(DOC_OWNER)), Optional.of(cast.bob)))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> members.remove(List.of(admin, cast.jane), Optional.of(cast.bob)))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(
            () ->
                members.replace(
                    List.of(member(owner).asAdmin(), member(admin).asAdmin(), member(cast.chief)),
                    Optional.of(admin)))
        .isInstanceOf(NoPermission.class);
    assertThat(Snapshot.of(cast.world.store())).isEqualTo(before);

    members.remove(List.of(cast.user(DOC_OWNER)), Optional.of(owner));
    assertThat(cast.world.system().resources().get(cast.doc).owner()).isEqualTo(owner);
  }

  @Test
  default void the_owner_and_whoever_leaves_choose_the_heir() {
    for (Who who : List.of(SYSTEM, SUPER_USER, OWNER, TEAM_OWNER)) {
      Cast cast = new Cast(world());

      cast.as(who)
          .orgs()
          .members(cast.acme)
          .remove(List.of(cast.user(TEAM_OWNER)), Optional.of(cast.bob));

      assertThat(cast.world.system().teams().get(cast.team).owner()).isEqualTo(cast.bob);
    }
  }

  /** Denied by the owner of a resource, an admin does not come to own it by the back door. */
  @Test
  default void an_admin_who_is_denied_does_not_inherit_what_was_denied() {
    Cast cast = new Cast(new World(newStore(), Model.standard(World.DOC, World.FOLDER)));
    UserId admin = cast.user(ADMIN);
    cast.as(DOC_OWNER).grants().deny(Standard.OWNER, cast.doc, admin);
    Session session = cast.as(ADMIN);
    UserId docOwner = cast.user(DOC_OWNER);

    assertThatThrownBy(
            () -> session.orgs().members(cast.acme).remove(List.of(docOwner), Optional.of(admin)))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> session.users().transfer(docOwner, admin))
        .isInstanceOf(NoPermission.class);
    assertThat(cast.world.system().resources().get(cast.doc).owner()).isEqualTo(docOwner);

    // What is not denied they hand over as they like.
    session.users().transfer(cast.user(TEAM_OWNER), admin);
    assertThat(cast.world.system().teams().get(cast.team).owner()).isEqualTo(admin);
  }

  private static void signUpOpen(Cast cast) {
    Session host = cast.world.system();
    host.orgs()
        .update(cast.acme, OrgChange.builder().emailDomain("world.test").selfSignup(true).build());
    host.users().verifyEmail(cast.stranger, Email.of("stranger@world.test"));
  }

  private static String missing(Runnable call) {
    List<String> named = new ArrayList<>();
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(NoSuchMember.class, missing -> named.add(missing.member()));
    return named.get(0);
  }
}
