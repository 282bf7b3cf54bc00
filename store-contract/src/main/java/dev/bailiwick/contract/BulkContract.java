package dev.bailiwick.contract;

import static dev.bailiwick.contract.World.DOC;
import static dev.bailiwick.contract.World.FOLDER;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.transfer.BadRecord;
import dev.bailiwick.transfer.Name;
import dev.bailiwick.transfer.Nameless;
import dev.bailiwick.transfer.Progress;
import dev.bailiwick.transfer.TenantRecord;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A tenant goes out of a store and into another, in chunks, and is the same there. */
interface BulkContract extends Contract {

  // ---- there and back

  @Test
  default void what_is_exported_and_imported_elsewhere_is_exported_the_same() {
    World from = world();
    OrgId org = furnished(from);
    List<TenantRecord> records = exported(from, org);
    assertThat(records)
        .extracting(record -> record.getClass().getSimpleName())
        .contains("OwnRole", "Settings", "Person", "Member", "Team", "Seat", "Resource", "Grant")
        .hasSize(Math.toIntExact(from.system().transfer().exportOf(org, record -> {})));
    World to = world();
    // Its ids are others.
    to.user("somebody");
    OrgId copy = empty(to, "copy");
    Progress done = imported(to, copy, records);
    assertThat(done.records()).isEqualTo(records.size());
    assertThat(exported(to, copy)).containsExactlyInAnyOrderElementsOf(records);
    assertThat(answers(to, copy, records)).isEqualTo(answers(from, org, records)).isNotEmpty();
    Invariants.of(Contents.of(to.store())).everyMemberOfAnOrgsTeamIsAMemberOfTheOrg();
    Invariants.of(Contents.of(to.store())).anOrgHasAnOwnerWhoIsItsActiveAdmin();
    Invariants.of(Contents.of(to.store())).nothingCrossesATenant();
  }

