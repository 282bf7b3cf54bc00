package dev.bailiwick.contract.topic.resource;

import static dev.bailiwick.contract.fixture.Players.ALL;
import static dev.bailiwick.contract.fixture.Players.MANAGERS;
import static dev.bailiwick.contract.fixture.Players.revision;
import static dev.bailiwick.contract.fixture.Players.tries;
import static dev.bailiwick.contract.fixture.Players.unchanged;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.Contract;
import dev.bailiwick.contract.fixture.Players;
import dev.bailiwick.contract.fixture.Players.Part;
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
public interface ResourceParentsContract extends Contract {
  @Test
  default void a_resource_is_moved_by_whoever_has_every_permission_on_it() {
    tries(
        () -> withFolder(new Players(newStore())),
        ALL,
        "resource.move",
        (cast, session) -> {
          Resource moved = session.resources().move(cast.doc, Optional.of(FOLDER.id(1L)));
          assertThat(moved.parent()).contains(FOLDER.id(1L));
          assertThat(moved.version()).isEqualTo(revision(cast.world(), cast.org));
          assertThat(cast.host().resources().get(cast.doc)).isEqualTo(moved);
          assertThat(cast.as(Part.MEMBER).may(Permission.READ, cast.doc)).isTrue();
          cast.unchanged(
              () -> session.resources().move(cast.doc, Optional.of(FOLDER.id(1L).in(cast.org))));
        });
  }

  /** A folder on which every member who counts may grant. */
  private static Players withFolder(Players cast) {
    cast.host().resources().register(FOLDER.id(1L).ownedBy(cast.who(Part.ORG_OWNER)));
    cast.host().grants().grant(Standard.ADMIN, FOLDER.id(1L), cast.org);
    return cast;
  }

  @Test
  default void a_resource_comes_under_a_parent_of_those_who_manage_that() {
    for (boolean registering : new boolean[] {false, true}) {
      for (Part part : Players.COUNTING) {
        Players cast = new Players(newStore());
        ResourceId own = DOC.id("own");
        if (!registering) {
          cast.as(part).resources().register(own);
        }
        Runnable attempt =
            () -> {
              if (registering) {
                cast.as(part).resources().register(own.under(cast.doc));
              } else {
                cast.as(part).resources().move(own, Optional.of(cast.doc));
              }
            };
        if (MANAGERS.contains(part)) {
          cast.recorded(registering ? "resource.register" : "resource.move", attempt);
          assertThat(cast.host().resources().get(own).parent()).contains(cast.doc);
          assertThat(cast.as(Part.TEAM_MEMBER).may(Standard.OPERATE, own)).isTrue();
        } else {
          cast.unchanged(
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
    Players cast = new Players(newStore());
    ResourceId below = DOC.id("below");
    var resources = cast.as(Part.ITS_OWNER).resources();
    resources.register(below.under(cast.doc));
    AuditEntry entry =
        cast.recorded("resource.move", () -> resources.move(below, Optional.empty()));
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).properties())
        .containsEntry("parent_id", new ItemChange.Values(Optional.of("7"), Optional.empty()));
    assertThat(cast.as(Part.TEAM_MEMBER).may(Permission.READ, below)).isFalse();
    cast.unchanged(
        () -> {
          assertThat(resources.move(below, Optional.of(cast.org)).parent()).isEmpty();
          assertThat(resources.move(below, Optional.of(cast.org.key())).parent()).isEmpty();
          assertThat(resources.register(below.under(cast.org)).parent()).isEmpty();
        });
  }

  @Test
  default void a_parent_is_a_registered_resource_of_the_same_tenant() {
    Players cast = new Players(newStore());
    UserId beth = cast.who(Part.FROM_OTHER_ORG);
    cast.world().system(cast.other).resources().register(DOC.id("there").ownedBy(beth));
    cast.world().join(cast.org, beth);
    cast.host().resources().register(DOC.id("here").ownedBy(beth));
    var resources = cast.world().as(beth).resources();
    ResourceRef here = DOC.id("here").in(cast.org);
    cast.unchanged(
        () -> {
          List<ResourceRef> elsewhere =
              List.of(
                  DOC.id("there").in(cast.other),
                  DOC.id("there").in(beth),
                  cast.other,
                  cast.other.key(),
                  new ResourceId("org", "x"),
                  cast.team,
                  ResourceId.of(beth),
                  new ResourceId("page", "1"));
          for (ResourceRef parent : elsewhere) {
            assertThatThrownBy(() -> resources.move(here, Optional.of(parent)))
                .as("%s", parent)
                .isInstanceOf(InvalidParameter.class);
            assertThatThrownBy(() -> resources.register(DOC.id("new").in(cast.org).under(parent)))
                .as("%s", parent)
                .isInstanceOf(InvalidParameter.class);
          }
          for (ResourceId parent : List.of(DOC.id("there"), DOC.id("none"), cast.doc)) {
            assertThat(
                    catchThrowableOfType(
                            NoSuchResource.class, () -> resources.move(here, Optional.of(parent)))
                        .resource())
                .isEqualTo(parent);
            assertThatThrownBy(() -> resources.register(DOC.id("new").in(cast.org).under(parent)))
                .isInstanceOf(NoSuchResource.class);
          }
          assertThatThrownBy(
                  () -> cast.host().resources().move(cast.doc, Optional.of(DOC.id("none"))))
              .isInstanceOf(NoSuchResource.class);
          // A parent that the host only vouches for is none.
          assertThatThrownBy(() -> resources.move(here, Optional.of(DOC.id("none").ownedBy(beth))))
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
          assertThatThrownBy(() -> resources.move(DOC.id("7"), Optional.of(acme)))
              .isInstanceOf(InvalidParameter.class);
          assertThatThrownBy(() -> resources.move(DOC.id("7"), Optional.of(acme.key())))
              .isInstanceOf(InvalidParameter.class);
        });
    assertThat(resources.move(DOC.id("7"), Optional.empty()).parent()).isEmpty();
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
                            () -> resources.move(DOC.id("a"), Optional.of(DOC.id(parent))))
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
          assertThatThrownBy(() -> resources.move(DOC.id("one"), Optional.of(last)))
              .isInstanceOf(LimitExceeded.class);
          assertThatThrownBy(
                  () ->
                      resources.move(
                          DOC.id("one"), Optional.of(FOLDER.id(Limits.RESOURCE_DEPTH - 1L))))
              .isInstanceOf(LimitExceeded.class);
          assertThatThrownBy(() -> resources.move(FOLDER.id(0L), Optional.of(DOC.id("one"))))
              .isInstanceOf(LimitExceeded.class);
        });
    resources.move(DOC.id("one"), Optional.of(FOLDER.id(Limits.RESOURCE_DEPTH - 2L)));
    assertThat(
            catchThrowableOfType(
                    ResourceConflict.class, () -> resources.move(FOLDER.id(0L), Optional.of(last)))
                .rule())
        .isEqualTo(ResourceConflict.Rule.CYCLE);
  }

  @Test
  default void an_admin_does_not_move_a_resource_under_their_own() {
    Players cast = new Players(newStore());
    for (Part part :
        EnumSet.of(Part.ORG_ADMIN, Part.GRANTED_ADMIN, Part.GRANTED_OPERATOR, Part.TEAM_ADMIN)) {
      cast.as(part).resources().register(DOC.id("of " + part));
      cast.unchanged(
          () ->
              assertThatThrownBy(
                      () ->
                          cast.as(part)
                              .resources()
                              .move(cast.doc, Optional.of(DOC.id("of " + part))))
                  .isInstanceOf(NotPermitted.class));
    }
  }
}
