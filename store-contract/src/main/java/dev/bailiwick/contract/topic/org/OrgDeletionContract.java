package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.World.DOC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The deletion of an org. */
public interface OrgDeletionContract extends OrgRolesContract {
  @Test
  default void a_deleted_org_takes_everything_in_it_along() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme =
        world
            .system()
            .orgs()
            .create(NewOrg.builder().name("acme").owner(owner).externalKey("acme").build())
            .id();
    OrgId globex = world.org("globex", world.user("other"));
    world.sharing(acme, true);
    world.sharing(globex, true);
    UserId bob = world.member("bob", acme);
    world.join(globex, bob);
    TeamId team = world.team("ops", acme, owner, bob);
    Session host = world.system(acme);
    host.resources().register(DOC.id("1").ownedBy(bob));
    host.resources().register(DOC.id("0").ownedBy(bob).under(DOC.id("1")));
    host.resources().register(DOC.id("3").ownedBy(bob).under(DOC.id("1")));
    // Each is part of one with a lower id, and of one with a higher.
    TeamId part = world.team("part", acme, owner, bob);
    TeamId whole = world.team("whole", acme, owner);
    host.teams().nest(part, whole);
    host.teams().nest(whole, team);
    host.grants().grant(Standard.ADMIN, DOC.id("1"), team);
    host.orgs().defineRole(acme, AUDITOR, Permission.READ);
    host.orgs().update(acme, OrgChange.ofMembersDefaultRole(AUDITOR));
    world.system(globex).resources().register(DOC.id("2").ownedBy(bob));
    world.system(globex).grants().grant(Standard.ADMIN, DOC.id("2"), acme);
    host.users().setDefaultOrg(bob, acme);
    host.users().setDefaultOrg(owner, acme);
    LogSnapshot before = LogSnapshot.of(world.store());

    Org tombstone = world.as(owner).orgs().delete(acme);

    LogSnapshot after = LogSnapshot.of(world.store());
    assertThat(tombstone.deleted()).isTrue();
    assertThat(tombstone.id()).isEqualTo(acme);
    assertThat(tombstone.externalKey()).isEmpty();
    assertThat(tombstone.membersDefaultRole()).isEmpty();
    assertThat(after.since(before))
        .extracting(AuditEntry::tenant)
        .containsExactlyInAnyOrder(acme, globex);
    for (var tenant : List.of(acme, globex, bob, owner)) {
      assertThat(after.revision(tenant)).isEqualTo(before.revision(tenant) + 1);
    }
    assertThat(world.log(acme).get(0).items())
        .filteredOn(item -> item.type() == ItemType.TEAM)
        .as("each before its parent")
        .extracting(item -> item.key().get("team"))
        .containsExactly(
            Long.toString(part.value()), Long.toString(whole.value()), Long.toString(team.value()));
    assertThat(world.system(globex).grants().list(DOC.id("2"), PageRequest.first())).isEmpty();
    assertThat(world.system().users().get(bob).defaultOrg()).isEmpty();
    assertThat(world.system().users().memberships(bob))
        .extracting(Membership::org)
        .containsExactly(globex);
    assertThat(world.system().users().memberships(owner)).isEmpty();
    world
        .store()
        .read(
            Consistency.latest(),
            view -> {
              assertThat(view.teams().find(team)).isEmpty();
              assertThat(view.resources().find(acme, DOC.id("1"))).isEmpty();
              assertThat(view.grants().list(acme, Slice.first())).isEmpty();
              assertThat(view.orgs().roles(acme, Slice.first())).isEmpty();
              assertThat(view.orgs().members(acme, Slice.first())).isEmpty();
              return true;
            });
    assertThat(world.as(bob).may(Permission.READ, DOC.id("1").in(acme))).isFalse();
    // Its former owner owns nothing now, and may leave.
    world.system().users().deactivate(owner);
  }

  @Test
  default void the_audit_of_a_deleted_org_stays_for_the_host_and_super_users() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    int entries = world.log(acme).size();

    world.as(owner).orgs().delete(acme);

    assertThat(world.log(acme)).hasSize(entries + 1);
    assertThat(world.log(acme).get(0).event().name()).isEqualTo("org.delete");
    UserId chief = world.superUser("chief");
    assertThat(world.as(chief).audit().ofOrg(acme, AuditFilter.all(), PageRequest.first()))
        .hasSize(entries + 1);
    assertNoOrg(
        acme.toString(),
        () -> world.as(owner).audit().ofOrg(acme, AuditFilter.all(), PageRequest.first()));
  }

  private static void assertNoOrg(String named, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(NoSuchOrg.class, e -> assertThat(e.org()).isEqualTo(named));
  }
}
