package dev.bailiwick.contract.topic.resource;

import static dev.bailiwick.contract.fixture.Players.ALL;
import static dev.bailiwick.contract.fixture.Players.BLIND;
import static dev.bailiwick.contract.fixture.Players.DELETERS;
import static dev.bailiwick.contract.fixture.Players.asks;
import static dev.bailiwick.contract.fixture.Players.recorded;
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
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.Players;
import dev.bailiwick.contract.fixture.Players.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.resource.ResourceConflict;
import dev.bailiwick.user.NoSuchUser;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Registered resources: made, seen, handed over, deleted. */
public interface ResourcesContract extends ResourceParentsContract, ResourcesBelowContract {
  @Test
  default void whoever_registers_a_resource_owns_it() {
    Players cast = new Players(newStore());
    UserId mia = cast.who(Part.MEMBER);
    ResourceId id = DOC.id("a b:/#%::'\"😀 ");
    Resource[] made = new Resource[1];
    AuditEntry entry =
        cast.recorded(
            "resource.register",
            () -> made[0] = cast.as(Part.MEMBER).because("new").resources().register(id));
    assertThat(made[0])
        .isEqualTo(
            new Resource(cast.org, id, mia, Optional.empty(), revision(cast.world(), cast.org)));
    assertThat(made[0].revision()).isEqualTo(Revision.of(cast.org, made[0].version()));
    assertThat(cast.as(Part.MEMBER).resources().get(id)).isEqualTo(made[0]);
    assertThat(entry.reason()).contains("new");
    assertThat(entry.items()).hasSize(1);
    assertThat(entry.items().get(0).type()).isEqualTo(ItemType.RESOURCE);
    assertThat(entry.items().get(0).kind()).isEqualTo(ItemChange.Kind.CREATED);
    assertThat(entry.items().get(0).key()).containsEntry("resource_id", id.id());
    assertThat(cast.as(Part.MEMBER).may(World.PURGE, id)).isTrue();
    assertThatThrownBy(() -> cast.as(Part.MEMBER).resources().get(DOC.id("a b:/#%::'\"😀")))
        .isInstanceOf(NoSuchResource.class);
    cast.unchanged(
        () -> {
          assertThat(cast.as(Part.MEMBER).resources().register(id)).isEqualTo(made[0]);
          assertThat(cast.host().resources().register(id.in(cast.org).ownedBy(mia)))
              .isEqualTo(made[0]);
        });
  }

  @Test
  default void every_active_member_registers_and_nobody_else() {
    Players cast = new Players(newStore());
    for (Part part : Players.COUNTING) {
      ResourceId id = DOC.id("of " + part);
      assertThat(cast.as(part).resources().register(id).owner()).isEqualTo(cast.who(part));
    }
    cast.unchanged(
        () -> {
          for (Part part : EnumSet.of(Part.PRETENDER, Part.INACTIVE)) {
            assertThatThrownBy(() -> cast.as(part).resources().register(DOC.id("x")))
                .isInstanceOf(NoSuchOrg.class);
          }
          for (Part part : EnumSet.of(Part.DEACTIVATED, Part.LOCKED)) {
            assertThatThrownBy(() -> cast.as(part).resources().register(DOC.id("x")))
                .isInstanceOf(NoPermission.class);
          }
          for (Part part : EnumSet.of(Part.OUTSIDER, Part.FROM_OTHER_ORG)) {
            assertThatThrownBy(() -> cast.as(part).resources().register(DOC.id("x").in(cast.org)))
                .isInstanceOf(NoSuchOrg.class);
          }
          // A super user is no member, and so owns nothing here.
          assertThatThrownBy(() -> cast.as(Part.SUPER_USER).resources().register(DOC.id("x")))
              .isInstanceOf(NoSuchMember.class);
          assertThat(
                  catchThrowableOfType(
                          InvalidParameter.class,
                          () -> cast.host().resources().register(DOC.id("x")))
                      .field())
              .isEqualTo("resource.owner");
        });
  }

  @Test
  default void a_session_in_one_org_registers_nothing_in_another_of_the_same_person() {
    Players cast = new Players(newStore());
    UserId beth = cast.who(Part.FROM_OTHER_ORG);
    cast.world().join(cast.org, beth);
    cast.unchanged(
        () ->
            assertThatThrownBy(
                    () ->
                        cast.as(Part.FROM_OTHER_ORG).resources().register(DOC.id("x").in(cast.org)))
                .isInstanceOf(NoSuchOrg.class));
    assertThat(cast.world().as(beth).resources().register(DOC.id("x").in(cast.org)).owner())
        .isEqualTo(beth);
  }

