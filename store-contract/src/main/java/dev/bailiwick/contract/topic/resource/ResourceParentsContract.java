package dev.bailiwick.contract.topic.resource;

import static dev.bailiwick.contract.fixture.TeamActors.ALL;
import static dev.bailiwick.contract.fixture.TeamActors.MANAGERS;
import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.contract.fixture.TeamActors.tries;
import static dev.bailiwick.contract.fixture.TeamActors.unchanged;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.resource.ResourceConflict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Resources below other resources. */
public interface ResourceParentsContract extends ContractTopic {
  @Test
  default void a_resource_is_moved_by_users_with_every_permission_on_it() {
    tries(
        () -> withFolder(new TeamActors(newStore())),
        ALL,
        "resource.move",
        (actors, session) -> {
          Resource moved = session.resources().move(actors.doc, FOLDER.id(1L));
          assertThat(moved.parent()).contains(FOLDER.id(1L));
          assertThat(moved.version()).isEqualTo(revision(actors.world(), actors.org));
          assertThat(actors.host().resources().get(actors.doc)).isEqualTo(moved);
          assertThat(actors.as(Part.MEMBER).may(Permission.READ, actors.doc)).isTrue();
          actors.unchanged(
              () -> session.resources().move(actors.doc, FOLDER.id(1L).in(actors.org)));
        });
  }

  /** A folder on which every active member may grant. */
  private static TeamActors withFolder(TeamActors actors) {
    actors.host().resources().register(FOLDER.id(1L).ownedBy(actors.user(Part.ORG_OWNER)));
    actors.host().grants().grant(Standard.ADMIN, FOLDER.id(1L), actors.org);
    return actors;
  }

  @Test
  default void only_managers_of_a_parent_put_a_resource_under_it() {
    for (boolean registering : new boolean[] {false, true}) {
      for (Part part : TeamActors.COUNTING) {
        TeamActors actors = new TeamActors(newStore());
        ResourceId own = DOC.id("own");
        if (!registering) {
          actors.as(part).resources().register(own);
        }
        Runnable attempt =
            () -> {
              if (registering) {
                actors.as(part).resources().register(own.under(actors.doc));
              } else {
                actors.as(part).resources().move(own, actors.doc);
              }
            };
        if (MANAGERS.contains(part)) {
          actors.recorded(registering ? "resource.register" : "resource.move", attempt);
          assertThat(actors.host().resources().get(own).parent()).contains(actors.doc);
          assertThat(actors.as(Part.TEAM_MEMBER).may(Standard.OPERATE, own)).isTrue();
        } else {
          actors.unchanged(
              () ->
                  assertThatThrownBy(attempt::run)
                      .as("%s", part)
                      .isInstanceOfAny(
                          part == Part.MEMBER ? NoSuchResource.class : NoPermission.class));
        }
      }
    }
  }

