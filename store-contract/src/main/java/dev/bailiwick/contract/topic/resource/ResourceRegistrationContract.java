package dev.bailiwick.contract.topic.resource;

import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.contract.fixture.TeamActors.tries;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.resource.ResourceConflict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The registration of resources. */
public interface ResourceRegistrationContract extends ContractTopic {
  @Test
  default void the_registering_user_owns_the_resource() {
    TeamActors actors = new TeamActors(newStore());
    UserId mia = actors.user(Part.MEMBER);
    ResourceId id = DOC.id("a b:/#%::'\"😀 ");
    Resource[] made = new Resource[1];
    AuditEntry entry =
        actors.recorded(
            "resource.register",
            () -> made[0] = actors.as(Part.MEMBER).because("new").resources().register(id));
    assertThat(made[0])
        .isEqualTo(
            new Resource(
                actors.org, id, mia, Optional.empty(), revision(actors.world(), actors.org)));
    assertThat(made[0].revision()).isEqualTo(Revision.of(actors.org, made[0].version()));
    assertThat(actors.as(Part.MEMBER).resources().get(id)).isEqualTo(made[0]);
    assertThat(entry.reason()).contains("new");
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).type()).isEqualTo(ItemType.RESOURCE);
    assertThat(entry.items().get(0).kind()).isEqualTo(ItemChange.Kind.CREATED);
    assertThat(entry.items().get(0).key()).containsEntry("resource_id", id.id());
    assertThat(actors.as(Part.MEMBER).may(World.PURGE, id)).isTrue();
    assertThatThrownBy(() -> actors.as(Part.MEMBER).resources().get(DOC.id("a b:/#%::'\"😀")))
        .isInstanceOf(NoSuchResource.class);
    actors.unchanged(
        () -> {
          assertThat(actors.as(Part.MEMBER).resources().register(id)).isEqualTo(made[0]);
          assertThat(actors.host().resources().register(id.in(actors.org).ownedBy(mia)))
              .isEqualTo(made[0]);
        });
  }

  @Test
  default void only_active_members_register() {
    TeamActors actors = new TeamActors(newStore());
    for (Part part : TeamActors.COUNTING) {
      ResourceId id = DOC.id("of " + part);
      assertThat(actors.as(part).resources().register(id).owner()).isEqualTo(actors.user(part));
    }
    actors.unchanged(
        () -> {
          for (Part part : EnumSet.of(Part.PRETENDER, Part.INACTIVE)) {
            assertThatThrownBy(() -> actors.as(part).resources().register(DOC.id("x")))
                .isInstanceOf(NoSuchOrg.class);
          }
          for (Part part : EnumSet.of(Part.DEACTIVATED, Part.LOCKED)) {
            assertThatThrownBy(() -> actors.as(part).resources().register(DOC.id("x")))
                .isInstanceOf(NoPermission.class);
          }
          for (Part part : EnumSet.of(Part.OUTSIDER, Part.FROM_OTHER_ORG)) {
            assertThatThrownBy(
                    () -> actors.as(part).resources().register(DOC.id("x").in(actors.org)))
                .isInstanceOf(NoSuchOrg.class);
          }
          // A super user is no member, and so owns nothing here.
          assertThatThrownBy(() -> actors.as(Part.SUPER_USER).resources().register(DOC.id("x")))
              .isInstanceOf(NoSuchMember.class);
          assertThat(
                  catchThrowableOfType(
                          InvalidParameter.class,
                          () -> actors.host().resources().register(DOC.id("x")))
                      .field())
              .isEqualTo("resource.owner");
        });
  }

  @Test
  default void a_session_in_one_org_registers_nothing_in_another_of_the_same_person() {
    TeamActors actors = new TeamActors(newStore());
    UserId beth = actors.user(Part.FROM_OTHER_ORG);
    actors.world().join(actors.org, beth);
    actors.unchanged(
        () ->
            assertThatThrownBy(
                    () ->
                        actors
                            .as(Part.FROM_OTHER_ORG)
                            .resources()
                            .register(DOC.id("x").in(actors.org)))
                .isInstanceOf(NoSuchOrg.class));
    assertThat(actors.world().as(beth).resources().register(DOC.id("x").in(actors.org)).owner())
        .isEqualTo(beth);
  }

  @Test
  default void only_admins_register_resources_for_another_owner() {
    tries(
        () -> new TeamActors(newStore()),
        EnumSet.of(Part.SYSTEM, Part.SUPER_USER, Part.ORG_OWNER, Part.ORG_ADMIN, Part.MEMBER),
        EnumSet.of(Part.OUTSIDER, Part.FROM_OTHER_ORG, Part.PRETENDER, Part.INACTIVE),
        "resource.register",
        (actors, session) ->
            session
                .resources()
                .register(DOC.id("x").in(actors.org).ownedBy(actors.user(Part.MEMBER))));
  }

  @Test
  default void an_owner_or_heir_of_a_resource_is_an_active_member() {
    TeamActors actors = new TeamActors(newStore());
    for (Part part : EnumSet.of(Part.OUTSIDER, Part.INACTIVE, Part.DEACTIVATED, Part.LOCKED)) {
      UserId owner = actors.user(part);
      actors.unchanged(
          () -> {
            NoSuchMember failure =
                catchThrowableOfType(
                    NoSuchMember.class,
                    () -> actors.host().resources().register(DOC.id("x").ownedBy(owner)));
            assertThat(failure.member()).isEqualTo(owner.toString());
            assertThatThrownBy(
                    () ->
                        actors.as(Part.ITS_OWNER).resources().transferOwnership(actors.doc, owner))
                .isInstanceOf(NoSuchMember.class);
          });
    }
    assertThatThrownBy(
            () -> actors.host().resources().register(DOC.id("x").ownedBy(new UserId(999_999))))
        .isInstanceOf(NoSuchMember.class);
  }

  @Test
  default void an_id_belongs_to_one_resource_of_a_tenant() {
    TeamActors actors = new TeamActors(newStore());
    ResourceRef folder = FOLDER.id(1L).ownedBy(actors.user(Part.ITS_OWNER));
    actors.host().resources().register(folder);
    actors.unchanged(
        () -> {
          List<ResourceRef> others =
              List.of(
                  actors.doc.ownedBy(actors.user(Part.MEMBER)),
                  actors.doc.ownedBy(actors.user(Part.ITS_OWNER)).under(folder.key()));
          for (ResourceRef other : others) {
            assertThat(
                    catchThrowableOfType(
                            ResourceConflict.class, () -> actors.host().resources().register(other))
                        .rule())
                .isEqualTo(ResourceConflict.Rule.REGISTERED);
          }
          assertThatThrownBy(() -> actors.as(Part.MEMBER).resources().register(actors.doc))
              .isInstanceOf(ResourceConflict.class);
        });
    // Another tenant has its own, of the same id.
    assertThat(actors.as(Part.FROM_OTHER_ORG).resources().register(actors.doc).tenant())
        .isEqualTo(actors.other);
    assertThat(actors.as(Part.OUTSIDER).resources().register(actors.doc).tenant())
        .isEqualTo(actors.user(Part.OUTSIDER));
    assertThat(actors.host().resources().get(actors.doc).owner())
        .isEqualTo(actors.user(Part.ITS_OWNER));
  }

  @Test
  default void an_id_with_grants_is_registered_by_users_with_every_permission_on_it() {
    tries(
        () -> {
          TeamActors actors = new TeamActors(newStore());
          ResourceId vouched = DOC.id("vouched");
          actors.host().grants().grant(Standard.OPERATOR, vouched, actors.user(Part.MEMBER));
          actors.host().grants().grant(Standard.OWNER, vouched, actors.user(Part.GRANTED_OWNER));
          actors.host().grants().grant(Standard.ADMIN, vouched, actors.user(Part.GRANTED_ADMIN));
          return actors;
        },
        EnumSet.of(Part.ORG_OWNER, Part.GRANTED_OWNER),
        EnumSet.of(
            Part.OUTSIDER,
            Part.FROM_OTHER_ORG,
            Part.PRETENDER,
            Part.INACTIVE,
            // These users could not own it in any case.
            Part.SYSTEM,
            Part.SUPER_USER),
        "resource.register",
        (actors, session) -> {
          Optional<UserId> user = session.actor().user();
          session
              .resources()
              .register(
                  user.isPresent()
                      ? DOC.id("vouched").in(actors.org)
                      : DOC.id("vouched").in(actors.org).ownedBy(actors.user(Part.OUTSIDER)));
        });
  }

  @Test
  default void an_id_outside_the_model_is_refused() {
    TeamActors actors = new TeamActors(newStore());
    var resources = actors.as(Part.ORG_OWNER).resources();
    List<ResourceRef> wrong =
        List.of(
            actors.org,
            actors.team,
            ResourceId.of(actors.user(Part.MEMBER)),
            ResourceId.of("page", "7"),
            ResourceId.of("folder", "07"));
    actors.unchanged(
        () -> {
          for (ResourceRef ref : wrong) {
            assertThatThrownBy(() -> resources.register(ref))
                .as("%s", ref)
                .isInstanceOf(InvalidParameter.class);
            assertThatThrownBy(() -> resources.get(ref)).isInstanceOf(InvalidParameter.class);
            assertThatThrownBy(() -> resources.delete(ref)).isInstanceOf(InvalidParameter.class);
          }
          for (String id : List.of("", "a\0", "\udc00", "x".repeat(256), "é".repeat(128))) {
            assertThatThrownBy(() -> DOC.id(id)).isInstanceOf(InvalidParameter.class);
          }
        });
    assertThat(resources.register(DOC.id("x".repeat(255))).id().id()).hasSize(255);
  }
}
