package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promises of the repositories about many items at once: the same as for each of them. */
public interface BatchPortsContract extends ContractTopic {
  /** More items than any real caller asks for in one statement. */
  int MANY = 1_203;

  @Test
  default void accounts_are_found_by_many_identities_at_once() {
    StoreRows rows = new StoreRows(newStore());
    ExternalIdentity one = ExternalIdentity.of("issuer", "ann");
    ExternalIdentity two = ExternalIdentity.of("Issuer", "ann ");
    ExternalIdentity bobs = ExternalIdentity.of("issuer", "bob");
    ExternalIdentity unasked = ExternalIdentity.of("issuer", "anna");
    UserId ann = rows.user(user -> user.identities(ImmutableSortedSet.of(one, two, unasked)));
    UserId bob = rows.user(user -> user.identities(ImmutableSortedSet.of(bobs)));
    List<ExternalIdentity> asked = new ArrayList<>(List.of(one, bobs, two, one));
    for (int i = 0; i < MANY; i++) {
      asked.add(ExternalIdentity.of("issuer", "nobody" + i));
    }
    asked.add(ExternalIdentity.of("Issuer", "ann"));
    assertThat(
            rows.<ImmutableMap<ExternalIdentity, User>>read(v -> v.users().findByIdentity(asked)))
        .as("byte for byte, whole, and no other user")
        .containsExactlyInAnyOrderEntriesOf(
            ImmutableMap.of(
                one,
                rows.find(view -> view.users().find(ann)).orElseThrow(),
                two,
                rows.find(view -> view.users().find(ann)).orElseThrow(),
                bobs,
                rows.find(view -> view.users().find(bob)).orElseThrow()));
    assertThat(
            rows.<ImmutableMap<ExternalIdentity, User>>read(
                view -> view.users().findByIdentity(List.of())))
        .isEmpty();
  }

  @Test
  default void many_accounts_are_stored_and_named_by_their_addresses_at_once() {
    StoreRows rows = new StoreRows(newStore());
    Email proved = address("proved");
    ExternalIdentity identity = ExternalIdentity.of("issuer", "ann");
    UserId ann = rows.user(user -> user.email(proved).emailVerifiedAt(StoreRows.THEN));
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    UserId elsewhere = rows.user(user -> unclaimed(user, other, address("0")));
    long before = rows.revision(ann);
    List<User> all = new ArrayList<>();
    rows.write(
        tx -> {
          for (int i = 0; i < MANY; i++) {
            String name = Integer.toString(i);
            all.add(
                unclaimed(StoreRows.account(new UserId(tx.nextId())), org, address(name)).build());
          }
          all.set(
              7,
              StoreRows.account(new UserId(tx.nextId()))
                  .email(address("own"))
                  .emailVerifiedAt(StoreRows.THEN)
                  .identities(ImmutableSortedSet.of(identity))
                  .build());
          tx.users().saveAll(List.of());
          tx.users().saveAll(all);
          assertThat(tx.users().find(all.get(8).id())).contains(all.get(8));
          assertThat(tx.users().find(identity)).contains(all.get(7));
        },
        org);
    assertThat(rows.revision(all.get(0).id())).isEqualTo(1);
    assertThat(rows.revision(ann)).as("of whom nothing was saved").isEqualTo(before);
    List<Email> asked = new ArrayList<>(List.of(proved, address("own"), address("nobody")));
    all.forEach(user -> asked.add(user.email().orElseThrow()));
    ImmutableListMultimap<Email, User> named = rows.read(view -> view.users().named(org, asked));
    assertThat(named.keySet()).hasSize(MANY + 1);
    assertThat(named.get(proved)).extracting(User::id).containsExactly(ann);
    all.forEach(user -> assertThat(named.get(user.email().orElseThrow())).containsExactly(user));
    assertThat(
            rows.<ImmutableListMultimap<Email, User>>read(v -> v.users().named(other, asked))
                .get(address("0")))
        .extracting(User::id)
        .containsExactly(elsewhere);
    List<User> closed =
        all.stream()
            .map(user -> StoreRows.account(user.id()).status(UserStatus.ERASED).build())
            .toList();
    rows.write(
        tx -> tx.users().saveAll(closed), closed.stream().map(User::id).toArray(UserId[]::new));
    assertThat(
            rows.<ImmutableMap<UserId, User>>read(
                view -> view.users().findAll(closed.stream().map(User::id).toList())))
        .isEqualTo(Maps.uniqueIndex(closed, User::id));
    assertThat(rows.find(view -> view.users().find(identity))).isEmpty();
    assertThat(
            rows.<ImmutableListMultimap<Email, User>>read(v -> v.users().named(org, asked))
                .values())
        .extracting(User::id)
        .containsExactly(ann);
  }