  @Test
  default void an_org_of_any_history_is_the_same_elsewhere() {
    for (long seed : new Random(7).longs(3).toArray()) {
      History history = new History(newStore());
      History.numbers(seed, 60).forEach(history::step);
      World from = history.world();
      Contents contents = history.contents();
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
        for (OrgId other : contents.liveOrgs()) {
          // Those that are guests have to be there.
          to.system()
              .orgs()
              .create(
                  NewOrg.builder()
                      .name("other")
                      .owner(copied)
                      .externalKey("key" + other.value())
                      .build());
        }
        imported(to, copy, records);
        to.clock().advance(Duration.between(to.clock().instant(), from.clock().instant()));
        assertThat(withoutOwner(exported(to, copy), owner))
            .as("seed %s, %s", seed, org)
            .containsExactlyInAnyOrderElementsOf(withoutOwner(records, owner));
        assertThat(answers(to, copy, records)).isEqualTo(answers(from, org, records));
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
  default void the_records_say_what_the_store_holds() {
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
  default void every_record_comes_after_those_that_it_names_whatever_came_first_in_the_store() {
    World world = world();
    UserId olga = person(world, "olga");
    OrgId org = world.org("acme", olga);
    TeamId lowest = world.team("lowest", org, olga);
    TeamId middle = world.team("middle", org, olga);
    TeamId top = world.team("top", org, olga);
    world.system(org).teams().nest(lowest, Optional.of(middle));
    world.system(org).teams().nest(middle, Optional.of(top));
    Session host = world.system(org);
    host.resources().register(DOC.id("a").ownedBy(olga));
    host.resources().register(DOC.id("b").ownedBy(olga));
    host.resources().register(DOC.id("c").ownedBy(olga));
    host.resources().move(DOC.id("a"), Optional.of(DOC.id("b")));
    host.resources().move(DOC.id("b"), Optional.of(DOC.id("c")));
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
  default void whom_nothing_names_elsewhere_cannot_be_exported() {
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

  // ---- what an import does

  @Test
  default void an_import_again_changes_and_records_nothing() {
    World from = world();
    List<TenantRecord> records = exported(from, furnished(from));
    World to = world();
    OrgId copy = empty(to, "copy");
    Progress first = imported(to, copy, records);
    assertThat(first.changed()).isPositive();
    Snapshot before = Snapshot.of(to.store());
    Progress again = imported(to, copy, records);
    assertThat(again.records()).isEqualTo(records.size());
    assertThat(again.changed()).isZero();
    assertThat(Snapshot.of(to.store())).isEqualTo(before);
    // Any part, too.
    assertThat(imported(to, copy, records.subList(records.size() / 2, records.size())).changed())
        .isZero();
    assertThat(Snapshot.of(to.store())).isEqualTo(before);
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
                () -> to.system().transfer().importInto(org, dying(records, kill), told::add))
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
            .transfer()
            .importInto(
                org,
                records.iterator(),
                progress -> {
                  // What it is told is committed.
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
    assertThat(entries).extracting(AuditEntry::event).containsOnly("org.import");
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

  private static long grants(World world, OrgId org) {
    return world.system().transfer().exportOf(org, record -> {})
        - exported(world, org).stream()
            .filter(record -> !(record instanceof TenantRecord.Grant))
            .count();
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
  default void what_others_have_is_not_touched() {
    World world = world();
    OrgId other = furnished(world);
    List<TenantRecord> records = exported(world, other);
    Contents before = Contents.of(world.store());
    long revision = Snapshot.of(world.store()).revision(other);
    UserId owner = world.system().orgs().get(other).owner();
    OrgId copy = world.system().orgs().create(NewOrg.named("copy", owner)).id();
    imported(world, copy, records);
    assertThat(exported(world, other)).isEqualTo(records);
    assertThat(Snapshot.of(world.store()).revision(other)).isEqualTo(revision);
    assertThat(Contents.of(world.store()).grants().stream().filter(g -> g.tenant().equals(other)))
        .isEqualTo(before.grants().stream().filter(g -> g.tenant().equals(other)).toList());
    assertThat(Contents.of(world.store()).users()).hasSameSizeAs(before.users());
  }

  // ---- who

  @Test
  default void nobody_who_acts_for_a_user_exports_or_imports() {
    Cast cast = new Cast(world());
    for (Cast.Who who : Cast.Who.values()) {
      if (who == Cast.Who.SYSTEM) {
        continue;
      }
      Snapshot before = Snapshot.of(cast.world.store());
      for (OrgId org : List.of(cast.acme, cast.globex, new OrgId(Long.MAX_VALUE - 3))) {
        List<TenantRecord> seen = new ArrayList<>();
        assertThatThrownBy(() -> cast.as(who).transfer().exportOf(org, seen::add))
            .as("%s", who)
            .isInstanceOf(NoPermission.class);
        assertThat(seen).isEmpty();
        assertThatThrownBy(
                () ->
                    cast.as(who)
                        .transfer()
                        .importInto(
                            org,
                            List.of(given(DOC.id("1"), new Name.Everyone(), ADMIN)).iterator(),
                            progress -> {}))
            .as("%s", who)
            .isInstanceOf(NoPermission.class);
      }
      assertThat(Snapshot.of(cast.world.store())).isEqualTo(before);
    }
    assertThat(cast.world.refusals()).isNotEmpty();
  }

  @Test
  default void into_and_out_of_an_org_that_is_not_there_nothing_goes() {
    World world = world();
    OrgId gone = empty(world, "gone");
    world.system().orgs().delete(gone);
    for (OrgId org : List.of(gone, new OrgId(Long.MAX_VALUE - 3))) {
      assertThatThrownBy(() -> exported(world, org)).isInstanceOf(NoSuchOrg.class);
      assertThatThrownBy(() -> imported(world, org, List.of())).isInstanceOf(NoSuchOrg.class);
    }
  }

  // ---- what an import does not take

  @Test
  default void a_record_that_breaks_a_rule_is_named_and_its_chunk_is_not_there() {
    World world = world();
    OrgId org = empty(world, "acme");
    UserId owner = world.system().orgs().get(org).owner();
    person(world, "stranger");
    person(world, "other");
    world.system(org).teams().create(NewTeam.builder().name("Ops").owner(owner).build());
    world.system(org).resources().register(DOC.id("there").ownedBy(owner));
    world.system(org).grants().grant(COLLABORATOR, DOC.id("there"), Everyone.EVERYONE);
    OrgId closed = org;
    ExternalIdentity boss = identity("owner");
    ExternalIdentity nobody = identity("nobody");
    ExternalIdentity stranger = identity("stranger");
    Name everyone = new Name.Everyone();
    List<TenantRecord> tooDeep = new ArrayList<>();
    List<TenantRecord> tooDeepTeams = new ArrayList<>();
    for (int i = 0; i <= Limits.RESOURCE_DEPTH + 1; i++) {
      tooDeep.add(
          new TenantRecord.Resource(
              DOC.id("deep" + i),
              boss,
              i == 0 ? Optional.empty() : Optional.of(DOC.id("deep" + (i - 1)))));
    }
    for (int i = 0; i <= Limits.TEAM_DEPTH + 1; i++) {
      tooDeepTeams.add(
          team("deep" + i, i == 0 ? Optional.empty() : Optional.of("deep" + (i - 1)), boss));
    }
    refused(world, closed, "resource.parent", "has too many ancestors: at most 32", tooDeep);
    refused(world, closed, "team.parent", "has too many ancestors: at most 16", tooDeepTeams);
    for (Map.Entry<TenantRecord, String> wrong :
        List.<Map.Entry<TenantRecord, String>>of(
            Map.entry(new TenantRecord.Member(nobody, false, false, true), "member.person"),
            Map.entry(new TenantRecord.Member(stranger, true, true, true), "member.owner"),
            Map.entry(new TenantRecord.Member(boss, false, false, true), "member"),
            Map.entry(new TenantRecord.Member(boss, true, false, false), "member"),
            Map.entry(
                new TenantRecord.Person(
                    ImmutableSortedSet.of(stranger, identity("other")),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    ImmutableMap.of(),
                    true,
                    false,
                    false),
                "person.identities"),
            Map.entry(
                new TenantRecord.Person(
                    ImmutableSortedSet.of(nobody),
                    "",
                    Optional.of(Email.of("stranger@world.test")),
                    Optional.empty(),
                    ImmutableMap.of(),
                    true,
                    false,
                    false),
                "person.email"),
            Map.entry(role("own", World.PURGE), "role.permissions"),
            Map.entry(
                new TenantRecord.OwnRole(ADMIN, ImmutableSortedSet.of(Permission.READ)), "role"),
            Map.entry(
                settings(false, Optional.of(Role.ofOrg("none"))), "settings.members_default_role"),
            Map.entry(team("new", Optional.of("none"), boss), "team.parent"),
            Map.entry(team("new", Optional.of("new"), boss), "team.parent"),
            Map.entry(team("new", Optional.empty(), stranger), "team.owner"),
            Map.entry(team("new", Optional.empty(), nobody), "team.owner"),
            Map.entry(team("OPS", Optional.empty(), boss), "team.name"),
            Map.entry(new TenantRecord.Seat("none", boss, false), "seat.team"),
            Map.entry(new TenantRecord.Seat("ops", stranger, false), "seat.person"),
            Map.entry(
                new TenantRecord.Resource(DOC.id("1"), stranger, Optional.empty()),
                "resource.owner"),
            Map.entry(
                new TenantRecord.Resource(DOC.id("1"), boss, Optional.of(DOC.id("2"))),
                "resource.parent"),
            Map.entry(
                new TenantRecord.Resource(DOC.id("1"), boss, Optional.of(DOC.id("1"))),
                "resource.parent"),
            Map.entry(
                new TenantRecord.Resource(DOC.id("there"), boss, Optional.of(DOC.id("first"))),
                "resource.id"),
            Map.entry(new TenantRecord.Resource(bad(), boss, Optional.empty()), "resource.type"),
            Map.entry(given(DOC.id("1"), everyone, Role.of("unheard-of")), "grant.role"),
            Map.entry(given(DOC.id("1"), everyone, Role.ofOrg("none")), "grant.role"),
            Map.entry(given(DOC.id("1"), new Name.User(nobody), ADMIN), "grant.accessor"),
            Map.entry(given(DOC.id("1"), new Name.User(stranger), ADMIN), "grant.accessor"),
            Map.entry(given(DOC.id("1"), new Name.Team("none"), ADMIN), "grant.accessor"),
            Map.entry(
                given(DOC.id("1"), new Name.Org(Optional.of("none")), ADMIN), "grant.accessor"),
            Map.entry(given(bad(), everyone, ADMIN), "resource.type"),
            Map.entry(
                new TenantRecord.Grant(
                    new Name.Team("none"), everyone, ADMIN, Effect.ALLOW, Window.ALWAYS),
                "grant.resource"),
            Map.entry(
                new TenantRecord.Grant(
                    new Name.Org(Optional.empty()), everyone, ADMIN, Effect.DENY, Window.ALWAYS),
                "grant.effect"),
            Map.entry(
                new TenantRecord.Grant(
                    new Name.Resource(DOC.id("there")),
                    everyone,
                    COLLABORATOR,
                    Effect.ALLOW,
                    Window.until(World.START)),
                "grant.window"))) {
      List<TenantRecord> records =
          List.of(
              account("first", true, false, true),
              new TenantRecord.Member(identity("first"), false, false, true),
              new TenantRecord.Resource(DOC.id("first"), identity("first"), Optional.empty()),
              wrong.getKey(),
              given(DOC.id("last"), everyone, COLLABORATOR));
      Snapshot before = Snapshot.of(world.store());
      assertThat(catchThrowableOfType(BadRecord.class, () -> imported(world, org, records)))
          .as("%s", wrong)
          .isNotNull()
          .satisfies(
              e -> {
                assertThat(e.number()).isEqualTo(4);
                assertThat(e.field()).isEqualTo(wrong.getValue());
                assertThat(e.rule()).isNotEmpty();
              });
      assertThat(Snapshot.of(world.store())).as("%s", wrong).isEqualTo(before);
    }
  }

  /** A resource of a type that the model does not know. */
  private static ResourceId bad() {
    return new ResourceId("unknown", "1");
  }

  private static void refused(
      World world, OrgId org, String field, String rule, List<TenantRecord> records) {
    Snapshot before = Snapshot.of(world.store());
    assertThatThrownBy(() -> imported(world, org, records))
        .isInstanceOfSatisfying(
            BadRecord.class,
            e -> {
              assertThat(e.number()).isEqualTo(records.size());
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.rule()).isEqualTo(rule);
            });
    assertThat(Snapshot.of(world.store())).isEqualTo(before);
    imported(world, org, records.subList(0, records.size() - 1));
  }

  @Test
  default void the_chunks_before_a_wrong_record_stay() {
    World world = world();
    OrgId org = empty(world, "acme");
    List<TenantRecord> records = new ArrayList<>();
    for (int i = 0; i < Limits.CHUNK + 7; i++) {
      records.add(given(DOC.id("doc" + i), new Name.Everyone(), COLLABORATOR));
    }
    records.add(new TenantRecord.Seat("none", identity("owner"), true));
    assertThatThrownBy(() -> imported(world, org, records))
        .isInstanceOfSatisfying(
            BadRecord.class, e -> assertThat(e.number()).isEqualTo(Limits.CHUNK + 8L));
    assertThat(grants(world, org)).isEqualTo(Limits.CHUNK);
  }

  @Test
  default void guests_come_only_where_the_org_shares_and_sharing_is_never_switched_off() {
    World world = world();
    OrgId org = empty(world, "acme");
    UserId guest = person(world, "guest");
    OrgId globex =
        world
            .system()
            .orgs()
            .create(NewOrg.builder().name("G").owner(guest).externalKey("globex").build())
            .id();
    List<TenantRecord> records =
        List.of(
            given(DOC.id("1"), new Name.User(identity("guest")), COLLABORATOR),
            given(DOC.id("1"), new Name.Org(Optional.of("globex")), COLLABORATOR));
    for (TenantRecord record : records) {
      assertThatThrownBy(() -> imported(world, org, List.of(record))).isInstanceOf(BadRecord.class);
    }
    imported(world, org, List.of(settings(true, Optional.empty()), records.get(0), records.get(1)));
    assertThat(world.as(guest).may(Permission.READ, DOC.id("1").in(org))).isTrue();
    assertThat(world.system().access().in(org).grantedTo(globex, PageRequest.first())).hasSize(1);
    assertThatThrownBy(() -> imported(world, org, List.of(settings(false, Optional.empty()))))
        .isInstanceOfSatisfying(
            BadRecord.class, e -> assertThat(e.field()).isEqualTo("settings.sharing"));
  }

  @Test
  default void a_record_refuses_what_it_cannot_mean() {
    assertThatThrownBy(() -> account("a", true, false, true, ImmutableSortedSet.of()))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> new TenantRecord.Member(identity("a"), false, true, true))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> given(DOC.id("1"), new Name.Resource(DOC.id("2")), ADMIN))
        .isInstanceOf(InvalidParameter.class);
    for (Name name :
        List.of(
            new Name.User(identity("a")),
            new Name.Everyone(),
            new Name.Org(Optional.of("other")))) {
      assertThatThrownBy(
              () ->
                  new TenantRecord.Grant(
                      name, new Name.Everyone(), ADMIN, Effect.ALLOW, Window.ALWAYS))
          .isInstanceOf(InvalidParameter.class);
    }
    assertThatThrownBy(() -> new Name.Resource(new TeamId(7).key()))
        .isInstanceOf(InvalidParameter.class);
    World world = world();
    OrgId org = empty(world, "acme");
    assertThatThrownBy(
            () ->
                world
                    .system()
                    .transfer()
                    .importInto(
                        org,
                        Collections.<TenantRecord>singletonList(null).iterator(),
                        progress -> {}))
        .isInstanceOfSatisfying(BadRecord.class, e -> assertThat(e.field()).isEqualTo("record"));
  }

  // ---- the records of this

  private static ExternalIdentity identity(String name) {
    return ExternalIdentity.of("hr", name);
  }

  /** An account with an identity and an address. */
  private static UserId person(World world, String name) {
    return world
        .system()
        .users()
        .ensure(identity(name), Profile.named(name).withEmail(name + "@world.test"))
        .id();
  }

  /** An org in which there is nobody but its owner. */
  private static OrgId empty(World world, String name) {
    return world.org(name, person(world, "owner"));
  }

  private static List<TenantRecord> exported(World world, OrgId org) {
    List<TenantRecord> records = new ArrayList<>();
    world.system().transfer().exportOf(org, records::add);
    return records;
  }

  private static Progress imported(World world, OrgId org, List<TenantRecord> records) {
    return world.system().transfer().importInto(org, records.iterator(), progress -> {});
  }

  private static TenantRecord.Person account(
      String name, boolean active, boolean locked, boolean ofOrg) {
    return account(name, active, locked, ofOrg, ImmutableSortedSet.of(identity(name)));
  }

  private static TenantRecord.Person account(
      String name,
      boolean active,
      boolean locked,
      boolean ofOrg,
      ImmutableSortedSet<ExternalIdentity> identities) {
    return new TenantRecord.Person(
        identities,
        name,
        Optional.of(Email.of(name + "@world.test")),
        Optional.empty(),
        ImmutableMap.of(),
        active,
        locked,
        ofOrg);
  }

  private static TenantRecord.Team team(
      String name, Optional<String> parent, ExternalIdentity owner) {
    return new TenantRecord.Team(
        name, parent, owner, "", ImmutableSortedSet.of(), ImmutableMap.of());
  }

  private static TenantRecord.OwnRole role(String name, Permission permission) {
    return new TenantRecord.OwnRole(Role.ofOrg(name), ImmutableSortedSet.of(permission));
  }

  private static TenantRecord.Settings settings(boolean sharing, Optional<Role> role) {
    return new TenantRecord.Settings("", Optional.empty(), false, sharing, role, ImmutableMap.of());
  }

  private static TenantRecord.Grant given(ResourceId resource, Name accessor, Role role) {
    return new TenantRecord.Grant(
        new Name.Resource(resource), accessor, role, Effect.ALLOW, Window.ALWAYS);
  }

  /** An org that has one of everything, owned by {@code owner}. */
  private static OrgId furnished(World world) {
    OrgId org = empty(world, "acme");
    UserId owner = world.system().orgs().get(org).owner();
    Session host = world.system(org);
    Role auditor = Role.ofOrg("auditor");
    host.orgs().defineRole(org, auditor, Permission.READ);
    host.orgs()
        .update(
            org,
            OrgChange.builder()
                .description("an org\nof two lines")
                .sharing(true)
                .selfSignup(true)
                .emailDomain("world.test")
                .membersDefaultRole(auditor)
                .attributes(ImmutableMap.of("plan", "gold"))
                .build());
    UserId ann = person(world, "ann");
    UserId ben = person(world, "ben");
    UserId out = person(world, "out");
    UserId guest = person(world, "guest");
    world.system().users().link(ann, ExternalIdentity.of("idp", "a\u00e9 nn"));
    world.system().users().verifyEmail(ann, Email.of("ann@world.test"));
    host.orgs().members(org).add(member(ann).asAdmin(), member(ben), member(out));
    world.system().users().lock(ben);
    TeamId ops = world.team("Ops", org, owner, ann, out);
    TeamId night = world.team("Night", org, ann);
    host.teams().addMembers(night, member(ann).asAdmin());
    host.users().update(ann, Profile.named("ann").withAttributes(ImmutableMap.of("desk", "7")));
    host.teams().nest(ops, Optional.of(night));
    host.teams()
        .update(
            ops,
            TeamChange.builder()
                .description("keeps it running")
                .tags(ImmutableSet.of("b", "a"))
                .attributes(ImmutableMap.of("shift", "2"))
                .build());
    host.orgs().members(org).deactivate(out);
    host.resources().register(FOLDER.id(2L).ownedBy(owner));
    host.resources().register(FOLDER.id(1L).ownedBy(ann).under(FOLDER.id(2L)));
    host.resources().register(DOC.id("a b").ownedBy(ann).under(FOLDER.id(1L)));
    host.grants()
        .merge(
            DOC.id("a b"),
            NewGrant.of(ADMIN, ops),
            NewGrant.of(auditor, ann)
                .during(Window.between(World.START, World.START.plusSeconds(3600))),
            NewGrant.denial(OPERATOR, ann),
            NewGrant.of(COLLABORATOR, guest));
    host.grants().grant(OPERATOR, ops, night);
    host.grants().grant(COLLABORATOR, org, Everyone.EVERYONE);
    host.grants().grant(OPERATOR, org, org);
    host.grants().grant(COLLABORATOR, DOC.id("never registered"), ann);
    return org;
  }

  /** Who may what: in the words of records, for each person and each resource that they name. */
  private static List<String> answers(World world, OrgId org, List<TenantRecord> records) {
    Session host = world.system(org);
    List<String> answers = new ArrayList<>();
    for (TenantRecord record : records) {
      if (record instanceof TenantRecord.Person person) {
        UserId user = host.users().find(person.identities().first()).orElseThrow().id();
        for (TenantRecord other : records) {
          if (other instanceof TenantRecord.Grant grant
              && grant.resource() instanceof Name.Resource resource) {
            answers.add(
                person.identities().first()
                    + " "
                    + resource
                    + " "
                    + host.access().permissions(user, resource.id()));
          }
        }
      }
    }
    return answers;
  }
}
