package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.LogCut;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The removal of old entries, as a port. */
public interface AuditPortsContract extends ContractTopic {
  private static ImmutableList<AuditEntry> log(
      StoreRows rows, OrgId org, Optional<ResourceId> touching) {
    return rows.inSlices(
        view -> slice -> view.audit().list(org, touching, AuditFilter.all(), slice),
        AuditEntry::number);
  }

  @Test
  default void old_entries_are_removed_with_everything_by_which_they_were_found() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    Actor actor = Actor.user(ann);
    var account = StoreRows.account(ann).build();
    Instant then = StoreRows.THEN;
    Instant late = then.plus(Duration.ofHours(1));
    AuditEntry first = rows.entry(org, "a", actor, then, account);
    AuditEntry second = rows.entry(org, "b", actor, then, account);
    AuditEntry third = rows.entry(org, "c", actor, late, account);
    AuditEntry fourth = rows.entry(org, "d", actor, then, account);
    AuditEntry elsewhere = rows.entry(other, "a", actor, then, account);

    Optional<LogCut> none =
        rows.store().write(Set.of(org), tx -> tx.audit().removeOlder(org, then, 10));
    assertThat(none).as("an entry of that instant is not older").isEmpty();
    assertThat(rows.revision(org)).isEqualTo(fourth.number());
    Optional<LogCut> one =
        rows.store().write(Set.of(org), tx -> tx.audit().removeOlder(org, late, 1));
    assertThat(one).contains(new LogCut(org, first.number(), first.number(), 1));
    assertThat(rows.revision(org)).isEqualTo(fourth.number() + 1);
    assertThat(log(rows, org, Optional.empty())).containsExactly(fourth, third, second);
    assertThat(log(rows, org, Optional.of(ResourceId.of(ann))))
        .containsExactly(fourth, third, second);
    Optional<LogCut> rest =
        rows.store().write(Set.of(org), tx -> tx.audit().removeOlder(org, late, 10));
    assertThat(rest)
        .as("not beyond the first that is not older")
        .contains(new LogCut(org, second.number(), second.number(), 1));
    assertThat(log(rows, org, Optional.empty())).containsExactly(fourth, third);

    rows.write(tx -> tx.audit().removeUpTo(org, third.number()), org);
    assertThat(log(rows, org, Optional.empty())).containsExactly(fourth);
    assertThat(log(rows, org, Optional.of(ResourceId.of(ann)))).containsExactly(fourth);
    assertThat(log(rows, other, Optional.empty())).containsExactly(elsewhere);
  }

  @Test
  default void more_entries_are_removed_than_one_statement_takes() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    AuditEntry first =
        rows.entry(org, "a", Actor.user(ann), StoreRows.THEN, StoreRows.account(ann).build());
    rows.write(
        tx -> {
          for (int i = 1; i <= 1_010; i++) {
            tx.audit().append(AuditEntry.builder().from(first).number(first.number() + i).build());
          }
        },
        org);
    Optional<LogCut> removed =
        rows.store()
            .write(
                Set.of(org),
                tx -> tx.audit().removeOlder(org, StoreRows.THEN.plusSeconds(1), 1_010));
    assertThat(removed).map(LogCut::entries).contains(1_010);
    assertThat(log(rows, org, Optional.empty()))
        .extracting(AuditEntry::number)
        .containsExactly(first.number() + 1_010);
  }
}
