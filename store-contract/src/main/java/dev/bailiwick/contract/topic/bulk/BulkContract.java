package dev.bailiwick.contract.topic.bulk;

import static dev.bailiwick.contract.fixture.BulkFixture.account;
import static dev.bailiwick.contract.fixture.BulkFixture.answers;
import static dev.bailiwick.contract.fixture.BulkFixture.empty;
import static dev.bailiwick.contract.fixture.BulkFixture.exported;
import static dev.bailiwick.contract.fixture.BulkFixture.furnished;
import static dev.bailiwick.contract.fixture.BulkFixture.given;
import static dev.bailiwick.contract.fixture.BulkFixture.grants;
import static dev.bailiwick.contract.fixture.BulkFixture.identity;
import static dev.bailiwick.contract.fixture.BulkFixture.imported;
import static dev.bailiwick.contract.fixture.BulkFixture.person;
import static dev.bailiwick.contract.fixture.BulkFixture.role;
import static dev.bailiwick.contract.fixture.BulkFixture.team;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import dev.bailiwick.Session;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.Nameless;
import dev.bailiwick.bulk.Progress;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.history.History;
import dev.bailiwick.contract.reference.Invariants;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A tenant that is exported from one store and imported into another, in chunks, is the same there.
 */
public interface BulkContract extends BulkRefusalsContract {

  // ---- there and back

  @Test
  default void an_exported_and_imported_org_has_the_same_export() {
    World from = world();
    OrgId org = furnished(from);
    List<TenantRecord> records = exported(from, org);
    assertThat(records)
        .extracting(record -> record.getClass().getSimpleName())
        .contains("OwnRole", "Settings", "Person", "Member", "Team", "Seat", "Resource", "Grant")
        .hasSize(Math.toIntExact(from.system().bulk().exportOf(org, record -> {})));
    World to = world();
    // Its ids are others.
    to.user("somebody");
    OrgId copy = empty(to, "copy");
    Progress done = imported(to, copy, records);
    assertThat(done.records()).isEqualTo(records.size());
    assertThat(exported(to, copy)).containsExactlyInAnyOrderElementsOf(records);
    assertThat(answers(to, copy, records)).isEqualTo(answers(from, org, records)).isNotEmpty();
    Invariants.of(StoreContents.of(to.store())).everyMemberOfAnOrgsTeamIsAMemberOfTheOrg();
    Invariants.of(StoreContents.of(to.store())).theOwnerOfAnOrgIsItsActiveAdmin();
    Invariants.of(StoreContents.of(to.store())).nothingCrossesATenant();
  }

  @Test
  default void an_org_of_any_history_is_the_same_elsewhere() {
    for (long seed : new Random(7).longs(3).toArray()) {
      History history = new History(newStore());
      History.numbers(seed, 60).forEach(history::step);
      World from = history.world();
      StoreContents contents = history.contents();
      for (User user : contents.users()) {
        if (user.status() != UserStatus.ERASED && user.identities().isEmpty()) {
          from.system()
              .users()
              .link(user.id(), ExternalIdentity.of("all", Long.toString(user.id().value())));
        }
      }
      for (OrgId org : contents.liveOrgs()) {
        from.system()
            .orgs()
            .update(org, OrgChange.builder().externalKey("key" + org.value()).build());
      }
      for (OrgId org : contents.liveOrgs()) {
        List<TenantRecord> records = exported(from, org);
        World to = world();
        User owner = from.system().users().get(from.system().orgs().get(org).owner());
        UserId copied =
            to.system().users().ensure(owner.identities().first(), Profile.named("O")).id();
        OrgId copy = to.system().orgs().create(NewOrg.named("copy", copied)).id();
        Map<OrgId, OrgId> copies = new HashMap<>();
        for (OrgId other : contents.liveOrgs()) {
          // Guests of the org must exist beforehand.
          Org guest =
              to.system()
                  .orgs()
                  .create(
                      NewOrg.builder()
                          .name("other")
                          .owner(copied)
                          .externalKey("key" + other.value())
                          .build());
          copies.put(other, guest.id());
        }
        imported(to, copy, records);
        join(to, StoreContents.of(from.store()), copies);
        to.clock().advance(Duration.between(to.clock().instant(), from.clock().instant()));
        assertThat(withoutOwner(exported(to, copy), owner))
            .as("seed %s, %s", seed, org)
            .containsExactlyInAnyOrderElementsOf(withoutOwner(records, owner));
        assertThat(answers(to, copy, records)).isEqualTo(answers(from, org, records));
      }
    }
  }

