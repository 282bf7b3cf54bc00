package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.contract.fixture.Players.EDITORS;
import static dev.bailiwick.contract.fixture.Players.MANAGERS;
import static dev.bailiwick.contract.fixture.Players.revision;
import static dev.bailiwick.contract.fixture.Players.tries;
import static dev.bailiwick.contract.fixture.Players.unchanged;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.Contract;
import dev.bailiwick.contract.fixture.Players;
import dev.bailiwick.contract.fixture.Players.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.user.NewMember;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is in a team: merged, replaced, removed, leaving. */
public interface TeamMembersContract extends Contract {
  @Test
  default void its_admins_add_members_to_a_team() {
    tries(
        () -> new Players(newStore()),
        EDITORS,
        "team.add_members",
        (cast, session) -> {
          UserId mia = cast.who(Part.MEMBER);
          Written<ImmutableList<TeamMember>> written =
              session.teams().addMembers(cast.team, member(mia));
          assertThat(written.value()).isEqualTo(cast.host().teams().members(cast.team));
          assertThat(written.value()).extracting(TeamMember::id).contains(mia).hasSize(6);
          assertThat(written.revision())
              .isEqualTo(Revision.of(cast.org, revision(cast.world(), cast.org)));
          assertThat(cast.as(Part.MEMBER).may(Standard.OPERATE, cast.doc)).isTrue();
        });
  }

  @Test
  default void its_admins_change_the_admin_flag_of_members() {
    tries(
        () -> new Players(newStore()),
        EDITORS,
        "team.add_members",
        (cast, session) -> {
          session.teams().addMembers(cast.team, member(cast.who(Part.TEAM_MEMBER)).asAdmin());
          assertThat(admins(cast)).contains(cast.who(Part.TEAM_MEMBER));
        });
  }

  private static List<UserId> admins(Players cast) {
    return cast.host().teams().members(cast.team).stream()
        .filter(TeamMember::admin)
        .map(TeamMember::id)
        .toList();
  }

  private static List<UserId> members(Players cast) {
    return cast.host().teams().members(cast.team).stream().map(TeamMember::id).toList();
  }

