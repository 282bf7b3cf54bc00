package dev.bailiwick.contract.topic.isolation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.access.Decision.Reason;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.NewMember;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tenants are isolated from each other, and no two keys are taken for one. */
public interface IsolationContract extends ExistenceContract, LocksContract, AccountInUseContract {
  @Test
  default void a_team_gets_no_member_parent_or_grant_of_another_org() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    TeamId team = world.team("ops", org, olga);
    UserId otto = world.user("otto");
    OrgId other = world.org("globex", otto);
    TeamId theirs = world.team("ops", other, otto);
    world.system(org).resources().register(DOC.id("1").ownedBy(olga));
    world.system(other).resources().register(DOC.id("2").ownedBy(otto));
    int before = world.log(org).size();
    int beforeOther = world.log(other).size();
    for (Session session : List.of(world.as(olga, org), world.system(org))) {
      List<ThrowingCallable> calls =
          List.of(
              () -> session.teams().members(team).add(NewMember.member(otto)),
              () -> session.teams().members(team).add(NewMember.member("otto@world.test")),
              () -> session.teams().members(team).replace(NewMember.member(otto)),
              () -> session.teams().transferOwnership(team, otto),
              () -> session.grants().grant(COLLABORATOR, DOC.id("1"), otto),
              () -> session.grants().grant(COLLABORATOR, DOC.id("1"), theirs),
              () -> session.grants().grant(COLLABORATOR, DOC.id("1"), other),
              () -> session.grants().grant(COLLABORATOR, team, theirs),
              () -> session.resources().register(DOC.id("3").ownedBy(otto)),
              () -> session.resources().register(DOC.id("3").ownedBy(olga).under(DOC.id("2"))),
              () -> session.resources().move(DOC.id("1"), DOC.id("2")),
              () -> session.resources().transferOwnership(DOC.id("1"), otto));
      for (ThrowingCallable call : calls) {
        assertThatThrownBy(call).as("call %s", calls.indexOf(call)).isInstanceOf(NotFound.class);
      }
      assertThatThrownBy(() -> session.teams().nest(team, theirs)).isInstanceOf(Exception.class);
      assertThatThrownBy(() -> session.resources().move(DOC.id("1"), DOC.id("2").in(other)))
          .isInstanceOfAny(InvalidParameter.class, NotFound.class);
    }
    assertThat(world.log(org)).hasSize(before);
    assertThat(world.log(other)).hasSize(beforeOther);
  }

  @Test
  default void an_org_is_a_resource_of_its_own_alone() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    ResourceId own = org.key();
    ResourceId other = world.org("globex", world.user("otto")).key();
    assertThat(world.as(olga, org).may(READ, own)).isTrue();
    assertThat(world.as(olga, org).may(READ, other)).isFalse();
    assertThat(world.as(olga).may(READ, own)).as("an org is no person's own").isFalse();
    assertThat(world.system(org).access().explain(olga, READ, other).decision().reasons())
        .containsExactly(Reason.NO_SUCH_RESOURCE);
    assertThatThrownBy(() -> world.system(org).grants().grant(COLLABORATOR, other, mia))
        .isInstanceOf(NotFound.class);
    assertThat(world.as(olga, org).may(READ, DOC.id("1").under(own))).isTrue();
    ResourceRef astray = DOC.id("1").under(other);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> world.as(olga, org).may(READ, astray),
            () -> world.system(org).access().check(mia, READ, astray),
            () -> world.system(org).grants().grant(COLLABORATOR, astray, mia))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("resource.parent"));
    }
  }

  @Test
  default void two_different_ids_are_never_taken_for_one() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    List<String> ids =
        List.of(
            "a", "A", "a ", " a", "a  ", "a:b", "a/b", "a#b", "a%b", "a::b", "a%3Ab", "a'b", "a\"b",
            "a\\b", "a\tb", "á", "a\u0301", "😀", "😁", "org:1", "team:1", "1", "01", "%", "_",
            "a_b", "ß", "ss", "ı", "i", "\u00A0", "a\u200B");
    for (String id : ids) {
      UserId user = world.member("u" + ids.indexOf(id), org);
      world.system(org).grants().grant(COLLABORATOR, DOC.id(id), user);
      if (ids.indexOf(id) % 2 == 0) {
        world.system(org).resources().register(DOC.id(id).ownedBy(user));
      }
    }
    for (String id : ids) {
      assertThat(world.system(org).grants().list(DOC.id(id), PageRequest.first())).hasSize(1);
      Grant only = world.system(org).grants().list(DOC.id(id), PageRequest.first()).items().get(0);
      assertThat(only.accessor()).isInstanceOf(UserId.class);
      UserId user = (UserId) only.accessor();
      for (int size : new int[] {1, 7, 1000}) {
        PageRequest request = PageRequest.first(size);
        assertThat(world.as(user, org).access().lookupResources(user, READ, DOC, request))
            .containsExactly(DOC.id(id));
      }
    }
    UserId olga = world.system().orgs().get(org).owner();
    PageRequest request = PageRequest.first(1);
    List<ResourceId> seen = new ArrayList<>();
    while (true) {
      var page = world.as(olga, org).access().lookupResources(olga, READ, DOC, request);
      seen.addAll(page.items());
      if (page.next().isEmpty()) {
        break;
      }
      request = request.after(page.next().get());
    }
    assertThat(seen).containsExactlyElementsOf(ids.stream().map(DOC::id).sorted().toList());
  }

  @Test
  default void an_id_with_nul_or_half_a_character_is_refused() {
    for (String bad : List.of("", "a\0b", "\uD83D", "\uDE00a", "x".repeat(256), "é".repeat(128))) {
      assertThatThrownBy(() -> DOC.id(bad)).isInstanceOf(InvalidParameter.class);
    }
    assertThat(DOC.id("x".repeat(255)).id()).hasSize(255);
  }
}
