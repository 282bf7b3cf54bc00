package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.Players.recorded;
import static dev.bailiwick.contract.fixture.Players.unchanged;
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
import dev.bailiwick.contract.fixture.Contract;
import dev.bailiwick.contract.fixture.Players;
import dev.bailiwick.contract.fixture.Players.Part;
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

/** To whom grants are made, and on what. */
public interface GrantAccessorsContract extends Contract {
  @Test
  default void a_grant_reaches_a_member_a_team_the_org_or_everyone_in_it() {
    for (Part part : EnumSet.of(Part.MEMBER, Part.TEAM_MEMBER, Part.OUTSIDER)) {
      Players cast = new Players(newStore());
      var grants = cast.as(Part.ORG_OWNER).grants();
      ResourceRef id = DOC.id("x").in(cast.org);
      Session session = cast.world().as(cast.who(part));
      List<Accessor> accessors =
          List.of(cast.who(Part.MEMBER), cast.team, cast.org, Everyone.EVERYONE);
      for (Accessor accessor : accessors) {
        boolean reached =
            accessor.match(
                user -> part == Part.MEMBER,
                team -> part == Part.TEAM_MEMBER,
                org -> part != Part.OUTSIDER,
                everyone -> part != Part.OUTSIDER);
        cast.recorded("grant.merge", () -> grants.grant(OPERATOR, id, accessor));
        assertThat(session.may(OPERATE, id)).as("%s by %s", part, accessor).isEqualTo(reached);
        assertThat(cast.as(Part.INACTIVE).may(OPERATE, id)).isFalse();
        assertThat(cast.as(Part.LOCKED).may(OPERATE, id)).isFalse();
        cast.recorded("grant.revoke", () -> grants.revoke(OPERATOR, id, accessor));
        assertThat(session.may(OPERATE, id)).isFalse();
      }
    }
  }

  @Test
  default void who_is_outside_the_tenant_is_no_accessor_whether_they_exist_or_not() {
    Players cast = new Players(newStore());
    TeamId there = cast.world().team("there", cast.other, cast.who(Part.FROM_OTHER_ORG));
    TeamId alone = cast.as(Part.OUTSIDER).teams().create(NewTeam.named("alone")).id();
    List<Accessor> outside =
        List.of(
            cast.who(Part.OUTSIDER),
            cast.who(Part.FROM_OTHER_ORG),
            new UserId(999_999),
            there,
            alone,
            new TeamId(999_999),
            cast.other,
            new OrgId(999_999));
    cast.unchanged(
        () -> {
          for (Part part : EnumSet.of(Part.ITS_OWNER, Part.SYSTEM, Part.SUPER_USER)) {
            for (Accessor accessor : outside) {
              NoSuchMember failure =
                  catchThrowableOfType(
                      NoSuchMember.class,
                      () -> cast.as(part).grants().grant(OPERATOR, cast.doc, accessor));
              assertThat(failure.member()).isEqualTo(accessor.toString());
              assertThat(failure).hasMessage("no such member, or out of reach: " + accessor);
              assertThatThrownBy(() -> cast.as(part).grants().deny(OPERATOR, cast.doc, accessor))
                  .isInstanceOf(NoSuchMember.class);
              // To take from them what they do not have does nothing, and tells nothing.
              assertThat(cast.as(Part.ORG_OWNER).grants().remove(cast.doc, accessor).value())
                  .isEmpty();
            }
          }
        });
  }

