package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OwnershipOffer;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.user.ClaimTerms;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The promises of the repositories of accounts and of orgs. */
public interface AccountPortsContract extends ContractTopic {
  @Test
  default void an_account_is_kept_whole_and_found_by_each_of_its_names() {
    StoreRows rows = new StoreRows(newStore());
    OrgId org = rows.org(rows.user());
    Email email = Email.of("ann@world.test");
    ExternalIdentity one = ExternalIdentity.of("issuer", "ann");
    ExternalIdentity two = ExternalIdentity.of("Issuer", "ann ");
    AtomicReference<User> saved = new AtomicReference<>();
    UserId ann =
        rows.user(
            user -> {
              saved.set(
                  user.fullName("Ann")
                      .email(email)
                      .emailVerifiedAt(StoreRows.THEN.plusNanos(1000))
                      .identities(ImmutableSortedSet.of(one, two))
                      .locked(true)
                      .superUser(true)
                      .pendingEmail(
                          Optional.of(
                              PendingEmail.of(
                                      Email.of("anna@world.test"),
                                      StoreRows.THEN.plusNanos(2000),
                                      PendingEmail.Use.ADDITIONAL)
                                  .withCodeHash(Optional.of("c0de"))))
                      .otherEmails(
                          Map.of(Email.of("annie@world.test"), StoreRows.THEN.plusNanos(3000)))
                      .defaultOrg(org)
                      .attributes(Map.of("key", "värde 😀"))
                      .version(7)
                      .build());
              return user;
            });
    rows.user();
    User expected = saved.get();
    assertThat(rows.find(view -> view.users().find(ann))).contains(expected);
    assertThat(rows.find(view -> view.users().find(email))).contains(expected);
    assertThat(rows.find(view -> view.users().find(Email.of("anna@world.test")))).isEmpty();
    assertThat(rows.find(view -> view.users().find(one))).contains(expected);
    assertThat(rows.find(view -> view.users().find(two))).contains(expected);
    assertThat(rows.find(view -> view.users().find(ExternalIdentity.of("Issuer", "ann"))))
        .as("byte for byte")
        .isEmpty();
    assertThat(rows.find(view -> view.users().find(new UserId(Long.MAX_VALUE)))).isEmpty();
    assertThat(rows.find(view -> view.users().find(Email.of("bob@world.test")))).isEmpty();
  }

  @Test
  default void an_account_saved_again_takes_the_place_of_the_one_before() {
    StoreRows rows = new StoreRows(newStore());
    Email before = Email.of("before@world.test");
    Email after = Email.of("after@world.test");
    ExternalIdentity link = ExternalIdentity.of("issuer", "ann");
    UserId ann =
        rows.user(
            user ->
                user.email(before)
                    .emailVerifiedAt(StoreRows.THEN)
                    .identities(ImmutableSortedSet.of(link)));
    User changed = StoreRows.account(ann).email(after).emailVerifiedAt(StoreRows.THEN).build();
    rows.write(tx -> tx.users().save(changed), ann);
    assertThat(rows.find(view -> view.users().find(ann))).contains(changed);
    assertThat(rows.find(view -> view.users().find(before))).isEmpty();
    assertThat(rows.find(view -> view.users().find(after))).contains(changed);
    assertThat(rows.find(view -> view.users().find(link))).isEmpty();
    UserId bob =
        rows.user(
            user ->
                user.email(before)
                    .emailVerifiedAt(StoreRows.THEN)
                    .identities(ImmutableSortedSet.of(link)));
    assertThat(rows.find(view -> view.users().find(before)).map(User::id)).contains(bob);
    rows.write(tx -> tx.users().save(changed), ann);
    assertThat(rows.list(view -> view.users().list(StoreRows.all()))).hasSize(2);
  }

