package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.contract.fixture.TeamActors.MANAGERS;
import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.contract.fixture.TeamActors.tries;
import static dev.bailiwick.contract.fixture.TeamActors.unchanged;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.team.TeamMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nested teams. */
public interface TeamNestingContract extends ContractTopic {
  @Test
  default void a_controller_of_the_parent_nests_their_own_team_and_its_admins_do_not() {
    tries(
        () -> eachMemberOwnsATeam(new TeamActors(newStore())),
        MANAGERS,
        "team.nest",
        (actors, session) -> {
          TeamId child =
              session
                  .actor()
                  .user()
                  .flatMap(user -> found(actors, "of " + user))
                  .orElseGet(() -> named(actors, "of " + actors.user(Part.MEMBER)));
          Team nested = session.teams().nest(child, actors.team);
          assertThat(nested.parents()).contains(actors.team);
          assertThat(nested.version()).isEqualTo(revision(actors.world(), actors.org));
          assertThat(actors.host().teams().get(child)).isEqualTo(nested);
          actors.unchanged(() -> session.teams().nest(child, actors.team));
        });
  }

  private static TeamActors eachMemberOwnsATeam(TeamActors actors) {
    for (Part part : TeamActors.COUNTING) {
      actors.world().team("of " + actors.user(part), actors.org, actors.user(part));
    }
    return actors;
  }

  private static Optional<TeamId> found(TeamActors actors, String name) {
    return Page.all(actors.host().teams()::listAll)
        .filter(team -> team.name().equals(name))
        .findFirst()
        .map(Team::id);
  }

  private static TeamId named(TeamActors actors, String name) {
    return found(actors, name).orElseThrow();
  }

  @Test
  default void a_controller_of_a_team_unnests_it_and_its_admins_do_not() {
    tries(
        () -> nested(new TeamActors(newStore())),
        MANAGERS,
        "team.unnest",
        (actors, session) ->
            assertThat(session.teams().unnest(actors.team, named(actors, "parent")).parents())
                .isEmpty());
  }

  @Test
  default void to_make_a_team_part_of_another_takes_control_of_it() {
    tries(
        () -> {
          TeamActors actors = new TeamActors(newStore());
          TeamId parent = actors.world().team("parent", actors.org, actors.user(Part.ORG_OWNER));
          for (Part part : TeamActors.COUNTING) {
            actors.host().grants().grant(Standard.ADMIN, parent, actors.user(part));
          }
          return actors;
        },
        MANAGERS,
        "team.nest",
        (actors, session) -> session.teams().nest(actors.team, named(actors, "parent")));
  }

  private static TeamActors nested(TeamActors actors) {
    TeamId parent = actors.world().team("parent", actors.org, actors.user(Part.ORG_OWNER));
    actors.host().teams().nest(actors.team, parent);
    return actors;
  }

