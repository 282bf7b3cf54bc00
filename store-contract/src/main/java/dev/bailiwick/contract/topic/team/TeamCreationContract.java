package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.contract.fixture.TeamActors.recorded;
import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.contract.fixture.TeamActors.tries;
import static dev.bailiwick.contract.fixture.TeamActors.unchanged;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamFilter;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.team.TeamRole;
import dev.bailiwick.user.NoSuchUser;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The creation of teams, in an org and outside orgs. */
public interface TeamCreationContract extends ContractTopic {
  @Test
  default void the_creator_of_a_team_owns_it_and_is_not_automatically_a_member() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId jane = world.member("jane", acme);
    Team[] made = new Team[1];
    AuditEntry entry =
        recorded(
            world,
            acme,
            "team.create",
            () ->
                made[0] =
                    world
                        .as(mia, acme)
                        .because("new project")
                        .teams()
                        .create(
                            NewTeam.builder()
                                .name("Ops")
                                .description("runs it")
                                .addTags("b", "a")
                                .putAttribute("cost", "7")
                                .addMembers(member("JANE@world.test").asAdmin())
                                .build()));
    Team team = made[0];
    assertThat(team.tenant()).isEqualTo(acme);
    assertThat(team.owner()).isEqualTo(mia);
    assertThat(team.name()).isEqualTo("Ops");
    assertThat(team.description()).isEqualTo("runs it");
    assertThat(team.tags()).containsExactly("a", "b");
    assertThat(team.attributes()).containsExactly(Map.entry("cost", "7"));
    assertThat(team.parents()).isEmpty();
    assertThat(team.createdAt()).isEqualTo(World.START);
    assertThat(team.updatedAt()).isEqualTo(World.START);
    assertThat(team.revision()).isEqualTo(Revision.of(acme, revision(world, acme)));
    assertThat(world.as(mia, acme).teams().get(team.id())).isEqualTo(team);
    assertThat(world.as(mia, acme).teams().roles(team.id())).containsExactly(TeamRole.OWNER);
    assertThat(world.as(jane, acme).teams().roles(team.id()))
        .containsExactly(TeamRole.ADMIN, TeamRole.MEMBER);
    assertThat(world.as(mia, acme).teams().members(team.id()).list(PageRequest.first()).items())
        .extracting(TeamMember::id, TeamMember::fullName, TeamMember::admin)
        .containsExactly(tuple(jane, "jane", true));
    assertThat(entry.reason()).contains("new project");
    assertThat(entry.items())
        .extracting(ItemChange::type, ItemChange::kind)
        .containsExactly(
            tuple(ItemType.TEAM, ItemChange.Kind.CREATED),
            tuple(ItemType.SEAT, ItemChange.Kind.CREATED));
    assertThat(entry.items().get(0).properties())
        .containsEntry("name", new ItemChange.Values(Optional.empty(), Optional.of("Ops")))
        .containsEntry("attributes.cost", new ItemChange.Values(Optional.empty(), Optional.of("7")))
        .containsEntry(
            "owner",
            new ItemChange.Values(Optional.empty(), Optional.of(Long.toString(mia.value()))));
  }

  @Test
  default void only_active_members_create_teams_of_the_org() {
    TeamActors actors = new TeamActors(newStore());
    for (Part part : EnumSet.of(Part.ORG_OWNER, Part.ORG_ADMIN, Part.MEMBER)) {
      assertThat(actors.as(part).teams().create(NewTeam.named("of " + part)).owner())
          .isEqualTo(actors.user(part));
    }
    // No member of the org, and so no owner of anything in it.
    assertThatThrownBy(() -> actors.as(Part.SUPER_USER).teams().create(NewTeam.named("x")))
        .isInstanceOf(NoSuchMember.class);
    for (Part part : EnumSet.of(Part.PRETENDER, Part.INACTIVE)) {
      actors.unchanged(
          () ->
              assertThatThrownBy(() -> actors.as(part).teams().create(NewTeam.named("x")))
                  .isInstanceOf(NoSuchOrg.class));
    }
    for (Part part : EnumSet.of(Part.DEACTIVATED, Part.LOCKED)) {
      actors.unchanged(
          () ->
              assertThatThrownBy(() -> actors.as(part).teams().create(NewTeam.named("x")))
                  .isInstanceOf(NoPermission.class));
    }
    assertThat(actors.as(Part.FROM_OTHER_ORG).teams().create(NewTeam.named("x")).tenant())
        .isEqualTo(actors.other);
    assertThatThrownBy(() -> actors.host().teams().create(NewTeam.named("x")))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("team.owner"));
  }

  @Test
  default void only_admins_create_a_team_for_another_owner() {
    tries(
        () -> new TeamActors(newStore()),
        EnumSet.of(Part.SYSTEM, Part.SUPER_USER, Part.ORG_OWNER, Part.ORG_ADMIN, Part.MEMBER),
        EnumSet.of(Part.FROM_OTHER_ORG, Part.PRETENDER, Part.INACTIVE),
        "team.create",
        (actors, session) ->
            session
                .teams()
                .create(NewTeam.builder().name("x").owner(actors.user(Part.MEMBER)).build()));
  }

  @Test
  default void an_owner_of_a_team_of_an_org_is_an_active_member_of_it() {
    TeamActors actors = new TeamActors(newStore());
    for (Part part : EnumSet.of(Part.OUTSIDER, Part.INACTIVE, Part.DEACTIVATED, Part.LOCKED)) {
      UserId owner = actors.user(part);
      actors.unchanged(
          () ->
              assertThatThrownBy(
                      () ->
                          actors
                              .host()
                              .teams()
                              .create(NewTeam.builder().name("x").owner(owner).build()))
                  .isInstanceOfSatisfying(
                      NoSuchMember.class, e -> assertThat(e.member()).isEqualTo(owner.toString())));
    }
  }

  @Test
  default void a_team_made_outside_orgs_stands_alone() {
    World world = world();
    UserId paul = world.user("paul");
    UserId jane = world.user("jane");
    recorded(
        world,
        paul,
        "team.create",
        () -> world.as(paul).teams().create(NewTeam.named("band").with(member(jane))));
    TeamId band =
        world.as(jane).teams().list(TeamFilter.MEMBER, PageRequest.first()).items().get(0).id();
    assertThat(world.as(paul).teams().get(band).tenant()).isEqualTo(paul);
    assertThat(world.as(jane).teams().get(band).owner()).isEqualTo(paul);
    assertThat(world.system().teams().get(band).owner()).isEqualTo(paul);
    unchanged(
        world,
        paul,
        () -> {
          NewTeam forPaul = NewTeam.builder().name("x").owner(paul).build();
          assertThatThrownBy(() -> world.as(jane).teams().create(forPaul))
              .isInstanceOf(NoPermission.class);
          NewTeam forUnknownOwners = NewTeam.builder().name("x").owner(new UserId(999_999)).build();
          assertThatThrownBy(() -> world.as(jane).teams().create(forUnknownOwners))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> world.system().teams().create(forUnknownOwners))
              .isInstanceOf(NoSuchUser.class);
        });
    UserId sue = world.superUser("sue");
    recorded(
        world,
        paul,
        "team.create",
        () -> world.as(sue).teams().create(NewTeam.builder().name("x").owner(paul).build()));
  }

  @Test
  default void a_stand_alone_team_cannot_be_reached_from_within_an_org() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId paul = world.member("paul", acme);
    TeamId band = world.as(paul).teams().create(NewTeam.named("band").with(member(paul))).id();
    unchanged(
        world,
        paul,
        () -> {
          assertThatThrownBy(() -> world.as(paul, acme).teams().get(band))
              .isInstanceOf(NoSuchTeam.class);
          assertThatThrownBy(() -> world.as(paul, acme).teams().members(band).leave())
              .isInstanceOf(NoSuchTeam.class);
          assertThatThrownBy(() -> world.as(paul, acme).teams().delete(band))
              .isInstanceOf(NoSuchTeam.class);
        });
  }
}