  @Test
  default void only_admins_register_what_is_somebody_elses() {
    tries(
        () -> new Players(newStore()),
        EnumSet.of(Part.SYSTEM, Part.SUPER_USER, Part.ORG_OWNER, Part.ORG_ADMIN, Part.MEMBER),
        EnumSet.of(Part.OUTSIDER, Part.FROM_OTHER_ORG, Part.PRETENDER, Part.INACTIVE),
        "resource.register",
        (cast, session) ->
            session.resources().register(DOC.id("x").in(cast.org).ownedBy(cast.who(Part.MEMBER))));
  }

  @Test
  default void an_owner_or_heir_of_a_resource_is_an_active_member() {
    Players cast = new Players(newStore());
    for (Part part : EnumSet.of(Part.OUTSIDER, Part.INACTIVE, Part.DEACTIVATED, Part.LOCKED)) {
      UserId owner = cast.who(part);
      cast.unchanged(
          () -> {
            NoSuchMember failure =
                catchThrowableOfType(
                    NoSuchMember.class,
                    () -> cast.host().resources().register(DOC.id("x").ownedBy(owner)));
            assertThat(failure.member()).isEqualTo(owner.toString());
            assertThatThrownBy(() -> cast.as(Part.ITS_OWNER).resources().handOver(cast.doc, owner))
                .isInstanceOf(NoSuchMember.class);
          });
    }
    assertThatThrownBy(
            () -> cast.host().resources().register(DOC.id("x").ownedBy(new UserId(999_999))))
        .isInstanceOf(NoSuchMember.class);
  }

  @Test
  default void an_id_belongs_to_one_resource_of_a_tenant() {
    Players cast = new Players(newStore());
    ResourceRef folder = FOLDER.id(1L).ownedBy(cast.who(Part.ITS_OWNER));
    cast.host().resources().register(folder);
    cast.unchanged(
        () -> {
          List<ResourceRef> others =
              List.of(
                  cast.doc.ownedBy(cast.who(Part.MEMBER)),
                  cast.doc.ownedBy(cast.who(Part.ITS_OWNER)).under(folder.key()));
          for (ResourceRef other : others) {
            assertThat(
                    catchThrowableOfType(
                            ResourceConflict.class, () -> cast.host().resources().register(other))
                        .rule())
                .isEqualTo(ResourceConflict.Rule.REGISTERED);
          }
          assertThatThrownBy(() -> cast.as(Part.MEMBER).resources().register(cast.doc))
              .isInstanceOf(ResourceConflict.class);
        });
    // Another tenant has its own, of the same id.
    assertThat(cast.as(Part.FROM_OTHER_ORG).resources().register(cast.doc).tenant())
        .isEqualTo(cast.other);
    assertThat(cast.as(Part.OUTSIDER).resources().register(cast.doc).tenant())
        .isEqualTo(cast.who(Part.OUTSIDER));
    assertThat(cast.host().resources().get(cast.doc).owner()).isEqualTo(cast.who(Part.ITS_OWNER));
  }

  @Test
  default void an_id_with_grants_is_registered_by_whoever_has_every_permission_on_it() {
    tries(
        () -> {
          Players cast = new Players(newStore());
          ResourceId vouched = DOC.id("vouched");
          cast.host().grants().grant(Standard.OPERATOR, vouched, cast.who(Part.MEMBER));
          cast.host().grants().grant(Standard.OWNER, vouched, cast.who(Part.GRANTED_OWNER));
          cast.host().grants().grant(Standard.ADMIN, vouched, cast.who(Part.GRANTED_ADMIN));
          return cast;
        },
        EnumSet.of(Part.ORG_OWNER, Part.GRANTED_OWNER),
        EnumSet.of(
            Part.OUTSIDER,
            Part.FROM_OTHER_ORG,
            Part.PRETENDER,
            Part.INACTIVE,
            // Who could not own it in any case.
            Part.SYSTEM,
            Part.SUPER_USER),
        "resource.register",
        (cast, session) -> {
          Optional<UserId> user = session.actor().user();
          session
              .resources()
              .register(
                  user.isPresent()
                      ? DOC.id("vouched").in(cast.org)
                      : DOC.id("vouched").in(cast.org).ownedBy(cast.who(Part.OUTSIDER)));
        });
  }