  @Test
  default void of_many_accounts_none_takes_an_address_that_another_has() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user(user -> user.email(address("a")).emailVerifiedAt(StoreRows.THEN));
    OrgId org = rows.org(ann);
    rows.user(user -> unclaimed(user, org, address("b")));
    Map<String, UnaryOperator<User.Builder>> takers =
        Map.of(
            "a", user -> user.email(address("a")).emailVerifiedAt(StoreRows.THEN),
            "b", user -> unclaimed(user, org, address("b")),
            "c", user -> unclaimed(user, org, address("c")));
    takers.forEach(
        (name, taker) ->
            assertThatThrownBy(
                    () ->
                        rows.write(
                            tx ->
                                tx.users()
                                    .saveAll(
                                        List.of(
                                            unclaimed(account(tx), org, address("c")).build(),
                                            account(tx).build(),
                                            taker.apply(account(tx)).build())),
                            org))
                .as(name)
                .isInstanceOfSatisfying(
                    EmailTaken.class,
                    taken -> assertThat(taken.email()).isEqualTo(address(name).address())));
    assertThat(rows.list(view -> view.users().list(StoreRows.all()))).hasSize(2);
  }

  @Test
  default void many_people_are_erased_from_every_log_at_once() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    UserId eve = rows.user();
    OrgId org = rows.org(eve);
    OrgId other = rows.org(eve);
    RequestContext context = RequestContext.none().withAddress("10.0.0.1");
    User[] three =
        Stream.of(ann, bob, eve)
            .map(id -> StoreRows.account(id).fullName("marker " + id.value()).build())
            .toArray(User[]::new);
    for (OrgId in : List.of(org, other)) {
      rows.entry(in, "all", Actor.user(bob).from(context), StoreRows.THEN, three);
      rows.entry(in, "one", Actor.user(eve).from(context), StoreRows.THEN, three[2]);
    }
    rows.entry(ann, "own", Actor.user(ann).from(context), StoreRows.THEN, three[0]);
    List<UserId> erased = new ArrayList<>(List.of(ann, bob));
    rows.write(
        tx -> {
          for (int i = 0; i < MANY; i++) {
            erased.add(new UserId(tx.nextId()));
          }
          tx.users()
              .saveAll(erased.stream().skip(2).map(id -> StoreRows.account(id).build()).toList());
          tx.audit().eraseAll(List.of(), Erasure.ACCOUNT);
          tx.audit().eraseAll(erased, Erasure.ACCOUNT_AND_CALLS);
        },
        ann,
        bob);
    for (OrgId in : List.of(org, other)) {
      ImmutableList<AuditEntry> log =
          rows.list(
              view -> view.audit().list(in, Optional.empty(), AuditFilter.all(), StoreRows.all()));
      assertThat(log.get(0).items()).containsExactly(ItemChange.created(three[2]));
      assertThat(log.get(0).actor()).isEqualTo(Actor.user(eve).from(context));
      assertThat(log.get(1).actor()).isEqualTo(Actor.user(bob));
      assertThat(log.get(1).names().keySet()).doesNotContain(ann, bob);
      assertThat(log.get(1).items()).hasSize(3).contains(ItemChange.created(three[2]));
      assertThat(log.get(1).toString())
          .doesNotContain(three[0].fullName())
          .doesNotContain(three[1].fullName());
    }
    assertThat(
            rows.list(
                view ->
                    view.audit().list(ann, Optional.empty(), AuditFilter.all(), StoreRows.all())))
        .singleElement()
        .satisfies(entry -> assertThat(entry.toString()).doesNotContain(three[0].fullName()))
        .satisfies(entry -> assertThat(entry.actor()).isEqualTo(Actor.user(ann)));
  }

  private static Email address(String name) {
    return Email.of(name + "@world.test");
  }

  private static User.Builder account(Transaction tx) {
    return StoreRows.account(new UserId(tx.nextId()));
  }

  private static User.Builder unclaimed(User.Builder user, OrgId org, Email email) {
    return user.status(UserStatus.UNCLAIMED).createdIn(org).email(email);
  }

  @Test
  default void places_in_an_org_are_found_for_many_people_at_once() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    UserId eve = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(eve);
    rows.write(tx -> tx.orgs().save(Membership.of(org, bob).withActive(false)), bob, org);
    List<UserId> asked = new ArrayList<>(List.of(bob, eve, ann, bob));
    for (int i = 0; i < MANY; i++) {
      asked.add(new UserId(Long.MAX_VALUE - i));
    }
    assertThat(rows.<ImmutableMap<UserId, Membership>>read(v -> v.orgs().memberships(org, asked)))
        .containsExactlyInAnyOrderEntriesOf(
            ImmutableMap.of(
                ann,
                Membership.of(org, ann).asAdmin(),
                bob,
                Membership.of(org, bob).withActive(false)));
    assertThat(rows.<ImmutableMap<UserId, Membership>>read(v -> v.orgs().memberships(other, asked)))
        .containsOnlyKeys(eve);
  }

  @Test
  default void teams_are_found_by_many_ids_and_by_many_names_at_once() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    TeamId ops = rows.team(org, ann, "Öps");
    TeamId night = rows.team(org, ann, "night", team -> team.parent(ops));
    TeamId elsewhere = rows.team(other, ann, "night");
    List<TeamId> asked = new ArrayList<>(List.of(night, elsewhere, ops, night));
    List<String> names = new ArrayList<>(List.of("night", "öps", "Öps", "day", "night"));
    for (int i = 0; i < MANY; i++) {
      asked.add(new TeamId(Long.MAX_VALUE - i));
      names.add("nobody's " + i);
    }
    assertThat(rows.<ImmutableMap<TeamId, Team>>read(view -> view.teams().findAll(asked)))
        .containsOnlyKeys(ops, night, elsewhere)
        .allSatisfy(
            (id, team) -> assertThat(rows.find(view -> view.teams().find(id))).contains(team));
    assertThat(rows.<ImmutableMap<String, Team>>read(view -> view.teams().findByName(org, names)))
        .containsOnlyKeys("öps", "night")
        .allSatisfy(
            (name, team) ->
                assertThat(rows.find(view -> view.teams().find(org, name))).contains(team));
  }

  @Test
  default void many_resources_are_stored_and_found_at_once() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    ResourceId folder = ResourceId.of("folder", "0");
    List<Resource> all = new ArrayList<>();
    all.add(new Resource(org, folder, ann, Optional.empty(), 2));
    for (int i = 0; i < MANY; i++) {
      all.add(new Resource(org, StoreRows.doc(Integer.toString(i)), ann, Optional.of(folder), 2));
    }
    Resource moved = all.get(7).withParent(Optional.empty());
    long before = rows.revision(org);
    rows.write(
        tx -> {
          assertThat(tx.resources().find(org, folder)).isEmpty();
          tx.resources().saveAll(List.of());
          tx.resources().saveAll(concat(all, moved));
          assertThat(tx.resources().find(org, folder)).contains(all.get(0));
        },
        org);
    all.set(7, moved);
    assertThat(rows.revision(org)).isEqualTo(before + 1);
    List<ResourceId> asked = new ArrayList<>(all.stream().map(Resource::id).toList());
    asked.add(folder);
    asked.add(StoreRows.doc("none"));
    asked.add(ResourceId.of("folder", "7"));
    assertThat(
            rows.<ImmutableMap<ResourceId, Resource>>read(v -> v.resources().findAll(org, asked)))
        .containsExactlyInAnyOrderEntriesOf(Maps.uniqueIndex(all, Resource::id));
    assertThat(
            rows.<ImmutableMap<ResourceId, Resource>>read(v -> v.resources().findAll(other, asked)))
        .isEmpty();
  }

  private static <T> List<T> concat(List<T> all, T last) {
    List<T> longer = new ArrayList<>(all);
    longer.add(last);
    return Collections.unmodifiableList(longer);
  }

  @Test
  default void many_grants_are_stored_and_found_at_once() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    TeamId team = rows.team(org, ann, "ops");
    List<Grant> all = new ArrayList<>();
    List<Accessor> accessors = List.of(ann, bob, team, org, Everyone.EVERYONE);
    for (int i = 0; i < MANY; i++) {
      ResourceId resource =
          i % 3 == 0 ? ResourceId.of("folder", "x" + i / 9) : StoreRows.doc("x" + i / 9);
      all.add(
          StoreRows.given(
              org,
              resource,
              accessors.get(i % 5),
              i % 2 == 0 ? StoreRows.VIEWER : StoreRows.EDITOR,
              i % 7 == 0 ? Effect.DENY : Effect.ALLOW));
    }
    ImmutableMap<Grant.Key, Grant> expected =
        all.stream().collect(ImmutableMap.toImmutableMap(Grant::key, grant -> grant, (a, b) -> b));
    Grant timed = Grant.of(org, all.get(5).key(), Window.until(StoreRows.THEN));
    long before = rows.revision(org);
    rows.write(
        tx -> {
          assertThat(tx.grants().find(org, timed.key())).isEmpty();
          tx.grants().saveAll(List.of());
          tx.grants().saveAll(concat(all, timed));
          assertThat(tx.grants().find(org, timed.key())).contains(timed);
          assertThat(tx.grants().findAll(org, List.of(timed.key()))).containsValue(timed);
        },
        org);
    assertThat(rows.revision(org)).isEqualTo(before + 1);
    List<Grant.Key> asked = new ArrayList<>();
    for (Grant.Key key : Iterables.concat(expected.keySet(), expected.keySet())) {
      asked.add(key);
      asked.add(new Grant.Key(StoreRows.doc("none"), key.accessor(), key.role(), key.effect()));
    }
    var found =
        rows.<ImmutableMap<Grant.Key, Grant>>read(view -> view.grants().findAll(org, asked));
    assertThat(found).hasSameSizeAs(expected).containsEntry(timed.key(), timed);
    expected.forEach(
        (key, grant) -> {
          if (!key.equals(timed.key())) {
            assertThat(found).containsEntry(key, grant);
          }
        });
    assertThat(rows.list(view -> view.grants().list(org, StoreRows.all())))
        .isSubsetOf(found.values());
    List<Grant.Key> half = List.copyOf(expected.keySet()).subList(0, expected.size() / 2);
    assertThat(rows.<ImmutableMap<Grant.Key, Grant>>read(v -> v.grants().findAll(org, half)))
        .as("and no other")
        .containsOnlyKeys(half);
    assertThat(rows.<ImmutableMap<Grant.Key, Grant>>read(v -> v.grants().findAll(other, asked)))
        .isEmpty();
    assertThat(rows.list(view -> view.grants().to(org, team, StoreRows.all())))
        .as("found by the other index, too")
        .hasSize(
            Math.toIntExact(
                expected.keySet().stream().filter(k -> k.accessor().equals(team)).count()));
  }
}