  @Test
  default void a_controller_of_the_parent_sees_its_children_and_takes_them_out() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId adam = world.admin("adam", acme);
    UserId pam = world.member("pam", acme);
    UserId mia = world.member("mia", acme);
    TeamId top = world.team("top", acme, pam, mia);
    TeamId child = world.team("child", acme, adam, world.member("kid", acme));
    TeamId low = world.team("low", acme, adam);
    world.as(adam, acme).teams().nest(child, top);
    world.as(adam, acme).teams().nest(low, child);
    // A former admin's team stays below the team of another member.
    world.system(acme).orgs().members(acme).revokeAdmin(adam);
    var pams = world.as(pam, acme).teams();
    assertThat(pams.get(child).name()).isEqualTo("child");
    assertThat(pams.members(child).list(PageRequest.first()).items()).hasSize(1);
    assertThat(pams.roles(child)).isEmpty();
    assertThat(pams.listAll(PageRequest.first()).items())
        .extracting(Team::id)
        .containsExactlyInAnyOrder(top, child);
    assertThatThrownBy(() -> pams.get(low)).isInstanceOf(NoSuchTeam.class);
    unchanged(
        world,
        acme,
        () -> {
          List<Runnable> more =
              List.of(
                  () -> pams.delete(child),
                  () -> pams.members(child).add(member(pam)),
                  () -> pams.transferOwnership(child, pam),
                  () -> pams.unnest(child, low),
                  () ->
                      world
                          .as(pam, acme)
                          .audit()
                          .ofTeam(child, AuditFilter.all(), PageRequest.first()));
          for (Runnable call : more) {
            assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
          }
        });
    // An admin of the parent does not control it.
    world.system(acme).teams().members(top).add(member(mia).asAdmin());
    assertThatThrownBy(() -> world.as(mia, acme).teams().unnest(child, top))
        .isInstanceOf(NoSuchTeam.class);
    assertThat(pams.unnest(child, top).parents()).isEmpty();
    assertThatThrownBy(() -> pams.get(child)).isInstanceOf(NoSuchTeam.class);
    assertThatThrownBy(() -> world.as(adam, acme).teams().nest(child, top))
        .isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void members_of_a_child_count_as_members_of_its_ancestors_for_access_alone() {
    TeamActors actors = new TeamActors(newStore());
    UserId mia = actors.user(Part.MEMBER);
    UserId owner = actors.user(Part.ITS_OWNER);
    TeamId child = actors.world().team("child", actors.org, owner);
    TeamId grandchild = actors.world().team("grandchild", actors.org, owner, mia);
    var teams = actors.as(Part.ITS_OWNER).teams();
    teams.nest(grandchild, child);
    teams.nest(child, actors.team);
    assertThat(actors.as(Part.MEMBER).may(Standard.OPERATE, actors.doc)).isTrue();
    assertThat(actors.as(Part.MEMBER).teams().get(actors.team).id()).isEqualTo(actors.team);
    assertThat(actors.as(Part.MEMBER).teams().roles(actors.team)).isEmpty();
    assertThat(
            actors.as(Part.MEMBER).teams().members(actors.team).list(PageRequest.first()).items())
        .extracting(TeamMember::id)
        .doesNotContain(mia)
        .hasSize(5);
    // An admin of the child is not an admin of its ancestors.
    actors.host().teams().members(grandchild).add(member(mia).asAdmin());
    actors.unchanged(
        () ->
            assertThatThrownBy(
                    () -> actors.as(Part.MEMBER).teams().members(actors.team).add(member(mia)))
                .isInstanceOf(NoPermission.class));
    var entry = actors.recorded("team.unnest", () -> teams.unnest(child, actors.team));
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).properties())
        .containsEntry(
            "parent",
            new ItemChange.Values(
                Optional.of(Long.toString(actors.team.value())), Optional.empty()));
    assertThat(actors.as(Part.MEMBER).may(Permission.READ, actors.doc)).isFalse();
    actors.unchanged(() -> teams.unnest(child, actors.team));
  }

  @Test
  default void a_team_is_never_part_of_itself() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("Acme", olga);
    TeamId a = world.team("a", acme, olga);
    TeamId b = world.team("b", acme, olga);
    TeamId c = world.team("c", acme, olga);
    var teams = world.as(olga, acme).teams();
    teams.nest(b, a);
    teams.nest(c, b);
    unchanged(
        world,
        acme,
        () -> {
          for (TeamId parent : List.of(a, b, c)) {
            assertThat(catchThrowableOfType(TeamConflict.class, () -> teams.nest(a, parent)).rule())
                .isEqualTo(TeamConflict.Rule.CYCLE);
          }
        });
  }

  @Test
  default void teams_nest_as_deep_as_the_limit_and_no_deeper() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("Acme", olga);
    UserId mia = world.member("mia", acme);
    var teams = world.as(olga, acme).teams();
    List<TeamId> line = new ArrayList<>();
    for (int i = 0; i <= Limits.TEAM_DEPTH; i++) {
      line.add(world.team("t" + i, acme, olga));
      if (i > 0) {
        teams.nest(line.get(i), line.get(i - 1));
      }
    }
    TeamId last = line.get(Limits.TEAM_DEPTH);
    world.system(acme).grants().grant(Standard.OPERATOR, World.DOC.id("7"), line.get(0));
    teams.members(last).add(member(mia));
    assertThat(world.as(mia, acme).may(Standard.OPERATE, World.DOC.id("7"))).isTrue();
    TeamId one = world.team("one", acme, olga);
    TeamId two = world.team("two", acme, olga);
    teams.nest(two, one);
    unchanged(
        world,
        acme,
        () -> {
          // Too deep at the bottom, at the top, and in between.
          LimitExceeded below =
              catchThrowableOfType(LimitExceeded.class, () -> teams.nest(one, last));
          assertThat(below.what()).isEqualTo("team nesting");
          assertThat(below.limit()).isEqualTo(Limits.TEAM_DEPTH);
          assertThatThrownBy(() -> teams.nest(line.get(0), one)).isInstanceOf(LimitExceeded.class);
          assertThatThrownBy(() -> teams.nest(one, line.get(Limits.TEAM_DEPTH - 1)))
              .isInstanceOf(LimitExceeded.class);
        });
    teams.nest(one, line.get(Limits.TEAM_DEPTH - 2));
    // At the limit a cycle is still told as one.
    assertThat(catchThrowableOfType(TeamConflict.class, () -> teams.nest(line.get(0), last)).rule())
        .isEqualTo(TeamConflict.Rule.CYCLE);
  }

  @Test
  default void nesting_stays_within_the_tenant() {
    World world = world();
    UserId mia = world.user("mia");
    OrgId acme = world.org("Acme", mia);
    OrgId beta = world.org("Beta", mia);
    TeamId here = world.team("here", acme, mia);
    TeamId there = world.team("there", beta, mia);
    TeamId alone = world.as(mia).teams().create(NewTeam.named("alone")).id();
    TeamId none = new TeamId(999_999);
    for (var session : List.of(world.as(mia, acme), world.as(mia), world.system())) {
      for (TeamId parent : List.of(there, alone, none)) {
        unchanged(
            world,
            acme,
            () ->
                assertThat(
                        catchThrowableOfType(
                                NoSuchTeam.class, () -> session.teams().nest(here, parent))
                            .team())
                    .isEqualTo(parent));
      }
    }
    assertThatThrownBy(() -> world.as(mia).teams().nest(alone, here))
        .isInstanceOf(NoSuchTeam.class);
    TeamId below = world.as(mia).teams().create(NewTeam.named("below")).id();
    assertThat(world.as(mia).teams().nest(below, alone).parents()).contains(alone);
  }

  @Test
  default void a_team_is_nested_by_every_user_with_the_rights_on_both() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId bob = world.member("bob", acme);
    TeamId top = world.team("top", acme, mia, bob);
    Team low =
        world
            .as(mia, acme)
            .teams()
            .create(NewTeam.builder().name("low").parent(top).addMembers(member(mia)).build());
    assertThat(low.parents()).contains(top);
    world.system(acme).grants().grant(Standard.COLLABORATOR, World.DOC.id("1"), top);
    assertThat(world.as(mia, acme).may(Permission.READ, World.DOC.id("1"))).isTrue();
    NewTeam wanted = NewTeam.builder().name("new").parent(top).build();
    assertThatThrownBy(() -> world.as(bob, acme).teams().create(wanted))
        .isInstanceOf(NoPermission.class);
    UserId carl = world.member("carl", acme);
    assertThatThrownBy(() -> world.as(carl, acme).teams().create(wanted))
        .isInstanceOf(NoSuchTeam.class);
    UserId otto = world.user("otto");
    OrgId globex = world.org("globex", otto);
    assertThatThrownBy(() -> world.system(globex).teams().create(wanted.withOwner(otto)))
        .isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void no_team_is_made_deeper_than_the_limit() {
    World world = world();
    UserId ann = world.user("ann");
    Optional<TeamId> parent = Optional.empty();
    for (int above = 0; above <= Limits.TEAM_DEPTH; above++) {
      NewTeam named = NewTeam.named("t" + above);
      NewTeam team = parent.map(named::withParent).orElse(named);
      parent = Optional.of(world.as(ann).teams().create(team).id());
    }
    NewTeam deeper = NewTeam.named("deeper").withParent(parent.orElseThrow());
    assertThatThrownBy(() -> world.as(ann).teams().create(deeper))
        .isInstanceOf(LimitExceeded.class);
  }
}
