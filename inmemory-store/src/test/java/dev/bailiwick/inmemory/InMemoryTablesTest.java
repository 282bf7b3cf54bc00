package dev.bailiwick.inmemory;

import static dev.bailiwick.inmemory.World.ACME;
import static dev.bailiwick.inmemory.World.ALICE;
import static dev.bailiwick.inmemory.World.BOB;
import static dev.bailiwick.inmemory.World.CAROL;
import static dev.bailiwick.inmemory.World.GLOBEX;
import static dev.bailiwick.inmemory.World.NIGHT;
import static dev.bailiwick.inmemory.World.OPS;
import static dev.bailiwick.inmemory.World.THEN;
import static dev.bailiwick.inmemory.World.all;
import static dev.bailiwick.inmemory.World.below;
import static dev.bailiwick.inmemory.World.doc;
import static dev.bailiwick.inmemory.World.grant;
import static dev.bailiwick.inmemory.World.inSlices;
import static dev.bailiwick.inmemory.World.now;
import static dev.bailiwick.inmemory.World.org;
import static dev.bailiwick.inmemory.World.resource;
import static dev.bailiwick.inmemory.World.revision;
import static dev.bailiwick.inmemory.World.team;
import static dev.bailiwick.inmemory.World.user;
import static dev.bailiwick.inmemory.World.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Standing;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryTablesTest {
  private final InMemoryStore store = InMemoryStore.create();

  @BeforeEach
  void fill() {
    write(
        store,
        Set.of(),
        tx -> {
          List.of(ALICE, BOB, CAROL).forEach(id -> tx.users().save(user(id).build()));
          tx.orgs().save(org(ACME).build());
          tx.orgs().save(org(GLOBEX).build());
        });
  }

  private void change(Consumer<Transaction> unit) {
    write(store, Set.of(ALICE, BOB, CAROL, ACME, GLOBEX), unit);
  }

  @Test
  void a_saved_user_is_found_by_nothing_that_was_before() {
    ExternalIdentity old = ExternalIdentity.of("users", "7");
    ExternalIdentity kept = ExternalIdentity.of("users", "8");
    User before =
        user(ALICE)
            .email(Email.of("old@acme.com"))
            .emailVerifiedAt(Instant.EPOCH)
            .identities(ImmutableSortedSet.of(old, kept))
            .build();
    User after =
        user(ALICE)
            .email(Email.of("new@acme.com"))
            .emailVerifiedAt(Instant.EPOCH)
            .identities(ImmutableSortedSet.of(kept))
            .build();
    change(tx -> tx.users().save(before));
    change(tx -> tx.users().save(after));
    View view = now(store);
    assertThat(view.users().find(Email.of("old@acme.com"))).isEmpty();
    assertThat(view.users().find(Email.of("new@acme.com"))).contains(after);
    assertThat(view.users().find(old)).isEmpty();
    assertThat(view.users().find(kept)).contains(after);
    change(
        tx ->
            tx.users()
                .save(
                    user(BOB)
                        .email(Email.of("old@acme.com"))
                        .emailVerifiedAt(Instant.EPOCH)
                        .build()));
    assertThat(now(store).users().findAll(List.of(CAROL, ALICE, CAROL, new UserId(99))))
        .containsOnlyKeys(CAROL, ALICE);
  }

  @Test
  void a_deleted_org_stays_as_a_tombstone_and_frees_its_key() {
    Org acme = org(ACME).externalKey("k").build();
    change(tx -> tx.orgs().save(acme));
    change(tx -> tx.orgs().save(acme.withDeleted(true)));
    assertThat(now(store).orgs().find("k")).isEmpty();
    assertThat(now(store).orgs().find(ACME)).isPresent();
    Org globex = org(GLOBEX).externalKey("k").build();
    change(tx -> tx.orgs().save(globex));
    change(tx -> tx.orgs().save(acme.withDeleted(true).withName("still gone")));
    assertThat(now(store).orgs().find("k")).contains(globex);
  }

  @Test
  void a_saved_team_is_found_by_nothing_that_was_before() {
    Team ops = team(OPS, "Ops").build();
    Team night = team(NIGHT, "Night").owner(BOB).parent(OPS).build();
    change(
        tx -> {
          tx.teams().save(ops);
          tx.teams().save(night);
        });
    assertThat(now(store).teams().children(OPS, all())).containsExactly(night);
    Team later = night.withName("Day").withOwner(CAROL).withoutParent();
    change(tx -> tx.teams().save(later));
    View view = now(store);
    assertThat(view.teams().find(ACME, "night")).isEmpty();
    assertThat(view.teams().find(ACME, "day")).contains(later);
    assertThat(view.teams().ownedBy(ACME, BOB, all())).isEmpty();
    assertThat(view.teams().ownedBy(ACME, CAROL, all())).containsExactly(later);
    assertThat(view.teams().children(OPS, all())).isEmpty();
    assertThat(view.teams().list(ACME, all())).containsExactly(ops, later);
    assertThatThrownBy(() -> change(tx -> tx.teams().save(ops.withName("DAY"))))
        .isInstanceOf(TeamConflict.class);
    change(tx -> tx.teams().delete(later));
    assertThat(now(store).teams().find(NIGHT)).isEmpty();
    assertThat(now(store).teams().find(ACME, "day")).isEmpty();
    assertThat(now(store).teams().list(ACME, all())).containsExactly(ops);
  }

  @Test
  void memberships_are_found_by_team_by_user_and_by_owner_of_a_stand_alone_team() {
    TeamId alices = new TeamId(30);
    TeamId carols = new TeamId(31);
    Seat inOps = new Seat(OPS, BOB, false);
    change(
        tx -> {
          tx.teams().save(team(OPS, "ops").build());
          tx.teams().save(team(alices, "a").tenant(ALICE).build());
          tx.teams().save(team(carols, "c").tenant(CAROL).build());
          tx.teams().save(inOps);
          tx.teams().save(new Seat(alices, BOB, false));
          tx.teams().save(new Seat(carols, BOB, true));
        });
    View view = now(store);
    assertThat(view.teams().seat(OPS, BOB)).contains(inOps);
    assertThat(view.teams().seats(OPS, all())).containsExactly(inOps);
    assertThat(view.teams().seatsOf(BOB, ACME, all())).containsExactly(inOps);
    assertThat(view.teams().personsSeating(BOB, all())).containsExactly(ALICE, CAROL);
    assertThat(view.teams().personsSeating(BOB, World.<UserId>two().after(ALICE)))
        .containsExactly(CAROL);
    change(
        tx -> {
          tx.teams().delete(inOps);
          tx.teams().delete(new Seat(alices, BOB, false));
        });
    assertThat(now(store).teams().seatsOf(BOB, ACME, all())).isEmpty();
    assertThat(now(store).teams().seats(OPS, all())).isEmpty();
    assertThat(now(store).teams().personsSeating(BOB, all())).containsExactly(CAROL);
  }

  @Test
  void memberships_and_roles_are_found_until_they_are_deleted() {
    Membership membership = Membership.of(ACME, BOB);
    RoleDefinition role =
        new RoleDefinition(ACME, Role.ofOrg("x"), ImmutableSortedSet.of(Permission.READ));
    change(
        tx -> {
          tx.orgs().save(membership.withAdmin(true));
          tx.orgs().save(membership);
          tx.orgs().save(role);
        });
    assertThat(now(store).orgs().members(ACME, all())).containsExactly(membership);
    assertThat(now(store).orgs().memberships(BOB, all())).containsExactly(membership);
    assertThat(now(store).orgs().role(ACME, role.role())).contains(role);
    assertThat(now(store).orgs().roles(ACME, all())).containsExactly(role);
    change(
        tx -> {
          tx.orgs().delete(membership);
          tx.orgs().delete(role);
        });
    assertThat(now(store).orgs().members(ACME, all())).isEmpty();
    assertThat(now(store).orgs().memberships(BOB, all())).isEmpty();
    assertThat(now(store).orgs().roles(ACME, all())).isEmpty();
  }

  @Test
  void a_saved_resource_is_found_by_nothing_that_was_before() {
    Resource before = below("a", "c");
    Resource after = below("b", "c").withOwner(BOB);
    change(tx -> tx.resources().save(before));
    change(tx -> tx.resources().save(after));
    View view = now(store);
    assertThat(view.resources().find(ACME, doc("c"))).contains(after);
    assertThat(view.resources().children(ACME, doc("a"), all())).isEmpty();
    assertThat(view.resources().children(ACME, doc("b"), all())).containsExactly(after);
    assertThat(view.resources().ownedBy(ACME, ALICE, all())).isEmpty();
    assertThat(view.resources().ownedBy(ACME, BOB, all())).containsExactly(after);
    assertThat(view.resources().list(GLOBEX, all())).isEmpty();
    change(tx -> tx.resources().delete(before));
    assertThat(now(store).resources().list(ACME, all())).isEmpty();
    assertThat(now(store).resources().ownedBy(ACME, BOB, all())).isEmpty();
  }

  @Test
  void grants_are_listed_by_key_in_slices_across_resources() {
    List<Grant> grants =
        List.of(
            grant(doc("a"), ALICE),
            grant(doc("a"), BOB),
            grant(doc("a"), Everyone.EVERYONE),
            grant(doc("b"), ALICE),
            grant(doc("c"), OPS),
            grant(doc("c"), OPS, "writer"),
            grant(doc("d"), ACME));
    change(tx -> grants.forEach(tx.grants()::save));
    View view = now(store);
    assertThat(inSlices(slice -> view.grants().list(ACME, slice), Grant::key)).isEqualTo(grants);
    assertThat(inSlices(slice -> view.grants().on(ACME, doc("a"), slice), Grant::key))
        .isEqualTo(grants.subList(0, 3));
    assertThat(inSlices(slice -> view.grants().to(ACME, ALICE, slice), Grant::key))
        .containsExactly(grants.get(0), grants.get(3));
    assertThat(inSlices(slice -> view.grants().accessors(ACME, slice), (Accessor a) -> a))
        .containsExactly(ALICE, BOB, OPS, ACME, Everyone.EVERYONE);
    assertThat(view.grants().find(ACME, grants.get(1).key())).contains(grants.get(1));
  }

  @Test
  void an_accessor_is_in_a_tenant_as_long_as_it_has_a_grant_there() {
    Grant first = grant(doc("a"), BOB);
    Grant second = grant(doc("b"), BOB);
    Grant elsewhere = Grant.of(GLOBEX, first.key(), first.window());
    change(tx -> List.of(first, second, elsewhere).forEach(tx.grants()::save));
    assertThat(now(store).grants().tenants(BOB, all())).containsExactly(ACME, GLOBEX);
    change(tx -> tx.grants().delete(first));
    assertThat(now(store).grants().tenants(BOB, all())).containsExactly(ACME, GLOBEX);
    change(tx -> tx.grants().delete(second));
    assertThat(now(store).grants().tenants(BOB, all())).containsExactly(GLOBEX);
    assertThat(now(store).grants().accessors(ACME, all())).isEmpty();
  }

  @Test
  void facts_equal_the_rows_of_the_repositories() {
    UserId erased = new UserId(4);
    UserId off = new UserId(5);
    UserId locked = new UserId(6);
    change(
        tx -> {
          tx.users().save(user(erased).status(UserStatus.ERASED).build());
          tx.users().save(user(off).status(UserStatus.DEACTIVATED).build());
          tx.users().save(user(locked).locked(true).build());
          tx.orgs().save(org(GLOBEX).deleted(true).build());
          tx.orgs().save(Membership.of(ACME, BOB));
          tx.orgs().save(Membership.of(GLOBEX, BOB));
          tx.orgs().save(Membership.of(ACME, CAROL).withActive(false));
          tx.teams().save(team(OPS, "ops").build());
          tx.teams().save(new Seat(OPS, BOB, false));
          tx.resources().save(below("a", "b"));
          for (int i = 1; i <= 50; i++) {
            tx.grants().save(grant(doc("a"), new UserId(i)));
            tx.grants().save(grant(doc("a"), new UserId(i), "writer"));
          }
          tx.grants().save(grant(doc("b"), Everyone.EVERYONE));
        });
    View view = now(store);
    Facts ours = view.facts(ACME, List.of(), List.of());
    Facts plain = plain(view).facts(ACME, List.of(), List.of());
    for (long i = 1; i <= 7; i++) {
      UserId user = new UserId(i);
      assertThat(ours.standing(user)).isEqualTo(plain.standing(user));
      assertThat(ours.orgs(user)).containsExactlyElementsOf(plain.orgs(user));
      assertThat(ours.teams(user, ACME)).containsExactlyElementsOf(plain.teams(user, ACME));
      assertThat(ours.membership(ACME, user)).isEqualTo(plain.membership(ACME, user));
    }
    assertThat(ours.standing(locked)).isEqualTo(Standing.LOCKED);
    assertThat(ours.orgs(BOB)).containsExactly(ACME);
    assertThat(ours.org(ACME)).isPresent().isEqualTo(plain.org(ACME));
    assertThat(ours.org(GLOBEX)).isEmpty();
    assertThat(ours.team(OPS)).isPresent().isEqualTo(plain.team(OPS));
    assertThat(ours.team(NIGHT)).isEmpty();
    assertThat(ours.resource(ACME, doc("b"))).isPresent().isEqualTo(plain.resource(ACME, doc("b")));
    assertThat(ours.resource(GLOBEX, doc("b"))).isEmpty();
    for (Set<Accessor> accessors :
        List.<Set<Accessor>>of(
            Set.of(),
            Set.of(BOB, OPS, Everyone.EVERYONE),
            Set.of(new UserId(1), new UserId(50), new UserId(51)))) {
      for (ResourceId resource : List.of(doc("a"), doc("b"), doc("c"))) {
        assertThat(ours.grants(ACME, resource, accessors))
            .containsExactlyInAnyOrderElementsOf(plain.grants(ACME, resource, accessors));
      }
    }
    assertThat(ours.grants(ACME, doc("a"), Set.of(BOB))).hasSize(2);
  }

  /** The same view with the default implementation of facts. */
  private static View plain(View view) {
    InvocationHandler handler =
        (proxy, method, args) ->
            method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, args)
                : method.invoke(view, args);
    return (View)
        Proxy.newProxyInstance(View.class.getClassLoader(), new Class<?>[] {View.class}, handler);
  }

  @Test
  void candidates_are_owned_and_granted_resources_and_all_below_them() {
    change(
        tx -> {
          List.of("a", "b", "c", "e").forEach(id -> tx.resources().save(resource(id)));
          tx.resources().save(below("a", "a1"));
          tx.resources().save(below("a1", "a2"));
          tx.resources().save(resource("d").withOwner(BOB));
          tx.resources().save(below("y", "x").withOwner(CAROL));
          tx.resources().save(below("x", "y").withOwner(CAROL));
          tx.grants().save(grant(doc("a"), OPS));
          tx.grants().save(grant(doc("vouched"), BOB));
          tx.grants().save(grant(doc("b"), CAROL));
          tx.grants().save(grant(doc("x"), BOB));
          tx.grants().save(grant(ResourceId.of("file", "f"), BOB));
        });
    View view = now(store);
    ImmutableSet<Accessor> accessors = ImmutableSet.of(BOB, OPS);
    assertThat(
            inSlices(
                slice -> view.candidates().resources(ACME, "doc", accessors, BOB, slice),
                (ResourceId id) -> id))
        .extracting(ResourceId::id)
        .containsExactly("a", "a1", "a2", "d", "vouched", "x", "y");
    assertThat(
            inSlices(
                slice -> view.candidates().resources(ACME, "doc", slice), (ResourceId id) -> id))
        .extracting(ResourceId::id)
        .containsExactly("a", "a1", "a2", "b", "c", "d", "e", "vouched", "x", "y");
    assertThat(view.candidates().resources(ACME, "fil", all())).isEmpty();
    assertThat(view.candidates().resources(GLOBEX, "doc", all())).isEmpty();
  }

  @Test
  void everything_is_below_the_org_itself() {
    change(
        tx -> {
          tx.resources().save(resource("a"));
          tx.teams().save(team(OPS, "ops").build());
          tx.grants().save(grant(ACME.key(), BOB));
        });
    View view = now(store);
    for (String type : List.of("doc", ResourceId.TEAM, ResourceId.ORG)) {
      assertThat(view.candidates().resources(ACME, type, ImmutableSet.of(BOB), BOB, all()))
          .hasSize(1)
          .isEqualTo(view.candidates().resources(ACME, type, all()));
    }
  }

  @Test
  void candidate_subjects_are_owners_and_users_reached_by_grants_through_teams_and_orgs() {
    UserId dave = new UserId(4);
    UserId erin = new UserId(5);
    change(
        tx -> {
          tx.orgs().save(Membership.of(GLOBEX, CAROL));
          tx.teams().save(team(OPS, "ops").parent(NIGHT).build());
          tx.teams().save(team(NIGHT, "night").parent(OPS).owner(erin).build());
          tx.teams().save(new Seat(NIGHT, BOB, false));
          tx.teams().save(new Seat(OPS, dave, false));
          tx.resources().save(resource("a"));
          tx.grants().save(grant(doc("a"), OPS));
          tx.grants().save(grant(doc("b"), GLOBEX));
          tx.grants().save(grant(doc("b"), Everyone.EVERYONE));
        });
    View view = now(store);
    assertThat(
            inSlices(
                slice ->
                    view.candidates().subjects(ACME, ImmutableList.of(doc("a"), doc("b")), slice),
                (UserId user) -> user))
        .containsExactly(ALICE, BOB, CAROL, dave);
    assertThat(view.candidates().subjects(ACME, ImmutableList.of(NIGHT.key()), all()))
        .containsExactly(BOB, dave, erin);
    assertThat(view.candidates().subjects(GLOBEX, ImmutableList.of(GLOBEX.key()), all()))
        .containsExactly(CAROL);
    assertThat(view.candidates().subjects(GLOBEX, ImmutableList.of(NIGHT.key()), all())).isEmpty();
  }

  @Test
  void the_log_is_read_newest_first_and_by_the_item_that_an_entry_touches() {
    Team ops = team(OPS, "ops").build();
    change(
        tx -> {
          tx.audit().append(entry(ACME, 2, Actor.user(BOB), ops));
          tx.audit().append(entry(ACME, 3, Actor.system("sync"), resource("a")));
          tx.audit().append(entry(ACME, 4, Actor.user(BOB), new Seat(OPS, CAROL, false)));
        });
    assertThat(numbers(Optional.empty(), AuditFilter.all())).containsExactly(4L, 3L, 2L);
    assertThat(numbers(Optional.of(OPS.key()), AuditFilter.all())).containsExactly(4L, 2L);
    assertThat(numbers(Optional.of(ResourceId.of(CAROL)), AuditFilter.all())).containsExactly(4L);
    // The filter by actor finds their own changes; the list of touched items does not.
    assertThat(numbers(Optional.of(ResourceId.of(BOB)), AuditFilter.all())).isEmpty();
    assertThat(numbers(Optional.empty(), AuditFilter.all().by(BOB))).containsExactly(4L, 2L);
    assertThat(numbers(Optional.of(OPS.key()), AuditFilter.all().itemType(ItemType.SEAT)))
        .containsExactly(4L);
    assertThatThrownBy(() -> change(tx -> tx.audit().append(entry(ACME, 4, Actor.user(BOB), ops))))
        .isInstanceOf(IllegalStateException.class);
  }

  private ImmutableList<Long> numbers(Optional<ResourceId> touching, AuditFilter filter) {
    return inSlices(
            (Slice<Long> slice) -> now(store).audit().list(ACME, touching, filter, slice),
            AuditEntry::number)
        .stream()
        .map(AuditEntry::number)
        .collect(ImmutableList.toImmutableList());
  }

  private static AuditEntry entry(Tenant tenant, long number, Actor actor, Audited... created) {
    return AuditEntry.builder()
        .tenant(tenant)
        .number(number)
        .event(Event.of("test"))
        .actor(actor)
        .bySuperUser(false)
        .items(List.of(created).stream().map(ItemChange::created).toList())
        .at(THEN)
        .build();
  }

  @Test
  void erasing_takes_a_person_out_of_every_log_and_moves_only_their_own_revision() {
    User bob =
        user(BOB)
            .fullName("Bob Roe")
            .email(Email.of("roe@acme.com"))
            .identities(ImmutableSortedSet.of(ExternalIdentity.of("users", "roe7")))
            .attributes(ImmutableMap.of("desk", "roe's"))
            .build();
    User carol = user(CAROL).fullName("Carol").build();
    Actor asBob =
        Actor.user(BOB)
            .from(
                RequestContext.none()
                    .withAddress("192.0.2.7")
                    .withUserAgent("roe-agent")
                    .withUrl("/roe"));
    change(
        tx -> {
          tx.audit().append(entry(ACME, 2, Actor.system("sync"), bob, carol));
          tx.audit().append(entry(BOB, 2, asBob, bob));
          tx.audit().append(entry(GLOBEX, 2, asBob, carol));
        });
    long acme = revision(store, ACME);
    long own = revision(store, BOB);
    write(store, BOB, tx -> tx.audit().erase(BOB, Erasure.ACCOUNT_AND_CALLS));
    assertThat(revision(store, ACME)).isEqualTo(acme);
    assertThat(revision(store, BOB)).isEqualTo(own + 1);
    View view = now(store);
    for (Tenant tenant : List.of(ACME, BOB, GLOBEX)) {
      for (Optional<ResourceId> touching :
          List.of(Optional.<ResourceId>empty(), Optional.of(ResourceId.of(BOB)))) {
        assertThat(view.audit().list(tenant, touching, AuditFilter.all(), all()).toString())
            .doesNotContain("roe", "Roe", "192.0.2.7");
      }
    }
    AuditEntry both = view.audit().list(ACME, Optional.empty(), AuditFilter.all(), all()).get(0);
    assertThat(both.items().get(0).properties()).containsOnlyKeys("status", "locked", "super_user");
    assertThat(both.items().get(1).properties()).containsKey("full_name");
    assertThat(both.touches()).contains(ResourceId.of(BOB), ResourceId.of(CAROL));
  }
}