  @Test
  default void what_is_no_resource_of_the_model_is_refused() {
    Players cast = new Players(newStore());
    var resources = cast.as(Part.ORG_OWNER).resources();
    List<ResourceRef> wrong =
        List.of(
            cast.org,
            cast.team,
            ResourceId.of(cast.who(Part.MEMBER)),
            new ResourceId("page", "7"),
            new ResourceId("folder", "07"));
    cast.unchanged(
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

  @Test
  default void whoever_has_something_on_a_resource_sees_it() {
    EnumSet<Part> permitted = EnumSet.complementOf(EnumSet.of(Part.DEACTIVATED, Part.LOCKED));
    permitted.removeAll(BLIND);
    asks(
        () -> new Players(newStore()),
        permitted,
        BLIND,
        (cast, session) -> session.resources().get(cast.doc));
    asks(
        () -> new Players(newStore()),
        EnumSet.of(Part.SYSTEM, Part.SUPER_USER),
        EnumSet.complementOf(EnumSet.of(Part.DEACTIVATED, Part.LOCKED)),
        (cast, session) -> {
          // Nobody else reaches another org, whatever they are in this one.
          cast.world()
              .system(cast.other)
              .resources()
              .register(DOC.id("o").ownedBy(cast.who(Part.FROM_OTHER_ORG)));
          if (!session.actor().org().equals(Optional.of(cast.other))) {
            session.resources().get(DOC.id("o").in(cast.other));
          } else {
            session.resources().get(cast.doc.in(cast.org));
          }
        });
  }

  @Test
  default void a_resource_out_of_reach_is_answered_like_one_that_does_not_exist() {
    Players cast = new Players(newStore());
    for (Part part : BLIND) {
      for (ResourceId id : List.of(cast.doc, DOC.id("none"))) {
        NoSuchResource failure =
            catchThrowableOfType(
                NoSuchResource.class, () -> cast.as(part).resources().get(id.in(cast.org)));
        assertThat(failure.resource()).isEqualTo(id);
        assertThat(failure).hasMessage("no such resource: " + id);
        assertThatThrownBy(() -> cast.as(part).resources().delete(id.in(cast.org)))
            .isInstanceOf(NoSuchResource.class);
      }
    }
    assertThatThrownBy(() -> cast.host().resources().get(DOC.id("none")))
        .isInstanceOf(NoSuchResource.class);
    assertThatThrownBy(() -> cast.world().system().resources().get(cast.doc))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_resource_is_handed_over_by_whoever_has_every_permission_on_it() {
    tries(
        () -> new Players(newStore()),
        ALL,
        "resource.hand_over",
        (cast, session) -> {
          UserId mia = cast.who(Part.MEMBER);
          Resource handed = session.resources().handOver(cast.doc, mia);
          assertThat(handed.owner()).isEqualTo(mia);
          assertThat(handed.version()).isEqualTo(revision(cast.world(), cast.org));
          assertThat(cast.as(Part.MEMBER).resources().get(cast.doc)).isEqualTo(handed);
          assertThatThrownBy(() -> cast.as(Part.ITS_OWNER).resources().get(cast.doc))
              .isInstanceOf(NoSuchResource.class);
          cast.unchanged(
              () -> assertThat(cast.host().resources().handOver(cast.doc, mia)).isEqualTo(handed));
        });
  }

  @Test
  default void a_resource_is_deleted_by_whoever_has_delete_on_it() {
    tries(
        () -> new Players(newStore()),
        DELETERS,
        "resource.delete",
        (cast, session) -> {
          Revision revision = session.resources().delete(cast.doc);
          assertThat(revision).isEqualTo(Revision.of(cast.org, revision(cast.world(), cast.org)));
          cast.unchanged(
              () ->
                  assertThatThrownBy(() -> cast.host().resources().delete(cast.doc))
                      .isInstanceOf(NoSuchResource.class));
        });
  }

  @Test
  default void a_deleted_resource_takes_its_grants_along_and_a_new_one_inherits_nothing() {
    Players cast = new Players(newStore());
    UserId owner = cast.who(Part.ITS_OWNER);
    cast.host().resources().register(DOC.id("8").ownedBy(owner).under(cast.doc));
    assertThat(cast.as(Part.TEAM_MEMBER).may(Standard.OPERATE, DOC.id("8"))).isTrue();
    AuditEntry entry =
        cast.recorded("resource.delete", () -> cast.host().resources().delete(cast.doc));
    assertThat(entry.items())
        .filteredOn(item -> item.type() == ItemType.GRANT)
        .hasSize(8)
        .allSatisfy(item -> assertThat(item.kind()).isEqualTo(ItemChange.Kind.DELETED));
    assertThat(entry.items())
        .filteredOn(item -> item.type() == ItemType.RESOURCE)
        .extracting(ItemChange::kind)
        .containsExactlyInAnyOrder(ItemChange.Kind.DELETED, ItemChange.Kind.UPDATED);
    assertThat(cast.host().resources().get(DOC.id("8")).parent()).isEmpty();
    assertThat(cast.as(Part.TEAM_MEMBER).may(Permission.READ, DOC.id("8"))).isFalse();
    cast.host().resources().register(cast.doc.ownedBy(cast.who(Part.MEMBER)));
    assertThat(cast.host().grants().list(cast.doc, PageRequest.first()).items()).isEmpty();
    for (Part part : EnumSet.of(Part.ITS_OWNER, Part.GRANTED_OWNER, Part.TEAM_MEMBER)) {
      assertThat(cast.as(part).may(Permission.READ, cast.doc)).as("%s", part).isFalse();
    }
    assertThat(cast.as(Part.TEAM_MEMBER).may(Permission.READ, DOC.id("8"))).isFalse();
  }

  @Test
  default void a_person_has_resources_of_their_own_outside_orgs() {
    World world = world();
    UserId paul = world.user("paul");
    UserId jane = world.user("jane");
    UserId sue = world.superUser("sue");
    OrgId acme = world.org("Acme", jane);
    world.join(acme, paul);
    Resource[] made = new Resource[1];
    recorded(
        world,
        paul,
        "resource.register",
        () -> made[0] = world.as(paul).resources().register(DOC.id("7")));
    assertThat(made[0].tenant()).isEqualTo(paul);
    assertThat(made[0].owner()).isEqualTo(paul);
    unchanged(
        world,
        paul,
        () -> {
          assertThat(world.system().resources().register(DOC.id("7").in(paul).ownedBy(paul)))
              .isEqualTo(made[0]);
          // By nobody else, for nobody else, and not from within an org.
          assertThatThrownBy(() -> world.as(jane).resources().register(DOC.id("8").in(paul)))
              .isInstanceOf(NoSuchUser.class);
          assertThatThrownBy(
                  () -> world.as(jane).resources().register(DOC.id("8").in(paul).ownedBy(paul)))
              .isInstanceOf(NoSuchUser.class);
          assertThatThrownBy(() -> world.as(paul, acme).resources().register(DOC.id("8").in(paul)))
              .isInstanceOf(NoSuchUser.class);
          assertThatThrownBy(() -> world.as(paul, acme).resources().get(DOC.id("7").in(paul)))
              .isInstanceOf(NoSuchResource.class);
          assertThatThrownBy(() -> world.as(paul).resources().register(DOC.id("8").ownedBy(jane)))
              .isInstanceOf(NoSuchMember.class);
          UserId nobody = new UserId(999_999);
          assertThatThrownBy(() -> world.as(jane).resources().register(DOC.id("8").in(nobody)))
              .isInstanceOf(NoSuchUser.class);
          assertThat(
                  catchThrowableOfType(
                          OrgConflict.class,
                          () -> world.as(paul).resources().handOver(DOC.id("7"), jane))
                      .rule())
              .isEqualTo(OrgConflict.Rule.PERSONAL);
        });
    recorded(
        world,
        paul,
        "resource.register",
        () -> world.as(sue).resources().register(DOC.id("8").in(paul).ownedBy(paul)));
    world.as(paul).grants().grant(Standard.COLLABORATOR, DOC.id("7"), jane);
    assertThat(world.as(jane).resources().get(DOC.id("7").in(paul))).isEqualTo(made[0]);
    assertThatThrownBy(() -> world.as(jane).resources().delete(DOC.id("7").in(paul)))
        .isInstanceOf(NoPermission.class);
    world.as(paul).grants().grant(Standard.OWNER, DOC.id("7"), jane);
    recorded(
        world,
        paul,
        "resource.delete",
        () -> world.as(jane).resources().delete(DOC.id("7").in(paul)));
  }

  @Test
  default void a_deleted_team_is_no_resource_any_more() {
    Players cast = new Players(newStore());
    cast.host().teams().delete(cast.team);
    assertThatThrownBy(() -> cast.host().grants().list(cast.team, PageRequest.first()))
        .isInstanceOf(NoSuchResource.class);
    assertThatThrownBy(() -> cast.host().grants().list(new TeamId(999_999), PageRequest.first()))
        .isInstanceOf(NoSuchResource.class);
  }
}
