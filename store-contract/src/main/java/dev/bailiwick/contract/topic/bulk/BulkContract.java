package dev.bailiwick.contract.topic.bulk;

import static dev.bailiwick.contract.fixture.BulkFixture.account;
import static dev.bailiwick.contract.fixture.BulkFixture.answers;
import static dev.bailiwick.contract.fixture.BulkFixture.empty;
import static dev.bailiwick.contract.fixture.BulkFixture.exported;
import static dev.bailiwick.contract.fixture.BulkFixture.furnished;
import static dev.bailiwick.contract.fixture.BulkFixture.given;
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
import dev.bailiwick.Session;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.Nameless;
import dev.bailiwick.bulk.Progress;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.history.History;
import dev.bailiwick.contract.reference.Invariants;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Window;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A tenant that is exported from one store and imported into another, in chunks, is the same there.
 */
public interface BulkContract extends BulkRefusalsContract, ImportContract {

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
        // A suspension stays behind, so the answers are compared without it.
        from.system().orgs().resume(org);
        // The account of the owner is there beforehand, in use.
        from.system().users().activate(contents.org(org).owner());
        from.system().users().unlock(contents.org(org).owner());
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
                false),
            account("ben", true, true),
            account("guest", true, false),
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
}
