package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.RefusalAssertions;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamFilter;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A page token goes on with the list that it came from, and with no other of the same kind. */
public interface PageTokensContract extends ContractTopic {
  /** A list, page by page. */
  @FunctionalInterface
  interface Listed extends Function<PageRequest, Page<?>> {}

  @Test
  default void a_page_token_of_the_grants_to_one_accessor_does_not_continue_the_list_of_another() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", olga);
    UserId mia = world.member("mia", acme);
    world.join(globex, mia);
    TeamId team = world.team("team", acme, olga, mia);
    TeamId other = world.team("other", acme, olga, mia);
    for (String id : List.of("1", "2", "3")) {
      world.system(globex).grants().grant(COLLABORATOR, DOC.id(id), mia);
      for (var accessor : List.of(olga, mia, team, other, acme, Everyone.EVERYONE)) {
        world.system(acme).grants().grant(COLLABORATOR, DOC.id(id), accessor);
      }
    }
    var access = world.as(olga).access();
    assertEachGoesOnAlone(
        page -> access.in(acme).grantedTo(mia, page),
        page -> access.in(acme).grantedTo(olga, page),
        page -> access.in(acme).grantedTo(team, page),
        page -> access.in(acme).grantedTo(other, page),
        page -> access.in(acme).grantedTo(acme, page),
        page -> access.in(acme).grantedTo(Everyone.EVERYONE, page),
        page -> access.in(globex).grantedTo(mia, page));
  }

  @Test
  default void a_page_token_of_the_grants_on_one_resource_does_not_continue_the_list_of_another() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", olga);
    List<ResourceId> resources = List.of(DOC.id("1"), DOC.id("2"), FOLDER.id(1L));
    for (OrgId org : List.of(acme, globex)) {
      for (ResourceId resource : resources) {
        world.system(org).grants().grant(COLLABORATOR, resource, olga);
        world.system(org).grants().grant(OPERATOR, resource, olga);
      }
    }
    var grants = world.as(olga).grants();
    ImmutableList.Builder<Listed> lists = ImmutableList.builder();
    for (OrgId org : List.of(acme, globex)) {
      for (ResourceId resource : resources) {
        lists.add(page -> grants.list(resource.in(org), page));
      }
    }
    assertEachGoesOnAlone(lists.build().toArray(Listed[]::new));
  }

  @Test
  default void a_page_token_of_one_log_does_not_continue_another_log_or_filter() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    UserId bob = world.member("bob", acme);
    var hers = world.as(olga, acme);
    TeamId team = hers.teams().create(NewTeam.named("team").with(member(mia), member(bob))).id();
    TeamId other = hers.teams().create(NewTeam.named("other").with(member(mia), member(bob))).id();
    hers.grants().grant(COLLABORATOR, DOC.id("1"), team);
    hers.grants().grant(COLLABORATOR, DOC.id("1"), other);
    hers.teams().members(team).removeAll();
    hers.teams().members(other).removeAll();
    var audit = hers.audit();
    AuditFilter all = AuditFilter.all();
    assertEachGoesOnAlone(
        page -> audit.ofOrg(acme, all, page),
        page -> audit.ofOrg(acme, all.itemType(ItemType.SEAT), page),
        page -> audit.ofOrg(acme, all.events(Event.of("team.create")), page),
        page -> audit.ofOrg(acme, all.by(olga), page),
        page -> audit.ofUser(mia, all, page),
        page -> audit.ofUser(bob, all, page),
        page -> audit.ofTeam(team, all, page),
        page -> audit.ofTeam(other, all, page),
        page -> audit.ofResource(DOC.id("1"), all, page));
  }

  @Test
  default void a_page_token_of_one_team_filter_does_not_continue_the_list_of_another() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.team("team", acme, olga, olga);
    world.team("other", acme, olga, olga);
    var teams = world.as(olga, acme).teams();
    assertEachGoesOnAlone(
        page -> teams.list(TeamFilter.OWNED, page),
        page -> teams.list(TeamFilter.MEMBER, page),
        teams::listAll);
  }

  /** Each list goes on with its own token, and refuses that of every other. */
  private static void assertEachGoesOnAlone(Listed... lists) {
    for (int i = 0; i < lists.length; i++) {
      String token = lists[i].apply(PageRequest.first(1)).next().orElseThrow();
      PageRequest next = PageRequest.first(1).after(token);
      for (int j = 0; j < lists.length; j++) {
        Listed list = lists[j];
        if (i == j) {
          assertThat(list.apply(next).items()).as("list %s", i).hasSize(1);
        } else {
          RefusalAssertions.assertInvalid("page.token", () -> list.apply(next));
        }
      }
    }
  }
}
