package dev.bailiwick.contract.topic.port;

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
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredImpersonation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The impersonations of a store that has them. */
public interface ImpersonationPortsContract extends ContractTopic {
  private static StoredImpersonation begun(long id, OrgId org, UserId user, UserId by) {
    return new StoredImpersonation(
        new Impersonation(
            new ImpersonationId(id),
            org,
            user,
            by,
            id % 2 == 0,
            id % 3 == 0,
            "ticket\n\u00e9\ud83d\ude00",
            World.START.plusNanos(1_000),
            World.START.plusSeconds(id % 100)),
        id + 1,
        id + 2);
  }

  @Test
  default void an_impersonation_is_found_listed_and_deleted() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId first = rows.user();
    UserId second = rows.user();
    UserId staff = rows.user();
    UserId other = rows.user();
    OrgId org = rows.org(owner);
    OrgId elsewhere = rows.org(owner);
    rows.member(org, first);
    rows.member(org, second);
    rows.member(elsewhere, first);
    StoredImpersonation a = begun(1_000_002, org, first, staff);
    StoredImpersonation b = begun(1_000_003, org, second, staff);
    StoredImpersonation c = begun(1_000_004, elsewhere, first, other);
    StoredImpersonation d = begun(1_000_005, org, first, other);
    rows.write(
        tx -> ImmutableList.of(a, b, c, d).forEach(tx.impersonations()::save), org, elsewhere);

    for (StoredImpersonation each : ImmutableList.of(a, b, c, d)) {
      assertThat(rows.find(view -> view.impersonations().find(each.id()))).contains(each);
    }
    assertThat(rows.list(view -> view.impersonations().list(org, Slice.first())))
        .containsExactly(a, b, d);
    assertThat(
            rows.list(view -> view.impersonations().list(org, new Slice<>(Optional.of(a.id()), 1))))
        .containsExactly(b);
    assertThat(rows.list(view -> view.impersonations().of(first, Slice.first())))
        .containsExactly(a, c, d);
    assertThat(
            rows.list(view -> view.impersonations().of(first, new Slice<>(Optional.of(a.id()), 9))))
        .containsExactly(c, d);
    assertThat(rows.list(view -> view.impersonations().by(staff, Slice.first())))
        .containsExactly(a, b);
    assertThat(rows.list(view -> view.impersonations().by(staff, new Slice<>(Optional.empty(), 1))))
        .containsExactly(a);

    // The next one of the same people takes the place of the deleted one, in one unit.
    StoredImpersonation next = begun(1_000_006, org, first, staff);
    rows.write(
        tx -> {
          tx.impersonations().delete(a.impersonation());
          assertThat(tx.impersonations().find(a.id())).isEmpty();
          tx.impersonations().save(next);
          assertThat(tx.impersonations().list(org, Slice.first())).containsExactly(b, d, next);
        },
        org);
    assertThat(rows.find(view -> view.impersonations().find(a.id()))).isEmpty();
    assertThat(rows.list(view -> view.impersonations().of(first, Slice.first())))
        .containsExactly(c, d, next);
    assertThat(rows.list(view -> view.impersonations().by(staff, Slice.first())))
        .containsExactly(b, next);
  }

  @Test
  default void an_impersonation_ends_with_the_targets_membership_and_no_other_does() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId target = rows.user();
    UserId staff = rows.user();
    OrgId org = rows.org(owner);
    OrgId elsewhere = rows.org(owner);
    rows.member(org, target);
    rows.member(org, staff);
    rows.member(elsewhere, target);
    StoredImpersonation ends = begun(1_000_002, org, target, staff);
    StoredImpersonation stays = begun(1_000_003, elsewhere, target, staff);
    StoredImpersonation others = begun(1_000_004, org, staff, owner);
    rows.write(
        tx -> ImmutableList.of(ends, stays, others).forEach(tx.impersonations()::save),
        org,
        elsewhere);
    rows.write(tx -> tx.orgs().delete(Membership.of(org, target)), org, target);

    assertThat(rows.find(view -> view.impersonations().find(ends.id()))).isEmpty();
    assertThat(rows.list(view -> view.impersonations().of(target, Slice.first())))
        .containsExactly(stays);
    assertThat(rows.list(view -> view.impersonations().list(org, Slice.first())))
        .containsExactly(others);
    assertThat(rows.list(view -> view.impersonations().by(staff, Slice.first())))
        .containsExactly(stays);
  }

  @Test
  default void the_consent_of_an_owner_is_replaced_and_deleted() {
    StoreRows rows = new StoreRows(newStore());
    OrgId org = rows.org(rows.user());
    OrgId other = rows.org(rows.user());
    SupportAccess first = new SupportAccess(org, World.START.plusNanos(1_000));
    SupportAccess second = new SupportAccess(org, World.START.plusSeconds(2));
    assertThat(rows.find(view -> view.impersonations().support(org))).isEmpty();
    rows.write(tx -> tx.impersonations().save(first), org);
    assertThat(rows.find(view -> view.impersonations().support(org))).contains(first);
    rows.write(
        tx -> {
          tx.impersonations().save(second);
          assertThat(tx.impersonations().support(org)).contains(second);
        },
        org);
    assertThat(rows.find(view -> view.impersonations().support(org))).contains(second);
    assertThat(rows.find(view -> view.impersonations().support(other))).isEmpty();
    rows.write(tx -> tx.impersonations().delete(second), org);
    assertThat(rows.find(view -> view.impersonations().support(org))).isEmpty();
  }

  @Test
  default void an_entry_keeps_its_impersonator_until_the_erasure_of_the_name() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId staff = rows.user();
    OrgId org = rows.org(owner);
    rows.write(
        tx -> {
          AuditEntry entry =
              AuditEntry.builder()
                  .tenant(org)
                  .number(tx.revision(org) + 1)
                  .event(Event.RESOURCE_DELETE)
                  .actor(
                      Actor.user(owner).in(org).from(RequestContext.none().withAddress("1.2.3.4")))
                  .impersonator(Optional.of(staff))
                  .bySuperUser(false)
                  .names(Map.of(owner, "Olga", staff, "Staff \u00e9"))
                  .at(World.START)
                  .build();
          tx.audit().append(entry);
        },
        org);
    AuditEntry kept = entry(rows, org);
    assertThat(kept.impersonator()).contains(staff);
    assertThat(kept.names()).containsEntry(staff, "Staff \u00e9").containsEntry(owner, "Olga");

    rows.write(tx -> tx.audit().erase(staff, Erasure.ACCOUNT), staff);
    assertThat(entry(rows, org)).isEqualTo(kept);
    assertThat(entry(rows, org).names()).isEqualTo(kept.names());
    rows.write(tx -> tx.audit().erase(staff, Erasure.ACCOUNT_AND_CALLS), staff);
    AuditEntry erased = entry(rows, org);
    assertThat(erased.impersonator()).contains(staff);
    assertThat(erased.names()).containsOnlyKeys(owner);
    assertThat(erased.actor().context()).isEqualTo(RequestContext.none());
  }

  private static AuditEntry entry(StoreRows rows, OrgId org) {
    return rows.list(
            view ->
                view.audit().list(org, Optional.empty(), AuditFilter.all(), Slice.<Long>first()))
        .get(0);
  }
}