  /**
   * Makes people members of the copies of their other orgs, since what those are granted counts.
   */
  private static void join(World to, StoreContents contents, Map<OrgId, OrgId> copies) {
    for (Membership membership : contents.memberships()) {
      Optional<OrgId> copy = Optional.ofNullable(copies.get(membership.org()));
      Optional<User> there =
          contents.users().stream()
              .filter(user -> user.id().equals(membership.user()))
              .flatMap(user -> user.identities().stream())
              .findFirst()
              .flatMap(to.system().users()::find);
      if (copy.isPresent() && there.isPresent() && membership.active()) {
        to.system().orgs().members(copy.get()).add(NewMember.member(there.get().id()));
      }
    }
  }

  /** Without the account of the owner, which was there before. */
  private static List<TenantRecord> withoutOwner(List<TenantRecord> records, User owner) {
    return records.stream()
        .filter(
            record ->
                !(record instanceof TenantRecord.Person person
                    && person.identities().contains(owner.identities().first())))
        .toList();
  }

  @Test
  default void the_records_equal_the_contents_of_the_store() {
    World world = world();
    OrgId org = furnished(world);
    Role auditor = Role.ofOrg("auditor");
    Name ops = new Name.Team("Ops");
    Name self = new Name.Org(Optional.empty());
    Name paper = new Name.Resource(DOC.id("a b"));
    Window hour = Window.between(World.START, World.START.plusSeconds(3600));
    assertThat(exported(world, org))
        .doesNotHaveDuplicates()
        .contains(
            role("auditor", Permission.READ),
            new TenantRecord.Settings(
                "an org\nof two lines",
                Optional.of("world.test"),
                true,
                true,
                Optional.of(auditor),
                ImmutableMap.of("plan", "gold")),
            new TenantRecord.Person(
                ImmutableSortedSet.of(identity("ann"), ExternalIdentity.of("idp", "a\u00e9 nn")),
                "ann",
                Optional.of(Email.of("ann@world.test")),
                Optional.of(World.START),
                ImmutableMap.of("desk", "7"),
                true,
                false,
                false),
            account("ben", true, true, false),
            account("guest", true, false, false),
            new TenantRecord.Member(identity("owner"), true, true, true),
            new TenantRecord.Member(identity("ann"), true, false, true),
            new TenantRecord.Member(identity("out"), false, false, false),
            new TenantRecord.Team(
                "Ops",
                Optional.of("Night"),
                identity("owner"),
                "keeps it running",
                ImmutableSortedSet.of("a", "b"),
                ImmutableMap.of("shift", "2")),
            team("Night", Optional.empty(), identity("ann")),
            new TenantRecord.Seat("Ops", identity("out"), false),
            new TenantRecord.Seat("Night", identity("ann"), true),
            new TenantRecord.Resource(DOC.id("a b"), identity("ann"), Optional.of(FOLDER.id(1L))),
            given(DOC.id("a b"), ops, ADMIN),
            new TenantRecord.Grant(
                paper, new Name.User(identity("ann")), auditor, Effect.ALLOW, hour),
            new TenantRecord.Grant(
                paper, new Name.User(identity("ann")), OPERATOR, Effect.DENY, Window.ALWAYS),
            given(DOC.id("a b"), new Name.User(identity("guest")), COLLABORATOR),
            new TenantRecord.Grant(
                ops, new Name.Team("Night"), OPERATOR, Effect.ALLOW, Window.ALWAYS),
            new TenantRecord.Grant(
                self, new Name.Everyone(), COLLABORATOR, Effect.ALLOW, Window.ALWAYS),
            new TenantRecord.Grant(self, self, OPERATOR, Effect.ALLOW, Window.ALWAYS),
            given(DOC.id("never registered"), new Name.User(identity("ann")), COLLABORATOR))
        .hasSize(27);
  }

  @Test
  default void every_record_comes_after_the_records_that_it_names_in_any_order_of_the_store() {
    World world = world();
    UserId olga = person(world, "olga");
    OrgId org = world.org("acme", olga);
    TeamId lowest = world.team("lowest", org, olga);
    TeamId middle = world.team("middle", org, olga);
    TeamId top = world.team("top", org, olga);
    world.system(org).teams().nest(lowest, middle);
    world.system(org).teams().nest(middle, top);
    Session host = world.system(org);
    host.resources().register(DOC.id("a").ownedBy(olga));
    host.resources().register(DOC.id("b").ownedBy(olga));
    host.resources().register(DOC.id("c").ownedBy(olga));
    host.resources().move(DOC.id("a"), DOC.id("b"));
    host.resources().move(DOC.id("b"), DOC.id("c"));
    assertThat(exported(world, org))
        .filteredOn(TenantRecord.Team.class::isInstance)
        .extracting(record -> ((TenantRecord.Team) record).name())
        .containsExactly("top", "middle", "lowest");
    assertThat(exported(world, org))
        .filteredOn(TenantRecord.Resource.class::isInstance)
        .extracting(record -> ((TenantRecord.Resource) record).id())
        .containsExactly(DOC.id("c"), DOC.id("b"), DOC.id("a"));
  }

