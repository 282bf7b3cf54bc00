package dev.bailiwick.contract.topic.resource;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.Session;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The resources below one that is deleted, and below one that is registered above them. */
public interface ResourcesBelowContract extends ContractTopic {
  @Test
  default void the_children_of_a_deleted_resource_are_below_its_parent() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId bob = world.member("bob", acme);
    var resources = world.as(world.admin("adam", acme), acme).resources();
    resources.register(FOLDER.id(1L));
    resources.register(FOLDER.id(2L).under(FOLDER.id(1L)));
    resources.register(DOC.id("a").under(FOLDER.id(2L)));
    resources.register(DOC.id("b").under(FOLDER.id(2L)));
    resources.register(DOC.id("c").under(DOC.id("a")));
    world.system(acme).grants().grant(COLLABORATOR, FOLDER.id(1L), mia);
    world.system(acme).grants().grant(COLLABORATOR, FOLDER.id(2L), bob);
    world.system(acme).resources().delete(FOLDER.id(2L));
    assertThat(resources.get(DOC.id("a")).parent()).contains(FOLDER.id(1L));
    assertThat(resources.get(DOC.id("b")).parent()).contains(FOLDER.id(1L));
    assertThat(resources.get(DOC.id("c")).parent()).contains(DOC.id("a"));
    for (String id : new String[] {"a", "b", "c"}) {
      assertThat(world.as(mia, acme).may(READ, DOC.id(id))).as("from above: %s", id).isTrue();
      assertThat(world.as(bob, acme).may(READ, DOC.id(id))).as("went along: %s", id).isFalse();
    }
    world.system(acme).resources().delete(FOLDER.id(1L));
    assertThat(resources.get(DOC.id("a")).parent()).isEmpty();
    assertThat(world.as(mia, acme).may(READ, DOC.id("a"))).isFalse();
  }

  @Test
  default void a_resource_is_registered_above_no_more_than_may_lie_below_it() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    var resources = world.as(olga, acme).resources();
    resources.register(DOC.id("top"));
    StoreRows rows = new StoreRows(world.store());
    // The store holds resources below an id that is not registered, as deep as anything lies.
    for (long i = 1; i <= Limits.RESOURCE_DEPTH; i++) {
      rows.resource(acme, FOLDER.id(i), olga, FOLDER.id(i - 1));
    }
    LogSnapshot before = LogSnapshot.of(world.store());
    LimitExceeded refused =
        catchThrowableOfType(
            LimitExceeded.class, () -> resources.register(FOLDER.id(0L).under(DOC.id("top"))));
    assertThat(refused).as("is refused").isNotNull();
    assertThat(refused.what()).isEqualTo("resource parents");
    assertThat(refused.limit()).isEqualTo(Limits.RESOURCE_DEPTH);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    resources.register(FOLDER.id(0L));
    assertThat(world.as(olga, acme).may(READ, FOLDER.id((long) Limits.RESOURCE_DEPTH))).isTrue();
  }

  @Test
  default void moving_a_resource_shows_in_the_logs_of_both_parents() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    Session host = world.system(acme);
    ResourceId one = DOC.id("one");
    ResourceId two = DOC.id("two");
    ResourceId low = DOC.id("low");
    host.resources().register(one.ownedBy(olga));
    host.resources().register(two.ownedBy(olga));
    host.resources().register(low.ownedBy(olga).under(one));
    host.resources().move(low, two);
    host.resources().moveToTop(low);
    host.resources().move(low, two);
    host.resources().delete(low);
    assertThat(log(host, one))
        .containsExactly("resource.move", "resource.register", "resource.register");
    // The deletion of a child does not end the log of its parent.
    assertThat(log(host, two))
        .isEqualTo(log(world.as(olga, acme), two))
        .containsExactly(
            "resource.delete",
            "resource.move",
            "resource.move",
            "resource.move",
            "resource.register");
    UserId max = world.member("max", acme);
    host.grants().grant(Standard.ADMIN, two, max);
    assertThat(log(world.as(max, acme), two))
        .containsExactly(
            "grant.grant",
            "resource.delete",
            "resource.move",
            "resource.move",
            "resource.move",
            "resource.register");
  }

  private static List<String> log(Session session, ResourceId resource) {
    return session
        .audit()
        .ofResource(resource, AuditFilter.all(), PageRequest.first())
        .items()
        .stream()
        .map(entry -> entry.event().name())
        .toList();
  }
}
