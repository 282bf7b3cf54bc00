package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.TeamMembers;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.WatchedLists;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.MemberOutcome.Kind;
import dev.bailiwick.user.NewMember;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The outcomes of a change of a team's members, and members that are not active. */
public interface TeamMemberOutcomesContract extends ContractTopic {
  /** A team with a member of each state: active, suspended in the org, deactivated, locked. */
  final class Crew {
    final World world;
    final UserId olga;
    final OrgId acme;
    final UserId ann;
    final UserId ina;
    final UserId dan;
    final UserId lou;
    final TeamId ops;

    Crew(World world) {
      this.world = world;
      olga = world.user("olga");
      acme = world.org("acme", olga);
      ann = world.member("ann", acme);
      ina = world.member("ina", acme);
      dan = world.member("dan", acme);
      lou = world.member("lou", acme);
      ops = world.team("ops", acme, olga, ann, ina, dan, lou);
      world.system(acme).orgs().members(acme).deactivate(ina);
      world.system().users().deactivate(dan);
      world.system().users().lock(lou);
    }

    TeamMembers members() {
      return world.as(olga, acme).teams().members(ops);
    }

    List<TeamMember> listed() {
      return members().list(PageRequest.first()).items();
    }
  }

  @Test
  default void each_named_person_has_an_outcome_in_the_order_of_the_call() {
    Crew crew = new Crew(world());
    UserId bob = crew.world.member("bob", crew.acme);
    crew.world.system().users().lock(bob);
    UserId eve = crew.world.member("eve", crew.acme);
    NewMember byAddress = member("eve@world.test");
    assertThat(
            crew.members()
                .add(
                    member(crew.lou),
                    byAddress,
                    member(crew.ann).asAdmin(),
                    member(eve),
                    member(crew.ina).asAdmin(),
                    member(bob),
                    member(crew.dan))
                .value())
        .containsExactly(
            MemberOutcome.of(member(crew.lou), crew.lou, Kind.INACTIVE),
            MemberOutcome.of(byAddress, eve, Kind.ADDED),
            MemberOutcome.of(member(crew.ann).asAdmin(), crew.ann, Kind.CHANGED),
            MemberOutcome.of(member(crew.ina).asAdmin(), crew.ina, Kind.INACTIVE),
            MemberOutcome.of(member(bob), bob, Kind.INACTIVE),
            MemberOutcome.of(member(crew.dan), crew.dan, Kind.INACTIVE));
    assertThat(crew.listed())
        .filteredOn(TeamMember::admin)
        .extracting(TeamMember::id)
        .containsExactly(crew.ann, crew.ina);
    assertThat(crew.listed())
        .filteredOn(TeamMember::active)
        .extracting(TeamMember::id)
        .containsExactly(crew.ann, eve);
  }