  @Test
  default void a_person_without_an_external_name_cannot_be_exported() {
    World world = world();
    UserId olga = person(world, "olga");
    OrgId org = world.org("acme", olga);
    UserId eve = world.member("eve", org);
    assertThatThrownBy(() -> exported(world, org))
        .isInstanceOfSatisfying(Nameless.class, e -> assertThat(e.who()).isEqualTo(eve.toString()));
    world.system().users().link(eve, ExternalIdentity.of("hr", "eve"));
    world.sharing(org, true);
    OrgId guest = world.org("globex", olga);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), guest);
    assertThatThrownBy(() -> exported(world, org))
        .isInstanceOfSatisfying(
            Nameless.class, e -> assertThat(e.who()).isEqualTo(guest.toString()));
  }

  // ---- effects of an import

  @Test
  default void an_import_again_changes_and_records_nothing() {
    World from = world();
    List<TenantRecord> records = exported(from, furnished(from));
    World to = world();
    OrgId copy = empty(to, "copy");
    Progress first = imported(to, copy, records);
    assertThat(first.changed()).isPositive();
    LogSnapshot before = LogSnapshot.of(to.store());
    Progress again = imported(to, copy, records);
    assertThat(again.records()).isEqualTo(records.size());
    assertThat(again.changed()).isZero();
    assertThat(LogSnapshot.of(to.store())).isEqualTo(before);
    // Any part, too.
    assertThat(imported(to, copy, records.subList(records.size() / 2, records.size())).changed())
        .isZero();
    assertThat(LogSnapshot.of(to.store())).isEqualTo(before);
  }

  @Test
  default void killed_at_any_record_and_run_again_it_ends_as_if_it_had_not_been() {
    World from = world();
    List<TenantRecord> records = new ArrayList<>();
    // Longer than a chunk, so that it is killed between two and within one.
    records.addAll(exported(from, furnished(from)));
    for (int i = 0; i < Limits.CHUNK + 200; i++) {
      records.add(given(DOC.id("doc" + i), new Name.Everyone(), COLLABORATOR));
    }
    World whole = world();
    OrgId copy = empty(whole, "copy");
    imported(whole, copy, records);
    List<TenantRecord> expected = exported(whole, copy);
    for (int kill : new int[] {0, 1, 17, Limits.CHUNK, Limits.CHUNK + 1, records.size() - 1}) {
      for (boolean onwards : List.of(false, true)) {
        World to = world();
        OrgId org = empty(to, "copy");
        List<Progress> told = new ArrayList<>();
        assertThatThrownBy(
                () -> to.system().bulk().importInto(org, dying(records, kill), told::add))
            .hasMessage("killed");
        long position = told.isEmpty() ? 0 : Iterables.getLast(told).records();
        assertThat(position).isEqualTo(kill - kill % Limits.CHUNK);
        imported(to, org, onwards ? records.subList((int) position, records.size()) : records);
        assertThat(exported(to, org))
            .as("killed at %s", kill)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  private static Iterator<TenantRecord> dying(List<TenantRecord> records, int at) {
    return Iterators.concat(
        records.subList(0, at).iterator(),
        Iterators.transform(
            Collections.nCopies(1, at).iterator(),
            unused -> {
              throw new IllegalStateException("killed");
            }));
  }

  @Test
  default void each_chunk_is_told_of_and_has_one_entry_with_a_digest() {
    World world = world();
    OrgId org = empty(world, "acme");
    long before = world.store().<Long>read(Consistency.latest(), view -> view.revision(org));
    List<TenantRecord> records = new ArrayList<>();
    for (int i = 0; i < 2 * Limits.CHUNK + 5; i++) {
      records.add(given(DOC.id("doc" + i), new Name.Everyone(), COLLABORATOR));
    }
    List<Progress> told = new ArrayList<>();
    Progress last =
        world
            .system()
            .because("moved here")
            .bulk()
            .importInto(
                org,
                records.iterator(),
                progress -> {
                  // Every reported chunk is committed.
                  assertThat(grants(world, org)).isEqualTo(progress.records());
                  told.add(progress);
                });
    assertThat(told)
        .extracting(Progress::records)
        .containsExactly(1L * Limits.CHUNK, 2L * Limits.CHUNK, 2L * Limits.CHUNK + 5);
    assertThat(told)
        .extracting(Progress::changed)
        .containsExactly(1L * Limits.CHUNK, 2L * Limits.CHUNK, 2L * Limits.CHUNK + 5);
    assertThat(last).isEqualTo(told.get(2));
    assertThat(last.revision().numbers()).containsExactly(Map.entry(org, before + 3));
    List<AuditEntry> entries = world.log(org).subList(0, 3);
    assertThat(entries).extracting(entry -> entry.event().name()).containsOnly("org.import");
    assertThat(entries).extracting(AuditEntry::reason).containsOnly(Optional.of("moved here"));
    assertThat(entries)
        .extracting(AuditEntry::number)
        .containsExactly(before + 3, before + 2, before + 1);
    for (AuditEntry entry : entries) {
      assertThat(entry.items()).hasSize(1);
      assertThat(entry.items().get(0).type()).isEqualTo(ItemType.IMPORT);
      assertThat(entry.touches()).containsExactly(org.key());
      assertThat(entry.items().get(0).key().get("sha256")).matches("[0-9a-f]{64}");
    }
    assertThat(entries)
        .extracting(entry -> entry.items().get(0).key().get("sha256"))
        .doesNotHaveDuplicates();
    assertThat(entries.get(0).items().get(0).properties())
        .containsEntry("records", new ItemChange.Values(Optional.empty(), Optional.of("5")));
    // Of the same records, elsewhere, it is the same.
    World other = world();
    OrgId copy = empty(other, "copy");
    imported(other, copy, records);
    assertThat(other.log(copy).get(0).items().get(0).key().get("sha256"))
        .isEqualTo(entries.get(0).items().get(0).key().get("sha256"));
  }

  @Test
  default void an_account_that_is_there_stays_as_it_is_and_gets_the_identities_it_lacks() {
    World world = world();
    OrgId org = empty(world, "acme");
    UserId bob = person(world, "bob");
    world.system().users().lock(bob);
    User before = world.system().users().get(bob);
    ExternalIdentity other = ExternalIdentity.of("idp", "b0b");
    TenantRecord.Person person =
        new TenantRecord.Person(
            ImmutableSortedSet.of(identity("bob"), other),
            "Robert",
            Optional.of(Email.of("robert@world.test")),
            Optional.empty(),
            ImmutableMap.of("a", "b"),
            true,
            false,
            true);
    Progress done = imported(world, org, List.of(person));
    assertThat(done.revision().numbers()).containsKeys(org, bob);
    User after = world.system().users().get(bob);
    assertThat(after.identities()).containsExactlyInAnyOrder(identity("bob"), other);
    assertThat(after.withIdentities(before.identities()).withVersion(0).withUpdatedAt(World.START))
        .isEqualTo(before.withVersion(0).withUpdatedAt(World.START));
    assertThat(after.locked()).isTrue();
    assertThat(imported(world, org, List.of(person)).changed()).isZero();
  }

  @Test
  default void an_account_that_is_made_stands_as_the_record_says() {
    World world = world();
    OrgId org = empty(world, "acme");
    imported(
        world,
        org,
        List.of(
            account("locked", true, true, true),
            account("off", false, false, false),
            new TenantRecord.Member(identity("off"), true, false, false)));
    User locked = world.system().users().find(identity("locked")).orElseThrow();
    assertThat(locked.locked()).isTrue();
    assertThat(locked.usable()).isFalse();
    assertThat(locked.createdIn()).contains(org);
    assertThat(locked.superUser()).isFalse();
    User off = world.system().users().find(identity("off")).orElseThrow();
    assertThat(off.status()).isEqualTo(UserStatus.DEACTIVATED);
    assertThat(off.createdIn()).isEmpty();
    assertThat(world.system().users().memberships(off.id()))
        .singleElement()
        .satisfies(m -> assertThat(m.admin() && !m.active()).isTrue());
  }

  @Test
  default void an_import_does_not_touch_other_tenants() {
    World world = world();
    OrgId other = furnished(world);
    List<TenantRecord> records = exported(world, other);
    StoreContents before = StoreContents.of(world.store());
    long revision = LogSnapshot.of(world.store()).revision(other);
    UserId owner = world.system().orgs().get(other).owner();
    OrgId copy = world.system().orgs().create(NewOrg.named("copy", owner)).id();
    imported(world, copy, records);
    assertThat(exported(world, other)).isEqualTo(records);
    assertThat(LogSnapshot.of(world.store()).revision(other)).isEqualTo(revision);
    assertThat(
            StoreContents.of(world.store()).grants().stream().filter(g -> g.tenant().equals(other)))
        .isEqualTo(before.grants().stream().filter(g -> g.tenant().equals(other)).toList());
    assertThat(StoreContents.of(world.store()).users()).hasSameSizeAs(before.users());
  }
}
