package dev.bailiwick.contract.topic.team;

import static dev.bailiwick.contract.fixture.TeamActors.EDITORS;
import static dev.bailiwick.contract.fixture.TeamActors.MANAGERS;
import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.contract.fixture.TeamActors.tries;
import static dev.bailiwick.contract.fixture.TeamActors.unchanged;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.MemberOutcome.Kind;
import dev.bailiwick.user.NewMember;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The members of a team: added, updated, replaced. */
public interface TeamMembersContract extends ContractTopic {
  @Test
  default void its_admins_add_members_to_a_team() {
    tries(
        () -> new TeamActors(newStore()),
        EDITORS,
        "team.add_members",
        (actors, session) -> {
          UserId mia = actors.user(Part.MEMBER);
          Written<ImmutableList<MemberOutcome>> written =
              session.teams().members(actors.team).add(member(mia));
          assertThat(written.value())
              .containsExactly(MemberOutcome.of(member(mia), mia, Kind.ADDED));
          assertThat(members(actors)).contains(mia).hasSize(6);
          assertThat(written.revision())
              .isEqualTo(Revision.of(actors.org, revision(actors.world(), actors.org)));
          assertThat(actors.as(Part.MEMBER).may(Standard.OPERATE, actors.doc)).isTrue();
        });
  }

  @Test
  default void its_admins_change_the_admin_flag_of_members() {
    tries(
        () -> new TeamActors(newStore()),
        EDITORS,
        "team.add_members",
        (actors, session) -> {
          session.teams().members(actors.team).add(member(actors.user(Part.TEAM_MEMBER)).asAdmin());
          assertThat(admins(actors)).contains(actors.user(Part.TEAM_MEMBER));
        });
  }

  private static List<UserId> admins(TeamActors actors) {
    return actors.host().teams().members(actors.team).list(PageRequest.first()).items().stream()
        .filter(TeamMember::admin)
        .map(TeamMember::id)
        .toList();
  }

  private static List<UserId> members(TeamActors actors) {
    return actors.host().teams().members(actors.team).list(PageRequest.first()).items().stream()
        .map(TeamMember::id)
        .toList();
  }

