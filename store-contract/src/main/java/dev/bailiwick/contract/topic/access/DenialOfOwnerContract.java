package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.contract.fixture.World.PURGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A denial takes nothing from the owner of a resource, there and below; it binds all others. */
public interface DenialOfOwnerContract extends ContractTopic {
  @Test
  default void no_denial_takes_anything_from_the_owner_of_the_resource_or_of_an_ancestor() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId bob = world.member("bob", acme);
    UserId adam = world.admin("adam", acme);
    TeamId team = world.team("ops", acme, bob, mia);
    ResourceId folder = FOLDER.id(1L);
    ResourceId below = DOC.id("below");
    world.system(acme).resources().register(folder.ownedBy(mia));
    world.system(acme).resources().register(below.ownedBy(bob).under(folder));
    for (Accessor denied : List.<Accessor>of(mia, team, acme, Everyone.EVERYONE)) {
      for (ResourceId place : List.of(folder, below)) {
        world.system(acme).grants().deny(OWNER, place, denied);
        assertHasAll(world, acme, mia, folder, List.of(mia));
        assertHasAll(world, acme, mia, below, List.of(mia, bob));
        assertHasAll(world, acme, bob, below, List.of(mia, bob));
        boolean bindsAdam = denied.equals(acme) || denied.equals(Everyone.EVERYONE);
        assertThat(world.as(adam, acme).may(READ, below))
            .as("an admin owns none of them: %s on %s", denied, place)
            .isEqualTo(!bindsAdam);
        world.system(acme).grants().lift(OWNER, place, denied);
      }
    }
  }

  @Test
  default void no_denial_takes_anything_from_a_caller_supplied_owner() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    ResourceRef vouched = DOC.id("1").ownedBy(mia);
    ResourceRef below = DOC.id("2").under(FOLDER.id(7L).ownedBy(mia));
    world.system(acme).grants().deny(OWNER, DOC.id("1"), mia);
    world.system(acme).grants().deny(OWNER, FOLDER.id(7L), mia);
    assertThat(world.as(mia, acme).may(PURGE, vouched)).isTrue();
    assertThat(world.as(mia, acme).may(PURGE, below)).isTrue();
    assertThat(world.as(mia, acme).may(PURGE, DOC.id("1"))).as("without an owner").isFalse();
  }

  @Test
  default void a_former_owner_is_bound_like_all_others() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId bob = world.member("bob", acme);
    ResourceId doc = DOC.id("1");
    world.system(acme).resources().register(doc.ownedBy(mia));
    world.system(acme).grants().grant(OWNER, doc, mia);
    world.system(acme).grants().deny(OWNER, doc, mia);
    assertThat(world.as(mia, acme).may(READ, doc)).isTrue();
    world.system(acme).resources().transferOwnership(doc, bob);
    assertThat(world.as(mia, acme).may(READ, doc)).isFalse();
    assertThat(world.as(bob, acme).may(READ, doc)).isTrue();
  }

  /** Every way of asking says that the user has every permission on it. */
  private static void assertHasAll(
      World world, OrgId org, UserId user, ResourceId on, List<UserId> owners) {
    var host = world.system(org).access();
    assertThat(host.permissions(user, on))
        .as("%s on %s", user, on)
        .isEqualTo(World.MODEL.permissions());
    assertThat(world.as(user, org).may(PURGE, on)).isTrue();
    assertThat(world.as(user, org).explain(PURGE, on).decision().allowed()).isTrue();
    assertThat(Page.all(page -> host.lookupSubjects(PURGE, on, page).users()))
        .as("subjects of %s", on)
        .containsAll(owners);
    var type = on.type().equals(DOC.name()) ? DOC : FOLDER;
    assertThat(Page.all(page -> host.lookupResources(user, PURGE, type, page)))
        .as("resources of %s", user)
        .contains(on);
  }
}