  @Test
  default void where_an_org_shares_people_and_orgs_outside_are_guests() {
    Players cast = new Players(newStore());
    cast.world().sharing(cast.org, true);
    UserId otto = cast.who(Part.OUTSIDER);
    UserId beth = cast.who(Part.FROM_OTHER_ORG);
    TeamId there = cast.world().team("there", cast.other, beth, beth);
    UserId locked = cast.world().user("zoe");
    cast.world().system().users().lock(locked);
    OrgId gone = cast.world().org("Gone", otto);
    cast.world().system().orgs().delete(gone);
    var grants = cast.as(Part.ITS_OWNER).grants();
    ResourceRef doc = cast.doc.in(cast.org);
    cast.recorded("grant.merge", () -> grants.grant(ADMIN, doc, otto));
    cast.recorded("grant.merge", () -> grants.grant(OPERATOR, doc, cast.other));
    assertThat(cast.world().as(otto).may(Permission.MANAGE, doc)).isTrue();
    assertThat(cast.world().as(beth).may(OPERATE, doc)).isTrue();
    assertThat(cast.as(Part.FROM_OTHER_ORG).may(OPERATE, doc)).isFalse();
    cast.unchanged(
        () -> {
          for (Accessor accessor : List.of(there, locked, gone, new UserId(999_999))) {
            assertThatThrownBy(() -> grants.grant(OPERATOR, doc, accessor))
                .as("%s", accessor)
                .isInstanceOf(NoSuchMember.class);
          }
          // A guest is none of the team.
          assertThatThrownBy(() -> cast.world().as(otto).teams().leave(cast.team))
              .isInstanceOf(dev.bailiwick.team.NoSuchTeam.class);
          assertThatThrownBy(() -> cast.world().as(otto).grants().grant(OWNER, doc, otto))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> cast.world().as(beth).grants().grant(OPERATOR, doc, beth))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> cast.world().as(otto).resources().delete(doc))
              .isInstanceOf(NoPermission.class);
        });
    cast.recorded(
        "grant.merge",
        () -> cast.world().as(otto).grants().grant(OPERATOR, doc, cast.who(Part.MEMBER)));
    cast.host().grants().grant(COLLABORATOR, DOC.id("all"), Everyone.EVERYONE);
    assertThat(cast.world().as(otto).may(Permission.READ, DOC.id("all").in(cast.org))).isTrue();
    assertThatThrownBy(
            () ->
                cast.world()
                    .system()
                    .grants()
                    .grant(OPERATOR, DOC.id("x").in(gone), Everyone.EVERYONE))
        .isInstanceOf(NoSuchResource.class);
    // Shut out, they lose it in that commit, and get it back by no switch.
    cast.recorded("org.update", () -> cast.world().sharing(cast.org, false));
    assertThat(cast.host().grants().list(doc, PageRequest.first()).items())
        .extracting(Grant::accessor)
        .doesNotContain(otto, cast.other)
        .contains(cast.team, cast.who(Part.MEMBER));
    cast.world().sharing(cast.org, true);
    assertThat(cast.world().as(otto).may(Permission.READ, doc)).isFalse();
    assertThat(cast.world().as(beth).may(Permission.READ, doc)).isFalse();
  }

  @Test
  default void a_person_shares_their_own_with_anybody_and_with_their_own_teams() {
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
    recorded(world, paul, "grant.merge", () -> grants.grant(ADMIN, doc, jane));
    recorded(world, paul, "grant.merge", () -> grants.grant(OPERATOR, doc, band));
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
    recorded(world, paul, "grant.merge", () -> world.as(jane).grants().grant(OPERATOR, doc, kim));
    UserId lea = world.user("lea");
    grants.grant(COLLABORATOR, doc, Everyone.EVERYONE);
    assertThat(world.as(lea).may(Permission.READ, doc)).isTrue();
    grants.grant(OPERATOR, band, lea);
    assertThat(world.as(lea).teams().get(band).id()).isEqualTo(band);
  }

  @Test
  default void a_resource_that_is_not_registered_has_grants_of_its_own() {
    Players cast = new Players(newStore());
    UserId mia = cast.who(Part.MEMBER);
    UserId tim = cast.who(Part.TEAM_MEMBER);
    ResourceRef plain = DOC.id("row");
    ResourceRef vouched = DOC.id("row").ownedBy(mia);
    cast.unchanged(
        () ->
            assertThatThrownBy(() -> cast.as(Part.MEMBER).grants().grant(OPERATOR, plain, tim))
                .isInstanceOf(NoSuchResource.class));
    cast.recorded("grant.merge", () -> cast.as(Part.MEMBER).grants().grant(OWNER, vouched, tim));
    assertThat(cast.as(Part.TEAM_MEMBER).may(World.PURGE, plain)).isTrue();
    // What is above it counts, and who is vouched for without being a member does not.
    cast.host().grants().grant(ADMIN, FOLDER.id(1L), mia);
    cast.recorded(
        "grant.merge",
        () ->
            cast.as(Part.MEMBER)
                .grants()
                .grant(OPERATOR, DOC.id("below").under(FOLDER.id(1L)), tim));
    ResourceRef strange = DOC.id("s").in(cast.org).ownedBy(cast.who(Part.OUTSIDER));
    cast.unchanged(
        () -> {
          assertThatThrownBy(() -> cast.as(Part.OUTSIDER).grants().grant(OPERATOR, strange, tim))
              .isInstanceOf(NoSuchResource.class);
          // What is registered wins over what is vouched for.
          assertThatThrownBy(
                  () -> cast.as(Part.MEMBER).grants().grant(OPERATOR, cast.doc.ownedBy(mia), mia))
              .isInstanceOf(NoSuchResource.class);
          assertThatThrownBy(
                  () ->
                      cast.host()
                          .grants()
                          .grant(OPERATOR, DOC.id("x").under(DOC.id("y").in(cast.other)), mia))
              .isInstanceOf(InvalidParameter.class);
          assertThatThrownBy(
                  () -> cast.host().grants().grant(OPERATOR, DOC.id("x").in(new OrgId(9_999)), mia))
              .isInstanceOf(NoSuchResource.class);
        });
  }

  @Test
  default void roles_that_an_org_composed_are_given_in_it_by_who_has_their_permissions() {
    Players cast = new Players(newStore());
    Role steward = Role.ofOrg("steward");
    cast.host().orgs().defineRole(cast.org, steward, Permission.READ, Permission.MANAGE);
    UserId mia = cast.who(Part.MEMBER);
    cast.recorded(
        "grant.merge", () -> cast.as(Part.GRANTED_ADMIN).grants().grant(steward, cast.doc, mia));
    assertThat(cast.as(Part.MEMBER).may(Permission.MANAGE, cast.doc)).isTrue();
    assertThat(cast.as(Part.MEMBER).may(OPERATE, cast.doc)).isFalse();
    UserId tim = cast.who(Part.TEAM_MEMBER);
    cast.unchanged(
        () ->
            assertThatThrownBy(() -> cast.as(Part.MEMBER).grants().grant(OPERATOR, cast.doc, tim))
                .isInstanceOf(NoPermission.class));
    cast.recorded("grant.merge", () -> cast.as(Part.MEMBER).grants().grant(steward, cast.doc, tim));
    assertThatThrownBy(
            () ->
                cast.as(Part.FROM_OTHER_ORG)
                    .grants()
                    .grant(steward, DOC.id("x"), cast.who(Part.FROM_OTHER_ORG)))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void who_seats_people_in_a_team_does_not_by_that_grant_on_it_or_on_what_it_has() {
    Players cast = new Players(newStore());
    UserId self = cast.who(Part.TEAM_ADMIN);
    Session tami = cast.as(Part.TEAM_ADMIN);
    cast.unchanged(
        () -> {
          for (ResourceRef resource : List.<ResourceRef>of(cast.team, cast.doc)) {
            for (Role role : List.of(COLLABORATOR, OPERATOR, ADMIN, OWNER)) {
              assertThatThrownBy(() -> tami.grants().grant(role, resource, self))
                  .isInstanceOf(NoPermission.class);
              assertThatThrownBy(() -> tami.grants().deny(role, resource, self))
                  .isInstanceOf(NoPermission.class);
            }
            assertThatThrownBy(() -> tami.grants().removeAll(resource))
                .isInstanceOf(NoPermission.class);
            assertThatThrownBy(() -> tami.grants().revoke(OPERATOR, resource, cast.team))
                .isInstanceOf(NoPermission.class);
          }
        });
  }

  @Test
  default void who_leaves_and_comes_back_has_none_of_their_grants() {
    Players cast = new Players(newStore());
    UserId gina = cast.who(Part.GRANTED_OWNER);
    var entry =
        cast.recorded(
            "org.remove_members", () -> cast.host().orgs().members(cast.org).remove(gina));
    assertThat(entry.items()).hasSize(3);
    cast.world().join(cast.org, gina);
    assertThat(cast.as(Part.GRANTED_OWNER).may(Permission.READ, cast.doc)).isFalse();
    assertThat(cast.host().grants().list(cast.doc, PageRequest.first()).items())
        .extracting(Grant::accessor)
        .doesNotContain(gina);
  }

  @Test
  default void a_grant_more_narrows_nobodys_access_and_one_less_widens_nobodys() {
    Players cast = new Players(newStore());
    Permission[] permissions = World.MODEL.permissions().toArray(new Permission[0]);
    List<Accessor> accessors =
        List.of(cast.who(Part.MEMBER), cast.who(Part.GRANTED_OPERATOR), cast.team, cast.org);
    for (Accessor accessor : accessors) {
      for (Role role : List.of(COLLABORATOR, OPERATOR, ADMIN)) {
        boolean[] before = access(cast, permissions);
        Grant.Key key = cast.host().grants().grant(role, cast.doc, accessor).value().key();
        boolean[] with = access(cast, permissions);
        cast.host().grants().revoke(key.role(), cast.doc, accessor);
        boolean[] after = access(cast, permissions);
        for (int i = 0; i < before.length; i++) {
          assertThat(before[i] && !with[i]).isFalse();
          assertThat(after[i] && !with[i]).isFalse();
        }
      }
    }
  }

  private static boolean[] access(Players cast, Permission[] permissions) {
    boolean[] result = new boolean[Players.COUNTING.size() * permissions.length];
    int i = 0;
    for (Part part : Players.COUNTING) {
      for (Permission permission : permissions) {
        result[i++] = cast.as(part).may(permission, cast.doc);
      }
    }
    return result;
  }
}
