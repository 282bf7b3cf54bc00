package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.Players.BLIND;
import static dev.bailiwick.contract.fixture.Players.MANAGERS;
import static dev.bailiwick.contract.fixture.Players.asks;
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
import dev.bailiwick.contract.fixture.Contract;
import dev.bailiwick.contract.fixture.Players;
import dev.bailiwick.contract.fixture.Players.Part;
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

/** Grants as they stand: in force or not, by page. */
public interface GrantListsContract extends Contract {
  @Test
  default void a_grant_is_in_force_from_its_beginning_and_before_its_end() {
    Players cast = new Players(newStore());
    UserId mia = cast.who(Part.MEMBER);
    var from = World.START.plusSeconds(10);
    var until = World.START.plusSeconds(20);
    cast.host()
        .grants()
        .merge(cast.doc, NewGrant.of(OPERATOR, mia).during(Window.between(from, until)));
    Session session = cast.as(Part.MEMBER);
    for (var moment : List.of(World.START, from.minusNanos(1_000), until, until.plusSeconds(1))) {
      cast.world().clock().set(moment);
      assertThat(session.may(OPERATE, cast.doc)).as("%s", moment).isFalse();
    }
    for (var moment : List.of(from, until.minusNanos(1_000))) {
      cast.world().clock().set(moment);
      assertThat(session.may(OPERATE, cast.doc)).as("%s", moment).isTrue();
    }
    // Out of force it is still there, and still no more than once.
    cast.world().clock().set(until);
    assertThat(on(cast, cast.doc)).extracting(Grant::accessor).contains(mia);
    for (var end : List.of(from, from.minusSeconds(1))) {
      assertThat(
              catchThrowableOfType(InvalidParameter.class, () -> Window.between(from, end)).field())
          .isEqualTo("grant.until");
    }
    assertThatThrownBy(() -> Window.until(Instant.MAX)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_right_that_is_not_in_force_lets_nobody_grant() {
    Players cast = new Players(newStore());
    cast.host()
        .grants()
        .merge(
            cast.doc,
            NewGrant.of(ADMIN, cast.who(Part.MEMBER))
                .during(Window.from(World.START.plusSeconds(1))));
    UserId tim = cast.who(Part.TEAM_MEMBER);
    cast.unchanged(
        () ->
            assertThatThrownBy(
                    () -> cast.as(Part.MEMBER).grants().grant(COLLABORATOR, cast.doc, tim))
                .isInstanceOf(NoSuchResource.class));
    cast.world().clock().set(World.START.plusSeconds(1));
    cast.recorded(
        "grant.merge", () -> cast.as(Part.MEMBER).grants().grant(COLLABORATOR, cast.doc, tim));
  }

  @Test
  default void grants_are_listed_by_accessor_role_and_effect_page_by_page() {
    Players cast = new Players(newStore());
    ResourceId id = DOC.id("a b:/ c");
    var grants = cast.host().grants();
    List<Accessor> accessors =
        List.of(
            cast.who(Part.ORG_OWNER),
            cast.who(Part.MEMBER),
            cast.team,
            cast.org,
            Everyone.EVERYONE);
    for (Accessor accessor : accessors) {
      grants.deny(OPERATOR, id, accessor);
      grants.grant(OPERATOR, id, accessor);
      grants.grant(COLLABORATOR, id, accessor);
    }
    cast.host().orgs().defineRole(cast.org, Role.ofOrg("reader"), Permission.READ);
    grants.grant(Role.ofOrg("reader"), id, cast.team);
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
    assertThatThrownBy(() -> grants.list(cast.doc, after)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> cast.as(Part.ORG_OWNER).grants().list(id, after))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void whoever_manages_a_resource_lists_its_grants() {
    asks(
        () -> new Players(newStore()),
        MANAGERS,
        BLIND,
        (cast, session) ->
            assertThat(session.grants().list(cast.doc.in(cast.org), PageRequest.first()).items())
                .hasSize(8));
  }

  @Test
  default void who_is_denied_neither_lifts_it_nor_gives_what_they_lost() {
    Players cast = new Players(newStore());
    cast.as(Part.ITS_OWNER).grants().deny(OPERATOR, cast.doc, cast.who(Part.ORG_ADMIN));
    Session adam = cast.as(Part.ORG_ADMIN);
    assertThat(adam.may(Permission.READ, cast.doc)).isFalse();
    assertThat(adam.may(Permission.MANAGE, cast.doc)).isTrue();
    UserId mia = cast.who(Part.MEMBER);
    UserId self = cast.who(Part.ORG_ADMIN);
    cast.unchanged(
        () -> {
          assertThatThrownBy(() -> adam.grants().lift(OPERATOR, cast.doc, self))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> adam.grants().remove(cast.doc, self))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> adam.grants().removeAll(cast.doc))
              .isInstanceOf(NoPermission.class);
          assertThatThrownBy(() -> adam.grants().grant(COLLABORATOR, cast.doc, mia))
              .isInstanceOf(NoPermission.class);
        });
    cast.as(Part.ORG_OWNER).grants().deny(OWNER, cast.doc, cast.who(Part.ITS_OWNER));
    assertThat(cast.as(Part.ITS_OWNER).may(World.PURGE, cast.doc)).isTrue();
    cast.as(Part.ITS_OWNER).grants().deny(OWNER, cast.doc, cast.who(Part.ORG_OWNER));
    assertThat(cast.as(Part.ORG_OWNER).may(World.PURGE, cast.doc)).isTrue();
  }

  private static List<Grant> on(Players cast, ResourceRef resource) {
    return Page.all(request -> cast.host().grants().list(resource, request)).toList();
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