  @Test
  default void the_list_of_members_can_be_written_back_whatever_their_state() {
    Crew crew = new Crew(world());
    List<TeamMember> before = crew.listed();
    LogSnapshot log = LogSnapshot.of(crew.world.store());
    List<NewMember> same = before.stream().map(TeamMember::asNewMember).toList();
    assertThat(crew.members().replace(same).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(Kind.UNCHANGED, Kind.INACTIVE, Kind.INACTIVE, Kind.INACTIVE);
    assertThat(crew.members().add(same).value()).hasSize(4);
    crew.members().add(member("ina@world.test"), member("lou@world.test"));
    crew.world
        .as(crew.olga, crew.acme)
        .teams()
        .update(crew.ops, TeamChange.builder().addMembers(member(crew.ina)).build());
    assertThat(crew.listed()).isEqualTo(before);
    assertThat(LogSnapshot.of(crew.world.store())).isEqualTo(log);
    crew.members().remove(member(crew.ina));
    assertThatThrownBy(() -> crew.members().replace(same))
        .isInstanceOfSatisfying(
            NoSuchMember.class,
            refused -> assertThat(refused.members()).containsExactly(crew.ina.toString()));
  }

  @Test
  default void the_members_of_a_stand_alone_team_can_be_written_back_whatever_their_state() {
    World world = world();
    UserId paul = world.user("paul");
    UserId lou = world.user("lou");
    UserId new1 = world.user("new1");
    TeamId band = world.as(paul).teams().create(NewTeam.named("band").with(member(lou))).id();
    world.system().users().lock(lou);
    world.system().users().lock(new1);
    TeamMembers members = world.as(paul).teams().members(band);
    TeamMember listed = members.list(PageRequest.first()).items().get(0);
    assertThat(listed.active()).isFalse();
    assertThat(members.replace(listed.asNewMember()).value())
        .containsExactly(MemberOutcome.of(listed.asNewMember(), lou, Kind.INACTIVE));
    assertThatThrownBy(() -> members.replace(member(lou), member(new1)))
        .isInstanceOfSatisfying(
            NoSuchMember.class,
            refused -> assertThat(refused.members()).containsExactly(new1.toString()));
  }

  @Test
  default void every_person_who_cannot_be_a_member_is_named_or_skipped() {
    Crew crew = new Crew(world());
    UserId outsider = crew.world.user("out");
    UserId ida = crew.world.member("ida", crew.acme);
    UserId new1 = crew.world.member("new1", crew.acme);
    crew.world.system(crew.acme).orgs().members(crew.acme).deactivate(ida);
    UserId unknownUser = new UserId(Long.MAX_VALUE - 1);
    List<NewMember> list =
        List.of(
            member(unknownUser),
            member(new1),
            member("nobody@world.test"),
            member(crew.ina),
            member(ida),
            member("out@world.test"),
            member(outsider));
    String[] culprits = {
      unknownUser.toString(),
      "nobody@world.test",
      ida.toString(),
      "out@world.test",
      outsider.toString()
    };
    LogSnapshot before = LogSnapshot.of(crew.world.store());
    assertThatThrownBy(() -> crew.members().add(list))
        .isInstanceOfSatisfying(
            NoSuchMember.class,
            refused -> {
              assertThat(refused.members()).containsExactly(culprits);
              assertThat(refused.member()).isEqualTo(culprits[0]);
              assertThat(refused).hasMessageContaining(String.join(", ", culprits));
            });
    assertThatThrownBy(() -> crew.members().replace(list))
        .isInstanceOfSatisfying(
            NoSuchMember.class, refused -> assertThat(refused.members()).containsExactly(culprits));
    assertThat(LogSnapshot.of(crew.world.store())).isEqualTo(before);

    List<MemberOutcome> added = crew.members().addReachable(list).value();
    assertThat(added)
        .containsExactly(
            MemberOutcome.unreachable(list.get(0)),
            MemberOutcome.of(list.get(1), new1, Kind.ADDED),
            MemberOutcome.unreachable(list.get(2)),
            MemberOutcome.of(list.get(3), crew.ina, Kind.INACTIVE),
            MemberOutcome.unreachable(list.get(4)),
            MemberOutcome.unreachable(list.get(5)),
            MemberOutcome.unreachable(list.get(6)));
    assertThat(crew.listed())
        .extracting(TeamMember::id)
        .containsExactlyInAnyOrder(crew.ann, crew.ina, crew.dan, crew.lou, new1);

    List<MemberOutcome> replaced = crew.members().replaceReachable(list).value();
    assertThat(replaced.subList(0, 7))
        .extracting(MemberOutcome::kind)
        .containsExactly(
            Kind.UNREACHABLE,
            Kind.UNCHANGED,
            Kind.UNREACHABLE,
            Kind.INACTIVE,
            Kind.UNREACHABLE,
            Kind.UNREACHABLE,
            Kind.UNREACHABLE);
    assertThat(replaced.subList(7, replaced.size()))
        .extracting(MemberOutcome::id)
        .containsExactly(crew.ann, crew.dan, crew.lou);
    assertThat(crew.listed()).extracting(TeamMember::id).containsExactlyInAnyOrder(crew.ina, new1);
  }

  @Test
  default void a_repeated_request_returns_the_same_outcomes() {
    Crew crew = new Crew(world());
    UserId new1 = crew.world.member("new1", crew.acme);
    List<NewMember> list =
        List.of(member("nobody@world.test"), member("new1@world.test"), member(crew.lou));
    TeamMembers once = crew.world.as(crew.olga, crew.acme).operation("1").teams().members(crew.ops);
    var first = once.replaceReachable(list);
    assertThat(first.value()).hasSize(6);
    crew.members().remove(member(new1), member(crew.lou));
    assertThat(once.replaceReachable(list)).isEqualTo(first);
    assertThatThrownBy(() -> once.replace(list)).isInstanceOf(OperationReused.class);
  }

  @Test
  default void adding_and_removing_reads_no_list_of_members() {
    WatchedLists watched = new WatchedLists(newStore());
    Crew crew = new Crew(new World(watched));
    UserId new1 = crew.world.member("new1", crew.acme);
    TeamMembers members = crew.members();
    watched.read().clear();
    members.add(member(new1));
    members.add(member(new1).asAdmin(), member("ann@world.test"));
    members.addReachable(List.of(member(new UserId(Long.MAX_VALUE - 1))));
    assertThat(members.remove(member(new1), member(crew.lou)).value())
        .containsExactly(new1, crew.lou);
    assertThat(watched.read()).isEmpty();
    members.list(PageRequest.first());
    assertThat(watched.read()).as("the watch itself").isNotEmpty();
  }

  @Test
  default void a_person_named_twice_with_different_flags_is_refused_in_every_call() {
    Crew crew = new Crew(world());
    List<NewMember> twice = List.of(member(crew.ann), member(crew.ann).asAdmin());
    assertThatThrownBy(() -> crew.members().add(twice)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> crew.members().addReachable(twice))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> crew.members().replaceReachable(twice))
        .isInstanceOf(InvalidParameter.class);
  }
}
