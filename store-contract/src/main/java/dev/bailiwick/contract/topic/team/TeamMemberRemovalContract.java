package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.contract.fixture.TeamActors.MANAGERS;
import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.contract.fixture.TeamActors.tries;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.user.NewMember;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How people cease to be members of a team: emptied, removed, leaving. */
public interface TeamMemberRemovalContract extends ContractTopic {
  private static List<UserId> members(TeamActors actors) {
    return actors.host().teams().members(actors.team).list(PageRequest.first()).items().stream()
        .map(TeamMember::id)
        .toList();
  }

  @Test
  default void its_owner_and_not_its_admins_empties_a_team() {
    tries(
        () -> new TeamActors(newStore()),
        MANAGERS,
        "team.replace_members",
        (actors, session) -> {
          List<UserId> before = members(actors);
          assertThat(session.teams().members(actors.team).removeAll().value())
              .containsExactlyElementsOf(before);
          assertThat(members(actors)).isEmpty();
          assertThat(actors.as(Part.ITS_OWNER).teams().get(actors.team).version())
              .isEqualTo(revision(actors.world(), actors.org));
          actors.unchanged(() -> actors.host().teams().members(actors.team).removeAll());
        });
  }

  @Test
  default void its_owner_and_not_its_admins_removes_others() {
    tries(
        () -> new TeamActors(newStore()),
        MANAGERS,
        "team.remove_members",
        (actors, session) -> {
          Written<ImmutableList<UserId>> written =
              session
                  .teams()
                  .members(actors.team)
                  .remove(
                      member("team_member@world.test"),
                      member(actors.user(Part.TEAM_ADMIN)),
                      member(actors.user(Part.MEMBER)),
                      member("nobody@world.test"));
          assertThat(written.value())
              .containsExactlyInAnyOrder(
                  actors.user(Part.TEAM_MEMBER), actors.user(Part.TEAM_ADMIN));
          assertThat(members(actors))
              .hasSize(3)
              .doesNotContain(actors.user(Part.TEAM_MEMBER), actors.user(Part.TEAM_ADMIN));
          assertThat(actors.as(Part.TEAM_MEMBER).may(Standard.OPERATE, actors.doc)).isFalse();
          actors.unchanged(
              () ->
                  actors
                      .host()
                      .teams()
                      .members(actors.team)
                      .remove(member(actors.user(Part.TEAM_MEMBER))));
        });
  }

