package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.OrgMembers;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.WatchedLists;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.MemberOutcome.Kind;
import dev.bailiwick.user.NewMember;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The outcomes of a change of an org's members, and members that are not active. */
public interface OrgMemberOutcomesContract extends ContractTopic {
  /** An org with a member of each state: active, suspended, deactivated, locked. */
  final class Staff {
    final World world;
    final UserId olga;
    final OrgId acme;
    final UserId ina;
    final UserId dan;
    final UserId lou;

    Staff(World world) {
      this.world = world;
      olga = world.user("olga");
      acme = world.org("acme", olga);
      ina = world.admin("ina", acme);
      dan = world.member("dan", acme);
      lou = world.member("lou", acme);
      world.system(acme).orgs().members(acme).deactivate(ina);
      world.system().users().deactivate(dan);
      world.system().users().lock(lou);
    }

    OrgMembers members() {
      return world.as(olga, acme).orgs().members(acme);
    }

    List<OrgMember> listed() {
      return members().list(PageRequest.first()).items();
    }
  }

  @Test
  default void each_named_person_of_an_org_has_an_outcome_in_the_order_of_the_call() {
    Staff staff = new Staff(world());
    UserId gus = staff.world.user("gus");
    staff.world.user("gone");
    staff.world.system().users().lock(gus);
    // An address names a person outside the org for the host only.
    List<MemberOutcome> outcomes =
        staff
            .world
            .system(staff.acme)
            .orgs()
            .members(staff.acme)
            .add(
                member(staff.lou),
                member("new@acme.test"),
                member(staff.ina),
                member("gus@world.test"),
                member(staff.dan).asAdmin(),
                member(staff.olga),
                member("gone@world.test").asAdmin())
            .value();
    assertThat(outcomes)
        .extracting(MemberOutcome::kind)
        .containsExactly(
            Kind.INACTIVE,
            Kind.ADDED,
            Kind.INACTIVE,
            Kind.INACTIVE,
            Kind.INACTIVE,
            Kind.UNCHANGED,
            Kind.ADDED);
    assertThat(outcomes.get(3).id()).isEqualTo(gus);
    assertThat(staff.members().add(member("gone@world.test").withAdmin(false)).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(Kind.CHANGED);
    assertThat(staff.listed())
        .filteredOn(OrgMember::admin)
        .extracting(OrgMember::id)
        .containsExactly(staff.olga, staff.ina, staff.dan);
  }

  @Test
  default void the_list_of_an_orgs_members_can_be_written_back_whatever_their_state() {
    Staff staff = new Staff(world());
    List<OrgMember> before = staff.listed();
    LogSnapshot log = LogSnapshot.of(staff.world.store());
    List<NewMember> same = before.stream().map(OrgMember::asNewMember).toList();
    assertThat(staff.members().replace(same).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(Kind.UNCHANGED, Kind.INACTIVE, Kind.INACTIVE, Kind.INACTIVE);
    staff.members().add(same);
    assertThat(staff.listed()).isEqualTo(before);
    assertThat(LogSnapshot.of(staff.world.store())).isEqualTo(log);
  }

  @Test
  default void every_id_out_of_reach_is_named_or_skipped() {
    Staff staff = new Staff(world());
    UserId outsider = staff.world.user("out");
    UserId unknownUser = new UserId(Long.MAX_VALUE - 1);
    List<NewMember> list =
        List.of(
            member(outsider),
            member(staff.olga).asAdmin(),
            member(unknownUser),
            member("new@acme.test"));
    LogSnapshot before = LogSnapshot.of(staff.world.store());
    String[] culprits = {outsider.toString(), unknownUser.toString()};
    assertThatThrownBy(() -> staff.members().add(list))
        .isInstanceOfSatisfying(
            NoSuchMember.class, refused -> assertThat(refused.members()).containsExactly(culprits));
    assertThatThrownBy(() -> staff.members().replace(list))
        .isInstanceOfSatisfying(
            NoSuchMember.class, refused -> assertThat(refused.members()).containsExactly(culprits));
    assertThat(LogSnapshot.of(staff.world.store())).isEqualTo(before);

    List<MemberOutcome> added = staff.members().addReachable(list).value();
    assertThat(added)
        .extracting(MemberOutcome::kind)
        .containsExactly(Kind.UNREACHABLE, Kind.UNCHANGED, Kind.UNREACHABLE, Kind.ADDED);
    assertThat(staff.listed()).hasSize(5);
    assertThatThrownBy(() -> staff.members().replaceReachable(List.of(list.get(0))))
        .as("the owner stays")
        .isInstanceOf(OrgConflict.class);
    assertThat(staff.members().replaceReachable(list).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(
            Kind.UNREACHABLE,
            Kind.UNCHANGED,
            Kind.UNREACHABLE,
            Kind.UNCHANGED,
            Kind.REMOVED,
            Kind.REMOVED,
            Kind.REMOVED);
    assertThat(staff.listed())
        .extracting(OrgMember::id)
        .containsExactly(staff.olga, added.get(3).id());
    // A host reaches every account.
    assertThat(staff.world.system(staff.acme).orgs().members(staff.acme).addReachable(list).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(Kind.ADDED, Kind.UNCHANGED, Kind.UNREACHABLE, Kind.UNCHANGED);
  }

  @Test
  default void a_repeated_request_about_an_org_returns_the_same_outcomes() {
    Staff staff = new Staff(world());
    List<NewMember> list =
        List.of(
            member(new UserId(Long.MAX_VALUE - 1)),
            member("new@acme.test").named("New"),
            member(staff.olga).asAdmin());
    OrgMembers once =
        staff.world.as(staff.olga, staff.acme).operation("1").orgs().members(staff.acme);
    var first = once.replaceReachable(list);
    staff.members().remove(first.value().get(1).id());
    assertThat(once.replaceReachable(list)).isEqualTo(first);
  }

  @Test
  default void adding_reads_no_list_of_an_orgs_members() {
    WatchedLists watched = new WatchedLists(newStore());
    Staff staff = new Staff(new World(watched));
    OrgMembers members = staff.members();
    watched.read().clear();
    members.add(member("new@acme.test"), member(staff.ina), member(staff.olga));
    members.addReachable(List.of(member(staff.lou).asAdmin()));
    assertThat(watched.read()).isEmpty();
    members.list(PageRequest.first());
    assertThat(watched.read()).as("the watch itself").isNotEmpty();
  }
}
