package dev.bailiwick.contract.topic.port;

import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.Event;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredDelegation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The delegations of a store that has them. */
public interface DelegationPortsContract extends ContractTopic {
  private static StoredDelegation allowed(long id, OrgId org, UserId person, UserId agent) {
    KeyScope scope =
        id % 2 == 0
            ? KeyScope.all()
            : KeyScope.all()
                .withRoles(COLLABORATOR)
                .withResources(StoreRows.doc("a"), StoreRows.doc("\u00e9\ud83d\ude00"));
    return new StoredDelegation(
        new Delegation(
            new DelegationId(id),
            org,
            person,
            agent,
            "reports \u00e9\ud83d\ude00",
            scope,
            World.START.plusNanos(1_000),
            World.START.plusSeconds(id % 100)),
        id + 1,
        id + 2);
  }

  @Test
  default void a_delegation_is_found_listed_and_deleted() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId first = rows.user();
    UserId second = rows.user();
    UserId robot = rows.user();
    OrgId org = rows.org(owner);
    OrgId elsewhere = rows.org(owner);
    for (UserId user : ImmutableList.of(first, second, robot)) {
      rows.member(org, user);
    }
    rows.member(elsewhere, first);
    rows.member(elsewhere, second);
    StoredDelegation a = allowed(1_000_002, org, first, robot);
    StoredDelegation b = allowed(1_000_003, org, second, robot);
    StoredDelegation c = allowed(1_000_004, elsewhere, first, second);
    StoredDelegation d = allowed(1_000_005, org, first, robot);
    rows.write(tx -> ImmutableList.of(a, b, c, d).forEach(tx.delegations()::save), org, elsewhere);

    for (StoredDelegation each : ImmutableList.of(a, b, c, d)) {
      assertThat(rows.find(view -> view.delegations().find(each.id()))).contains(each);
    }
    assertThat(rows.list(view -> view.delegations().list(org, Slice.first())))
        .containsExactly(a, b, d);
    assertThat(rows.list(view -> view.delegations().list(org, new Slice<>(Optional.of(a.id()), 1))))
        .containsExactly(b);
    assertThat(rows.list(view -> view.delegations().by(first, Slice.first())))
        .containsExactly(a, c, d);
    assertThat(rows.list(view -> view.delegations().by(first, new Slice<>(Optional.of(a.id()), 9))))
        .containsExactly(c, d);
    assertThat(rows.list(view -> view.delegations().to(robot, Slice.first())))
        .containsExactly(a, b, d);
    assertThat(rows.list(view -> view.delegations().to(robot, new Slice<>(Optional.empty(), 1))))
        .containsExactly(a);

    rows.write(
        tx -> {
          tx.delegations().delete(a.delegation());
          assertThat(tx.delegations().find(a.id())).isEmpty();
          assertThat(tx.delegations().list(org, Slice.first())).containsExactly(b, d);
        },
        org);
    assertThat(rows.find(view -> view.delegations().find(a.id()))).isEmpty();
    assertThat(rows.list(view -> view.delegations().by(first, Slice.first())))
        .containsExactly(c, d);
    assertThat(rows.list(view -> view.delegations().to(robot, Slice.first())))
        .containsExactly(b, d);
  }

  @Test
  default void a_delegation_ends_with_either_membership_and_no_other_does() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId one = rows.user();
    UserId two = rows.user();
    OrgId org = rows.org(owner);
    OrgId elsewhere = rows.org(owner);
    for (UserId user : ImmutableList.of(owner, one, two)) {
      rows.member(org, user);
      rows.member(elsewhere, user);
    }
    StoredDelegation byOne = allowed(1_000_002, org, one, two);
    StoredDelegation toOne = allowed(1_000_003, org, owner, one);
    StoredDelegation other = allowed(1_000_004, org, owner, two);
    StoredDelegation there = allowed(1_000_005, elsewhere, one, two);
    rows.write(
        tx -> ImmutableList.of(byOne, toOne, other, there).forEach(tx.delegations()::save),
        org,
        elsewhere);
    rows.write(tx -> tx.orgs().delete(Membership.of(org, one)), org, one);

    for (StoredDelegation ended : ImmutableList.of(byOne, toOne)) {
      assertThat(rows.find(view -> view.delegations().find(ended.id()))).isEmpty();
    }
    assertThat(rows.list(view -> view.delegations().list(org, Slice.first())))
        .containsExactly(other);
    assertThat(rows.list(view -> view.delegations().by(one, Slice.first()))).containsExactly(there);
    assertThat(rows.list(view -> view.delegations().to(one, Slice.first()))).isEmpty();
    assertThat(rows.list(view -> view.delegations().to(two, Slice.first())))
        .containsExactly(other, there);
  }

  @Test
  default void an_entry_keeps_the_person_for_whom_it_was_made_until_the_erasure_of_the_name() {
    StoreRows rows = new StoreRows(newStore());
    UserId person = rows.user();
    UserId robot = rows.user();
    OrgId org = rows.org(rows.user());
    rows.write(
        tx ->
            tx.audit()
                .append(
                    AuditEntry.builder()
                        .tenant(org)
                        .number(tx.revision(org) + 1)
                        .event(Event.RESOURCE_DELETE)
                        .actor(
                            Actor.user(robot)
                                .in(org)
                                .from(RequestContext.none().withAddress("1.2.3.4")))
                        .onBehalfOf(Optional.of(person))
                        .bySuperUser(false)
                        .names(Map.of(robot, "Robot", person, "Pat \u00e9"))
                        .at(World.START)
                        .build()),
        org);
    AuditEntry kept = entry(rows, org);
    assertThat(kept.onBehalfOf()).contains(person);
    assertThat(kept.impersonator()).isEmpty();
    assertThat(kept.names()).containsEntry(person, "Pat \u00e9").containsEntry(robot, "Robot");

    rows.write(tx -> tx.audit().erase(person, Erasure.ACCOUNT), person);
    assertThat(entry(rows, org)).isEqualTo(kept);
    rows.write(tx -> tx.audit().erase(person, Erasure.ACCOUNT_AND_CALLS), person);
    AuditEntry erased = entry(rows, org);
    assertThat(erased.onBehalfOf()).contains(person);
    assertThat(erased.names()).containsOnlyKeys(robot);
    assertThat(erased.actor().context()).isEqualTo(RequestContext.none());
  }

  private static AuditEntry entry(StoreRows rows, OrgId org) {
    return rows.list(
            view ->
                view.audit().list(org, Optional.empty(), AuditFilter.all(), Slice.<Long>first()))
        .get(0);
  }
}
