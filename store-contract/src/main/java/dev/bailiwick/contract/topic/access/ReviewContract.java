package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ways around a rule that a security review found open, now closed. */
public interface ReviewContract extends ContractTopic {

  @Test
  default void a_forgotten_org_makes_nothing_ones_own() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId ben = world.member("ben", acme);
    assertThat(world.as(ben).may(Permission.DELETE, World.DOC.id("9"))).isFalse();
    assertThat(world.as(ben).access().check(ben, Permission.DELETE, World.DOC.id("9"))).isFalse();
    assertThat(world.as(ben).explain(Permission.DELETE, World.DOC.id("9")).allowed()).isFalse();
    assertThat(world.as(ben).may(Permission.DELETE, World.DOC.id("9").in(ben))).isTrue();
    assertThat(world.as(ben).may(Permission.DELETE, World.DOC.id("9").ownedBy(ben))).isTrue();
    world.as(ben).resources().register(World.DOC.id("9"));
    assertThat(world.as(ben).may(Permission.DELETE, World.DOC.id("9"))).isTrue();
  }

  @Test
  default void seating_a_stranger_tells_neither_name_nor_address() {
    World world = world();
    UserId ann = world.user("ann");
    UserId stranger = world.user("stranger");
    TeamId team = world.as(ann).teams().create(NewTeam.named("mine")).id();
    assertThat(world.as(ann).teams().members(team).add(member(stranger)).value())
        .containsExactly(MemberOutcome.of(member(stranger), stranger, MemberOutcome.Kind.ADDED));
    assertThat(world.as(ann).teams().members(team).list(PageRequest.first()).items())
        .singleElement()
        .satisfies(
            shown -> {
              assertThat(shown.id()).isEqualTo(stranger);
              assertThat(shown.fullName()).isEmpty();
              assertThat(shown.email()).isEmpty();
            });
    assertThat(
            world
                .system()
                .teams()
                .members(team)
                .list(PageRequest.first())
                .items()
                .get(0)
                .fullName())
        .isEqualTo("stranger");
  }

  @Test
  default void an_org_has_no_power_over_an_account_that_its_person_has_claimed() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("Acme", olga);
    UserId ben =
        world.as(olga, acme).users().register(Profile.empty().withEmail("ben@world.test")).id();
    world.claim(ben, "ben@world.test");
    assertThatThrownBy(() -> world.as(olga, acme).users().deactivate(ben))
        .isInstanceOf(NoPermission.class);
    world.as(ben, acme).orgs().members(acme).leave();
    world.as(olga, acme).orgs().members(acme).add(member("ben@world.test"));
    world.claim(ben, "ben@world.test");
    assertThat(world.as(ben, acme).orgs().get(acme).id()).isEqualTo(acme);
    assertThatThrownBy(() -> world.as(olga, acme).users().deactivate(ben))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void leaving_an_org_that_shares_leaves_the_denials_behind() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId ben = world.member("ben", acme);
    world.sharing(acme, true);
    world.system(acme).grants().grant(Standard.OPERATOR, World.DOC.id("1"), Everyone.EVERYONE);
    world.system(acme).grants().deny(Standard.OPERATOR, World.DOC.id("1"), ben);
    world.as(ben, acme).orgs().members(acme).leave();
    assertThat(world.as(ben, acme).may(Permission.READ, World.DOC.id("1"))).isFalse();
    world.sharing(acme, false);
    assertThat(
            Page.all(r -> world.system(acme).grants().list(World.DOC.id("1"), r))
                .map(grant -> grant.accessor()))
        .doesNotContain(ben);
  }

  @Test
  default void a_user_who_cannot_lift_a_denial_cannot_delete_the_denied_team() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId ben = world.member("ben", acme);
    TeamId team = world.as(ben, acme).teams().create(NewTeam.named("t").with(member(ben))).id();
    world.system(acme).grants().grant(Standard.OPERATOR, World.DOC.id("1"), acme);
    world.system(acme).grants().deny(Standard.OPERATOR, World.DOC.id("1"), team);
    assertThatThrownBy(() -> world.as(ben, acme).teams().delete(team))
        .isInstanceOf(NoPermission.class);
    world.system(acme).teams().delete(team);
    assertThat(world.as(ben, acme).may(Permission.READ, World.DOC.id("1"))).isTrue();
  }

  @Test
  default void a_user_who_cannot_lift_a_denial_cannot_delete_its_resource() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId ann = world.admin("ann", acme);
    world.as(ann, acme).resources().register(World.FOLDER.id(1L).ownedBy(ann));
    UserId ben = world.admin("ben", acme);
    world.system(acme).grants().deny(Standard.COLLABORATOR, World.FOLDER.id(1L), ben);
    assertThat(world.as(ben, acme).may(Permission.DELETE, World.FOLDER.id(1L))).isTrue();
    assertThatThrownBy(() -> world.as(ben, acme).resources().delete(World.FOLDER.id(1L)))
        .isInstanceOf(NoPermission.class);
    world.as(ann, acme).resources().delete(World.FOLDER.id(1L));
  }

  @Test
  default void a_team_owner_reads_in_its_log_only_changes_to_the_team() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId ben = world.member("ben", acme);
    UserId mia = world.member("mia", acme);
    TeamId team = world.as(ben, acme).teams().create(NewTeam.named("t").with(member(mia))).id();
    world.system(acme).grants().grant(Standard.OPERATOR, World.DOC.id("secret"), mia);
    world
        .bailiwick()
        .actingAs(
            Actor.system("hr")
                .in(acme)
                .from(
                    RequestContext.none()
                        .withAddress("192.0.2.1")
                        .withUserAgent("agent")
                        .withUrl("url")))
        .orgs()
        .members(acme)
        .remove(mia);
    AuditEntry last =
        Page.all(r -> world.as(ben, acme).audit().ofTeam(team, AuditFilter.all(), r))
            .toList()
            .get(0);
    assertThat(last.event().name()).isEqualTo("org.remove_members");
    assertThat(last.actor().context()).isEqualTo(RequestContext.none());
    assertThat(last.items())
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item.touches()).contains(team.key()));
  }

  @Test
  default void the_log_of_an_earlier_resource_with_the_same_id_is_for_admins() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId bob = world.member("bob", org);
    UserId mia = world.member("mia", org);
    Session host = world.system(org);
    ResourceRef doc = World.DOC.id("1");
    host.resources().register(doc.ownedBy(mia));
    host.resources().delete(doc);
    host.resources().register(World.FOLDER.id(1L).ownedBy(olga));
    host.resources().register(doc.ownedBy(bob).under(World.FOLDER.id(1L)));
    host.grants().grant(Standard.COLLABORATOR, doc, mia);
    host.grants().removeAll(doc);
    host.resources().delete(World.FOLDER.id(1L));
    List<String> since =
        List.of("resource.delete", "grant.remove_all", "grant.grant", "resource.register");
    assertThat(world.as(bob, org).audit().ofResource(doc, AuditFilter.all(), PageRequest.first()))
        .extracting(entry -> entry.event().name())
        .containsExactlyElementsOf(since);
    assertThat(world.as(olga, org).audit().ofResource(doc, AuditFilter.all(), PageRequest.first()))
        .extracting(entry -> entry.event().name())
        .startsWith(since.toArray(String[]::new))
        .endsWith("resource.delete", "resource.register")
        .hasSize(6);
  }

  @Test
  default void a_person_reads_every_entry_about_their_own_tenant() {
    World world = world();
    UserId ann = world.user("ann");
    world.as(ann).teams().create(NewTeam.named("mine"));
    assertThat(
            Page.all(r -> world.as(ann).audit().ofUser(ann, AuditFilter.all(), r))
                .map(entry -> entry.items().size()))
        .containsExactly(1, 1);
  }

  @Test
  default void the_log_of_an_erased_person_is_still_read_by_the_host() {
    World world = world();
    UserId ben = world.user("ben");
    world.system().users().erase(ben);
    assertThat(world.log(ben))
        .extracting(entry -> entry.event().name())
        .containsExactly("user.erase", "user.register");
  }

  @Test
  default void an_actor_is_the_hosts_code_or_a_user() {
    OrgId acme = new OrgId(1);
    assertThat(Actor.system("x").in(acme).user()).isEmpty();
    assertThat(Actor.system("x").in(acme).isSystem()).isTrue();
    assertThat(Actor.user(new UserId(1)).in(acme).system()).isEmpty();
    assertThat(Actor.user(new UserId(1)).in(acme).isSystem()).isFalse();
  }

  @Test
  default void roles_on_many_resources_name_each_once() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    OrgId globex = world.org("Globex", world.user("gus"));
    assertThatThrownBy(
            () ->
                world
                    .system()
                    .access()
                    .effectiveRoles(
                        new UserId(1),
                        List.of(World.DOC.id("1").in(acme), World.DOC.id("1").in(globex))))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void granting_bears_the_revision_that_it_made() {
    World world = world();
    OrgId acme = world.org("Acme", world.user("olga"));
    UserId ben = world.member("ben", acme);
    var granted = world.system(acme).grants().grant(Standard.OPERATOR, World.DOC.id("1"), ben);
    assertThat(granted.value().accessor()).isEqualTo(ben);
    assertThat(
            world
                .as(ben, acme)
                .at(Consistency.atLeast(granted.revision()))
                .may(Standard.OPERATE, World.DOC.id("1")))
        .isTrue();
    assertThat(granted.revision().numbers()).containsEntry(acme, world.log(acme).get(0).number());
  }
}
