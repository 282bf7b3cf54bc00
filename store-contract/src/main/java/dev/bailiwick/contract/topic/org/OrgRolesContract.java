package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.RefusalAssertions.assertInvalid;
import static dev.bailiwick.contract.fixture.RefusalAssertions.assertRule;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.PURGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.permission.Standard;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Roles that an org defines for itself. */
public interface OrgRolesContract extends ContractTopic {
  /** A role that an org defines. */
  Role AUDITOR = Role.ofOrg("auditor");

  @Test
  default void a_role_is_composed_composed_anew_and_listed_by_name() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    Role writer = Role.ofOrg("a-writer");

    Written<RoleDefinition> defined =
        world.as(owner).orgs().defineRole(acme, AUDITOR, Permission.READ);
    world.as(owner).orgs().defineRole(acme, writer, Permission.READ, Standard.OPERATE);

    assertThat(defined.value())
        .isEqualTo(new RoleDefinition(acme, AUDITOR, ImmutableSortedSet.of(Permission.READ)));
    assertThat(defined.revision().numbers().keySet()).containsExactly(acme);
    assertThat(world.as(owner).orgs().roles(acme))
        .extracting(RoleDefinition::role)
        .containsExactly(writer, AUDITOR);

    world.as(owner).orgs().defineRole(acme, AUDITOR, Permission.READ, Permission.MANAGE);
    assertThat(world.log(acme).get(0).items().get(0).properties())
        .containsEntry(
            "permissions", new ItemChange.Values(Optional.of("read"), Optional.of("manage read")));
    LogSnapshot before = LogSnapshot.of(world.store());
    Written<RoleDefinition> same =
        world.as(owner).orgs().defineRole(acme, AUDITOR, Permission.MANAGE, Permission.READ);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    assertThat(same.revision().numbers()).isEqualTo(Map.of(acme, before.revision(acme)));

    assertThat(world.as(owner).orgs().deleteRole(acme, AUDITOR).value().permissions())
        .containsExactly(Permission.MANAGE, Permission.READ);
    assertThat(world.as(owner).orgs().roles(acme))
        .extracting(RoleDefinition::role)
        .containsExactly(writer);
  }

  @Test
  default void a_role_of_an_org_has_an_org_name_and_grantable_permissions() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    var orgs = world.as(owner).orgs();

    assertInvalid("permissions", () -> orgs.defineRole(acme, AUDITOR, Permission.DELETE));
    assertInvalid("permissions", () -> orgs.defineRole(acme, AUDITOR, Permission.READ, PURGE));
    assertInvalid("permissions", () -> orgs.defineRole(acme, AUDITOR));
    assertInvalid("permission", () -> orgs.defineRole(acme, AUDITOR, Permission.of("unheard")));
    assertInvalid("role", () -> orgs.defineRole(acme, Standard.ADMIN, Permission.READ));
    assertInvalid("role", () -> orgs.deleteRole(acme, AUDITOR));
    assertInvalid("role", () -> orgs.deleteRole(acme, Standard.ADMIN));
    assertThat(orgs.roles(acme)).isEmpty();
  }

  @Test
  default void a_role_in_use_is_not_deleted() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    var orgs = world.as(owner).orgs();
    orgs.defineRole(acme, AUDITOR, Permission.READ);

    orgs.update(acme, OrgChange.ofMembersDefaultRole(AUDITOR));
    assertRule(OrgConflict.Rule.ROLE_IN_USE, () -> orgs.deleteRole(acme, AUDITOR));
    orgs.update(acme, OrgChange.builder().noMembersDefaultRole(true).build());
    world.system(acme).resources().register(DOC.id("1").ownedBy(owner));
    world.system(acme).grants().deny(AUDITOR, DOC.id("1"), bob);
    assertRule(OrgConflict.Rule.ROLE_IN_USE, () -> orgs.deleteRole(acme, AUDITOR));
    world.system(acme).grants().lift(AUDITOR, DOC.id("1"), bob);

    assertThat(orgs.deleteRole(acme, AUDITOR).value().role()).isEqualTo(AUDITOR);
  }

  /**
   * Only an actor with all permissions of a role defines it, so that no actor widens their own
   * rights.
   */
  @Test
  default void an_admin_composes_no_role_above_their_own_right() {
    Model model =
        Model.builder()
            .types(DOC)
            .permissions(PURGE)
            .grantable(Permission.READ, PURGE)
            .ownerOnly(PURGE)
            .build();
    World world = new World(newStore(), model);
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId eve = world.admin("eve", acme);

    assertThatThrownBy(() -> world.as(eve).orgs().defineRole(acme, AUDITOR, PURGE))
        .isInstanceOf(NoPermission.class);
    world.as(owner).orgs().defineRole(acme, AUDITOR, PURGE);
    // An admin also cannot remove a permission that they lack from a role, nor give it to everyone.
    assertThatThrownBy(() -> world.as(eve).orgs().defineRole(acme, AUDITOR, Permission.READ))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(
            () -> world.as(eve).orgs().update(acme, OrgChange.ofMembersDefaultRole(AUDITOR)))
        .isInstanceOf(NoPermission.class);
    world.as(owner).orgs().update(acme, OrgChange.ofMembersDefaultRole(AUDITOR));
    // Setting an unchanged value gives nothing.
    world.as(eve).orgs().update(acme, OrgChange.ofMembersDefaultRole(AUDITOR));
  }

  /** Otherwise an admin would avoid a denial by removing its permissions from the role. */
  @Test
  default void an_admin_denied_a_role_does_not_define_it_again() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId eve = world.admin("eve", acme);
    UserId bob = world.member("bob", acme);
    world.system(acme).orgs().defineRole(acme, AUDITOR, Permission.READ, Permission.MANAGE);
    world.system(acme).resources().register(DOC.id("1").ownedBy(bob));
    world.as(bob, acme).grants().deny(AUDITOR, DOC.id("1"), eve);
    assertThat(world.as(eve, acme).may(Permission.MANAGE, DOC.id("1"))).isFalse();

    assertThatThrownBy(() -> world.as(eve, acme).orgs().defineRole(acme, AUDITOR, Permission.READ))
        .isInstanceOf(NoPermission.class);
    assertThat(world.as(eve, acme).may(Permission.MANAGE, DOC.id("1"))).isFalse();
    world.as(owner, acme).orgs().defineRole(acme, AUDITOR, Permission.READ);
    assertThat(world.as(eve, acme).may(Permission.MANAGE, DOC.id("1"))).isTrue();
  }
}
