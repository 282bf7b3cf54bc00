package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.TeamActors.recorded;
import static dev.bailiwick.contract.fixture.TeamActors.unchanged;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.permission.Standard.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.NewMember;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The accessors of grants, and the resources that grants are made on. */
public interface GrantAccessorsContract extends ContractTopic {
  @Test
  default void a_grant_reaches_a_member_a_team_the_org_or_everyone_in_it() {
    for (Part part : EnumSet.of(Part.MEMBER, Part.TEAM_MEMBER, Part.OUTSIDER)) {
      TeamActors actors = new TeamActors(newStore());
      var grants = actors.as(Part.ORG_OWNER).grants();
      ResourceRef id = DOC.id("x").in(actors.org);
      Session session = actors.world().as(actors.user(part));
      List<Accessor> accessors =
          List.of(actors.user(Part.MEMBER), actors.team, actors.org, Everyone.EVERYONE);
      for (Accessor accessor : accessors) {
        boolean reached =
            accessor instanceof UserId
                ? part == Part.MEMBER
                : accessor instanceof TeamId ? part == Part.TEAM_MEMBER : part != Part.OUTSIDER;
        actors.recorded("grant.grant", () -> grants.grant(OPERATOR, id, accessor));
        assertThat(session.may(OPERATE, id)).as("%s by %s", part, accessor).isEqualTo(reached);
        assertThat(actors.as(Part.INACTIVE).may(OPERATE, id)).isFalse();
        assertThat(actors.as(Part.LOCKED).may(OPERATE, id)).isFalse();
        actors.recorded("grant.revoke", () -> grants.revoke(OPERATOR, id, accessor));
        assertThat(session.may(OPERATE, id)).isFalse();
      }
    }
  }

  @Test
  default void a_user_outside_the_tenant_is_no_accessor_existing_or_not() {
    TeamActors actors = new TeamActors(newStore());
    TeamId there = actors.world().team("there", actors.other, actors.user(Part.FROM_OTHER_ORG));
    TeamId alone = actors.as(Part.OUTSIDER).teams().create(NewTeam.named("alone")).id();
    List<Accessor> outside =
        List.of(
            actors.user(Part.OUTSIDER),
            actors.user(Part.FROM_OTHER_ORG),
            new UserId(999_999),
            there,
            alone,
            new TeamId(999_999),
            actors.other,
            new OrgId(999_999));
    actors.unchanged(
        () -> {
          for (Part part : EnumSet.of(Part.ITS_OWNER, Part.SYSTEM, Part.SUPER_USER)) {
            for (Accessor accessor : outside) {
              NoSuchMember failure =
                  catchThrowableOfType(
                      NoSuchMember.class,
                      () -> actors.as(part).grants().grant(OPERATOR, actors.doc, accessor));
              assertThat(failure.member()).isEqualTo(accessor.toString());
              assertThat(failure).hasMessage("no such member, or out of reach: " + accessor);
              assertThatThrownBy(
                      () -> actors.as(part).grants().deny(OPERATOR, actors.doc, accessor))
                  .isInstanceOf(NoSuchMember.class);
              // Revoking a grant that the accessor does not have does nothing, and reveals nothing.
              assertThat(actors.as(Part.ORG_OWNER).grants().remove(actors.doc, accessor).value())
                  .isEmpty();
            }
          }
        });
  }

