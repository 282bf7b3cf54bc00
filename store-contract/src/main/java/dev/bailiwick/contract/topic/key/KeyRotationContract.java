package dev.bailiwick.contract.topic.key;

import static dev.bailiwick.contract.topic.key.KeySessions.newKey;
import static dev.bailiwick.contract.topic.key.KeySessions.using;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.org.OrgSuspended;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rotation of API keys by themselves, and by owners who cannot use them at present. */
public interface KeyRotationContract extends ContractTopic {
  @Test
  default void a_key_does_not_make_itself_live_longer() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    NewApiKey hour = NewApiKey.named("ci").withLifetime(Duration.ofHours(1));
    IssuedApiKey key = newKey(world.as(owner, org), hour);
    world.clock().advance(Duration.ofMinutes(30));
    ApiKey rotated = using(world, key).apiKeys().rotate(key.key().id()).value().key();
    assertThat(rotated.endsAt()).isEqualTo(key.key().endsAt());
    ApiKey byOwner = world.as(owner, org).apiKeys().rotate(key.key().id()).value().key();
    assertThat(byOwner.endsAt()).isAfter(key.key().endsAt());
  }

  @Test
  default void the_secret_before_does_not_rotate_the_key() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    IssuedApiKey key = newKey(world.as(owner, org), NewApiKey.named("ci"));
    IssuedApiKey latest = world.as(owner, org).apiKeys().rotate(key.key().id()).value();
    Session former = using(world, key);
    assertThatThrownBy(() -> former.apiKeys().rotate(key.key().id(), Duration.ZERO))
        .isInstanceOf(NoPermission.class);
    using(world, latest).apiKeys().rotate(key.key().id());
  }

  // 77.
  @Test
  default void a_key_that_rotates_itself_forgets_nobody_who_saw_a_secret() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId admin = world.admin("adam", org);
    UserId robot = world.as(admin, org).users().registerService(org, "robot").id();
    IssuedApiKey key =
        world.as(admin, org).apiKeys().createFor(robot, NewApiKey.named("ci")).value();
    using(world, key).apiKeys().rotate(key.key().id(), Duration.ZERO);
    assertThat(world.as(owner, org).apiKeys().shownTo(org, admin)).hasSize(1);
  }

  @Test
  default void a_key_is_not_rotated_while_its_org_is_suspended_or_the_membership_inactive() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId mia = world.member("mia", org);
    IssuedApiKey key = newKey(world.as(mia, org), NewApiKey.named("ci"));
    world.system().orgs().suspend(org, "unpaid");
    assertThatThrownBy(() -> world.as(mia).apiKeys().rotate(key.key().id()))
        .isInstanceOf(OrgSuspended.class);
    world.system().orgs().resume(org);
    world.as(owner, org).orgs().members(org).deactivate(mia);
    assertThatThrownBy(() -> world.as(mia).apiKeys().rename(key.key().id(), "x"))
        .isInstanceOf(NoPermission.class);
    world.as(mia).apiKeys().revoke(key.key().id());
  }
}
