package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.contract.fixture.World.PURGE;
import static dev.bailiwick.contract.fixture.World.START;
import static dev.bailiwick.permission.Permission.DELETE;
import static dev.bailiwick.permission.Permission.MANAGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.permission.Standard.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a decision is made, rule by rule. */
public interface AccessContract
    extends ExplainContract,
        QuestionsRightsContract,
        StaleRowsContract,
        DenialOfOwnerContract,
        GuestAccessContract {
  private static void grant(World world, OrgId org, Role role, ResourceRef on, Accessor to) {
    world.system(org).grants().grant(role, on, to);
  }

  private static Set<Permission> held(World world, OrgId org, UserId user, ResourceRef on) {
    return world.system(org).access().permissions(user, on);
  }

  private static boolean may(World world, OrgId org, UserId user, ResourceRef on) {
    boolean answer = world.as(user, org).may(READ, on);
    assertThat(world.system(org).access().check(user, READ, on)).isEqualTo(answer);
    return answer;
  }

  @Test
  default void no_user_has_a_permission_without_a_reason() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    assertThat(held(world, org, mia, DOC.id("1"))).isEmpty();
    assertThat(held(world, org, mia, org)).isEmpty();
    assertThat(held(world, org, world.user("otto"), DOC.id("1"))).isEmpty();
    assertThat(held(world, org, new UserId(Long.MAX_VALUE - 1), DOC.id("1"))).isEmpty();
  }

  @Test
  default void an_account_that_does_not_count_is_permitted_nothing() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    grant(world, org, OPERATOR, DOC.id("1"), mia);
    world.system(org).resources().register(DOC.id("2").ownedBy(mia));
    assertThat(may(world, org, mia, DOC.id("1"))).isTrue();
    world.system().users().lock(mia);
    assertThat(world.as(mia, org).may(READ, DOC.id("1"))).isFalse();
    assertThat(held(world, org, mia, DOC.id("1"))).isEmpty();
    assertThat(held(world, org, mia, DOC.id("2"))).as("as owner neither").isEmpty();
    world.system().users().unlock(mia);
    assertThat(may(world, org, mia, DOC.id("2"))).isTrue();
    world.system().users().deactivate(mia);
    assertThat(world.as(mia, org).may(READ, DOC.id("1"))).isFalse();
    assertThat(held(world, org, mia, DOC.id("2"))).isEmpty();
    world.system().users().activate(mia);
    assertThat(may(world, org, mia, DOC.id("1"))).isTrue();
    world.system().users().erase(mia);
    assertThat(world.as(mia, org).may(READ, DOC.id("1"))).isFalse();
  }

  @Test
  default void an_inactive_membership_gives_nothing_not_even_the_permissions_of_a_guest() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    world.sharing(org, true);
    UserId adam = world.admin("adam", org);
    TeamId team = world.team("ops", org, adam, adam);
    grant(world, org, COLLABORATOR, DOC.id("1"), Everyone.EVERYONE);
    grant(world, org, COLLABORATOR, DOC.id("1"), adam);
    grant(world, org, COLLABORATOR, DOC.id("1"), team);
    grant(world, org, COLLABORATOR, DOC.id("1"), org);
    world.system(org).resources().register(DOC.id("2").ownedBy(adam));
    assertThat(held(world, org, adam, DOC.id("2"))).contains(PURGE);
    world.system(org).orgs().members(org).deactivate(adam);
    assertThat(held(world, org, adam, DOC.id("1"))).isEmpty();
    assertThat(held(world, org, adam, DOC.id("2"))).isEmpty();
    assertThat(held(world, org, adam, team)).isEmpty();
    assertThat(held(world, org, adam, org)).isEmpty();
    world.system(org).orgs().members(org).activate(adam);
    assertThat(may(world, org, adam, DOC.id("1"))).isTrue();
  }

  @Test
  default void the_org_owner_has_every_permission_and_admins_all_except_owner_only_ones() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    OrgId other = world.org("globex", world.user("otto"));
    UserId adam = world.admin("adam", org);
    TeamId team = world.team("ops", org, world.member("mia", org));
    for (ResourceRef on : new ResourceRef[] {org, team, DOC.id("1"), FOLDER.id(1L)}) {
      assertThat(held(world, org, olga, on)).isEqualTo(World.MODEL.permissions());
      assertThat(held(world, org, adam, on))
          .isEqualTo(Set.of(READ, MANAGE, DELETE, Permission.TRANSFER, OPERATE));
    }
    assertThat(held(world, other, olga, DOC.id("1"))).isEmpty();
    assertThat(held(world, other, adam, other)).isEmpty();
  }

  @Test
  default void ownership_of_a_resource_reaches_down_to_its_children_and_no_further() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId bob = world.member("bob", org);
    var resources = world.system(org).resources();
    resources.register(FOLDER.id(1L).ownedBy(bob));
    resources.register(FOLDER.id(2L).ownedBy(mia).under(FOLDER.id(1L)));
    resources.register(DOC.id("3").ownedBy(bob).under(FOLDER.id(2L)));
    assertThat(held(world, org, mia, FOLDER.id(2L))).isEqualTo(World.MODEL.permissions());
    assertThat(held(world, org, mia, DOC.id("3"))).isEqualTo(World.MODEL.permissions());
    assertThat(held(world, org, mia, FOLDER.id(1L))).isEmpty();
    assertThat(held(world, org, bob, FOLDER.id(2L))).as("from above").contains(PURGE);
  }

  @Test
  default void a_grant_gives_its_role_with_all_that_it_includes_on_the_resource_and_below() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    world.system(org).resources().register(FOLDER.id(1L).ownedBy(world.member("bob", org)));
    UserId bob = world.member("rob", org);
    world.system(org).resources().register(DOC.id("2").ownedBy(bob).under(FOLDER.id(1L)));
    grant(world, org, OPERATOR, FOLDER.id(1L), mia);
    assertThat(held(world, org, mia, FOLDER.id(1L))).containsExactly(READ, OPERATE);
    assertThat(held(world, org, mia, DOC.id("2"))).containsExactly(READ, OPERATE);
    assertThat(held(world, org, mia, DOC.id("3"))).isEmpty();
    grant(world, org, COLLABORATOR, org, mia);
    assertThat(held(world, org, mia, DOC.id("3"))).as("the org is above all").containsExactly(READ);
    grant(world, org, ADMIN, DOC.id("2"), mia);
    assertThat(held(world, org, mia, DOC.id("2"))).containsExactly(READ, MANAGE, OPERATE);
    assertThat(held(world, org, mia, FOLDER.id(1L))).containsExactly(READ, OPERATE);
  }

  @Test
  default void members_of_a_child_team_have_the_grants_of_its_ancestors() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId bob = world.member("bob", org);
    UserId owner = world.member("owner", org);
    TeamId top = world.team("top", org, owner, bob);
    TeamId middle = world.team("middle", org, owner);
    TeamId low = world.team("low", org, owner, mia);
    world.system(org).teams().nest(middle, top);
    world.system(org).teams().nest(low, middle);
    grant(world, org, COLLABORATOR, DOC.id("top"), top);
    grant(world, org, COLLABORATOR, DOC.id("low"), low);
    assertThat(may(world, org, mia, DOC.id("top"))).isTrue();
    assertThat(may(world, org, bob, DOC.id("top"))).isTrue();
    assertThat(may(world, org, bob, DOC.id("low"))).as("not downwards").isFalse();
    assertThat(may(world, org, owner, DOC.id("top"))).as("owners are no members").isFalse();
    assertThat(held(world, org, mia, top)).as("a member reads the team").containsExactly(READ);
    assertThat(held(world, org, bob, low)).isEmpty();
    assertThat(held(world, org, owner, low)).as("its owner").contains(PURGE, DELETE);
    world.system(org).teams().unnest(middle, top);
    assertThat(may(world, org, mia, DOC.id("top"))).isFalse();
  }

  @Test
  default void the_host_vouches_for_owner_and_parent_until_the_resource_is_registered() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId bob = world.member("bob", org);
    grant(world, org, COLLABORATOR, FOLDER.id(1L), bob);
    ResourceRef vouched = DOC.id("1").ownedBy(mia).under(FOLDER.id(1L));
    assertThat(held(world, org, mia, vouched)).isEqualTo(World.MODEL.permissions());
    assertThat(held(world, org, bob, vouched)).containsExactly(READ);
    assertThat(held(world, org, bob, DOC.id("1"))).as("not without a word").isEmpty();
    assertThat(held(world, org, mia, DOC.id("2").under(vouched))).contains(PURGE);
    assertThat(held(world, org, bob, DOC.id("2").under(vouched))).containsExactly(READ);
    UserId eve = world.member("eve", org);
    world.system(org).resources().register(DOC.id("1").ownedBy(eve));
    assertThat(held(world, org, mia, vouched)).as("registered wins").isEmpty();
    assertThat(held(world, org, bob, vouched)).isEmpty();
    assertThat(held(world, org, eve, vouched)).contains(PURGE);
  }

  @Test
  default void a_window_is_in_force_from_its_first_tick_to_the_one_before_its_end() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    Instant from = START.plusSeconds(10);
    Instant until = START.plusSeconds(20);
    Duration tick = Duration.ofNanos(1_000);
    world
        .system(org)
        .grants()
        .merge(DOC.id("1"), NewGrant.of(COLLABORATOR, mia).during(Window.between(from, until)));
    grant(world, org, COLLABORATOR, DOC.id("2"), mia);
    world
        .system(org)
        .grants()
        .merge(DOC.id("2"), NewGrant.denial(COLLABORATOR, mia).during(Window.between(from, until)));
    Map<Instant, Boolean> inside =
        ImmutableMap.of(from.minus(tick), false, from, true, until.minus(tick), true, until, false);
    inside.forEach(
        (now, in) -> {
          world.clock().set(now);
          assertThat(may(world, org, mia, DOC.id("1"))).as("%s", now).isEqualTo(in);
          assertThat(may(world, org, mia, DOC.id("2"))).as("%s", now).isEqualTo(!in);
        });
    world.clock().set(until.minusNanos(1));
    assertThat(may(world, org, mia, DOC.id("1"))).as("time counts in ticks").isTrue();
  }

  @Test
  default void a_denial_removes_its_role_on_the_resource_and_below_from_every_source() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId bob = world.member("bob", org);
    UserId mia = world.member("mia", org);
    UserId adam = world.admin("adam", org);
    TeamId team = world.team("ops", org, bob, mia);
    world.system(org).resources().register(FOLDER.id(1L).ownedBy(bob));
    world.system(org).resources().register(DOC.id("2").ownedBy(mia).under(FOLDER.id(1L)));
    world.system(org).resources().register(DOC.id("3").ownedBy(bob).under(FOLDER.id(1L)));
    grant(world, org, ADMIN, DOC.id("3"), mia);
    grant(world, org, ADMIN, org, mia);
    world.system(org).grants().deny(OPERATOR, FOLDER.id(1L), team);
    assertThat(held(world, org, mia, DOC.id("3")))
        .as("and the included roles")
        .containsExactly(MANAGE);
    assertThat(held(world, org, mia, FOLDER.id(1L))).containsExactly(MANAGE);
    assertThat(held(world, org, mia, DOC.id("4"))).as("beside it").hasSize(3);
    assertThat(held(world, org, mia, DOC.id("2"))).as("her own").contains(PURGE, READ);
    world.system(org).grants().deny(ADMIN, FOLDER.id(1L), Everyone.EVERYONE);
    assertThat(held(world, org, adam, DOC.id("3")))
        .as("admins are bound")
        .containsExactly(DELETE, Permission.TRANSFER);
    assertThat(held(world, org, bob, DOC.id("3"))).as("its owner").contains(READ, PURGE);
    UserId olga = world.system().orgs().get(org).owner();
    assertThat(held(world, org, olga, DOC.id("3"))).isEqualTo(World.MODEL.permissions());
    world.system(org).grants().lift(ADMIN, FOLDER.id(1L), Everyone.EVERYONE);
    world.system(org).grants().lift(OPERATOR, FOLDER.id(1L), team);
    assertThat(held(world, org, mia, DOC.id("3"))).containsExactly(READ, MANAGE, OPERATE);
  }

  @Test
  default void a_role_of_an_org_gives_grantable_permissions_and_only_in_that_org() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    Role auditor = Role.ofOrg("auditor");
    world.system(org).orgs().defineRole(org, auditor, READ, OPERATE);
    grant(world, org, auditor, DOC.id("1"), mia);
    assertThat(held(world, org, mia, DOC.id("1"))).containsExactly(READ, OPERATE);
    world.system(org).orgs().defineRole(org, auditor, READ);
    assertThat(held(world, org, mia, DOC.id("1"))).containsExactly(READ);
    StoreRows rows = new StoreRows(world.store());
    rows.write(
        tx -> tx.orgs().save(new RoleDefinition(org, auditor, ImmutableSortedSet.of(READ, PURGE))),
        org);
    assertThat(held(world, org, mia, DOC.id("1")))
        .as("no role of an org gives an ungrantable permission")
        .containsExactly(READ);
    grant(world, org, OWNER, DOC.id("2"), mia);
    world.system(org).grants().deny(auditor, DOC.id("2"), mia);
    assertThat(held(world, org, mia, DOC.id("2")))
        .as("but a denial takes all of it")
        .doesNotContain(READ, PURGE)
        .contains(DELETE);
    UserId uma = world.user("uma");
    rows.grant(StoreRows.given(mia, DOC.id("1"), uma, auditor, Effect.ALLOW));
    assertThat(world.as(uma).may(READ, DOC.id("1").in(mia)))
        .as("a person's own has no such roles")
        .isFalse();
  }

  @Test
  default void a_grant_of_an_unknown_role_gives_nothing_and_is_reported() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    grant(world, org, COLLABORATOR, DOC.id("1"), mia);
    StoreRows rows = new StoreRows(world.store());
    Grant unknown =
        rows.grant(StoreRows.given(org, DOC.id("1"), mia, Role.of("newer"), Effect.ALLOW));
    Grant gone =
        rows.grant(StoreRows.given(org, DOC.id("1"), mia, Role.ofOrg("gone"), Effect.ALLOW));
    assertThat(held(world, org, mia, DOC.id("1"))).containsExactly(READ);
    assertThat(world.unknownRoles()).containsExactlyInAnyOrder(unknown, gone);
    world.unknownRoles().clear();
    assertThat(world.as(mia, org).may(OPERATE, DOC.id("1"))).isFalse();
    assertThat(world.unknownRoles()).containsExactlyInAnyOrder(unknown, gone);
  }

  @Test
  default void a_denial_of_an_unknown_role_is_an_error_and_never_an_answer() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    grant(world, org, COLLABORATOR, DOC.id("1"), mia);
    new StoreRows(world.store())
        .grant(StoreRows.given(org, DOC.id("1"), mia, Role.of("newer"), Effect.DENY));
    assertThatThrownBy(() -> world.as(mia, org).may(READ, DOC.id("1")))
        .isInstanceOf(CorruptData.class);
    assertThatThrownBy(() -> world.as(mia, org).explain(READ, DOC.id("1")))
        .isInstanceOf(CorruptData.class);
    assertThatThrownBy(() -> held(world, org, mia, DOC.id("1"))).isInstanceOf(CorruptData.class);
    assertThat(may(world, org, mia, DOC.id("2"))).as("elsewhere all is well").isFalse();
  }

  @Test
  default void cycles_in_stored_data_are_errors_and_never_answers() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    TeamId one = world.team("one", org, mia, mia);
    TeamId two = world.team("two", org, mia);
    ResourceId doc = DOC.id("1");
    StoreRows rows = new StoreRows(world.store());
    rows.write(
        tx -> {
          tx.resources().save(new Resource(org, doc, mia, Optional.of(DOC.id("2")), 1));
          tx.resources().save(new Resource(org, DOC.id("2"), mia, Optional.of(doc), 1));
        },
        org);
    assertThatThrownBy(() -> world.as(mia, org).may(READ, doc)).isInstanceOf(CorruptData.class);
    rows.write(
        tx -> {
          tx.teams().save(tx.teams().find(one).orElseThrow().withParent(two));
          tx.teams().save(tx.teams().find(two).orElseThrow().withParent(one));
        },
        org);
    assertThatThrownBy(() -> world.as(mia, org).may(READ, DOC.id("3")))
        .isInstanceOf(CorruptData.class);
  }

  @Test
  default void a_session_in_an_org_reaches_nothing_outside() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    OrgId other = world.org("globex", olga);
    assertThat(world.as(olga, org).may(READ, DOC.id("1").in(other))).isFalse();
    assertThat(world.as(olga, org).may(READ, DOC.id("1").in(olga))).isFalse();
    assertThat(world.as(olga, org).may(READ, other)).isFalse();
    assertThat(world.as(olga).may(READ, DOC.id("1").in(other))).isTrue();
  }

  @Test
  default void a_system_actor_may_everything_and_a_super_user_only_granted_permissions() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId sue = world.superUser("sue");
    assertThat(world.system(org).may(PURGE, DOC.id("1"))).isTrue();
    assertThat(world.as(sue, org).may(READ, DOC.id("1"))).isFalse();
    assertThat(held(world, org, sue, DOC.id("1"))).isEmpty();
    world.join(org, sue);
    grant(world, org, COLLABORATOR, DOC.id("1"), sue);
    assertThat(held(world, org, sue, DOC.id("1"))).containsExactly(READ);
  }
}
