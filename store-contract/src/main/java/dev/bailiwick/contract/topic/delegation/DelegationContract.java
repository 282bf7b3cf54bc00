package dev.bailiwick.contract.topic.delegation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.delegation.NoSuchDelegation;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The allowing of service accounts to act for a person, the lists, and the revocation. */
public interface DelegationContract extends ContractTopic {
  @Test
  default void a_person_allows_an_agent_for_thirty_days() {
    DelegationScene scene = DelegationScene.in(world());
    KeyScope scope = KeyScope.all().withRoles(COLLABORATOR).withResources(DOC.id("1"));
    Delegation usual = scene.allow(scene.wanted().withScope(scope));
    assertThat(usual)
        .isEqualTo(
            new Delegation(
                usual.id(),
                scene.org(),
                scene.pat(),
                scene.robot(),
                "reports",
                scope,
                World.START,
                World.START.plus(Duration.ofDays(30))));
    assertThat(scene.acting(usual).may(READ, DOC.id("1"))).isTrue();
    Delegation longest = scene.allow(scene.wanted().lasting(NewDelegation.LONGEST));
    assertThat(longest.endsAt()).isEqualTo(World.START.plus(Duration.ofDays(365)));
    for (Duration lifetime :
        List.of(
            Duration.ZERO, Duration.ofNanos(-1), NewDelegation.LONGEST.plus(Duration.ofNanos(1)))) {
      assertThatThrownBy(() -> scene.wanted().lasting(lifetime))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("delegation.lifetime"));
    }
    assertThatThrownBy(() -> NewDelegation.to(scene.robot(), " "))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("delegation.purpose"));
  }

  @Test
  default void nobody_allows_an_agent_for_another_person_THREATS_13() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    UserId root = world.superUser("root");
    UserId rob = world.member("rob", scene.org());
    world.system().users().makeSuperUser(rob);
    UserId stranger = world.user("stranger");
    UserId off = world.member("off", scene.org());
    scene.owner().orgs().members(scene.org()).deactivate(off);
    Session impersonator =
        world
            .bailiwick()
            .actingAs(
                world
                    .as(root)
                    .impersonations()
                    .begin(NewImpersonation.of(scene.org(), scene.pat(), "ticket").breakingGlass())
                    .value()
                    .actor());
    UserId second = scene.owner().users().registerService(scene.org(), "second").id();
    LogSnapshot before = LogSnapshot.of(world.store());
    for (Session other :
        List.of(
            world.system(scene.org()),
            world.as(root, scene.org()),
            world.as(rob, scene.org()),
            world.as(second, scene.org()),
            impersonator)) {
      assertThatThrownBy(() -> other.agents().allow(scene.wanted()))
          .as(other.actor().toString())
          .isInstanceOf(NoPermission.class);
    }
    for (UserId outside : List.of(stranger, off)) {
      assertThatThrownBy(() -> world.as(outside, scene.org()).agents().allow(scene.wanted()))
          .isInstanceOf(NoSuchOrg.class);
    }
    assertThatThrownBy(() -> world.as(scene.pat()).agents().allow(scene.wanted()))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("actor.org"));
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void only_a_service_account_of_the_org_can_be_an_agent() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    UserId otto = world.user("otto");
    OrgId other = world.org("other", otto);
    UserId foreign = world.as(otto, other).users().registerService(other, "foreign").id();
    UserId off = scene.owner().users().registerService(scene.org(), "off").id();
    scene.owner().orgs().members(scene.org()).deactivate(off);
    UserId locked = scene.owner().users().registerService(scene.org(), "locked").id();
    scene.owner().users().lock(locked);
    for (UserId agent : List.of(foreign, off, locked, otto, new UserId(987_654_321))) {
      assertThatThrownBy(() -> scene.allow(NewDelegation.to(agent, "x")))
          .isInstanceOf(NoSuchMember.class);
    }
    for (UserId agent : List.of(scene.olga(), scene.pat())) {
      assertThatThrownBy(() -> scene.allow(NewDelegation.to(agent, "x")))
          .isInstanceOf(NoPermission.class);
    }
    world.system().orgs().suspend(scene.org(), "unpaid");
    assertThatThrownBy(scene::allow).isInstanceOf(OrgSuspended.class);
  }

  @Test
  default void a_scope_names_roles_and_types_of_the_model() {
    DelegationScene scene = DelegationScene.in(world());
    for (KeyScope scope :
        List.of(
            KeyScope.all().withRoles(Role.of("nobody")),
            KeyScope.all().withRoles(Role.ofOrg("own")),
            KeyScope.all().withResources(ResourceType.of("unknown").id("1")))) {
      assertThatThrownBy(() -> scene.allow(scene.wanted().withScope(scope)))
          .isInstanceOf(InvalidParameter.class);
    }
    assertThat(scene.person().agents().mine()).isEmpty();
  }

  @Test
  default void a_person_has_a_hundred_delegations_in_an_org_that_count() {
    DelegationScene scene = DelegationScene.in(world());
    List<Delegation> all = new ArrayList<>();
    all.add(scene.allow(scene.wanted().lasting(Duration.ofDays(1))));
    for (int i = 1; i < NewDelegation.MOST; i++) {
      all.add(scene.allow());
    }
    assertThat(scene.person().agents().mine()).isEqualTo(all);
    assertThatThrownBy(scene::allow).isInstanceOf(LimitExceeded.class);
    UserId other = scene.world().member("other", scene.org());
    scene.world().as(other, scene.org()).agents().allow(scene.wanted());
    scene.world().clock().advance(Duration.ofDays(1));
    assertThatCode(scene::allow).as("one has ended").doesNotThrowAnyException();
    all.remove(0);
    assertThat(scene.person().agents().mine())
        .hasSize(NewDelegation.MOST)
        .startsWith(all.toArray(Delegation[]::new));
    assertThatThrownBy(scene::allow).isInstanceOf(LimitExceeded.class);
  }

  @Test
  default void the_person_the_agent_and_the_admins_list_what_counts() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    UserId mia = world.member("mia", scene.org());
    UserId adam = world.admin("adam", scene.org());
    UserId second = scene.owner().users().registerService(scene.org(), "second").id();
    OrgId elsewhere = world.org("other", mia);
    world.join(elsewhere, scene.pat());
    UserId there = world.as(mia, elsewhere).users().registerService(elsewhere, "there").id();
    Delegation short1 = scene.allow(scene.wanted().lasting(Duration.ofDays(1)));
    Delegation a = scene.allow();
    Delegation b = scene.allow(NewDelegation.to(second, "mail"));
    Delegation c = world.as(mia, scene.org()).agents().allow(scene.wanted()).value();
    Delegation d =
        world.as(scene.pat(), elsewhere).agents().allow(NewDelegation.to(there, "other")).value();
    world.clock().set(short1.endsAt());

    assertThat(scene.person().agents().mine()).containsExactly(a, b);
    assertThat(world.as(scene.pat()).agents().mine()).containsExactly(a, b, d);
    assertThat(world.as(scene.pat(), elsewhere).agents().mine()).containsExactly(d);
    assertThat(scene.agent().agents().ofMe()).containsExactly(a, c);
    assertThat(world.as(second, scene.org()).agents().ofMe()).containsExactly(b);
    assertThat(scene.person().agents().ofMe()).isEmpty();
    assertThat(scene.agent().agents().mine()).isEmpty();
    for (Session admin :
        List.of(world.as(adam, scene.org()), scene.owner(), world.system(scene.org()))) {
      assertThat(Page.all(request -> admin.agents().ofOrg(scene.org(), request)).toList())
          .containsExactly(a, b, c);
      Page<Delegation> page = admin.agents().ofOrg(scene.org(), PageRequest.first(2));
      assertThat(page.items()).containsExactly(a, b);
    }
    for (Session member : List.of(scene.person(), scene.agent())) {
      assertThatThrownBy(() -> member.agents().ofOrg(scene.org(), PageRequest.first()))
          .isInstanceOf(NoPermission.class);
    }
    assertThatThrownBy(() -> scene.owner().agents().ofOrg(elsewhere, PageRequest.first()))
        .isInstanceOf(NoSuchOrg.class);
  }

  @Test
  default void a_delegation_is_revoked_by_the_person_the_agent_and_an_admin_alone() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    UserId mia = world.member("mia", scene.org());
    UserId adam = world.admin("adam", scene.org());
    UserId second = scene.owner().users().registerService(scene.org(), "second").id();
    UserId otto = world.user("otto");
    OrgId elsewhere = world.org("other", otto);
    world.join(elsewhere, scene.pat());
    Delegation kept = scene.allow();
    for (Session other :
        List.of(
            world.as(mia, scene.org()),
            world.as(second, scene.org()),
            world.as(otto, elsewhere),
            world.as(scene.pat(), elsewhere),
            world.as(world.user("stranger")))) {
      assertThatThrownBy(() -> other.agents().revoke(kept.id()))
          .isInstanceOfSatisfying(
              NoSuchDelegation.class, e -> assertThat(e.delegation()).isEqualTo(kept.id()));
    }
    for (Session session :
        List.of(
            scene.person(),
            world.as(scene.pat()),
            scene.agent(),
            world.as(adam, scene.org()),
            scene.owner(),
            world.system(),
            world.as(world.superUser("root")))) {
      Delegation allowed = scene.allow();
      assertThat(scene.acting(allowed).may(READ, DOC.id("1"))).isTrue();
      assertThat(session.agents().revoke(allowed.id()).value()).isEqualTo(allowed.id());
      scene.requireOver(allowed, session.actor().toString());
      assertThatThrownBy(() -> session.agents().revoke(allowed.id()))
          .isInstanceOf(NoSuchDelegation.class);
    }
    assertThatThrownBy(() -> scene.person().agents().revoke(new DelegationId(987_654_321)))
        .isInstanceOf(NoSuchDelegation.class);
    assertThat(scene.acting(kept).may(READ, DOC.id("1"))).isTrue();
    assertThat(scene.person().agents().mine()).containsExactly(kept);
  }

  @Test
  default void a_delegation_is_allowed_and_revoked_once_under_an_operation_id() {
    DelegationScene scene = DelegationScene.in(world());
    Session once = scene.person().operation("once");
    Delegation allowed = once.agents().allow(scene.wanted()).value();
    assertThat(once.agents().allow(scene.wanted()).value()).isEqualTo(allowed);
    assertThat(scene.person().agents().mine()).containsExactly(allowed);
    Session end = scene.person().operation("end");
    assertThat(end.agents().revoke(allowed.id())).isEqualTo(end.agents().revoke(allowed.id()));
    assertThat(scene.person().agents().mine()).isEmpty();
  }
}
