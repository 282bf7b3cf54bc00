package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.RefusalAssertions.assertInvalid;
import static dev.bailiwick.contract.fixture.RefusalAssertions.assertRule;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orgs: creation, settings, transfer of ownership and deletion. */
public interface OrgsContract
    extends OrgsRightsContract, OrgDeletionContract, OrgSuspensionContract, OwnershipContract {
  @Test
  default void an_org_is_made_with_its_owner_as_first_member_and_admin() {
    World world = world();
    UserId owner = world.user("owner");

    Org made =
        world
            .system()
            .orgs()
            .create(
                NewOrg.builder()
                    .name("Acme")
                    .owner(owner)
                    .description("makes\neverything")
                    .externalKey("acme ")
                    .attributes(ImmutableMap.of("tier", "gold"))
                    .build());

    assertThat(made.name()).isEqualTo("Acme");
    assertThat(made.owner()).isEqualTo(owner);
    assertThat(made.description()).isEqualTo("makes\neverything");
    assertThat(made.externalKey()).contains("acme ");
    assertThat(made.attributes()).isEqualTo(Map.of("tier", "gold"));
    assertThat(made.createdAt()).isEqualTo(World.START);
    assertThat(made.updatedAt()).isEqualTo(World.START);
    assertThat(made.revision().numbers()).isEqualTo(Map.of(made.id(), 1L, owner, 2L));
    assertThat(made.sharing()).isFalse();
    assertThat(made.membersDefaultRole()).isEmpty();
    assertThat(made.deleted()).isFalse();
    assertThat(world.as(owner).orgs().get(made.id())).isEqualTo(made);
    assertThat(world.as(owner).orgs().get("acme ")).isEqualTo(made);
    assertThat(world.as(owner).users().memberships(owner))
        .containsExactly(Membership.of(made.id(), owner).asAdmin());
    AuditEntry entry = world.log(made.id()).get(0);
    assertThat(entry.items().get(0).kind()).isEqualTo(ItemChange.Kind.CREATED);
    assertThat(entry.items().get(0).properties())
        .containsEntry(
            "attributes.tier", new ItemChange.Values(Optional.empty(), Optional.of("gold")));
  }

  @Test
  default void an_owner_can_use_their_account() {
    World world = world();
    UserId off = world.user("off");
    UserId locked = world.user("locked");
    UserId gone = world.user("gone");
    world.system().users().deactivate(off);
    world.system().users().lock(locked);
    world.system().users().erase(gone);
    LogSnapshot before = LogSnapshot.of(world.store());

    for (UserId owner : List.of(off, locked, gone, new UserId(Long.MAX_VALUE - 7))) {
      assertThatThrownBy(() -> world.org("acme", owner))
          .isInstanceOfSatisfying(
              NoSuchMember.class, e -> assertThat(e.member()).isEqualTo(owner.toString()));
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void an_external_key_belongs_to_one_org_byte_for_byte() {
    World world = world();
    UserId owner = world.user("owner");
    NewOrg acme = NewOrg.builder().name("acme").owner(owner).externalKey("acme").build();
    OrgId first = world.system().orgs().create(acme).id();
    OrgId second = world.system().orgs().create(acme.withExternalKey("ACME")).id();
    world.system().orgs().create(acme.withExternalKey("acme "));
    LogSnapshot before = LogSnapshot.of(world.store());

    assertRule(OrgConflict.Rule.KEY_TAKEN, () -> world.system().orgs().create(acme));
    assertRule(
        OrgConflict.Rule.KEY_TAKEN,
        () ->
            world.system().orgs().update(second, OrgChange.builder().externalKey("acme").build()));
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);

    world.system().orgs().delete(first);
    assertThat(
            world
                .system()
                .orgs()
                .update(second, OrgChange.builder().externalKey("acme").build())
                .externalKey())
        .contains("acme");
    assertThat(world.as(owner).orgs().get("acme").id()).isEqualTo(second);
  }

  @Test
  default void an_org_out_of_reach_answers_like_a_missing_one() {
    World world = world();
    UserId owner = world.user("owner");
    UserId eve = world.user("eve");
    OrgId acme =
        world
            .system()
            .orgs()
            .create(NewOrg.builder().name("acme").owner(owner).externalKey("acme").build())
            .id();
    OrgId none = new OrgId(Long.MAX_VALUE - 7);

    for (OrgId id : List.of(acme, none)) {
      assertNoOrg(id.toString(), () -> world.as(eve).orgs().get(id));
      assertNoOrg(id.toString(), () -> world.as(eve).orgs().roles(id));
      assertNoOrg(id.toString(), () -> world.as(eve).orgs().delete(id));
    }
    for (String key : List.of("acme", "none")) {
      assertNoOrg(key, () -> world.as(eve).orgs().get(key));
    }
    world.system().orgs().delete(acme);
    for (Session session : List.of(world.as(owner), world.system())) {
      assertNoOrg(acme.toString(), () -> session.orgs().get(acme));
      assertNoOrg("acme", () -> session.orgs().get("acme"));
      assertNoOrg(acme.toString(), () -> session.orgs().delete(acme));
      assertNoOrg(acme.toString(), () -> session.orgs().members(acme).add(member("x@y.test")));
    }
  }

  @Test
  default void orgs_are_listed_to_their_active_members() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgId gone = world.org("gone", owner);
    OrgId globex = world.org("globex", world.user("other"));
    OrgId initech = world.org("initech", owner);
    UserId bob = world.member("bob", acme);
    world.join(gone, bob);
    world.join(globex, bob);
    world.join(initech, bob);
    world.system().orgs().members(globex).deactivate(bob);
    world.system().orgs().delete(gone);
    UserId chief = world.superUser("chief");
    PageRequest all = PageRequest.first();

    assertThat(world.as(bob).orgs().list(all)).extracting(Org::id).containsExactly(acme, initech);
    assertThat(world.as(bob, initech).orgs().list(all))
        .extracting(Org::id)
        .containsExactly(initech);
    assertThat(world.as(bob, globex).orgs().list(all)).isEmpty();
    assertThat(world.as(world.user("nobody")).orgs().list(all)).isEmpty();
    for (Session trusted : List.of(world.system(), world.as(chief))) {
      assertThat(trusted.orgs().list(all))
          .extracting(Org::id)
          .containsExactly(acme, globex, initech);
      assertThat(
              Page.all(request -> trusted.orgs().list(PageRequest.first(1))).limit(1).map(Org::id))
          .containsExactly(acme);
    }
    Page<Org> first = world.as(bob).orgs().list(PageRequest.first(1));
    assertThat(world.as(bob).orgs().list(PageRequest.first(1).after(first.next().orElseThrow())))
        .extracting(Org::id)
        .containsExactly(initech);
  }

  @Test
  default void a_change_sets_the_named_properties_and_leaves_the_rest() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    world.clock().advance(Duration.ofHours(1));
    OrgChange everything =
        OrgChange.builder()
            .name("Acme")
            .description("text")
            .externalKey("key")
            .sharing(true)
            .membersDefaultRole(Standard.COLLABORATOR)
            .attributes(ImmutableMap.of("a", "1"))
            .build();

    Org changed = world.system().orgs().update(acme, everything);

    assertThat(changed.name()).isEqualTo("Acme");
    assertThat(changed.description()).isEqualTo("text");
    assertThat(changed.externalKey()).contains("key");
    assertThat(changed.sharing()).isTrue();
    assertThat(changed.membersDefaultRole()).contains(Standard.COLLABORATOR);
    assertThat(changed.attributes()).isEqualTo(Map.of("a", "1"));
    assertThat(changed.updatedAt()).isEqualTo(World.START.plus(Duration.ofHours(1)));
    assertThat(changed.createdAt()).isEqualTo(World.START);
    assertThat(world.log(acme).get(0).items().get(0).properties())
        .containsEntry("name", new ItemChange.Values(Optional.of("acme"), Optional.of("Acme")))
        .containsEntry("external_key", new ItemChange.Values(Optional.empty(), Optional.of("key")))
        .doesNotContainKeys("owner", "deleted");
    LogSnapshot before = LogSnapshot.of(world.store());
    assertThat(world.system().orgs().update(acme, everything)).isEqualTo(changed);
    assertThat(world.system().orgs().update(acme, OrgChange.builder().build())).isEqualTo(changed);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);

    // The same key, domain and switch again are no change, and so no matter of trust.
    UserId admin = world.admin("admin", acme);
    assertThat(world.as(admin).orgs().update(acme, everything.withName("Acme Inc")).name())
        .isEqualTo("Acme Inc");
    assertThat(
            world
                .system()
                .orgs()
                .update(acme, OrgChange.builder().noMembersDefaultRole(true).build())
                .membersDefaultRole())
        .isEmpty();
  }

  @Test
  default void shutting_guests_out_deletes_their_grants_and_no_others() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgId globex = world.org("globex", world.user("other"));
    UserId bob = world.member("bob", acme);
    UserId inactive = world.member("inactive", acme);
    UserId guest = world.user("guest");
    TeamId team = world.team("ops", acme, owner);
    world.sharing(acme, true);
    Session host = world.system(acme);
    host.resources().register(DOC.id("1").ownedBy(owner));
    for (var accessor : List.of(bob, inactive, guest, team, acme, globex, Everyone.EVERYONE)) {
      host.grants().grant(Standard.COLLABORATOR, DOC.id("1"), accessor);
    }
    host.orgs().members(acme).deactivate(inactive);
    assertThat(world.as(guest, acme).may(Permission.READ, DOC.id("1"))).isTrue();

    world.as(owner).orgs().update(acme, OrgChange.ofSharing(false));

    assertThat(host.grants().list(DOC.id("1"), PageRequest.first()))
        .extracting(Grant::accessor)
        .containsExactlyInAnyOrder(bob, inactive, team, acme, Everyone.EVERYONE);
    assertThat(world.log(acme).get(0).items()).hasSize(3);
    world.as(owner).orgs().update(acme, OrgChange.ofSharing(true));
    assertThat(world.as(guest).may(Permission.READ, DOC.id("1").in(acme))).isTrue();
    host.grants().revoke(Standard.COLLABORATOR, DOC.id("1"), Everyone.EVERYONE);
    assertThat(world.as(guest).may(Permission.READ, DOC.id("1").in(acme))).isFalse();
  }

  @Test
  default void malformed_settings_are_refused_and_change_nothing() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    LogSnapshot before = LogSnapshot.of(world.store());

    for (String bad : List.of("", " acme", "a\u0000b", "\ud800", "a\u202eb", "x".repeat(1 << 20))) {
      assertInvalid("org.name", () -> world.org(bad, owner));
      assertInvalid(
          "org.name",
          () -> world.as(owner).orgs().update(acme, OrgChange.builder().name(bad).build()));
      assertInvalid(
          "attributes",
          () ->
              world
                  .system()
                  .orgs()
                  .update(
                      acme, OrgChange.builder().attributes(ImmutableMap.of(bad, "value")).build()));
    }
    assertInvalid(
        "org.external_key",
        () -> world.system().orgs().update(acme, OrgChange.builder().externalKey("").build()));
    assertInvalid(
        "role",
        () -> world.as(owner).orgs().update(acme, OrgChange.ofMembersDefaultRole(Role.of("none"))));
    assertInvalid(
        "role", () -> world.as(owner).orgs().update(acme, OrgChange.ofMembersDefaultRole(AUDITOR)));
    assertInvalid(
        "org.members_default_role",
        () ->
            OrgChange.builder()
                .noMembersDefaultRole(true)
                .membersDefaultRole(Standard.ADMIN)
                .build());
    assertInvalid("org.id", () -> new OrgId(0));
    assertInvalid("page.size", () -> PageRequest.first(0));
    assertInvalid("page.size", () -> PageRequest.first(1_001));
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    String sql = "'; DROP TABLE orgs; --";
    assertThat(world.as(owner).orgs().update(acme, OrgChange.builder().name(sql).build()).name())
        .isEqualTo(sql);
  }

  private static void assertNoOrg(String named, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(NoSuchOrg.class, e -> assertThat(e.org()).isEqualTo(named));
  }
}
