package dev.bailiwick.contract.topic.audit;

import static dev.bailiwick.contract.fixture.World.DOC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The host removes old entries from the log of an org, and the log tells of it. */
public interface RetentionContract extends ContractTopic {
  /** The values of a property that is not there. */
  ItemChange.Values NOTHING = new ItemChange.Values(Optional.empty(), Optional.empty());

  private static List<Long> numbers(World world, OrgId org) {
    return world.log(org).stream().map(AuditEntry::number).sorted().toList();
  }

  @Test
  default void old_entries_go_and_the_log_says_so() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    OrgId globex = world.org("globex", olga);
    world.system(acme).grants().grant(Standard.OPERATOR, DOC.id("1"), mia);
    long old = world.log(acme).size();
    world.clock().advance(Duration.ofDays(400));
    world.system(acme).grants().revoke(Standard.OPERATOR, DOC.id("1"), mia);
    LogSnapshot before = LogSnapshot.of(world.store());
    Instant year = world.clock().instant().minus(Duration.ofDays(365));

    Written<Integer> removed =
        world.system().because("kept for a year").audit().removeOlder(acme, year);

    assertThat(removed.value()).isEqualTo((int) old);
    assertThat(numbers(world, acme)).containsExactly(old + 1, old + 2);
    AuditEntry cut = world.log(acme).get(0);
    assertThat(removed.revision().numbers().get(acme)).isEqualTo(cut.number());
    assertThat(cut.event()).isEqualTo(Event.AUDIT_REMOVE_OLDER);
    assertThat(cut.reason()).contains("kept for a year");
    assertThat(cut.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.type()).isEqualTo(ItemType.LOG);
              assertThat(item.key()).containsEntry("to", Long.toString(old));
              assertThat(item.properties().getOrDefault("from", NOTHING).after()).contains("1");
              assertThat(item.properties().getOrDefault("entries", NOTHING).after())
                  .contains(Long.toString(old));
            });
    assertThat(LogSnapshot.of(world.store()).logs().get(globex))
        .as("the log of another org")
        .isEqualTo(before.logs().get(globex));
    assertThat(world.as(olga, acme).audit().ofUser(mia, AuditFilter.all(), PageRequest.first()))
        .as("found by the thing that it touches")
        .hasSize(1);

    LogSnapshot after = LogSnapshot.of(world.store());
    assertThat(world.system().audit().removeOlder(acme, year).value()).isZero();
    assertThat(LogSnapshot.of(world.store())).as("nothing is older").isEqualTo(after);
    assertThat(world.system().audit().removeOlder(acme, Instant.MAX).value()).isEqualTo(2);
    assertThat(numbers(world, acme)).containsExactly(cut.number() + 1);
    world.system(acme).grants().grant(Standard.OPERATOR, DOC.id("1"), mia);
    assertThat(numbers(world, acme)).containsExactly(cut.number() + 1, cut.number() + 2);
  }

  @Test
  default void the_host_alone_removes_entries_of_a_deleted_org_too() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId sue = world.superUser("sue");
    LogSnapshot before = LogSnapshot.of(world.store());
    for (Session session : List.of(world.as(olga), world.as(olga, acme), world.as(sue))) {
      assertThatThrownBy(() -> session.audit().removeOlder(acme, Instant.MAX))
          .isInstanceOfSatisfying(
              NoPermission.class, e -> assertThat(e.event()).isEqualTo(Event.AUDIT_REMOVE_OLDER));
    }
    assertThatThrownBy(
            () -> world.system().audit().removeOlder(new OrgId(Long.MAX_VALUE), Instant.MAX))
        .isInstanceOf(NoSuchOrg.class);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    world.system().orgs().delete(acme);
    assertThat(world.system().audit().removeOlder(acme, Instant.MAX).value()).isPositive();
    assertThat(world.log(acme)).hasSize(1);
  }
}