  @Test
  default void adding_members_again_records_nothing_and_keeps_the_flag_that_is_not_said() {
    Players cast = new Players(newStore());
    var teams = cast.as(Part.ITS_OWNER).teams();
    UserId admin = cast.who(Part.TEAM_ADMIN);
    UserId plain = cast.who(Part.TEAM_MEMBER);
    Team before = teams.get(cast.team);
    cast.unchanged(
        () -> {
          Written<ImmutableList<TeamMember>> same =
              teams.addMembers(
                  cast.team,
                  member(admin),
                  member(admin),
                  member("team_member@world.test"),
                  member(plain));
          assertThat(same.value()).isEqualTo(teams.members(cast.team));
          assertThat(same.revision())
              .isEqualTo(Revision.of(cast.org, revision(cast.world(), cast.org)));
          teams.addMembers(cast.team, member(admin).asAdmin(), member(plain).withAdmin(false));
          teams.addMembers(cast.team);
        });
    assertThat(teams.get(cast.team)).isEqualTo(before);
    assertThat(admins(cast)).contains(admin).doesNotContain(plain);
    cast.world().clock().advance(Duration.ofSeconds(5));
    AuditEntry entry =
        cast.recorded(
            "team.add_members",
            () -> teams.addMembers(cast.team, member(admin).withAdmin(false), member(plain)));
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).type()).isEqualTo(ItemType.SEAT);
    assertThat(entry.items().get(0).properties())
        .containsEntry("admin", new ItemChange.Values(Optional.of("true"), Optional.of("false")));
    assertThat(admins(cast)).doesNotContain(admin);
    assertThat(teams.get(cast.team).updatedAt()).isEqualTo(World.START.plusSeconds(5));
    assertThat(teams.get(cast.team).version()).isEqualTo(entry.number());
  }

  @Test
  default void who_is_no_active_member_of_the_org_gets_no_seat_in_its_teams() {
    Players cast = new Players(newStore());
    var teams = cast.as(Part.ITS_OWNER).teams();
    UserId newcomer = cast.world().user("newcomer");
    cast.world().system(cast.org).orgs().members(cast.org).add(member(newcomer));
    cast.world().system(cast.org).orgs().members(cast.org).deactivate(newcomer);
    List<NewMember> nobodies =
        List.of(
            member(cast.who(Part.OUTSIDER)),
            member("otto@world.test"),
            member(cast.who(Part.FROM_OTHER_ORG)),
            member("nobody@world.test"),
            member(new UserId(999_999)),
            member(newcomer));
    cast.unchanged(
        () -> {
          for (NewMember nobody : nobodies) {
            NewMember[] list = {member(cast.who(Part.MEMBER)), nobody};
            NoSuchMember added =
                catchThrowableOfType(NoSuchMember.class, () -> teams.addMembers(cast.team, list));
            assertThat(added.member()).isEqualTo(nobody.toString());
            assertThat(added).hasMessage("no such member, or out of reach: " + nobody);
            assertThatThrownBy(() -> teams.replaceMembers(cast.team, list))
                .isInstanceOf(NoSuchMember.class);
            assertThatThrownBy(() -> teams.create(NewTeam.named("x").with(list)))
                .isInstanceOf(NoSuchMember.class);
          }
        });
    // Guests are none either.
    cast.world().sharing(cast.org, true);
    assertThatThrownBy(() -> teams.addMembers(cast.team, nobodies.get(0)))
        .isInstanceOf(NoSuchMember.class);
  }

  @Test
  default void anybody_in_use_gets_a_seat_in_a_stand_alone_team() {
    World world = world();
    UserId paul = world.user("paul");
    UserId jane = world.user("jane");
    UserId lou = world.user("lou");
    TeamId band = world.as(paul).teams().create(NewTeam.named("band")).id();
    assertThat(world.as(paul).teams().addMembers(band, member(jane)).value()).hasSize(1);
    world.system().users().lock(lou);
    unchanged(
        world,
        paul,
        () -> {
          assertThatThrownBy(() -> world.as(paul).teams().addMembers(band, member(lou)))
              .isInstanceOf(NoSuchMember.class);
          assertThatThrownBy(() -> world.as(jane).teams().addMembers(band, member(jane).asAdmin()))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> world.as(jane).teams().removeMembers(band, member(paul)))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> world.as(jane).teams().delete(band))
              .isInstanceOf(NoPermission.class);
        });
    world.as(paul).teams().addMembers(band, member(jane).asAdmin());
    UserId kim = world.user("kim");
    assertThat(world.as(jane).teams().addMembers(band, member(kim)).value()).hasSize(2);
    world.as(kim).teams().leave(band);
    assertThatThrownBy(() -> world.as(kim).teams().get(band)).isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void a_team_member_named_twice_in_different_ways_is_refused() {
    Players cast = new Players(newStore());
    var teams = cast.as(Part.ITS_OWNER).teams();
    NewMember[] list = {
      member(cast.who(Part.MEMBER)).asAdmin(), member("member@world.test").withAdmin(false)
    };
    cast.unchanged(
        () -> {
          assertThat(
                  catchThrowableOfType(
                          InvalidParameter.class, () -> teams.addMembers(cast.team, list))
                      .field())
              .isEqualTo("members");
          assertThatThrownBy(() -> teams.replaceMembers(cast.team, list))
              .isInstanceOf(InvalidParameter.class);
        });
  }

  @Test
  default void a_list_of_members_has_a_published_limit() {
    Players cast = new Players(newStore());
    var teams = cast.as(Part.ITS_OWNER).teams();
    List<NewMember> many = Collections.nCopies(Limits.BATCH + 1, member(cast.who(Part.MEMBER)));
    cast.unchanged(
        () -> {
          assertThatThrownBy(() -> teams.addMembers(cast.team, many))
              .isInstanceOf(InvalidParameter.class);
          assertThatThrownBy(() -> teams.replaceMembers(cast.team, many))
              .isInstanceOf(InvalidParameter.class);
          assertThatThrownBy(() -> teams.removeMembers(cast.team, many))
              .isInstanceOf(InvalidParameter.class);
        });
    assertThat(teams.addMembers(cast.team, many.subList(0, Limits.BATCH)).value()).hasSize(6);
  }

  @Test
  default void its_owner_and_not_its_admins_replaces_the_members() {
    tries(
        () -> new Players(newStore()),
        MANAGERS,
        "team.replace_members",
        (cast, session) -> {
          UserId mia = cast.who(Part.MEMBER);
          UserId former = cast.who(Part.TEAM_ADMIN);
          Written<ImmutableList<TeamMember>> written =
              session.teams().replaceMembers(cast.team, member(mia).asAdmin(), member(former));
          assertThat(written.value()).isEqualTo(cast.host().teams().members(cast.team));
          assertThat(members(cast)).containsExactlyInAnyOrder(mia, former);
          // On the list without the flag is on it as a plain member.
          assertThat(admins(cast)).containsExactly(mia);
          assertThat(written.revision())
              .isEqualTo(Revision.of(cast.org, revision(cast.world(), cast.org)));
          cast.unchanged(
              () ->
                  cast.host()
                      .teams()
                      .replaceMembers(cast.team, member(former), member(mia).asAdmin()));
        });
  }

  @Test
  default void its_owner_and_not_its_admins_empties_a_team() {
    tries(
        () -> new Players(newStore()),
        MANAGERS,
        "team.replace_members",
        (cast, session) -> {
          assertThat(session.teams().removeAllMembers(cast.team).value()).isEmpty();
          assertThat(members(cast)).isEmpty();
          assertThat(cast.as(Part.ITS_OWNER).teams().get(cast.team).version())
              .isEqualTo(revision(cast.world(), cast.org));
          cast.unchanged(() -> cast.host().teams().removeAllMembers(cast.team));
        });
  }

  @Test
  default void its_owner_and_not_its_admins_removes_others() {
    tries(
        () -> new Players(newStore()),
        MANAGERS,
        "team.remove_members",
        (cast, session) -> {
          Written<ImmutableList<TeamMember>> written =
              session
                  .teams()
                  .removeMembers(
                      cast.team,
                      member("team_member@world.test"),
                      member(cast.who(Part.TEAM_ADMIN)),
                      member(cast.who(Part.MEMBER)),
                      member("nobody@world.test"));
          assertThat(written.value()).isEqualTo(cast.host().teams().members(cast.team));
          assertThat(members(cast))
              .hasSize(3)
              .doesNotContain(cast.who(Part.TEAM_MEMBER), cast.who(Part.TEAM_ADMIN));
          assertThat(cast.as(Part.TEAM_MEMBER).may(Standard.OPERATE, cast.doc)).isFalse();
          cast.unchanged(
              () ->
                  cast.host().teams().removeMembers(cast.team, member(cast.who(Part.TEAM_MEMBER))));
        });
  }

  @Test
  default void who_is_removed_loses_what_came_through_the_team_and_nothing_else() {
    Players cast = new Players(newStore());
    UserId tim = cast.who(Part.TEAM_MEMBER);
    cast.host().grants().grant(Standard.COLLABORATOR, cast.doc, tim);
    AuditEntry entry =
        cast.recorded(
            "team.remove_members",
            () ->
                cast.as(Part.ITS_OWNER)
                    .because("moved on")
                    .teams()
                    .removeMembers(cast.team, member(tim)));
    assertThat(entry.reason()).contains("moved on");
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).kind()).isEqualTo(ItemChange.Kind.DELETED);
    assertThat(entry.items().get(0).key())
        .containsEntry("user", Long.toString(tim.value()))
        .containsEntry("team", Long.toString(cast.team.value()));
    assertThat(cast.as(Part.TEAM_MEMBER).may(Standard.OPERATE, cast.doc)).isFalse();
    assertThat(cast.as(Part.TEAM_MEMBER).may(Permission.READ, cast.doc)).isTrue();
    assertThatThrownBy(() -> cast.as(Part.TEAM_MEMBER).teams().get(cast.team))
        .isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void a_member_removes_themselves_and_nobody_with_them() {
    Players cast = new Players(newStore());
    NewMember tim = member(cast.who(Part.TEAM_MEMBER));
    NewMember admin = member(cast.who(Part.TEAM_ADMIN));
    cast.unchanged(
        () -> {
          assertThatThrownBy(
                  () -> cast.as(Part.TEAM_MEMBER).teams().removeMembers(cast.team, tim, admin))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(
                  () -> cast.as(Part.TEAM_ADMIN).teams().removeMembers(cast.team, tim, admin))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> cast.as(Part.TEAM_MEMBER).teams().removeMembers(cast.team))
              .isInstanceOf(NoPermission.class);
        });
    cast.recorded(
        "team.remove_members",
        () -> cast.as(Part.TEAM_MEMBER).teams().removeMembers(cast.team, tim));
    cast.recorded(
        "team.remove_members",
        () ->
            cast.as(Part.TEAM_ADMIN)
                .teams()
                .removeMembers(cast.team, member("team_admin@world.test")));
    assertThat(members(cast)).hasSize(3);
  }

  @Test
  default void every_member_leaves_a_team_and_who_has_no_seat_changes_nothing() {
    Players cast = new Players(newStore());
    for (Part part : EnumSet.of(Part.TEAM_MEMBER, Part.TEAM_ADMIN)) {
      AuditEntry entry =
          cast.recorded(
              "team.leave",
              () ->
                  assertThat(cast.as(part).teams().leave(cast.team))
                      .isEqualTo(Revision.of(cast.org, revision(cast.world(), cast.org))));
      assertThat(entry.items()).hasSize(1);
      assertThat(members(cast)).doesNotContain(cast.who(part));
      assertThat(cast.as(part).may(Standard.OPERATE, cast.doc)).isFalse();
    }
    cast.unchanged(
        () -> {
          assertThat(cast.as(Part.ITS_OWNER).teams().leave(cast.team))
              .isEqualTo(Revision.of(cast.org, revision(cast.world(), cast.org)));
          cast.host().teams().leave(cast.team);
          for (Part part : Players.BLIND) {
            assertThatThrownBy(() -> cast.as(part).teams().leave(cast.team))
                .isInstanceOf(NoSuchTeam.class);
          }
          for (Part part : EnumSet.of(Part.DEACTIVATED, Part.LOCKED)) {
            assertThatThrownBy(() -> cast.as(part).teams().leave(cast.team))
                .isInstanceOf(NoPermission.class);
          }
        });
    // An owner who is a member as well leaves as one, and owns it still.
    cast.as(Part.ITS_OWNER).teams().addMembers(cast.team, member(cast.who(Part.ITS_OWNER)));
    cast.recorded("team.leave", () -> cast.as(Part.ITS_OWNER).teams().leave(cast.team));
    assertThat(cast.host().teams().get(cast.team).owner()).isEqualTo(cast.who(Part.ITS_OWNER));
  }

  @Test
  default void who_is_denied_the_sight_of_their_team_still_leaves_it() {
    Players cast = new Players(newStore());
    cast.host().grants().deny(Standard.COLLABORATOR, cast.team, cast.who(Part.TEAM_MEMBER));
    assertThatThrownBy(() -> cast.as(Part.TEAM_MEMBER).teams().get(cast.team))
        .isInstanceOf(NoSuchTeam.class);
    cast.recorded("team.leave", () -> cast.as(Part.TEAM_MEMBER).teams().leave(cast.team));
    assertThat(members(cast)).doesNotContain(cast.who(Part.TEAM_MEMBER));
  }

  @Test
  default void leaving_the_org_empties_the_seats_in_its_teams_at_once() {
    Players cast = new Players(newStore());
    UserId tim = cast.who(Part.TEAM_MEMBER);
    cast.recorded("org.remove_members", () -> cast.host().orgs().members(cast.org).remove(tim));
    assertThat(members(cast)).doesNotContain(tim);
    cast.world().join(cast.org, tim);
    assertThat(members(cast)).doesNotContain(tim);
    assertThat(cast.as(Part.TEAM_MEMBER).may(Standard.OPERATE, cast.doc)).isFalse();
  }
}
