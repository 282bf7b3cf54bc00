package dev.bailiwick.contract.topic.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Org;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The promise of the store about units of work of disjoint tenants. */
public interface ParallelContract extends StandingContract {
  /** How long a unit may take before it counts as waiting, in seconds. */
  int PATIENCE = 10;

  @Test
  default void units_of_disjoint_tenants_do_not_wait_for_each_other() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    OrgId other = rows.org(owner);
    rows.write(
        tx -> {
          tx.orgs().save(StoreRows.settings(org, owner).name("slow").build());
          CompletableFuture<Void> meanwhile =
              CompletableFuture.runAsync(
                  () ->
                      rows.write(
                          t ->
                              t.orgs().save(StoreRows.settings(other, owner).name("quick").build()),
                          other));
          assertThat(meanwhile)
              .as("a write to another tenant within a unit of work")
              .succeedsWithin(PATIENCE, TimeUnit.SECONDS);
        },
        org);
    assertThat(rows.find(view -> view.orgs().find(org)).map(Org::name)).contains("slow");
    assertThat(rows.find(view -> view.orgs().find(other)).map(Org::name)).contains("quick");
    assertThat(rows.revision(org)).isEqualTo(2);
    assertThat(rows.revision(other)).isEqualTo(2);
  }
}
