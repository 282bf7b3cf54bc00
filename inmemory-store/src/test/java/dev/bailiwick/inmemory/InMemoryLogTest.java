package dev.bailiwick.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import org.junit.jupiter.api.Test;

/** The store in memory keeps a bounded number of entries of each log. */
class InMemoryLogTest {
  @Test
  void the_oldest_entries_of_a_log_go_where_there_are_more_than_the_store_keeps() {
    World world = new World(InMemoryStore.keepingEntries(3));
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", olga);
    for (int i = 0; i < 5; i++) {
      world.as(olga).orgs().update(acme, OrgChange.builder().name("a" + i).build());
    }
    assertThat(world.log(acme)).extracting(AuditEntry::number).containsExactly(6L, 5L, 4L);
    assertThat(world.log(globex)).extracting(AuditEntry::number).containsExactly(1L);
    assertThat(world.system().audit().ofOrg(acme, AuditFilter.all().by(olga), PageRequest.first()))
        .as("found by the actor")
        .hasSize(3);
  }

  @Test
  void a_store_keeps_at_least_one_entry() {
    assertThatThrownBy(() -> InMemoryStore.keepingEntries(0))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("store.entries"));
  }
}