  @Test
  default void without_a_parent_a_resource_stands_under_the_tenant_itself() {
    TeamActors actors = new TeamActors(newStore());
    ResourceId below = DOC.id("below");
    var resources = actors.as(Part.ITS_OWNER).resources();
    resources.register(below.under(actors.doc));
    AuditEntry entry = actors.recorded("resource.move", () -> resources.moveToTop(below));
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).properties())
        .containsEntry("parent_id", new ItemChange.Values(Optional.of("7"), Optional.empty()));
    assertThat(actors.as(Part.TEAM_MEMBER).may(Permission.READ, below)).isFalse();
    actors.unchanged(
        () -> {
          assertThat(resources.move(below, actors.org).parent()).isEmpty();
          assertThat(resources.move(below, actors.org.key()).parent()).isEmpty();
          assertThat(resources.register(below.under(actors.org)).parent()).isEmpty();
        });
  }

  @Test
  default void a_parent_is_a_registered_resource_of_the_same_tenant() {
    TeamActors actors = new TeamActors(newStore());
    UserId beth = actors.user(Part.FROM_OTHER_ORG);
    actors.world().system(actors.other).resources().register(DOC.id("there").ownedBy(beth));
    actors.world().join(actors.org, beth);
    actors.host().resources().register(DOC.id("here").ownedBy(beth));
    var resources = actors.world().as(beth).resources();
    ResourceRef here = DOC.id("here").in(actors.org);
    actors.unchanged(
        () -> {
          List<ResourceRef> elsewhere =
              List.of(
                  DOC.id("there").in(actors.other),
                  DOC.id("there").in(beth),
                  actors.other,
                  actors.other.key(),
                  ResourceId.of("org", "x"),
                  actors.team,
                  ResourceId.of(beth),
                  ResourceId.of("page", "1"));
          for (ResourceRef parent : elsewhere) {
            assertThatThrownBy(() -> resources.move(here, parent))
                .as("%s", parent)
                .isInstanceOf(InvalidParameter.class);
            assertThatThrownBy(() -> resources.register(DOC.id("new").in(actors.org).under(parent)))
                .as("%s", parent)
                .isInstanceOf(InvalidParameter.class);
          }
          for (ResourceId parent : List.of(DOC.id("there"), DOC.id("none"), actors.doc)) {
            assertThat(
                    catchThrowableOfType(NoSuchResource.class, () -> resources.move(here, parent))
                        .resource())
                .isEqualTo(parent);
            assertThatThrownBy(() -> resources.register(DOC.id("new").in(actors.org).under(parent)))
                .isInstanceOf(NoSuchResource.class);
          }
          assertThatThrownBy(() -> actors.host().resources().move(actors.doc, DOC.id("none")))
              .isInstanceOf(NoSuchResource.class);
          // A caller-supplied parent is not a registered one.
          assertThatThrownBy(() -> resources.move(here, DOC.id("none").ownedBy(beth)))
              .isInstanceOf(NoSuchResource.class);
        });
  }

  @Test
  default void a_persons_own_resources_have_parents_of_their_own() {
    World world = world();
    UserId paul = world.user("paul");
    OrgId acme = world.org("Acme", paul);
    var resources = world.as(paul).resources();
    resources.register(FOLDER.id(1L));
    assertThat(resources.register(DOC.id("7").under(FOLDER.id(1L))).parent())
        .contains(FOLDER.id(1L));
    unchanged(
        world,
        paul,
        () -> {
          assertThatThrownBy(() -> resources.move(DOC.id("7"), acme))
              .isInstanceOf(InvalidParameter.class);
          assertThatThrownBy(() -> resources.move(DOC.id("7"), acme.key()))
              .isInstanceOf(InvalidParameter.class);
        });
    assertThat(resources.moveToTop(DOC.id("7")).parent()).isEmpty();
  }

  @Test
  default void a_resource_is_never_part_of_itself() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("Acme", olga);
    var resources = world.as(olga, acme).resources();
    resources.register(DOC.id("a"));
    resources.register(DOC.id("b").under(DOC.id("a")));
    resources.register(DOC.id("c").under(DOC.id("b")));
    unchanged(
        world,
        acme,
        () -> {
          for (String parent : List.of("a", "b", "c")) {
            assertThat(
                    catchThrowableOfType(
                            ResourceConflict.class,
                            () -> resources.move(DOC.id("a"), DOC.id(parent)))
                        .rule())
                .isEqualTo(ResourceConflict.Rule.CYCLE);
          }
          assertThatThrownBy(() -> resources.register(DOC.id("new").under(DOC.id("new"))))
              .isInstanceOf(NoSuchResource.class);
        });
  }

  @Test
  default void resources_lie_as_deep_as_the_limit_and_no_deeper() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("Acme", olga);
    UserId mia = world.member("mia", acme);
    var resources = world.as(olga, acme).resources();
    resources.register(FOLDER.id(0L));
    for (long i = 1; i <= Limits.RESOURCE_DEPTH; i++) {
      resources.register(FOLDER.id(i).under(FOLDER.id(i - 1)));
    }
    ResourceId last = FOLDER.id((long) Limits.RESOURCE_DEPTH);
    world.as(olga, acme).grants().grant(Standard.OPERATOR, FOLDER.id(0L), mia);
    assertThat(world.as(mia, acme).may(Standard.OPERATE, last)).isTrue();
    resources.register(DOC.id("one"));
    resources.register(DOC.id("two").under(DOC.id("one")));
    unchanged(
        world,
        acme,
        () -> {
          LimitExceeded below =
              catchThrowableOfType(
                  LimitExceeded.class, () -> resources.register(DOC.id("new").under(last)));
          assertThat(below.what()).isEqualTo("resource parents");
          assertThat(below.limit()).isEqualTo(Limits.RESOURCE_DEPTH);
          assertThatThrownBy(() -> resources.move(DOC.id("one"), last))
              .isInstanceOf(LimitExceeded.class);
          assertThatThrownBy(
                  () -> resources.move(DOC.id("one"), FOLDER.id(Limits.RESOURCE_DEPTH - 1L)))
              .isInstanceOf(LimitExceeded.class);
          assertThatThrownBy(() -> resources.move(FOLDER.id(0L), DOC.id("one")))
              .isInstanceOf(LimitExceeded.class);
        });
    resources.move(DOC.id("one"), FOLDER.id(Limits.RESOURCE_DEPTH - 2L));
    assertThat(
            catchThrowableOfType(ResourceConflict.class, () -> resources.move(FOLDER.id(0L), last))
                .rule())
        .isEqualTo(ResourceConflict.Rule.CYCLE);
  }

  @Test
  default void an_admin_does_not_move_a_resource_under_their_own() {
    TeamActors actors = new TeamActors(newStore());
    for (Part part :
        EnumSet.of(Part.ORG_ADMIN, Part.GRANTED_ADMIN, Part.GRANTED_OPERATOR, Part.TEAM_ADMIN)) {
      actors.as(part).resources().register(DOC.id("of " + part));
      actors.unchanged(
          () ->
              assertThatThrownBy(
                      () -> actors.as(part).resources().move(actors.doc, DOC.id("of " + part)))
                  .isInstanceOf(NotPermitted.class));
    }
  }
}