  @Test
  default void where_an_org_shares_people_and_orgs_outside_are_guests() {
    TeamActors actors = new TeamActors(newStore());
    actors.world().sharing(actors.org, true);
    UserId otto = actors.user(Part.OUTSIDER);
    UserId beth = actors.user(Part.FROM_OTHER_ORG);
    TeamId there = actors.world().team("there", actors.other, beth, beth);
    UserId locked = actors.world().user("zoe");
    actors.world().system().users().lock(locked);
    OrgId gone = actors.world().org("Gone", otto);
    actors.world().system().orgs().delete(gone);
    var grants = actors.as(Part.ITS_OWNER).grants();
    ResourceRef doc = actors.doc.in(actors.org);
    actors.recorded("grant.grant", () -> grants.grant(ADMIN, doc, otto));
    actors.recorded("grant.grant", () -> grants.grant(OPERATOR, doc, actors.other));
    assertThat(actors.world().as(otto).may(Permission.MANAGE, doc)).isTrue();
    assertThat(actors.world().as(beth).may(OPERATE, doc)).isTrue();
    assertThat(actors.as(Part.FROM_OTHER_ORG).may(OPERATE, doc)).isFalse();
    actors.unchanged(
        () -> {
          for (Accessor accessor : List.of(there, locked, gone, new UserId(999_999))) {
            assertThatThrownBy(() -> grants.grant(OPERATOR, doc, accessor))
                .as("%s", accessor)
                .isInstanceOf(NoSuchMember.class);
          }
          // A guest is not a member of the team.
          assertThatThrownBy(() -> actors.world().as(otto).teams().members(actors.team).leave())
              .isInstanceOf(dev.bailiwick.team.NoSuchTeam.class);
          assertThatThrownBy(() -> actors.world().as(otto).grants().grant(OWNER, doc, otto))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> actors.world().as(beth).grants().grant(OPERATOR, doc, beth))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> actors.world().as(otto).resources().delete(doc))
              .isInstanceOf(NoPermission.class);
        });
    actors.recorded(
        "grant.grant",
        () -> actors.world().as(otto).grants().grant(OPERATOR, doc, actors.user(Part.MEMBER)));
    actors.host().grants().grant(COLLABORATOR, DOC.id("all"), Everyone.EVERYONE);
    assertThat(actors.world().as(otto).may(Permission.READ, DOC.id("all").in(actors.org))).isTrue();
    assertThatThrownBy(
            () ->
                actors
                    .world()
                    .system()
                    .grants()
                    .grant(OPERATOR, DOC.id("x").in(gone), Everyone.EVERYONE))
        .isInstanceOf(NoSuchResource.class);
    // Shut out, they lose it in that commit, and get it back by no switch.
    actors.recorded("org.update", () -> actors.world().sharing(actors.org, false));
    assertThat(actors.host().grants().list(doc, PageRequest.first()).items())
        .extracting(Grant::accessor)
        .doesNotContain(otto, actors.other)
        .contains(actors.team, actors.user(Part.MEMBER));
    actors.world().sharing(actors.org, true);
    assertThat(actors.world().as(otto).may(Permission.READ, doc)).isFalse();
    assertThat(actors.world().as(beth).may(Permission.READ, doc)).isFalse();
  }

  @Test
  default void a_person_shares_their_own_resources_with_any_user_and_with_their_own_teams() {
    World world = world();
    UserId paul = world.user("paul");
    UserId jane = world.user("jane");
    UserId kim = world.user("kim");
    UserId locked = world.user("zoe");
    world.system().users().lock(locked);
    OrgId acme = world.org("Acme", jane);
    ResourceRef doc = DOC.id("7").in(paul);
    TeamId band =
        world.as(paul).teams().create(NewTeam.named("band").with(NewMember.member(kim))).id();
    TeamId janes = world.as(jane).teams().create(NewTeam.named("janes")).id();
    var grants = world.as(paul).grants();
    recorded(world, paul, "grant.grant", () -> grants.grant(ADMIN, doc, jane));
    recorded(world, paul, "grant.grant", () -> grants.grant(OPERATOR, doc, band));
    assertThat(world.as(jane).may(Permission.MANAGE, doc)).isTrue();
    assertThat(world.as(kim).may(OPERATE, doc)).isTrue();
    unchanged(
        world,
        paul,
        () -> {
          for (Accessor accessor :
              List.of(acme, janes, locked, new UserId(999_999), new OrgId(999_999))) {
            assertThatThrownBy(() -> grants.grant(OPERATOR, doc, accessor))
                .as("%s", accessor)
                .isInstanceOf(NoSuchMember.class);
          }
          assertThatThrownBy(() -> world.as(jane, acme).grants().grant(OPERATOR, doc, kim))
              .isInstanceOf(NoSuchResource.class);
          assertThatThrownBy(() -> world.as(jane).grants().grant(OWNER, doc, jane))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> world.as(kim).grants().grant(OPERATOR, doc, kim))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(
                  () -> world.as(kim).grants().grant(OPERATOR, DOC.id("other").in(paul), kim))
              .isInstanceOf(NoSuchResource.class);
          assertThatThrownBy(
                  () ->
                      world
                          .system()
                          .grants()
                          .grant(OPERATOR, DOC.id("7").in(new UserId(999_999)), kim))
              .isInstanceOf(NoSuchResource.class);
          // A person has no roles of their own making.
          assertThatThrownBy(() -> grants.grant(Role.ofOrg("reader"), doc, jane))
              .isInstanceOf(InvalidParameter.class);
        });
    recorded(world, paul, "grant.grant", () -> world.as(jane).grants().grant(OPERATOR, doc, kim));
    UserId lea = world.user("lea");
    grants.grant(COLLABORATOR, doc, Everyone.EVERYONE);
    assertThat(world.as(lea).may(Permission.READ, doc)).isTrue();
    grants.grant(OPERATOR, band, lea);
    assertThat(world.as(lea).teams().get(band).id()).isEqualTo(band);
  }

  @Test
  default void a_resource_that_is_not_registered_has_grants_of_its_own() {
    TeamActors actors = new TeamActors(newStore());
    UserId mia = actors.user(Part.MEMBER);
    UserId tim = actors.user(Part.TEAM_MEMBER);
    ResourceRef plain = DOC.id("row");
    ResourceRef vouched = DOC.id("row").ownedBy(mia);
    actors.unchanged(
        () ->
            assertThatThrownBy(() -> actors.as(Part.MEMBER).grants().grant(OPERATOR, plain, tim))
                .isInstanceOf(NoSuchResource.class));
    actors.recorded(
        "grant.grant", () -> actors.as(Part.MEMBER).grants().grant(OWNER, vouched, tim));
    assertThat(actors.as(Part.TEAM_MEMBER).may(World.PURGE, plain)).isTrue();
    // An ancestor counts, and a caller-supplied owner without a membership does not.
    actors.host().grants().grant(ADMIN, FOLDER.id(1L), mia);
    actors.recorded(
        "grant.grant",
        () ->
            actors
                .as(Part.MEMBER)
                .grants()
                .grant(OPERATOR, DOC.id("below").under(FOLDER.id(1L)), tim));
    ResourceRef strange = DOC.id("s").in(actors.org).ownedBy(actors.user(Part.OUTSIDER));
    actors.unchanged(
        () -> {
          assertThatThrownBy(() -> actors.as(Part.OUTSIDER).grants().grant(OPERATOR, strange, tim))
              .isInstanceOf(NoSuchResource.class);
          // The registered value wins over the caller-supplied one.
          assertThatThrownBy(
                  () ->
                      actors.as(Part.MEMBER).grants().grant(OPERATOR, actors.doc.ownedBy(mia), mia))
              .isInstanceOf(NoSuchResource.class);
          assertThatThrownBy(
                  () ->
                      actors
                          .host()
                          .grants()
                          .grant(OPERATOR, DOC.id("x").under(DOC.id("y").in(actors.other)), mia))
              .isInstanceOf(InvalidParameter.class);
          assertThatThrownBy(
                  () ->
                      actors.host().grants().grant(OPERATOR, DOC.id("x").in(new OrgId(9_999)), mia))
              .isInstanceOf(NoSuchResource.class);
        });
  }

  @Test
  default void roles_of_an_org_are_granted_in_it_by_users_with_their_permissions() {
    TeamActors actors = new TeamActors(newStore());
    Role steward = Role.ofOrg("steward");
    actors.host().orgs().defineRole(actors.org, steward, Permission.READ, Permission.MANAGE);
    UserId mia = actors.user(Part.MEMBER);
    actors.recorded(
        "grant.grant",
        () -> actors.as(Part.GRANTED_ADMIN).grants().grant(steward, actors.doc, mia));
    assertThat(actors.as(Part.MEMBER).may(Permission.MANAGE, actors.doc)).isTrue();
    assertThat(actors.as(Part.MEMBER).may(OPERATE, actors.doc)).isFalse();
    UserId tim = actors.user(Part.TEAM_MEMBER);
    actors.unchanged(
        () ->
            assertThatThrownBy(
                    () -> actors.as(Part.MEMBER).grants().grant(OPERATOR, actors.doc, tim))
                .isInstanceOf(NoPermission.class));
    actors.recorded(
        "grant.grant", () -> actors.as(Part.MEMBER).grants().grant(steward, actors.doc, tim));
    assertThatThrownBy(
            () ->
                actors
                    .as(Part.FROM_OTHER_ORG)
                    .grants()
                    .grant(steward, DOC.id("x"), actors.user(Part.FROM_OTHER_ORG)))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void adding_team_members_is_no_right_to_grant_on_the_team_or_on_its_resources() {
    TeamActors actors = new TeamActors(newStore());
    UserId self = actors.user(Part.TEAM_ADMIN);
    Session tami = actors.as(Part.TEAM_ADMIN);
    actors.unchanged(
        () -> {
          for (ResourceRef resource : List.<ResourceRef>of(actors.team, actors.doc)) {
            for (Role role : List.of(COLLABORATOR, OPERATOR, ADMIN, OWNER)) {
              assertThatThrownBy(() -> tami.grants().grant(role, resource, self))
                  .isInstanceOf(NoPermission.class);
              assertThatThrownBy(() -> tami.grants().deny(role, resource, self))
                  .isInstanceOf(NoPermission.class);
            }
            assertThatThrownBy(() -> tami.grants().removeAll(resource))
                .isInstanceOf(NoPermission.class);
            assertThatThrownBy(() -> tami.grants().revoke(OPERATOR, resource, actors.team))
                .isInstanceOf(NoPermission.class);
          }
        });
  }

  @Test
  default void a_member_who_leaves_and_comes_back_has_no_grant_left() {
    TeamActors actors = new TeamActors(newStore());
    UserId gina = actors.user(Part.GRANTED_OWNER);
    var entry =
        actors.recorded(
            "org.remove_members", () -> actors.host().orgs().members(actors.org).remove(gina));
    assertThat(entry.items()).hasSize(3);
    actors.world().join(actors.org, gina);
    assertThat(actors.as(Part.GRANTED_OWNER).may(Permission.READ, actors.doc)).isFalse();
    assertThat(actors.host().grants().list(actors.doc, PageRequest.first()).items())
        .extracting(Grant::accessor)
        .doesNotContain(gina);
  }

  @Test
  default void a_grant_more_narrows_nobodys_access_and_one_less_widens_nobodys() {
    TeamActors actors = new TeamActors(newStore());
    Permission[] permissions = World.MODEL.permissions().toArray(new Permission[0]);
    List<Accessor> accessors =
        List.of(
            actors.user(Part.MEMBER), actors.user(Part.GRANTED_OPERATOR), actors.team, actors.org);
    for (Accessor accessor : accessors) {
      for (Role role : List.of(COLLABORATOR, OPERATOR, ADMIN)) {
        boolean[] before = access(actors, permissions);
        Grant.Key key = actors.host().grants().grant(role, actors.doc, accessor).value().key();
        boolean[] with = access(actors, permissions);
        actors.host().grants().revoke(key.role(), actors.doc, accessor);
        boolean[] after = access(actors, permissions);
        for (int i = 0; i < before.length; i++) {
          assertThat(before[i] && !with[i]).isFalse();
          assertThat(after[i] && !with[i]).isFalse();
        }
      }
    }
  }

  private static boolean[] access(TeamActors actors, Permission[] permissions) {
    boolean[] result = new boolean[TeamActors.COUNTING.size() * permissions.length];
    int i = 0;
    for (Part part : TeamActors.COUNTING) {
      for (Permission permission : permissions) {
        result[i++] = actors.as(part).may(permission, actors.doc);
      }
    }
    return result;
  }
}