  @Test
  default void a_removed_member_loses_only_the_permissions_through_the_team() {
    TeamActors actors = new TeamActors(newStore());
    UserId tim = actors.user(Part.TEAM_MEMBER);
    actors.host().grants().grant(Standard.COLLABORATOR, actors.doc, tim);
    AuditEntry entry =
        actors.recorded(
            "team.remove_members",
            () ->
                actors
                    .as(Part.ITS_OWNER)
                    .because("moved on")
                    .teams()
                    .members(actors.team)
                    .remove(member(tim)));
    assertThat(entry.reason()).contains("moved on");
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).kind()).isEqualTo(ItemChange.Kind.DELETED);
    assertThat(entry.items().get(0).key())
        .containsEntry("user", Long.toString(tim.value()))
        .containsEntry("team", Long.toString(actors.team.value()));
    assertThat(actors.as(Part.TEAM_MEMBER).may(Standard.OPERATE, actors.doc)).isFalse();
    assertThat(actors.as(Part.TEAM_MEMBER).may(Permission.READ, actors.doc)).isTrue();
    assertThatThrownBy(() -> actors.as(Part.TEAM_MEMBER).teams().get(actors.team))
        .isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void a_member_removes_only_themselves() {
    TeamActors actors = new TeamActors(newStore());
    NewMember tim = member(actors.user(Part.TEAM_MEMBER));
    NewMember admin = member(actors.user(Part.TEAM_ADMIN));
    actors.unchanged(
        () -> {
          assertThatThrownBy(
                  () -> actors.as(Part.TEAM_MEMBER).teams().members(actors.team).remove(tim, admin))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(
                  () -> actors.as(Part.TEAM_ADMIN).teams().members(actors.team).remove(tim, admin))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(
                  () -> actors.as(Part.TEAM_MEMBER).teams().members(actors.team).remove())
              .isInstanceOf(NoPermission.class);
        });
    actors.recorded(
        "team.remove_members",
        () -> actors.as(Part.TEAM_MEMBER).teams().members(actors.team).remove(tim));
    actors.recorded(
        "team.remove_members",
        () ->
            actors
                .as(Part.TEAM_ADMIN)
                .teams()
                .members(actors.team)
                .remove(member("team_admin@world.test")));
    assertThat(members(actors)).hasSize(3);
  }

  @Test
  default void every_member_may_leave_a_team_and_a_non_member_changes_nothing() {
    TeamActors actors = new TeamActors(newStore());
    for (Part part : EnumSet.of(Part.TEAM_MEMBER, Part.TEAM_ADMIN)) {
      AuditEntry entry =
          actors.recorded(
              "team.leave",
              () ->
                  assertThat(actors.as(part).teams().members(actors.team).leave())
                      .isEqualTo(Revision.of(actors.org, revision(actors.world(), actors.org))));
      assertThat(entry.items()).hasSize(1);
      assertThat(members(actors)).doesNotContain(actors.user(part));
      assertThat(actors.as(part).may(Standard.OPERATE, actors.doc)).isFalse();
    }
    actors.unchanged(
        () -> {
          assertThat(actors.as(Part.ITS_OWNER).teams().members(actors.team).leave())
              .isEqualTo(Revision.of(actors.org, revision(actors.world(), actors.org)));
          actors.host().teams().members(actors.team).leave();
          for (Part part : TeamActors.BLIND) {
            assertThatThrownBy(() -> actors.as(part).teams().members(actors.team).leave())
                .isInstanceOf(NoSuchTeam.class);
          }
          for (Part part : EnumSet.of(Part.DEACTIVATED, Part.LOCKED)) {
            assertThatThrownBy(() -> actors.as(part).teams().members(actors.team).leave())
                .isInstanceOf(NoPermission.class);
          }
        });
    // An owner with a membership leaves as a member, and owns it still.
    actors.as(Part.ITS_OWNER).teams().members(actors.team).add(member(actors.user(Part.ITS_OWNER)));
    actors.recorded(
        "team.leave", () -> actors.as(Part.ITS_OWNER).teams().members(actors.team).leave());
    assertThat(actors.host().teams().get(actors.team).owner())
        .isEqualTo(actors.user(Part.ITS_OWNER));
  }

  @Test
  default void a_member_denied_the_sight_of_their_team_still_leaves_it() {
    TeamActors actors = new TeamActors(newStore());
    actors.host().grants().deny(Standard.COLLABORATOR, actors.team, actors.user(Part.TEAM_MEMBER));
    assertThatThrownBy(() -> actors.as(Part.TEAM_MEMBER).teams().get(actors.team))
        .isInstanceOf(NoSuchTeam.class);
    actors.recorded(
        "team.leave", () -> actors.as(Part.TEAM_MEMBER).teams().members(actors.team).leave());
    assertThat(members(actors)).doesNotContain(actors.user(Part.TEAM_MEMBER));
  }

  @Test
  default void leaving_the_org_empties_the_seats_in_its_teams_at_once() {
    TeamActors actors = new TeamActors(newStore());
    UserId tim = actors.user(Part.TEAM_MEMBER);
    actors.recorded(
        "org.remove_members", () -> actors.host().orgs().members(actors.org).remove(tim));
    assertThat(members(actors)).doesNotContain(tim);
    actors.world().join(actors.org, tim);
    assertThat(members(actors)).doesNotContain(tim);
    assertThat(actors.as(Part.TEAM_MEMBER).may(Standard.OPERATE, actors.doc)).isFalse();
  }
}
