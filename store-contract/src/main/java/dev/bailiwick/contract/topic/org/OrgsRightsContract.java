package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.OrgActors.Kind.ADMIN;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SUPER_USER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Orgs;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.OrgActors;
import dev.bailiwick.contract.fixture.OrgActors.Kind;
import dev.bailiwick.contract.fixture.PermissionTrial;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The actors that may change an org, and the changes that each of them may make. */
public interface OrgsRightsContract extends ContractTopic {
  private PermissionTrial trial(String event, BiConsumer<OrgActors, Orgs> call) {
    return PermissionTrial.of(this, event, (actors, session) -> call.accept(actors, session.orgs()))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .hidden(NoSuchOrg.class);
  }

  private PermissionTrial update(OrgChange change) {
    return trial("org.update", (actors, orgs) -> orgs.update(actors.acme, change));
  }

  @Test
  default void the_host_and_super_users_make_orgs() {
    trial(
            "org.create",
            (actors, orgs) ->
                orgs.create(
                    NewOrg.builder().name("new").owner(actors.stranger).externalKey("new").build()))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .logged(
            actors ->
                actors.world.system().orgs().list(PageRequest.first()).items().stream()
                    .filter(org -> org.name().equals("new"))
                    .map(Org::id)
                    .findFirst()
                    .orElseThrow())
        .once()
        .run();
  }

  @Test
  default void members_see_the_org() {
    trial("org.read", (actors, orgs) -> orgs.get(actors.acme)).permits(Kind.inside()).reads().run();
    trial("org.read", (actors, orgs) -> orgs.get("acme-key"))
        .given(
            actors ->
                actors
                    .world
                    .system()
                    .orgs()
                    .update(actors.acme, OrgChange.builder().externalKey("acme-key").build()))
        .permits(Kind.inside())
        .reads()
        .run();
    trial("org.roles", (actors, orgs) -> orgs.roles(actors.acme))
        .permits(Kind.inside())
        .reads()
        .run();
  }

  @Test
  default void admins_change_the_settings() {
    update(OrgChange.builder().name("Acme").description("text").build()).run();
  }

  @Test
  default void the_owner_alone_lets_guests_in_and_shuts_them_out() {
    update(OrgChange.ofSharing(false)).permits(SYSTEM, SUPER_USER, OWNER).run();
    update(OrgChange.ofSharing(true))
        .given(actors -> actors.world.sharing(actors.acme, false))
        .permits(SYSTEM, SUPER_USER, OWNER)
        .run();
  }

  @Test
  default void the_host_and_super_users_set_the_key() {
    update(OrgChange.builder().externalKey("key").build()).permits(SYSTEM, SUPER_USER).run();
  }

  @Test
  default void admins_set_a_default_role_that_they_hold() {
    update(OrgChange.ofMembersDefaultRole(Standard.ADMIN)).run();
    update(OrgChange.ofMembersDefaultRole(Standard.OWNER)).permits(SYSTEM, SUPER_USER, OWNER).run();
  }

  @Test
  default void the_host_and_super_users_hand_the_org_over() {
    trial(
            "org.transfer_ownership",
            (actors, orgs) -> orgs.transferOwnership(actors.acme, actors.bob))
        .permits(SYSTEM, SUPER_USER)
        .run();
    trial(
            "org.transfer_ownership",
            (actors, orgs) -> orgs.transferOwnership(actors.acme, actors.user(ADMIN)))
        .permits(SYSTEM, SUPER_USER)
        .run();
  }

  @Test
  default void the_owner_deletes_the_org() {
    trial("org.delete", (actors, orgs) -> orgs.delete(actors.acme))
        .permits(SYSTEM, SUPER_USER, OWNER)
        .once()
        .run();
  }

  @Test
  default void admins_compose_roles() {
    trial(
            "org.define_role",
            (actors, orgs) -> orgs.defineRole(actors.acme, Role.ofOrg("auditor"), Permission.READ))
        .run();
  }

  @Test
  default void admins_delete_roles() {
    trial("org.delete_role", (actors, orgs) -> orgs.deleteRole(actors.acme, Role.ofOrg("auditor")))
        .given(
            actors ->
                actors
                    .world
                    .system()
                    .orgs()
                    .defineRole(actors.acme, Role.ofOrg("auditor"), Permission.READ))
        .once()
        .run();
  }

  @Test
  default void admins_do_not_change_the_hosts_attributes_of_an_org() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgChange gold = OrgChange.builder().attributes(ImmutableMap.of("tier", "gold")).build();
    assertThatThrownBy(() -> world.as(olga, acme).orgs().update(acme, gold))
        .isInstanceOf(NoPermission.class);
    world.system(acme).orgs().update(acme, gold);
    assertThat(world.as(olga, acme).orgs().update(acme, gold).attributes())
        .as("the same again is no change")
        .containsEntry("tier", "gold");
  }

  @Test
  default void a_role_is_defined_by_a_holder_of_its_permissions_on_the_org_itself() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId adam = world.admin("adam", acme);
    UserId mia = world.member("mia", acme);
    Role auditor = Role.ofOrg("auditor");
    world.system(acme).grants().grant(Standard.COLLABORATOR, World.DOC.id("1"), mia);
    world.system(acme).grants().deny(Standard.COLLABORATOR, World.DOC.id("1"), adam);
    Orgs admin = world.as(adam, acme).orgs();
    admin.defineRole(acme, auditor, Permission.READ);
    world.system(acme).grants().grant(auditor, World.DOC.id("1"), mia);
    assertThatThrownBy(() -> admin.defineRole(acme, auditor, Permission.MANAGE))
        .isInstanceOf(NoPermission.class);
  }
}
