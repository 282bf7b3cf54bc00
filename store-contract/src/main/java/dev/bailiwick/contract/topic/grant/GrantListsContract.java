package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.TeamActors.BLIND;
import static dev.bailiwick.contract.fixture.TeamActors.MANAGERS;
import static dev.bailiwick.contract.fixture.TeamActors.asks;
import static dev.bailiwick.contract.fixture.World.DOC;
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
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.NoSuchResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lists of grants, in force or not, page by page. */
public interface GrantListsContract extends ContractTopic {
  @Test
  default void a_grant_is_in_force_from_its_beginning_and_before_its_end() {
    TeamActors actors = new TeamActors(newStore());
    UserId mia = actors.user(Part.MEMBER);
    var from = World.START.plusSeconds(10);
    var until = World.START.plusSeconds(20);
    actors
        .host()
        .grants()
        .merge(actors.doc, NewGrant.of(OPERATOR, mia).during(Window.between(from, until)));
    Session session = actors.as(Part.MEMBER);
    for (var moment : List.of(World.START, from.minusNanos(1_000), until, until.plusSeconds(1))) {
      actors.world().clock().set(moment);
      assertThat(session.may(OPERATE, actors.doc)).as("%s", moment).isFalse();
    }
    for (var moment : List.of(from, until.minusNanos(1_000))) {
      actors.world().clock().set(moment);
      assertThat(session.may(OPERATE, actors.doc)).as("%s", moment).isTrue();
    }
    // Out of force it is still there, and still no more than once.
    actors.world().clock().set(until);
    assertThat(on(actors, actors.doc)).extracting(Grant::accessor).contains(mia);
    for (var end : List.of(from, from.minusSeconds(1))) {
      assertThat(
              catchThrowableOfType(InvalidParameter.class, () -> Window.between(from, end)).field())
          .isEqualTo("grant.until");
    }
    assertThatThrownBy(() -> Window.until(Instant.MAX)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_right_outside_its_validity_period_is_no_right_to_grant() {
    TeamActors actors = new TeamActors(newStore());
    actors
        .host()
        .grants()
        .merge(
            actors.doc,
            NewGrant.of(ADMIN, actors.user(Part.MEMBER))
                .during(Window.from(World.START.plusSeconds(1))));
    UserId tim = actors.user(Part.TEAM_MEMBER);
    actors.unchanged(
        () ->
            assertThatThrownBy(
                    () -> actors.as(Part.MEMBER).grants().grant(COLLABORATOR, actors.doc, tim))
                .isInstanceOf(NoSuchResource.class));
    actors.world().clock().set(World.START.plusSeconds(1));
    actors.recorded(
        "grant.grant", () -> actors.as(Part.MEMBER).grants().grant(COLLABORATOR, actors.doc, tim));
  }

  @Test
  default void grants_are_listed_by_accessor_role_and_effect_page_by_page() {
    TeamActors actors = new TeamActors(newStore());
    ResourceId id = DOC.id("a b:/ c");
    var grants = actors.host().grants();
    List<Accessor> accessors =
        List.of(
            actors.user(Part.ORG_OWNER),
            actors.user(Part.MEMBER),
            actors.team,
            actors.org,
            Everyone.EVERYONE);
    for (Accessor accessor : accessors) {
      grants.deny(OPERATOR, id, accessor);
      grants.grant(OPERATOR, id, accessor);
      grants.grant(COLLABORATOR, id, accessor);
    }
    actors.host().orgs().defineRole(actors.org, Role.ofOrg("reader"), Permission.READ);
    grants.grant(Role.ofOrg("reader"), id, actors.team);
    for (int size : new int[] {1, 2, 3, 7, 16, 100}) {
      List<Grant> found = new ArrayList<>();
      Optional<PageRequest> next = Optional.of(PageRequest.first(size));
      while (next.isPresent()) {
        PageRequest request = next.get();
        Page<Grant> page = grants.list(id, request);
        page.forEach(found::add);
        assertThat(found).doesNotHaveDuplicates();
        next = page.next().map(request::after);
      }
      assertThat(found).hasSize(16).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
    }
    PageRequest first = PageRequest.first(1);
    PageRequest after = first.after(grants.list(id, first).next().orElseThrow());
    assertThatThrownBy(() -> grants.list(actors.doc, after)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> actors.as(Part.ORG_OWNER).grants().list(id, after))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_manager_of_a_resource_lists_its_grants() {
    asks(
        () -> new TeamActors(newStore()),
        MANAGERS,
        BLIND,
        (actors, session) ->
            assertThat(
                    session.grants().list(actors.doc.in(actors.org), PageRequest.first()).items())
                .hasSize(8));
  }

  @Test
  default void a_denied_user_neither_lifts_the_denial_nor_grants_the_lost_role() {
    TeamActors actors = new TeamActors(newStore());
    actors.as(Part.ITS_OWNER).grants().deny(OPERATOR, actors.doc, actors.user(Part.ORG_ADMIN));
    Session adam = actors.as(Part.ORG_ADMIN);
    assertThat(adam.may(Permission.READ, actors.doc)).isFalse();
    assertThat(adam.may(Permission.MANAGE, actors.doc)).isTrue();
    UserId mia = actors.user(Part.MEMBER);
    UserId self = actors.user(Part.ORG_ADMIN);
    actors.unchanged(
        () -> {
          assertThatThrownBy(() -> adam.grants().lift(OPERATOR, actors.doc, self))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> adam.grants().remove(actors.doc, self))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> adam.grants().removeAll(actors.doc))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> adam.grants().grant(COLLABORATOR, actors.doc, mia))
              .isInstanceOf(NoPermission.class);
        });
    actors.as(Part.ORG_OWNER).grants().deny(OWNER, actors.doc, actors.user(Part.ITS_OWNER));
    assertThat(actors.as(Part.ITS_OWNER).may(World.PURGE, actors.doc)).isTrue();
    actors.as(Part.ITS_OWNER).grants().deny(OWNER, actors.doc, actors.user(Part.ORG_OWNER));
    assertThat(actors.as(Part.ORG_OWNER).may(World.PURGE, actors.doc)).isTrue();
  }

  private static List<Grant> on(TeamActors actors, ResourceRef resource) {
    return Page.all(request -> actors.host().grants().list(resource, request)).toList();
  }

  @Test
  default void the_window_of_a_grant_is_the_one_that_was_named_last() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    NewGrant grant = NewGrant.of(Standard.COLLABORATOR, mia);
    for (Window window : List.of(Window.until(World.START), Window.ALWAYS)) {
      world.system(acme).grants().merge(World.DOC.id("1"), grant.during(window));
      assertThat(world.system(acme).grants().list(World.DOC.id("1"), PageRequest.first()))
          .extracting(Grant::window)
          .containsExactly(window);
    }
    assertThat(world.as(mia, acme).may(Permission.READ, World.DOC.id("1"))).isTrue();
  }
}
