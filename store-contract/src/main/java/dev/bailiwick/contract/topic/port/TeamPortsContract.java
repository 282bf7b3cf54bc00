package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promises of the repositories of teams and of registered resources. */
public interface TeamPortsContract extends ContractTopic {
  @Test
  default void a_team_is_kept_whole_and_found_by_its_canonical_name() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    OrgId other = rows.org(owner);
    TeamId parent = rows.team(org, owner, "parent");
    TeamId id = rows.team(org, owner, "placeholder");
    Team team =
        StoreRows.group(id, org, owner, "Öps Ærø")
            .description("two\nlines")
            .parent(parent)
            .tags(ImmutableSortedSet.orderedBy(Text.ORDER).add("b").add("a").build())
            .attributes(Map.of("k", "v"))
            .version(5)
            .build();
    rows.write(tx -> tx.teams().save(team), org);
    assertThat(rows.find(view -> view.teams().find(id))).contains(team);
    assertThat(rows.find(view -> view.teams().find(org, "öps ærø"))).contains(team);
    assertThat(rows.find(view -> view.teams().find(org, "placeholder"))).isEmpty();
    assertThat(rows.find(view -> view.teams().find(other, "öps ærø"))).isEmpty();
    assertThat(rows.find(view -> view.teams().find(new TeamId(Long.MAX_VALUE)))).isEmpty();
    assertThatThrownBy(() -> rows.team(org, owner, "ÖPS ærø"))
        .isInstanceOfSatisfying(
            TeamConflict.class,
            conflict -> assertThat(conflict.rule()).isEqualTo(TeamConflict.Rule.NAME_TAKEN));
    assertThat(rows.team(other, owner, "ÖPS ærø")).isNotNull();
    assertThat(rows.team(owner, owner, "ÖPS ærø")).isNotNull();
    rows.write(tx -> tx.teams().delete(team), org);
    assertThat(rows.find(view -> view.teams().find(id))).isEmpty();
    assertThat(rows.find(view -> view.teams().find(org, "öps ærø"))).isEmpty();
    assertThat(rows.list(view -> view.teams().children(parent, StoreRows.all()))).isEmpty();
  }

  @Test
  default void teams_are_listed_by_tenant_by_owner_and_by_parent() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    TeamId top = rows.team(org, ann, "top");
    List<TeamId> children = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      children.add(rows.team(org, i == 3 ? bob : ann, "child " + i, t -> t.parent(top)));
    }
    rows.team(other, ann, "elsewhere");
    TeamId personal = rows.team(ann, ann, "personal");
    assertThat(rows.inSlices(view -> slice -> view.teams().list(org, slice), Team::id))
        .extracting(Team::id)
        .containsExactly(top, children.get(0), children.get(1), children.get(2), children.get(3));
    assertThat(rows.inSlices(view -> slice -> view.teams().children(top, slice), Team::id))
        .extracting(Team::id)
        .containsExactlyElementsOf(children);
    assertThat(rows.inSlices(view -> slice -> view.teams().ownedBy(org, ann, slice), Team::id))
        .extracting(Team::id)
        .containsExactly(top, children.get(0), children.get(1), children.get(2));
    assertThat(rows.list(view -> view.teams().list(ann, StoreRows.all())))
        .extracting(Team::id)
        .containsExactly(personal);
    Team moved =
        rows.find(view -> view.teams().find(children.get(0)))
            .orElseThrow()
            .withOwner(bob)
            .withoutParent();
    rows.write(tx -> tx.teams().save(moved), org);
    assertThat(rows.list(view -> view.teams().children(top, StoreRows.all()))).hasSize(3);
    assertThat(rows.list(view -> view.teams().ownedBy(org, ann, StoreRows.all()))).hasSize(3);
    assertThat(rows.list(view -> view.teams().ownedBy(org, bob, StoreRows.all())))
        .extracting(Team::id)
        .containsExactly(children.get(0), children.get(3));
    assertThat(rows.list(view -> view.teams().list(org, StoreRows.all())))
        .contains(moved)
        .hasSize(5);
  }

  @Test
  default void seats_are_found_from_both_ends() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    TeamId parent = rows.team(org, owner, "parent");
    TeamId team = rows.team(org, owner, "team", t -> t.parent(parent));
    TeamId second = rows.team(org, owner, "second");
    TeamId personal = rows.team(owner, owner, "team");
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      UserId user = rows.user();
      rows.member(org, user);
      rows.seat(org, team, user);
      users.add(user);
    }
    UserId ann = users.get(0);
    rows.seat(org, second, ann);
    rows.seat(owner, personal, ann);
    assertThat(rows.inSlices(view -> slice -> view.teams().seats(team, slice), Seat::user))
        .extracting(Seat::user)
        .containsExactlyElementsOf(users);
    assertThat(rows.list(view -> view.teams().seats(parent, StoreRows.all())))
        .as("not the members of its children")
        .isEmpty();
    assertThat(rows.inSlices(view -> slice -> view.teams().seatsOf(ann, org, slice), Seat::team))
        .extracting(Seat::team)
        .containsExactly(team, second);
    assertThat(rows.list(view -> view.teams().seatsOf(ann, owner, StoreRows.all())))
        .containsExactly(new Seat(personal, ann, false));
    Seat admin = new Seat(team, ann, true);
    rows.write(tx -> tx.teams().save(admin), org);
    assertThat(rows.find(view -> view.teams().seat(team, ann))).contains(admin);
    assertThat(rows.list(view -> view.teams().seats(team, StoreRows.all())))
        .contains(admin)
        .hasSize(4);
    assertThat(rows.list(view -> view.teams().seatsOf(ann, org, StoreRows.all()))).contains(admin);
    rows.write(tx -> tx.teams().delete(admin), org);
    assertThat(rows.find(view -> view.teams().seat(team, ann))).isEmpty();
    assertThat(rows.list(view -> view.teams().seats(team, StoreRows.all()))).hasSize(3);
    assertThat(rows.list(view -> view.teams().seatsOf(ann, org, StoreRows.all()))).hasSize(1);
  }

  @Test
  default void owners_of_stand_alone_teams_with_a_member_are_listed_once_by_id() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    rows.seat(org, rows.team(org, ann, "in an org"), ann);
    List<UserId> persons = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UserId person = rows.user();
      rows.seat(person, rows.team(person, person, "one"), ann);
      persons.add(person);
    }
    TeamId again = rows.team(persons.get(1), persons.get(1), "two");
    rows.seat(persons.get(1), again, ann);
    assertThat(
            rows.inSlices(
                view -> slice -> view.teams().personsSeating(ann, slice), (UserId id) -> id))
        .containsExactlyElementsOf(persons);
    rows.write(tx -> tx.teams().delete(new Seat(again, ann, false)), persons.get(1));
    assertThat(rows.list(view -> view.teams().personsSeating(ann, StoreRows.all()))).hasSize(3);
    TeamId first = rows.find(view -> view.teams().find(persons.get(0), "one")).orElseThrow().id();
    rows.write(tx -> tx.teams().delete(new Seat(first, ann, false)), persons.get(0));
    assertThat(rows.list(view -> view.teams().personsSeating(ann, StoreRows.all())))
        .containsExactly(persons.get(1), persons.get(2));
  }

  @Test
  default void a_resource_is_found_in_its_tenant_alone() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    Resource mine = rows.resource(org, StoreRows.doc("1"), ann);
    Resource same = rows.resource(other, StoreRows.doc("1"), ann, ResourceId.of("folder", "2"));
    assertThat(rows.find(view -> view.resources().find(org, StoreRows.doc("1")))).contains(mine);
    assertThat(rows.find(view -> view.resources().find(other, StoreRows.doc("1")))).contains(same);
    assertThat(rows.find(view -> view.resources().find(ann, StoreRows.doc("1")))).isEmpty();
    assertThat(rows.find(view -> view.resources().find(org, ResourceId.of("folder", "1"))))
        .isEmpty();
    rows.write(tx -> tx.resources().delete(mine), org);
    assertThat(rows.find(view -> view.resources().find(org, StoreRows.doc("1")))).isEmpty();
    assertThat(rows.find(view -> view.resources().find(other, StoreRows.doc("1")))).contains(same);
    assertThat(rows.list(view -> view.resources().ownedBy(org, ann, StoreRows.all()))).isEmpty();
    assertThat(rows.list(view -> view.resources().list(org, StoreRows.all()))).isEmpty();
  }

  @Test
  default void resources_are_listed_by_tenant_by_owner_and_by_parent_in_code_point_order() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    OrgId org = rows.org(ann);
    ResourceId top = ResourceId.of("a", "top");
    rows.resource(org, top, ann);
    // U+FFFD stands before U+1F600, although its UTF-16 unit is the greater one.
    List<String> names =
        List.of(" ", "%", "1", "10", "1 ", "2", "A", "a", "a/b", "á", "\uFFFD", "😀");
    for (String name : names) {
      rows.resource(org, StoreRows.doc(name), name.equals("2") ? bob : ann, top);
    }
    rows.resource(rows.org(ann), StoreRows.doc("elsewhere"), ann, top);
    List<ResourceId> children = names.stream().map(StoreRows::doc).sorted().toList();
    assertThat(children.get(children.size() - 1)).isEqualTo(StoreRows.doc("😀"));
    assertThat(
            rows.inSlices(
                view -> slice -> view.resources().children(org, top, slice), Resource::id))
        .extracting(Resource::id)
        .containsExactlyElementsOf(children);
    List<ResourceId> everything = new ArrayList<>(children);
    everything.add(0, top);
    assertThat(rows.inSlices(view -> slice -> view.resources().list(org, slice), Resource::id))
        .extracting(Resource::id)
        .containsExactlyElementsOf(everything);
    everything.remove(StoreRows.doc("2"));
    assertThat(
            rows.inSlices(view -> slice -> view.resources().ownedBy(org, ann, slice), Resource::id))
        .extracting(Resource::id)
        .containsExactlyElementsOf(everything);
    Resource moved = rows.resource(org, StoreRows.doc("1"), bob);
    assertThat(rows.list(view -> view.resources().children(org, top, StoreRows.all())))
        .hasSize(names.size() - 1);
    assertThat(rows.list(view -> view.resources().ownedBy(org, bob, StoreRows.all())))
        .extracting(Resource::id)
        .containsExactly(StoreRows.doc("1"), StoreRows.doc("2"));
    assertThat(rows.list(view -> view.resources().list(org, StoreRows.all()))).contains(moved);
  }
}
