package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.contract.fixture.RefusalAssertions.assertInvalid;
import static dev.bailiwick.contract.fixture.TeamActors.ALL;
import static dev.bailiwick.contract.fixture.TeamActors.BLIND;
import static dev.bailiwick.contract.fixture.TeamActors.DELETERS;
import static dev.bailiwick.contract.fixture.TeamActors.EDITORS;
import static dev.bailiwick.contract.fixture.TeamActors.asks;
import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.contract.fixture.TeamActors.tries;
import static dev.bailiwick.contract.fixture.TeamActors.unchanged;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.team.TeamRole;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Teams: made, seen, changed, handed over, deleted. */
public interface TeamsContract
    extends TeamCreationContract,
        TeamMembersContract,
        TeamMemberOutcomesContract,
        TeamMemberRemovalContract,
        TeamListsContract,
        TeamNestingContract,
        TeamsBelowContract {
  @Test
  default void a_name_belongs_to_one_team_of_a_tenant_in_any_spelling() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    OrgId beta = world.org("Beta", world.user("beth"));
    UserId mia = world.member("mia", acme);
    TeamId cafe = world.team("Café", acme, mia);
    TeamId bar = world.team("bar", acme, mia);
    unchanged(
        world,
        acme,
        () -> {
          TeamConflict taken =
              catchThrowableOfType(
                  TeamConflict.class,
                  () -> world.as(mia, acme).teams().create(NewTeam.named("CAFE\u0301")));
          assertThat(taken.rule()).isEqualTo(TeamConflict.Rule.NAME_TAKEN);
          TeamConflict renamed =
              catchThrowableOfType(
                  TeamConflict.class,
                  () -> world.as(mia, acme).teams().update(bar, TeamChange.ofName("CAFÉ")));
          assertThat(renamed.rule()).isEqualTo(TeamConflict.Rule.NAME_TAKEN);
        });
    assertThat(world.as(mia, acme).teams().update(cafe, TeamChange.ofName("CAFÉ")).name())
        .isEqualTo("CAFÉ");
    world.join(beta, mia);
    world.team("Café", beta, mia);
    world.as(mia).teams().create(NewTeam.named("Café"));
    world.as(mia, acme).teams().delete(cafe);
    assertThat(world.team("café", acme, mia)).isNotEqualTo(cafe);
  }

  @Test
  default void malformed_teams_are_refused_by_field() {
    TeamActors actors = new TeamActors(newStore());
    var teams = actors.as(Part.ITS_OWNER).teams();
    actors.unchanged(
        () -> {
          for (String name :
              List.of("", " ", " x", "x\u0000", "a\u202eb", "\ud800", "x".repeat(256))) {
            assertInvalid("team.name", () -> teams.create(NewTeam.named(name)));
            assertInvalid("team.name", () -> teams.update(actors.team, TeamChange.ofName(name)));
          }
          String huge = "x".repeat(1_000_000);
          assertInvalid(
              "team.description",
              () -> teams.create(NewTeam.builder().name("x").description(huge).build()));
          assertInvalid(
              "team.description",
              () -> teams.update(actors.team, TeamChange.builder().description(huge).build()));
          assertInvalid(
              "team.tags", () -> teams.create(NewTeam.builder().name("x").addTags(" ").build()));
          assertInvalid(
              "team.tags",
              () ->
                  teams.update(
                      actors.team, TeamChange.builder().tags(ImmutableSet.of("")).build()));
          assertInvalid(
              "attributes",
              () -> teams.create(NewTeam.builder().name("x").putAttribute("", "y").build()));
          assertInvalid(
              "attributes",
              () ->
                  teams.update(
                      actors.team,
                      TeamChange.builder().attributes(ImmutableMap.of("a", "\ud800")).build()));
        });
    String sql = "'; DROP TABLE teams; --";
    assertThat(teams.update(actors.team, TeamChange.ofName(sql)).name()).isEqualTo(sql);
  }

  @Test
  default void a_user_with_any_permission_on_a_team_sees_it_and_its_members() {
    EnumSet<Part> permitted = EnumSet.complementOf(EnumSet.of(Part.DEACTIVATED, Part.LOCKED));
    permitted.removeAll(BLIND);
    asks(
        () -> new TeamActors(newStore()),
        permitted,
        BLIND,
        (actors, s) -> s.teams().get(actors.team));
    asks(
        () -> new TeamActors(newStore()),
        permitted,
        BLIND,
        (actors, s) -> s.teams().roles(actors.team));
    asks(
        () -> new TeamActors(newStore()),
        permitted,
        BLIND,
        (actors, s) -> s.teams().members(actors.team).list(PageRequest.first()).items());
  }

  @Test
  default void a_team_out_of_reach_is_answered_like_one_that_does_not_exist() {
    TeamActors actors = new TeamActors(newStore());
    TeamId none = new TeamId(999_999);
    for (Part part : BLIND) {
      for (TeamId team : List.of(actors.team, none)) {
        NoSuchTeam failure =
            catchThrowableOfType(NoSuchTeam.class, () -> actors.as(part).teams().get(team));
        assertThat(failure.team()).isEqualTo(team);
        assertThat(failure).hasMessage("no such team: " + team);
      }
    }
    assertThatThrownBy(() -> actors.host().teams().get(none)).isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void every_user_is_told_their_own_roles_on_a_team() {
    TeamActors actors = new TeamActors(newStore());
    assertThat(actors.as(Part.ITS_OWNER).teams().roles(actors.team))
        .containsExactly(TeamRole.OWNER);
    assertThat(actors.as(Part.TEAM_ADMIN).teams().roles(actors.team))
        .containsExactly(TeamRole.ADMIN, TeamRole.MEMBER);
    assertThat(actors.as(Part.TEAM_MEMBER).teams().roles(actors.team))
        .containsExactly(TeamRole.MEMBER);
    for (Part part : EnumSet.of(Part.SYSTEM, Part.SUPER_USER, Part.ORG_ADMIN, Part.GRANTED_OWNER)) {
      assertThat(actors.as(part).teams().roles(actors.team)).isEmpty();
    }
    actors.host().teams().members(actors.team).add(member(actors.user(Part.ITS_OWNER)).asAdmin());
    assertThat(actors.as(Part.ITS_OWNER).teams().roles(actors.team))
        .containsExactly(TeamRole.OWNER, TeamRole.ADMIN, TeamRole.MEMBER);
  }

  @Test
  default void its_admins_rename_and_describe_a_team() {
    tries(
        () -> new TeamActors(newStore()),
        EDITORS,
        "team.update",
        (actors, session) -> {
          Team team =
              session
                  .teams()
                  .update(
                      actors.team,
                      TeamChange.builder()
                          .name("new")
                          .description("d")
                          .tags(ImmutableSet.of("t"))
                          .attributes(ImmutableMap.of("k", "v"))
                          .addMembers(member(actors.user(Part.MEMBER)))
                          .build());
          assertThat(team.name()).isEqualTo("new");
          assertThat(team.description()).isEqualTo("d");
          assertThat(team.tags()).containsExactly("t");
          assertThat(team.attributes()).containsEntry("k", "v");
          assertThat(team.version()).isEqualTo(revision(actors.world(), actors.org));
          assertThat(actors.host().teams().get(actors.team)).isEqualTo(team);
          assertThat(actors.host().teams().members(actors.team).list(PageRequest.first()).items())
              .extracting(TeamMember::id)
              .contains(actors.user(Part.MEMBER));
        });
  }

  @Test
  default void an_update_changes_the_named_properties_only() {
    TeamActors actors = new TeamActors(newStore());
    var teams = actors.as(Part.ITS_OWNER).teams();
    Team before =
        teams.update(
            actors.team,
            TeamChange.builder()
                .description("d")
                .tags(ImmutableSet.of("t"))
                .attributes(ImmutableMap.of("k", "v"))
                .build());
    actors.world().clock().advance(Duration.ofSeconds(1));
    List<TeamMember> members = teams.members(actors.team).list(PageRequest.first()).items();
    AuditEntry entry =
        actors.recorded("team.update", () -> teams.update(actors.team, TeamChange.ofName("new")));
    Team after = teams.get(actors.team);
    assertThat(after)
        .isEqualTo(
            before
                .withName("new")
                .withUpdatedAt(World.START.plusSeconds(1))
                .withVersion(before.version() + 1));
    assertThat(teams.members(actors.team).list(PageRequest.first()).items()).isEqualTo(members);
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).properties())
        .containsExactly(
            Map.entry("name", new ItemChange.Values(Optional.of("ops"), Optional.of("new"))));
    actors.unchanged(
        () -> {
          assertThat(teams.update(actors.team, TeamChange.ofName("new"))).isEqualTo(after);
          assertThat(teams.update(actors.team, TeamChange.builder().build())).isEqualTo(after);
          TeamChange unknownUser =
              TeamChange.builder()
                  .name("other")
                  .addMembers(member(actors.user(Part.OUTSIDER)))
                  .build();
          assertThatThrownBy(() -> teams.update(actors.team, unknownUser))
              .isInstanceOf(NoSuchMember.class);
        });
    assertThat(teams.get(actors.team)).isEqualTo(after);
  }

  @Test
  default void a_team_is_handed_over_by_users_with_every_permission_on_it() {
    tries(
        () -> new TeamActors(newStore()),
        ALL,
        "team.transfer_ownership",
        (actors, session) -> {
          UserId mia = actors.user(Part.MEMBER);
          assertThat(session.teams().transferOwnership(actors.team, mia).owner()).isEqualTo(mia);
          assertThat(actors.as(Part.MEMBER).teams().roles(actors.team))
              .containsExactly(TeamRole.OWNER);
          actors.unchanged(() -> actors.host().teams().transferOwnership(actors.team, mia));
        });
  }

  @Test
  default void an_orgs_admins_hand_teams_over_where_nothing_is_kept_for_owners() {
    TeamActors actors = new TeamActors(newStore(), Model.standard(World.DOC, World.FOLDER));
    actors.recorded(
        "team.transfer_ownership",
        () ->
            actors
                .as(Part.ORG_ADMIN)
                .teams()
                .transferOwnership(actors.team, actors.user(Part.MEMBER)));
    assertThatThrownBy(() -> actors.as(Part.ITS_OWNER).teams().get(actors.team))
        .isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void an_heir_of_a_team_is_an_active_member() {
    TeamActors actors = new TeamActors(newStore());
    for (Part part : EnumSet.of(Part.OUTSIDER, Part.INACTIVE, Part.DEACTIVATED, Part.LOCKED)) {
      actors.unchanged(
          () ->
              assertThatThrownBy(
                      () ->
                          actors
                              .as(Part.ITS_OWNER)
                              .teams()
                              .transferOwnership(actors.team, actors.user(part)))
                  .isInstanceOf(NoSuchMember.class));
    }
  }

  @Test
  default void a_stand_alone_team_stays_with_its_person() {
    World world = world();
    UserId paul = world.user("paul");
    TeamId band = world.as(paul).teams().create(NewTeam.named("band")).id();
    UserId jane = world.user("jane");
    unchanged(
        world,
        paul,
        () ->
            assertThat(
                    catchThrowableOfType(
                            TeamConflict.class,
                            () -> world.as(paul).teams().transferOwnership(band, jane))
                        .rule())
                .isEqualTo(TeamConflict.Rule.STANDS_ALONE));
  }

  @Test
  default void a_team_is_deleted_by_its_owner_and_admins_of_the_org() {
    tries(
        () -> new TeamActors(newStore()),
        DELETERS,
        "team.delete",
        (actors, session) -> {
          Revision revision = session.teams().delete(actors.team);
          assertThat(revision)
              .isEqualTo(Revision.of(actors.org, revision(actors.world(), actors.org)));
          assertThatThrownBy(() -> actors.host().teams().get(actors.team))
              .isInstanceOf(NoSuchTeam.class);
        });
  }

  @Test
  default void a_deleted_team_takes_seats_grants_and_its_place_above_others_along() {
    TeamActors actors = new TeamActors(newStore());
    UserId mia = actors.user(Part.MEMBER);
    TeamId child = actors.world().team("child", actors.org, actors.user(Part.ITS_OWNER), mia);
    actors.host().teams().nest(child, actors.team);
    assertThat(actors.as(Part.MEMBER).may(Standard.OPERATE, actors.doc)).isTrue();
    actors.host().grants().grant(Standard.COLLABORATOR, actors.doc, actors.user(Part.TEAM_MEMBER));
    AuditEntry entry =
        actors.recorded("team.delete", () -> actors.as(Part.ITS_OWNER).teams().delete(actors.team));
    assertThat(entry.items())
        .allSatisfy(
            item ->
                assertThat(item.kind())
                    .isEqualTo(
                        item.key().containsValue(Long.toString(child.value()))
                            ? ItemChange.Kind.UPDATED
                            : ItemChange.Kind.DELETED));
    // Three inactive members are still in it, and so are their grants.
    assertThat(entry.items())
        .extracting(ItemChange::type)
        .filteredOn(ItemType.SEAT::equals)
        .hasSize(5);
    assertThat(entry.items())
        .extracting(ItemChange::type)
        .filteredOn(ItemType.GRANT::equals)
        .hasSize(8);
    assertThat(entry.items())
        .extracting(ItemChange::type)
        .as("the team itself, and its child")
        .filteredOn(ItemType.TEAM::equals)
        .hasSize(2);
    assertThat(actors.as(Part.MEMBER).may(Standard.OPERATE, actors.doc)).isFalse();
    assertThat(actors.as(Part.TEAM_MEMBER).may(Standard.OPERATE, actors.doc)).isFalse();
    assertThat(actors.as(Part.TEAM_MEMBER).may(Permission.READ, actors.doc)).isTrue();
    assertThat(actors.host().teams().get(child).parents()).isEmpty();
    assertThat(actors.host().teams().members(child).list(PageRequest.first()).items())
        .extracting(TeamMember::id)
        .containsExactly(mia);
    TeamId again = actors.world().team("ops", actors.org, actors.user(Part.ITS_OWNER));
    assertThat(again).isNotEqualTo(actors.team);
    assertThat(actors.host().teams().members(again).list(PageRequest.first()).items()).isEmpty();
    assertThat(actors.as(Part.TEAM_MEMBER).may(Standard.OPERATE, actors.doc)).isFalse();
  }

  @Test
  default void a_grant_to_a_deleted_team_on_itself_is_removed_once() {
    TeamActors actors = new TeamActors(newStore());
    actors.host().grants().grant(Standard.COLLABORATOR, actors.team, actors.team);
    AuditEntry entry =
        actors.recorded("team.delete", () -> actors.as(Part.ITS_OWNER).teams().delete(actors.team));
    assertThat(entry.items()).doesNotHaveDuplicates();
  }

  @Test
  default void leaving_a_missing_team_is_refused() {
    World world = world();
    UserId ann = world.user("ann");
    assertThatThrownBy(() -> world.as(ann).teams().members(new TeamId(Long.MAX_VALUE - 1)).leave())
        .isInstanceOf(NoSuchTeam.class);
  }
}
