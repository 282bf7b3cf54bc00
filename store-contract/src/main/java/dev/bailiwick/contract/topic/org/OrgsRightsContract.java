package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.Cast.Who.ADMIN;
import static dev.bailiwick.contract.fixture.Cast.Who.OWNER;
import static dev.bailiwick.contract.fixture.Cast.Who.SUPER_USER;
import static dev.bailiwick.contract.fixture.Cast.Who.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Orgs;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.Cast;
import dev.bailiwick.contract.fixture.Cast.Who;
import dev.bailiwick.contract.fixture.Contract;
import dev.bailiwick.contract.fixture.Trial;
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

/** Who may do what about an org. */
public interface OrgsRightsContract extends Contract {
  private Trial trial(String event, BiConsumer<Cast, Orgs> call) {
    return Trial.of(this, event, (cast, session) -> call.accept(cast, session.orgs()))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .hidden(NoSuchOrg.class);
  }

  private Trial update(OrgChange change) {
    return trial("org.update", (cast, orgs) -> orgs.update(cast.acme, change));
  }

  @Test
  default void the_host_and_super_users_make_orgs() {
    trial(
            "org.create",
            (cast, orgs) ->
                orgs.create(
                    NewOrg.builder().name("new").owner(cast.stranger).externalKey("new").build()))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoPermission.class)
        .logged(
            cast ->
                cast.world.system().orgs().list(PageRequest.first()).items().stream()
                    .filter(org -> org.name().equals("new"))
                    .map(Org::id)
                    .findFirst()
                    .orElseThrow())
        .once()
        .run();
  }

  @Test
  default void members_see_the_org() {
    trial("org.read", (cast, orgs) -> orgs.get(cast.acme)).permits(Who.inside()).reads().run();
    trial("org.read", (cast, orgs) -> orgs.get("acme-key"))
        .given(
            cast ->
                cast.world
                    .system()
                    .orgs()
                    .update(cast.acme, OrgChange.builder().externalKey("acme-key").build()))
        .permits(Who.inside())
        .reads()
        .run();
    trial("org.roles", (cast, orgs) -> orgs.roles(cast.acme)).permits(Who.inside()).reads().run();
  }

  @Test
  default void admins_change_the_settings() {
    update(OrgChange.builder().name("Acme").description("text").selfSignup(true).build()).run();
  }

  @Test
  default void the_owner_alone_lets_guests_in_and_shuts_them_out() {
    update(OrgChange.ofSharing(false)).permits(SYSTEM, SUPER_USER, OWNER).run();
    update(OrgChange.ofSharing(true))
        .given(cast -> cast.world.sharing(cast.acme, false))
        .permits(SYSTEM, SUPER_USER, OWNER)
        .run();
  }

  @Test
  default void the_host_and_super_users_set_the_key() {
    update(OrgChange.builder().externalKey("key").build()).permits(SYSTEM, SUPER_USER).run();
  }

  @Test
  default void the_host_and_super_users_set_the_domain() {
    update(OrgChange.builder().emailDomain("acme.test").build()).permits(SYSTEM, SUPER_USER).run();
  }

  @Test
  default void admins_set_a_default_role_that_they_hold() {
    update(OrgChange.ofMembersDefaultRole(Standard.ADMIN)).run();
    update(OrgChange.ofMembersDefaultRole(Standard.OWNER)).permits(SYSTEM, SUPER_USER, OWNER).run();
  }

  @Test
  default void the_owner_hands_the_org_over() {
    trial("org.transfer_ownership", (cast, orgs) -> orgs.transferOwnership(cast.acme, cast.bob))
        .permits(SYSTEM, SUPER_USER, OWNER)
        .once()
        .run();
    trial(
            "org.transfer_ownership",
            (cast, orgs) -> orgs.transferOwnership(cast.acme, cast.user(ADMIN)))
        .permits(SYSTEM, SUPER_USER, OWNER)
        .once()
        .run();
  }

  @Test
  default void the_owner_deletes_the_org() {
    trial("org.delete", (cast, orgs) -> orgs.delete(cast.acme))
        .permits(SYSTEM, SUPER_USER, OWNER)
        .once()
        .run();
  }

  @Test
  default void admins_compose_roles() {
    trial(
            "org.define_role",
            (cast, orgs) -> orgs.defineRole(cast.acme, Role.ofOrg("auditor"), Permission.READ))
        .run();
  }

  @Test
  default void admins_delete_roles() {
    trial("org.delete_role", (cast, orgs) -> orgs.deleteRole(cast.acme, Role.ofOrg("auditor")))
        .given(
            cast ->
                cast.world
                    .system()
                    .orgs()
                    .defineRole(cast.acme, Role.ofOrg("auditor"), Permission.READ))
        .once()
        .run();
  }

  @Test
  default void what_the_host_keeps_with_an_org_its_admins_do_not_change() {
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
  default void a_role_is_composed_by_who_holds_it_where_it_is_granted_and_not_everywhere() {
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