  @Test
  default void adding_members_again_records_nothing_and_keeps_the_flag_that_is_not_said() {
    TeamActors actors = new TeamActors(newStore());
    var teams = actors.as(Part.ITS_OWNER).teams();
    UserId admin = actors.user(Part.TEAM_ADMIN);
    UserId plain = actors.user(Part.TEAM_MEMBER);
    Team before = teams.get(actors.team);
    actors.unchanged(
        () -> {
          Written<ImmutableList<MemberOutcome>> same =
              teams
                  .members(actors.team)
                  .add(
                      member(admin),
                      member(admin),
                      member("team_member@world.test"),
                      member(plain));
          assertThat(same.value())
              .containsExactly(
                  MemberOutcome.of(member(admin), admin, Kind.UNCHANGED),
                  MemberOutcome.of(member("team_member@world.test"), plain, Kind.UNCHANGED));
          assertThat(same.revision())
              .isEqualTo(Revision.of(actors.org, revision(actors.world(), actors.org)));
          teams.members(actors.team).add(member(admin).asAdmin(), member(plain).withAdmin(false));
          teams.members(actors.team).add();
        });
    assertThat(teams.get(actors.team)).isEqualTo(before);
    assertThat(admins(actors)).contains(admin).doesNotContain(plain);
    actors.world().clock().advance(Duration.ofSeconds(5));
    AuditEntry entry =
        actors.recorded(
            "team.add_members",
            () -> teams.members(actors.team).add(member(admin).withAdmin(false), member(plain)));
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).type()).isEqualTo(ItemType.SEAT);
    assertThat(entry.items().get(0).properties())
        .containsEntry("admin", new ItemChange.Values(Optional.of("true"), Optional.of("false")));
    assertThat(admins(actors)).doesNotContain(admin);
    assertThat(teams.get(actors.team).updatedAt()).isEqualTo(World.START.plusSeconds(5));
    assertThat(teams.get(actors.team).version()).isEqualTo(entry.number());
  }

  @Test
  default void only_active_members_of_the_org_are_added_to_its_teams() {
    TeamActors actors = new TeamActors(newStore());
    var teams = actors.as(Part.ITS_OWNER).teams();
    UserId newcomer = actors.world().user("newcomer");
    actors.world().system(actors.org).orgs().members(actors.org).add(member(newcomer));
    actors.world().system(actors.org).orgs().members(actors.org).deactivate(newcomer);
    List<NewMember> nobodies =
        List.of(
            member(actors.user(Part.OUTSIDER)),
            member("otto@world.test"),
            member(actors.user(Part.FROM_OTHER_ORG)),
            member("nobody@world.test"),
            member(new UserId(999_999)),
            member(newcomer));
    actors.unchanged(
        () -> {
          for (NewMember unknownUser : nobodies) {
            NewMember[] list = {member(actors.user(Part.MEMBER)), unknownUser};
            NoSuchMember added =
                catchThrowableOfType(
                    NoSuchMember.class, () -> teams.members(actors.team).add(list));
            assertThat(added.member()).isEqualTo(unknownUser.toString());
            assertThat(added).hasMessage("no such member, or out of reach: " + unknownUser);
            assertThatThrownBy(() -> teams.members(actors.team).replace(List.of(list)))
                .isInstanceOf(NoSuchMember.class);
            assertThatThrownBy(() -> teams.create(NewTeam.named("x").with(list)))
                .isInstanceOf(NoSuchMember.class);
          }
        });
    // Guests are refused too.
    actors.world().sharing(actors.org, true);
    assertThatThrownBy(() -> teams.members(actors.team).add(nobodies.get(0)))
        .isInstanceOf(NoSuchMember.class);
  }

  @Test
  default void every_active_account_can_be_added_to_a_stand_alone_team() {
    World world = world();
    UserId paul = world.user("paul");
    UserId jane = world.user("jane");
    UserId lou = world.user("lou");
    TeamId band = world.as(paul).teams().create(NewTeam.named("band")).id();
    assertThat(world.as(paul).teams().members(band).add(member(jane)).value()).hasSize(1);
    world.system().users().lock(lou);
    unchanged(
        world,
        paul,
        () -> {
          assertThatThrownBy(() -> world.as(paul).teams().members(band).add(member(lou)))
              .isInstanceOf(NoSuchMember.class);
          assertThatThrownBy(() -> world.as(jane).teams().members(band).add(member(jane).asAdmin()))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> world.as(jane).teams().members(band).remove(member(paul)))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> world.as(jane).teams().delete(band))
              .isInstanceOf(NoPermission.class);
        });
    world.as(paul).teams().members(band).add(member(jane).asAdmin());
    UserId kim = world.user("kim");
    assertThat(world.as(jane).teams().members(band).add(member(kim)).value()).hasSize(1);
    world.as(kim).teams().members(band).leave();
    assertThatThrownBy(() -> world.as(kim).teams().get(band)).isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void a_team_member_named_twice_in_different_ways_is_refused() {
    TeamActors actors = new TeamActors(newStore());
    var teams = actors.as(Part.ITS_OWNER).teams();
    NewMember[] list = {
      member(actors.user(Part.MEMBER)).asAdmin(), member("member@world.test").withAdmin(false)
    };
    actors.unchanged(
        () -> {
          assertThat(
                  catchThrowableOfType(
                          InvalidParameter.class, () -> teams.members(actors.team).add(list))
                      .field())
              .isEqualTo("members");
          assertThatThrownBy(() -> teams.members(actors.team).replace(List.of(list)))
              .isInstanceOf(InvalidParameter.class);
        });
  }

  @Test
  default void a_list_of_members_has_a_published_limit() {
    TeamActors actors = new TeamActors(newStore());
    var teams = actors.as(Part.ITS_OWNER).teams();
    List<NewMember> many = Collections.nCopies(Limits.BATCH + 1, member(actors.user(Part.MEMBER)));
    actors.unchanged(
        () -> {
          assertThatThrownBy(() -> teams.members(actors.team).add(many))
              .isInstanceOf(InvalidParameter.class);
          assertThatThrownBy(() -> teams.members(actors.team).replace(many))
              .isInstanceOf(InvalidParameter.class);
          assertThatThrownBy(() -> teams.members(actors.team).remove(many))
              .isInstanceOf(InvalidParameter.class);
        });
    assertThat(teams.members(actors.team).add(many.subList(0, Limits.BATCH)).value()).hasSize(1);
  }

  @Test
  default void its_owner_and_not_its_admins_replaces_the_members() {
    tries(
        () -> new TeamActors(newStore()),
        MANAGERS,
        "team.replace_members",
        (actors, session) -> {
          UserId mia = actors.user(Part.MEMBER);
          UserId former = actors.user(Part.TEAM_ADMIN);
          List<UserId> before = members(actors);
          Written<ImmutableList<MemberOutcome>> written =
              session.teams().members(actors.team).replace(member(mia).asAdmin(), member(former));
          assertThat(written.value().subList(0, 2))
              .containsExactly(
                  MemberOutcome.of(member(mia).asAdmin(), mia, Kind.ADDED),
                  MemberOutcome.of(member(former).withAdmin(false), former, Kind.CHANGED));
          assertThat(written.value().subList(2, written.value().size()))
              .extracting(MemberOutcome::id)
              .containsExactlyElementsOf(before.stream().filter(u -> !u.equals(former)).toList());
          assertThat(written.value().subList(2, written.value().size()))
              .extracting(MemberOutcome::kind)
              .containsOnly(Kind.REMOVED);
          assertThat(members(actors)).containsExactlyInAnyOrder(mia, former);
          // On the list without the flag is on it as a plain member.
          assertThat(admins(actors)).containsExactly(mia);
          assertThat(written.revision())
              .isEqualTo(Revision.of(actors.org, revision(actors.world(), actors.org)));
          actors.unchanged(
              () ->
                  actors
                      .host()
                      .teams()
                      .members(actors.team)
                      .replace(member(former), member(mia).asAdmin()));
        });
  }
}