  @Test
  default void an_org_has_one_unclaimed_account_for_an_address() {
    StoreRows rows = new StoreRows(newStore());
    Email email = Email.of("ann@world.test");
    UserId holder = rows.user(user -> user.email(email).emailVerifiedAt(StoreRows.THEN));
    OrgId acme = rows.org(holder);
    OrgId globex = rows.org(holder);
    UserId first =
        rows.user(
            user ->
                unclaimed(user, acme, email)
                    .claimTerms(
                        Optional.of(
                            new ClaimTerms(
                                Optional.of(holder),
                                StoreRows.THEN,
                                StoreRows.THEN.plusNanos(3000)))));
    assertThat(rows.find(view -> view.users().find(first)))
        .hasValueSatisfying(
            user ->
                assertThat(user.claimTerms())
                    .contains(
                        new ClaimTerms(
                            Optional.of(holder), StoreRows.THEN, StoreRows.THEN.plusNanos(3000))));
    UserId second = rows.user(user -> unclaimed(user, globex, email));
    rows.user(user -> user.email(email));
    assertThatThrownBy(() -> rows.user(user -> unclaimed(user, acme, email)))
        .isInstanceOf(EmailTaken.class);
    assertThat(rows.list(view -> view.users().named(email)))
        .extracting(User::id)
        .containsExactly(holder, first, second);
    assertThat(rows.list(view -> view.users().named(acme, email)))
        .extracting(User::id)
        .containsExactly(holder, first);
    assertThat(rows.find(view -> view.users().find(email)).map(User::id)).contains(holder);
    rows.write(
        tx ->
            tx.users()
                .save(
                    StoreRows.account(first)
                        .status(UserStatus.ERASED)
                        .mergedInto(Optional.of(holder))
                        .build()),
        first);
    assertThat(rows.find(view -> view.users().find(first)).flatMap(User::mergedInto))
        .contains(holder);
    assertThat(rows.list(view -> view.users().named(email)))
        .extracting(User::id)
        .containsExactly(holder, second);
    assertThat(rows.list(view -> view.users().named(acme, email)))
        .extracting(User::id)
        .containsExactly(holder);
    assertThat(rows.list(view -> view.users().named(Email.of("b@world.test")))).isEmpty();
  }

  private static User.Builder unclaimed(User.Builder user, OrgId org, Email email) {
    return user.status(UserStatus.UNCLAIMED).createdIn(org).email(email);
  }

  @Test
  default void two_accounts_cannot_have_one_address_or_identity() {
    StoreRows rows = new StoreRows(newStore());
    Email email = Email.of("ann@world.test");
    ExternalIdentity link = ExternalIdentity.of("issuer", "ann");
    UserId ann =
        rows.user(
            user ->
                user.email(email)
                    .emailVerifiedAt(StoreRows.THEN)
                    .identities(ImmutableSortedSet.of(link)));
    assertThatThrownBy(() -> rows.user(user -> user.email(email).emailVerifiedAt(StoreRows.THEN)))
        .isInstanceOfSatisfying(
            EmailTaken.class, taken -> assertThat(taken.email()).isEqualTo("ann@world.test"));
    assertThatThrownBy(() -> rows.user(user -> user.identities(ImmutableSortedSet.of(link))))
        .isInstanceOfSatisfying(
            IdentityTaken.class, taken -> assertThat(taken.identity()).isEqualTo(link));
    assertThat(rows.list(view -> view.users().list(StoreRows.all())))
        .extracting(User::id)
        .containsExactly(ann);
    assertThat(rows.user(user -> user.email(email)))
        .as("any number of accounts note an address")
        .isNotEqualTo(rows.user(user -> user.email(email)));
    assertThat(rows.find(view -> view.users().find(email)).map(User::id)).contains(ann);
    assertThat(rows.user()).as("any number of accounts have no address").isNotEqualTo(rows.user());
  }

