package dev.bailiwick.contract.topic.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.MutationTrial;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Written;
import dev.bailiwick.org.Org;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The revision that a change returns. */
public interface RevisionsContract extends ContractTopic {
  @Test
  default void each_change_returns_the_revision_of_every_tenant_that_it_wrote_to() {
    MutationTrial.ofEachChange(
        this::world,
        (name, change, scene) -> {
          World world = scene.world;
          Map<Tenant, Long> before = StoreContents.revisions(world.store());
          Object result = change.apply(scene, Optional.of("1"));
          Map<Tenant, Long> moved = new TreeMap<>(Tenant.ORDER);
          StoreContents.revisions(world.store())
              .forEach(
                  (tenant, number) -> {
                    if (number > before.getOrDefault(tenant, 0L)) {
                      moved.put(tenant, number);
                    }
                  });
          assertThat(moved).as("tenants that %s moved", name).isNotEmpty();
          assertThat(revision(result).numbers()).as(name).containsAllEntriesOf(moved);
          world.clock().advance(Duration.ofMinutes(1));
          assertThat(revision(change.apply(scene, Optional.of("1"))))
              .as("%s again", name)
              .isEqualTo(revision(result));
        });
  }

  private static Revision revision(Object result) {
    if (result instanceof Written<?> written) {
      return written.revision();
    } else if (result instanceof User user) {
      return user.revision();
    } else if (result instanceof Org org) {
      return org.revision();
    } else if (result instanceof Team team) {
      return team.revision();
    } else if (result instanceof Resource resource) {
      return resource.revision();
    }
    return (Revision) result;
  }
}
