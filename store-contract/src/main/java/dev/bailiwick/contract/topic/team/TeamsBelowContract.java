package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Grants;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The children of a team that is deleted, or that loses a grant, keep nothing of it. */
public interface TeamsBelowContract extends ContractTopic {
  @Test
  default void the_children_of_a_deleted_team_are_part_of_no_team() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId kid = world.member("kid", acme);
    TeamId above = world.team("above", acme, olga);
    TeamId team = world.team("team", acme, olga);
    TeamId child = world.team("child", acme, olga, kid);
    TeamId sibling = world.team("sibling", acme, olga);
    var teams = world.system(acme).teams();
    teams.nest(team, above);
    teams.nest(child, team);
    teams.nest(sibling, team);
    world.system(acme).grants().grant(OPERATOR, DOC.id("of above"), above);
    world.system(acme).grants().grant(OPERATOR, DOC.id("of child"), child);
    assertThat(world.as(kid, acme).may(READ, DOC.id("of above"))).isTrue();
    teams.delete(team);
    assertThat(teams.get(child).parents()).isEmpty();
    assertThat(teams.get(sibling).parents()).isEmpty();
    assertThat(
            new StoreRows(world.store())
                .list(view -> view.teams().children(above, StoreRows.all())))
        .isEmpty();
    assertThat(world.as(kid, acme).may(READ, DOC.id("of above"))).isFalse();
    assertThat(world.as(kid, acme).may(READ, DOC.id("of child"))).isTrue();
  }

  @Test
  default void revoking_a_grant_from_a_team_gives_it_to_no_child_team() {
    List<BiConsumer<Grants, TeamId>> ways =
        List.of(
            (grants, team) -> grants.revoke(COLLABORATOR, DOC.id("1"), team),
            (grants, team) -> grants.remove(DOC.id("1"), team),
            (grants, team) -> grants.removeAll(DOC.id("1")),
            (grants, team) -> grants.replace(DOC.id("1"), List.of()));
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId kid = world.member("kid", acme);
    UserId grandchild = world.member("grandchild", acme);
    TeamId team = world.team("team", acme, olga, olga);
    TeamId child = world.team("child", acme, olga, kid);
    TeamId last = world.team("last", acme, olga, grandchild);
    world.system(acme).teams().nest(child, team);
    world.system(acme).teams().nest(last, child);
    for (BiConsumer<Grants, TeamId> way : ways) {
      world.system(acme).grants().grant(COLLABORATOR, DOC.id("1"), team);
      assertThat(world.as(grandchild, acme).may(READ, DOC.id("1"))).isTrue();
      way.accept(world.system(acme).grants(), team);
      assertThat(everyGrant(world, acme)).isEmpty();
      assertThat(world.as(kid, acme).may(READ, DOC.id("1"))).isFalse();
      assertThat(world.as(grandchild, acme).may(READ, DOC.id("1"))).isFalse();
    }
  }

  @Test
  default void nesting_shows_in_the_logs_of_the_child_and_of_each_parent() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    TeamId one = world.team("one", acme, olga);
    TeamId two = world.team("two", acme, olga);
    var teams = world.system(acme).teams();
    TeamId child =
        teams.create(NewTeam.builder().name("child").owner(olga).parent(one).build()).id();
    teams.nest(child, two);
    teams.update(child, TeamChange.ofName("kid"));
    teams.unnest(child, two);
    assertThat(log(world, acme, child))
        .containsExactly("team.unnest", "team.update", "team.nest", "team.create");
    assertThat(log(world, acme, one)).containsExactly("team.nest", "team.create", "team.create");
    assertThat(log(world, acme, two)).containsExactly("team.unnest", "team.nest", "team.create");
  }

  private static ImmutableList<String> log(World world, OrgId org, TeamId team) {
    return world
        .system(org)
        .audit()
        .ofTeam(team, AuditFilter.all(), PageRequest.first())
        .items()
        .stream()
        .map(entry -> entry.event().name())
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Grant> everyGrant(World world, OrgId org) {
    return new StoreRows(world.store()).list(view -> view.grants().list(org, StoreRows.all()));
  }
}
