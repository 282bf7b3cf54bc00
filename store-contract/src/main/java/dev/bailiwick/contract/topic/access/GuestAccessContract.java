package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.PURGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.NewMember;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Decisions about users who are not members, and about everyone. */
public interface GuestAccessContract extends ContractTopic {
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
  default void the_default_role_is_every_active_members_and_no_guests() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    world.sharing(org, true);
    UserId mia = world.member("mia", org);
    UserId gus = world.user("gus");
    grant(world, org, COLLABORATOR, DOC.id("2"), gus);
    world.system(org).orgs().update(org, OrgChange.ofMembersDefaultRole(OPERATOR));
    assertThat(held(world, org, mia, DOC.id("1"))).containsExactly(READ, OPERATE);
    assertThat(held(world, org, mia, org)).containsExactly(READ, OPERATE);
    assertThat(held(world, org, gus, DOC.id("1"))).isEmpty();
    world.system(org).orgs().update(org, OrgChange.builder().noMembersDefaultRole(true).build());
    assertThat(held(world, org, mia, DOC.id("1"))).isEmpty();
  }

  @Test
  default void everyone_is_every_active_member_and_with_sharing_every_account_in_use() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId otto = world.user("otto");
    grant(world, org, COLLABORATOR, DOC.id("1"), Everyone.EVERYONE);
    assertThat(may(world, org, mia, DOC.id("1"))).isTrue();
    assertThat(may(world, org, otto, DOC.id("1"))).isFalse();
    world.sharing(org, true);
    assertThat(may(world, org, otto, DOC.id("1"))).isTrue();
    world.system().users().deactivate(otto);
    assertThat(held(world, org, otto, DOC.id("1"))).isEmpty();
    assertThat(held(world, org, new UserId(Long.MAX_VALUE - 1), DOC.id("1"))).isEmpty();
    world.system(org).orgs().members(org).deactivate(mia);
    assertThat(held(world, org, mia, DOC.id("1"))).isEmpty();
  }

  @Test
  default void guests_have_their_own_grants_and_those_to_their_orgs_while_the_org_shares() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    OrgId partner = world.org("partner", world.user("petra"));
    UserId gus = world.user("gus");
    UserId pam = world.member("pam", partner);
    world.sharing(org, true);
    grant(world, org, COLLABORATOR, DOC.id("1"), gus);
    grant(world, org, COLLABORATOR, DOC.id("1"), partner);
    assertThat(may(world, org, gus, DOC.id("1"))).isTrue();
    assertThat(may(world, org, pam, DOC.id("1"))).isTrue();
    assertThat(held(world, org, pam, DOC.id("2"))).isEmpty();
    world.system(partner).orgs().members(partner).deactivate(pam);
    assertThat(held(world, org, pam, DOC.id("1"))).isEmpty();
    world.system(partner).orgs().members(partner).activate(pam);
    assertThat(may(world, org, pam, DOC.id("1"))).isTrue();
    world.system(partner).orgs().delete(partner);
    assertThat(held(world, org, pam, DOC.id("1"))).isEmpty();
    world.sharing(org, false);
    assertThat(held(world, org, gus, DOC.id("1"))).isEmpty();
    world.sharing(org, true);
    assertThat(held(world, org, gus, DOC.id("1"))).as("deleted, not asleep").isEmpty();
  }

  @Test
  default void stored_grants_to_guests_count_only_while_the_org_shares() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    OrgId partner = world.org("partner", world.user("petra"));
    UserId gus = world.user("gus");
    UserId pam = world.member("pam", partner);
    StoreRows rows = new StoreRows(world.store());
    rows.grant(StoreRows.given(org, DOC.id("1"), gus, COLLABORATOR, Effect.ALLOW));
    rows.grant(StoreRows.given(org, DOC.id("1"), partner, COLLABORATOR, Effect.ALLOW));
    UserId mia = world.member("mia", org);
    world.join(partner, mia);
    assertThat(held(world, org, gus, DOC.id("1"))).isEmpty();
    assertThat(held(world, org, pam, DOC.id("1"))).isEmpty();
    assertThat(held(world, org, mia, DOC.id("1"))).as("a member through a guest org").isEmpty();
    world.sharing(org, true);
    assertThat(may(world, org, gus, DOC.id("1"))).isTrue();
    assertThat(may(world, org, pam, DOC.id("1"))).isTrue();
    assertThat(may(world, org, mia, DOC.id("1"))).isTrue();
  }

  @Test
  default void a_guest_owns_nothing_and_sits_in_no_team() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    world.sharing(org, true);
    UserId gus = world.user("gus");
    TeamId team = world.team("ops", org, world.member("mia", org));
    grant(world, org, COLLABORATOR, DOC.id("1"), team);
    StoreRows rows = new StoreRows(world.store());
    try {
      rows.write(tx -> tx.teams().save(new Seat(team, gus, true)), org);
    } catch (StoreFailure keptOut) {
      // A store may have constraints against a membership that no use case makes.
      assertThat(keptOut.retryable()).isFalse();
    }
    rows.write(
        tx -> tx.resources().save(new Resource(org, DOC.id("2"), gus, Optional.empty(), 1)), org);
    assertThat(held(world, org, gus, DOC.id("1"))).isEmpty();
    assertThat(held(world, org, gus, DOC.id("2"))).isEmpty();
    assertThat(held(world, org, gus, team)).isEmpty();
    assertThat(held(world, org, gus, DOC.id("3").ownedBy(gus))).isEmpty();
    grant(world, org, COLLABORATOR, DOC.id("3"), gus);
    assertThat(held(world, org, gus, DOC.id("3").ownedBy(gus))).containsExactly(READ);
    world.system(org).grants().deny(COLLABORATOR, DOC.id("3"), gus);
    assertThat(held(world, org, gus, DOC.id("3").ownedBy(gus))).as("and is bound").isEmpty();
  }

  @Test
  default void a_denial_binds_guests_and_the_members_default() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    OrgId partner = world.org("partner", world.user("petra"));
    world.sharing(org, true);
    UserId pam = world.member("pam", partner);
    UserId mia = world.member("mia", org);
    world.system(org).orgs().update(org, OrgChange.ofMembersDefaultRole(COLLABORATOR));
    grant(world, org, COLLABORATOR, DOC.id("1"), pam);
    assertThat(may(world, org, pam, DOC.id("1"))).isTrue();
    world.system(org).grants().deny(COLLABORATOR, DOC.id("1"), partner);
    assertThat(may(world, org, pam, DOC.id("1"))).isFalse();
    assertThat(may(world, org, mia, DOC.id("1"))).isTrue();
    world.system(org).grants().deny(COLLABORATOR, DOC.id("1"), org);
    assertThat(may(world, org, mia, DOC.id("1"))).isFalse();
  }

  @Test
  default void a_persons_own_resources_are_shared_with_any_user_of_their_choice() {
    World world = world();
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    UserId eve = world.user("eve");
    TeamId team = world.as(ann).teams().create(NewTeam.named("own")).id();
    world.as(ann).teams().members(team).add(NewMember.member(bob));
    world.as(ann).grants().grant(COLLABORATOR, DOC.id("1"), team);
    assertThat(world.as(ann).may(PURGE, DOC.id("1"))).isTrue();
    assertThat(world.as(bob).may(READ, DOC.id("1").in(ann))).isTrue();
    assertThat(world.as(eve).may(READ, DOC.id("1").in(ann))).isFalse();
    assertThat(world.as(bob).may(READ, DOC.id("1").in(bob))).as("his own is another").isTrue();
    assertThat(world.as(bob).may(READ, DOC.id("2").in(ann))).isFalse();
    assertThat(world.as(bob).access().in(ann).check(bob, READ, DOC.id("1"))).isTrue();
    world.as(ann).grants().grant(COLLABORATOR, DOC.id("2"), Everyone.EVERYONE);
    assertThat(world.as(eve).may(READ, DOC.id("2").in(ann))).isTrue();
  }
}
