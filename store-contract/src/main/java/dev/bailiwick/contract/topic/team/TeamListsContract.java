package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamFilter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The teams that an actor finds, page by page. */
public interface TeamListsContract extends ContractTopic {
  private static List<TeamId> list(Session session, TeamFilter filter) {
    return Page.all(request -> session.teams().list(filter, request)).map(Team::id).toList();
  }

  private static List<TeamId> listAll(Session session) {
    return Page.all(session.teams()::listAll).map(Team::id).toList();
  }

  @Test
  default void a_user_lists_their_owned_teams_their_memberships_or_both() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId tom = world.member("tom", acme);
    TeamId owned = world.team("a", acme, mia);
    TeamId both = world.team("b", acme, mia, mia);
    TeamId seated = world.team("c", acme, tom, mia);
    TeamId child = world.team("d", acme, tom, tom);
    TeamId parent = world.team("e", acme, tom);
    world.system(acme).teams().nest(child, parent);
    Session session = world.as(mia, acme);
    assertThat(list(session, TeamFilter.OWNED)).containsExactly(owned, both);
    assertThat(list(session, TeamFilter.MEMBER)).containsExactly(both, seated);
    assertThat(list(session, TeamFilter.ALL)).containsExactly(owned, both, seated);
    // Members of a child are no members of its parent.
    assertThat(list(world.as(tom, acme), TeamFilter.MEMBER)).containsExactly(child);
  }

  @Test
  default void a_list_holds_the_teams_of_one_tenant() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    OrgId beta = world.org("Beta", world.user("beth"));
    UserId mia = world.member("mia", acme);
    world.join(beta, mia);
    UserId jane = world.user("jane");
    TeamId inAcme = world.team("a", acme, mia, mia);
    TeamId inBeta = world.team("b", beta, mia, mia);
    TeamId own = world.as(mia).teams().create(NewTeam.named("c").with(member(mia))).id();
    TeamId others = world.as(jane).teams().create(NewTeam.named("d").with(member(mia))).id();
    for (TeamFilter filter : TeamFilter.values()) {
      assertThat(list(world.as(mia, acme), filter)).containsExactly(inAcme);
      assertThat(list(world.as(mia, beta), filter)).containsExactly(inBeta);
    }
    assertThat(list(world.as(mia), TeamFilter.OWNED)).containsExactly(own);
    assertThat(list(world.as(mia), TeamFilter.MEMBER)).containsExactly(own, others);
    assertThat(list(world.as(mia), TeamFilter.ALL)).containsExactly(own, others);
    assertThat(listAll(world.as(mia))).containsExactly(own);
    assertThat(listAll(world.as(jane))).containsExactly(others);
    assertThat(listAll(world.as(mia, acme))).containsExactly(inAcme);
  }

  @Test
  default void the_list_of_all_teams_holds_the_teams_that_the_actor_sees() {
    TeamActors actors = new TeamActors(newStore());
    TeamId hidden = actors.world().team("z", actors.org, actors.user(Part.ORG_OWNER));
    for (Part part : EnumSet.of(Part.SYSTEM, Part.SUPER_USER, Part.ORG_OWNER, Part.ORG_ADMIN)) {
      assertThat(listAll(actors.as(part))).as("%s", part).containsExactly(actors.team, hidden);
    }
    for (Part part :
        EnumSet.of(Part.ITS_OWNER, Part.TEAM_MEMBER, Part.TEAM_ADMIN, Part.GRANTED_COLLABORATOR)) {
      assertThat(listAll(actors.as(part))).as("%s", part).containsExactly(actors.team);
    }
    assertThat(listAll(actors.as(Part.MEMBER))).isEmpty();
    assertThat(listAll(actors.as(Part.FROM_OTHER_ORG))).isEmpty();
    assertThat(listAll(actors.as(Part.OUTSIDER))).isEmpty();
  }

  @Test
  default void a_user_outside_the_org_lists_nothing_of_it() {
    TeamActors actors = new TeamActors(newStore());
    for (Part part : EnumSet.of(Part.PRETENDER, Part.INACTIVE)) {
      assertThatThrownBy(() -> actors.as(part).teams().list(TeamFilter.ALL, PageRequest.first()))
          .isInstanceOf(NoSuchOrg.class);
      assertThatThrownBy(() -> actors.as(part).teams().listAll(PageRequest.first()))
          .isInstanceOf(NoSuchOrg.class);
    }
    for (Part part : EnumSet.of(Part.DEACTIVATED, Part.LOCKED)) {
      assertThatThrownBy(() -> actors.as(part).teams().list(TeamFilter.ALL, PageRequest.first()))
          .isInstanceOf(NoPermission.class);
      assertThatThrownBy(() -> actors.as(part).teams().listAll(PageRequest.first()))
          .isInstanceOf(NoPermission.class);
    }
    assertThat(list(actors.as(Part.SUPER_USER), TeamFilter.ALL)).isEmpty();
    Session nowhere = actors.world().system();
    assertThatThrownBy(() -> nowhere.teams().listAll(PageRequest.first()))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> actors.host().teams().list(TeamFilter.ALL, PageRequest.first()))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("actor"));
  }

  @Test
  default void a_team_denied_to_a_user_is_in_no_list_of_theirs() {
    TeamActors actors = new TeamActors(newStore());
    actors.host().grants().deny(Standard.COLLABORATOR, actors.team, actors.user(Part.TEAM_MEMBER));
    assertThat(listAll(actors.as(Part.TEAM_MEMBER))).isEmpty();
    assertThat(list(actors.as(Part.TEAM_MEMBER), TeamFilter.MEMBER)).isEmpty();
  }

  @Test
  default void pages_of_teams_are_full_and_neither_skip_nor_repeat() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId tom = world.member("tom", acme);
    List<TeamId> mine = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      TeamId team = world.team("t" + i, acme, i % 3 == 0 ? mia : tom);
      if (i % 4 == 0) {
        world.system(acme).teams().members(team).add(member(mia));
      }
      if (i % 3 == 0 || i % 4 == 0) {
        mine.add(team);
      }
    }
    assertThat(mine).hasSize(6);
    Session session = world.as(mia, acme);
    List<Function<PageRequest, Page<Team>>> lists =
        List.of(request -> session.teams().list(TeamFilter.ALL, request), session.teams()::listAll);
    for (var pages : lists) {
      for (int size = 1; size <= 7; size++) {
        List<TeamId> found = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(size));
        while (next.isPresent()) {
          PageRequest request = next.get();
          Page<Team> page = pages.apply(request);
          page.forEach(team -> found.add(team.id()));
          assertThat(found).doesNotHaveDuplicates();
          assertThat(page.items()).hasSize(page.next().isPresent() ? size : page.items().size());
          next = page.next().map(request::after);
        }
        assertThat(found).as("by %s", size).isEqualTo(mine);
      }
    }
  }

  @Test
  default void a_token_of_a_list_of_teams_serves_its_caller_and_its_question_alone() {
    TeamActors actors = new TeamActors(newStore());
    UserId owner = actors.user(Part.ORG_ADMIN);
    for (int i = 0; i < 3; i++) {
      actors.world().team("t" + i, actors.org, owner, owner);
    }
    Session adam = actors.as(Part.ORG_ADMIN);
    PageRequest first = PageRequest.first(1);
    PageRequest after =
        first.after(adam.teams().list(TeamFilter.OWNED, first).next().orElseThrow());
    assertThat(adam.teams().list(TeamFilter.OWNED, after).items()).hasSize(1);
    List<Runnable> strangers =
        List.of(
            () -> adam.teams().list(TeamFilter.MEMBER, after),
            () -> adam.teams().listAll(after),
            () -> actors.as(Part.ORG_OWNER).teams().list(TeamFilter.OWNED, after),
            () -> adam.teams().list(TeamFilter.OWNED, first.after("x")),
            () -> adam.teams().list(TeamFilter.OWNED, first.after("")),
            () ->
                adam.teams()
                    .list(TeamFilter.OWNED, first.after("A" + after.token().orElseThrow())));
    for (Runnable stranger : strangers) {
      assertThat(catchThrowableOfType(InvalidParameter.class, stranger::run).field())
          .isEqualTo("page.token");
    }
    for (int size : new int[] {-1, 0, Limits.PAGE + 1}) {
      assertThat(
              catchThrowableOfType(InvalidParameter.class, () -> PageRequest.first(size)).field())
          .isEqualTo("page.size");
    }
  }
}
