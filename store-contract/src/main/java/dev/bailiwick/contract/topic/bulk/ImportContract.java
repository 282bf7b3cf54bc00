package dev.bailiwick.contract.topic.bulk;

import static dev.bailiwick.contract.fixture.BulkFixture.account;
import static dev.bailiwick.contract.fixture.BulkFixture.empty;
import static dev.bailiwick.contract.fixture.BulkFixture.exported;
import static dev.bailiwick.contract.fixture.BulkFixture.furnished;
import static dev.bailiwick.contract.fixture.BulkFixture.given;
import static dev.bailiwick.contract.fixture.BulkFixture.grants;
import static dev.bailiwick.contract.fixture.BulkFixture.identity;
import static dev.bailiwick.contract.fixture.BulkFixture.imported;
import static dev.bailiwick.contract.fixture.BulkFixture.person;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.Progress;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The effects of an import: each chunk once, and nothing changed that was there. */
public interface ImportContract extends ContractTopic {

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
            false);
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
            account("locked", true, true),
            account("off", false, false),
            new TenantRecord.Member(identity("off"), true, false, false)));
    User locked = world.system().users().find(identity("locked")).orElseThrow();
    assertThat(locked.locked()).isTrue();
    assertThat(locked.usable()).isFalse();
    assertThat(locked.claimed()).isTrue();
    assertThat(locked.superUser()).isFalse();
    User off = world.system().users().find(identity("off")).orElseThrow();
    assertThat(off.status()).isEqualTo(UserStatus.DEACTIVATED);
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