  @Test
  default void accounts_are_listed_by_id_and_found_many_at_once() {
    StoreRows rows = new StoreRows(newStore());
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      users.add(rows.user());
    }
    users.sort(null);
    assertThat(rows.inSlices(view -> view.users()::list, User::id))
        .extracting(User::id)
        .containsExactlyElementsOf(users);
    UserId missing = new UserId(Long.MAX_VALUE);
    assertThat(
            rows.<ImmutableMap<UserId, User>>read(
                view -> view.users().findAll(List.of(users.get(3), missing, users.get(0)))))
        .containsOnlyKeys(users.get(0), users.get(3))
        .containsEntry(users.get(0), StoreRows.account(users.get(0)).build());
    assertThat(rows.<ImmutableMap<UserId, User>>read(view -> view.users().findAll(List.of())))
        .isEmpty();
  }

  @Test
  default void an_org_is_kept_whole_and_found_by_its_key_until_it_is_deleted() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    AtomicReference<Org> saved = new AtomicReference<>();
    OrgId org =
        rows.org(
            owner,
            o -> {
              saved.set(
                  o.name("Acme")
                      .description("line\nline")
                      .externalKey("Key ")
                      .sharing(true)
                      .membersDefaultRole(StoreRows.VIEWER)
                      .attributes(Map.of("tier", "1"))
                      .ownershipOffer(Optional.of(offer(owner)))
                      .version(3)
                      .build());
              return o;
            });
    assertThat(rows.find(view -> view.orgs().find(org))).contains(saved.get());
    assertThat(rows.find(view -> view.orgs().find("Key "))).contains(saved.get());
    assertThat(rows.find(view -> view.orgs().find("Key"))).isEmpty();
    assertThat(rows.find(view -> view.orgs().find("key "))).isEmpty();
    assertThatThrownBy(() -> rows.org(owner, o -> o.externalKey("Key ")))
        .isInstanceOfSatisfying(
            OrgConflict.class,
            conflict -> assertThat(conflict.rule()).isEqualTo(OrgConflict.Rule.KEY_TAKEN));
    Org tombstone = saved.get().withDeleted(true);
    rows.write(tx -> tx.orgs().save(tombstone), org);
    assertThat(rows.find(view -> view.orgs().find("Key "))).isEmpty();
    assertThat(rows.find(view -> view.orgs().find(org))).contains(tombstone);
    OrgId next = rows.org(owner, o -> o.externalKey("Key "));
    assertThat(rows.find(view -> view.orgs().find("Key ")).map(Org::id)).contains(next);
    assertThat(rows.inSlices(view -> view.orgs()::list, Org::id))
        .extracting(Org::id)
        .containsExactly(org, next);
    rows.write(
        tx -> tx.orgs().save(StoreRows.settings(next, owner).externalKey("new").build()), next);
    assertThat(rows.find(view -> view.orgs().find("Key "))).isEmpty();
    assertThat(rows.find(view -> view.orgs().find("new")).map(Org::id)).contains(next);
  }

  private static OwnershipOffer offer(UserId candidate) {
    return new OwnershipOffer(candidate, Instant.parse("2026-01-08T00:00:00.000001Z"));
  }

  @Test
  default void the_orgs_whose_ownership_is_offered_to_a_user_are_found_by_ascending_id() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId candidate = rows.user();
    List<OrgId> offered = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      OrgId org = rows.org(owner, o -> o.ownershipOffer(Optional.of(offer(candidate))));
      rows.member(org, candidate);
      offered.add(org);
    }
    OrgId plain = rows.org(owner);
    rows.member(plain, candidate);
    assertThat(
            rows.<OrgId, OrgId>inSlices(
                view -> slice -> view.orgs().offeredTo(candidate, slice), org -> org))
        .containsExactlyElementsOf(offered);
    assertThat(rows.list(view -> view.orgs().offeredTo(owner, StoreRows.all()))).isEmpty();
    OrgId ended = offered.remove(1);
    rows.write(tx -> tx.orgs().save(StoreRows.settings(ended, owner).build()), ended);
    assertThat(rows.find(view -> view.orgs().find(ended)).flatMap(Org::ownershipOffer)).isEmpty();
    assertThat(rows.list(view -> view.orgs().offeredTo(candidate, StoreRows.all())))
        .containsExactlyElementsOf(offered);
  }

  @Test
  default void memberships_are_found_from_both_ends() {
    StoreRows rows = new StoreRows(newStore());
    List<UserId> users = new ArrayList<>();
    List<OrgId> orgs = new ArrayList<>();
    UserId owner = rows.user();
    for (int i = 0; i < 3; i++) {
      users.add(rows.user());
      orgs.add(rows.org(owner));
    }
    OrgId org = orgs.get(0);
    users.forEach(user -> rows.member(org, user));
    orgs.subList(1, 3).forEach(other -> rows.member(other, users.get(0)));
    assertThat(rows.inSlices(view -> slice -> view.orgs().members(org, slice), Membership::user))
        .extracting(Membership::user)
        .containsExactly(owner, users.get(0), users.get(1), users.get(2));
    assertThat(
            rows.inSlices(
                view -> slice -> view.orgs().memberships(users.get(0), slice), Membership::org))
        .extracting(Membership::org)
        .containsExactlyElementsOf(orgs);
    Membership changed = Membership.of(org, users.get(0)).asAdmin().withActive(false);
    rows.write(tx -> tx.orgs().save(changed), users.get(0), org);
    assertThat(rows.find(view -> view.orgs().membership(org, users.get(0)))).contains(changed);
    assertThat(rows.list(view -> view.orgs().members(org, StoreRows.all())))
        .contains(changed)
        .hasSize(4);
    assertThat(rows.list(view -> view.orgs().memberships(users.get(0), StoreRows.all())))
        .contains(changed)
        .hasSize(3);
    rows.write(tx -> tx.orgs().delete(changed), users.get(0), org);
    assertThat(rows.find(view -> view.orgs().membership(org, users.get(0)))).isEmpty();
    assertThat(rows.list(view -> view.orgs().members(org, StoreRows.all()))).hasSize(3);
    assertThat(rows.list(view -> view.orgs().memberships(users.get(0), StoreRows.all())))
        .hasSize(2);
  }

  @Test
  default void roles_of_an_org_are_its_own_and_listed_by_name() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    OrgId other = rows.org(owner);
    for (String name : List.of("b", "a", "c")) {
      rows.write(tx -> tx.orgs().save(role(org, name, Permission.READ)), org);
    }
    rows.write(tx -> tx.orgs().save(role(other, "a", Permission.MANAGE)), other);
    assertThat(rows.inSlices(view -> slice -> view.orgs().roles(org, slice), RoleDefinition::role))
        .extracting(RoleDefinition::role)
        .containsExactly(Role.ofOrg("a"), Role.ofOrg("b"), Role.ofOrg("c"));
    RoleDefinition changed = role(org, "a", Permission.READ, Permission.DELETE);
    rows.write(tx -> tx.orgs().save(changed), org);
    assertThat(rows.find(view -> view.orgs().role(org, Role.ofOrg("a")))).contains(changed);
    assertThat(rows.list(view -> view.orgs().roles(org, StoreRows.all()))).hasSize(3);
    rows.write(tx -> tx.orgs().delete(changed), org);
    assertThat(rows.find(view -> view.orgs().role(org, Role.ofOrg("a")))).isEmpty();
    assertThat(rows.find(view -> view.orgs().role(other, Role.ofOrg("a")))).isPresent();
    assertThat(rows.list(view -> view.orgs().roles(org, StoreRows.all()))).hasSize(2);
    assertThat(rows.find(view -> view.orgs().role(org, StoreRows.VIEWER)))
        .isEqualTo(Optional.empty());
  }

  private static RoleDefinition role(OrgId org, String name, Permission... permissions) {
    return new RoleDefinition(org, Role.ofOrg(name), ImmutableSortedSet.copyOf(permissions));
  }
}
