package dev.bailiwick.contract.topic.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import org.junit.jupiter.api.Test;

/** An erased account leaves no data that identifies its person. */
public interface ErasureContract extends ContractTopic {
  @Test
  default void erasing_removes_the_hosts_attributes_of_the_account() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    ImmutableMap<String, String> kept = ImmutableMap.of("badge", "B-7715", "room", "R-2209");
    UserId ben =
        world
            .system()
            .users()
            .register(Profile.named("ben").withEmail("ben@world.test").withAttributes(kept))
            .id();
    world.join(acme, ben);
    assertThat(world.system().users().get(ben).attributes()).isEqualTo(kept);
    assertThat(world.log(ben).toString()).contains("B-7715", "R-2209");

    User erased = world.system().users().erase(ben);

    assertThat(erased.attributes()).isEmpty();
    User left = new StoreRows(world.store()).find(view -> view.users().find(ben)).orElseThrow();
    assertThat(left)
        .as("nothing but the id, that it is erased, and when it was made and changed")
        .isEqualTo(
            StoreRows.account(ben)
                .status(UserStatus.ERASED)
                .createdAt(left.createdAt())
                .updatedAt(left.updatedAt())
                .version(left.version())
                .build());
    assertThat(world.log(ben).toString())
        .contains("user.erase")
        .doesNotContain("badge", "B-7715", "room", "R-2209", "ben@world.test");
    assertThat(world.log(acme).toString()).doesNotContain("B-7715", "R-2209", "ben@world.test");
  }
}
