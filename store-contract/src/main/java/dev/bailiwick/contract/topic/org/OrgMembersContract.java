package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.MemberOutcome.Kind;
import dev.bailiwick.user.UserStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** The members of an org: adding, editing and removing them. */
public interface OrgMembersContract
    extends OrgMembersRightsContract,
        LeavingContract,
        OrgMemberAdditionContract,
        OrgMemberOutcomesContract {
  @Test
  default void members_are_listed_by_id_page_by_page() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    UserId eve = world.admin("eve", acme);
    world.system().orgs().members(acme).deactivate(eve);
    world.system().users().deactivate(bob);
    OrgMembers members = world.as(owner).orgs().members(acme);

    assertThat(members.list(PageRequest.first()))
        .extracting(OrgMembersContract::shown)
        .containsExactly(
            tuple(
                owner,
                "owner",
                Optional.of(Email.of("owner@world.test")),
                true,
                true,
                true,
                UserStatus.ACTIVE),
            tuple(
                bob,
                "bob",
                Optional.of(Email.of("bob@world.test")),
                false,
                false,
                true,
                UserStatus.DEACTIVATED),
            tuple(
                eve,
                "eve",
                Optional.of(Email.of("eve@world.test")),
                true,
                false,
                false,
                UserStatus.ACTIVE));

    Page<OrgMember> first = members.list(PageRequest.first(2));
    Page<OrgMember> second = members.list(PageRequest.first(2).after(first.next().orElseThrow()));
    assertThat(first.items()).extracting(OrgMember::id).containsExactly(owner, bob);
    assertThat(second.items()).extracting(OrgMember::id).containsExactly(eve);
    assertThat(second.next()).isEmpty();
  }

  private static Tuple shown(OrgMember member) {
    return tuple(
        member.id(),
        member.fullName(),
        member.email(),
        member.admin(),
        member.owner(),
        member.active(),
        member.status());
  }

  @Test
  default void a_page_token_serves_its_caller_and_its_list_only() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgId other = world.org("other", owner);
    UserId bob = world.member("bob", acme);
    String token =
        world.as(owner).orgs().members(acme).list(PageRequest.first(1)).next().orElseThrow();
    PageRequest next = PageRequest.first(1).after(token);

    for (OrgMembers wrong :
        List.of(world.as(bob).orgs().members(acme), world.as(owner).orgs().members(other))) {
      assertThatThrownBy(() -> wrong.list(next))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("page.token"));
    }
    for (String bad : List.of("", "x", token + "A", "!", token.substring(1))) {
      assertThatThrownBy(
              () -> world.as(owner).orgs().members(acme).list(PageRequest.first(1).after(bad)))
          .isInstanceOf(InvalidParameter.class);
    }
  }

  @Test
  default void replacing_makes_exactly_the_given_list() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId eve = world.admin("eve", acme);
    UserId bob = world.member("bob", acme);
    UserId ida = world.member("ida", acme);
    OrgMembers members = world.as(owner).orgs().members(acme);

    Written<ImmutableList<MemberOutcome>> replaced =
        members.replace(
            member("new@acme.test").asAdmin(), member(owner).asAdmin(), member(eve), member(ida));

    UserId made = replaced.value().get(0).id();
    assertThat(replaced.value())
        .containsExactly(
            MemberOutcome.of(member("new@acme.test").asAdmin(), made, Kind.ADDED),
            MemberOutcome.of(member(owner).asAdmin(), owner, Kind.UNCHANGED),
            MemberOutcome.of(member(eve).withAdmin(false), eve, Kind.CHANGED),
            MemberOutcome.of(member(ida).withAdmin(false), ida, Kind.UNCHANGED),
            MemberOutcome.of(member(bob), bob, Kind.REMOVED));
    List<OrgMember> listed = members.list(PageRequest.first()).items();
    assertThat(listed).extracting(OrgMember::id).containsExactly(owner, eve, ida, made);
    assertThat(listed).extracting(OrgMember::admin).containsExactly(true, false, false, true);
    assertThat(world.log(acme).get(0).event().name()).isEqualTo("org.replace_members");
    assertThat(replaced.revision().numbers()).containsKeys(acme, eve, bob);
    assertThat(replaced.revision().numbers()).doesNotContainKeys(owner, ida);
  }

  @Test
  default void a_removed_member_loses_everything_in_the_org_and_gets_nothing_back() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgId globex = world.org("globex", owner);
    UserId bob = world.member("bob", acme);
    UserId eve = world.member("eve", acme);
    world.join(globex, bob);
    TeamId seated = world.team("seated", acme, owner, bob);
    TeamId owned = world.team("owned", acme, bob);
    TeamId elsewhere = world.team("elsewhere", globex, owner, bob);
    var host = world.system(acme);
    host.resources().register(DOC.id("owned").ownedBy(bob));
    host.resources().register(DOC.id("granted").ownedBy(owner));
    host.grants().grant(Standard.ADMIN, DOC.id("granted"), bob);
    host.grants().grant(Standard.OPERATOR, seated, bob);
    host.users().setDefaultOrg(bob, acme);
    OrgMembers members = world.as(owner).orgs().members(acme);

    Written<ImmutableList<UserId>> removed = members.remove(List.of(bob, bob), eve);

    assertThat(removed.value()).containsExactly(bob);
    assertThat(removed.revision().numbers().keySet()).containsExactly(bob, acme);
    assertThat(world.system().teams().members(seated).list(PageRequest.first()).items()).isEmpty();
    assertThat(world.system().teams().get(owned).owner()).isEqualTo(eve);
    assertThat(host.resources().get(DOC.id("owned")).owner()).isEqualTo(eve);
    assertThat(host.grants().list(DOC.id("granted"), PageRequest.first())).isEmpty();
    assertThat(host.grants().list(seated, PageRequest.first())).isEmpty();
    assertThat(host.users().get(bob).defaultOrg()).isEmpty();
    assertThat(world.system().teams().members(elsewhere).list(PageRequest.first()).items())
        .hasSize(1);
    assertThat(host.users().memberships(bob)).extracting(m -> m.org()).containsExactly(globex);

    members.add(member("bob@world.test"));
    for (String id : List.of("owned", "granted")) {
      assertThat(world.as(bob, acme).may(Permission.READ, DOC.id(id))).isFalse();
    }
    assertThat(world.as(bob, acme).may(Permission.READ, seated)).isFalse();
    assertThat(host.users().get(bob).defaultOrg()).isEmpty();
  }

  @Test
  default void without_an_heir_the_owner_of_the_org_inherits() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    UserId eve = world.member("eve", acme);
    UserId ann = world.member("ann", acme);
    TeamId bobs = world.team("bobs", acme, bob);
    TeamId eves = world.team("eves", acme, eve);
    TeamId anns = world.team("anns", acme, ann);

    world.as(owner).orgs().members(acme).remove(bob);
    world.as(eve).orgs().members(acme).leave();
    world.as(owner).orgs().members(acme).replace(member(owner).asAdmin());

    for (TeamId team : List.of(bobs, eves, anns)) {
      assertThat(world.system().teams().get(team).owner()).isEqualTo(owner);
    }
  }

  @Test
  default void an_heir_is_an_active_member_that_stays() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    UserId eve = world.member("eve", acme);
    UserId inactive = world.member("inactive", acme);
    UserId locked = world.member("locked", acme);
    UserId off = world.member("off", acme);
    UserId stranger = world.user("stranger");
    world.system().orgs().members(acme).deactivate(inactive);
    world.system().users().lock(locked);
    world.system().users().deactivate(off);
    OrgMembers members = world.as(owner).orgs().members(acme);
    LogSnapshot before = LogSnapshot.of(world.store());

    for (UserId heir :
        List.of(bob, eve, inactive, locked, off, stranger, new UserId(Long.MAX_VALUE - 7))) {
      assertThatThrownBy(() -> members.remove(List.of(bob, eve), heir))
          .isInstanceOfSatisfying(
              NoSuchMember.class, e -> assertThat(e.member()).isEqualTo(heir.toString()));
      assertThatThrownBy(() -> members.replace(List.of(member(owner).asAdmin()), heir))
          .isInstanceOf(NoSuchMember.class);
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void removing_a_non_member_does_nothing() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId stranger = world.user("stranger");
    LogSnapshot before = LogSnapshot.of(world.store());

    Written<ImmutableList<UserId>> removed =
        world.as(owner).orgs().members(acme).remove(stranger, new UserId(Long.MAX_VALUE - 7));

    assertThat(removed.value()).isEmpty();
    assertThat(removed.revision().numbers()).isEqualTo(Map.of(acme, before.revision(acme)));
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void only_members_are_edited_and_all_in_one_step() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    UserId stranger = world.user("stranger");
    OrgMembers members = world.as(owner).orgs().members(acme);
    LogSnapshot before = LogSnapshot.of(world.store());

    for (Runnable call :
        List.<Runnable>of(
            () -> members.makeAdmin(bob, stranger),
            () -> members.activate(bob, stranger),
            () -> members.deactivate(bob, stranger))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              NoSuchMember.class, e -> assertThat(e.member()).isEqualTo(stranger.toString()));
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void an_admin_flag_is_changed_once_for_each_named_user() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);

    Written<ImmutableList<OrgMember>> written =
        world.as(owner).orgs().members(acme).makeAdmin(bob, owner, bob);

    assertThat(written.value()).extracting(OrgMember::id).containsExactly(bob, owner);
    assertThat(written.value()).extracting(OrgMember::admin).containsOnly(true);
    assertThat(written.revision().numbers().keySet()).containsExactly(bob, acme);
    AuditEntry entry = world.log(acme).get(0);
    assertThat(entry.items()).hasSize(1);
    assertThat(change(entry, "admin"))
        .isEqualTo(new ItemChange.Values(Optional.of("false"), Optional.of("true")));
  }

  @Test
  default void an_inactive_membership_gives_nothing_until_it_is_active_again() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    world.sharing(acme, true);
    UserId bob = world.admin("bob", acme);
    var host = world.system(acme);
    host.resources().register(DOC.id("1").ownedBy(bob));
    host.users().setDefaultOrg(bob, acme);
    OrgMembers members = world.as(owner).orgs().members(acme);

    OrgMember off = members.deactivate(bob).value().get(0);

    assertThat(off.active()).isFalse();
    assertThat(off.admin()).isTrue();
    assertThat(off.status()).isEqualTo(UserStatus.ACTIVE);
    assertThat(world.as(bob, acme).may(Permission.READ, DOC.id("1"))).isFalse();
    assertThat(host.resources().get(DOC.id("1")).owner()).isEqualTo(bob);
    assertThat(host.users().get(bob).defaultOrg()).isEmpty();
    assertThat(change(world.log(acme).get(0), "active"))
        .isEqualTo(new ItemChange.Values(Optional.of("true"), Optional.of("false")));

    assertThat(members.activate(bob).value().get(0).active()).isTrue();
    assertThat(world.as(bob, acme).may(Permission.MANAGE, DOC.id("1"))).isTrue();
    assertThat(host.users().get(bob).defaultOrg()).isEmpty();
  }

  @Test
  default void a_default_org_elsewhere_stays() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgId globex = world.org("globex", owner);
    UserId bob = world.member("bob", acme);
    world.join(globex, bob);
    world.system().users().setDefaultOrg(bob, globex);

    world.as(owner).orgs().members(acme).deactivate(bob);
    world.as(owner).orgs().members(acme).remove(bob);

    assertThat(world.system().users().get(bob).defaultOrg()).contains(globex);
  }

  private static ItemChange.Values change(AuditEntry entry, String field) {
    ItemChange.Values values = entry.items().get(0).properties().get(field);
    if (values == null) {
      throw new AssertionError(field + " did not change in " + entry);
    }
    return values;
  }
}
