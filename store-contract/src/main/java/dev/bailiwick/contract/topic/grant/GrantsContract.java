package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.Players.ALL;
import static dev.bailiwick.contract.fixture.Players.BLIND;
import static dev.bailiwick.contract.fixture.Players.MANAGERS;
import static dev.bailiwick.contract.fixture.Players.revision;
import static dev.bailiwick.contract.fixture.Players.tries;
import static dev.bailiwick.contract.fixture.Refused.assertInvalid;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.permission.Standard.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.Players;
import dev.bailiwick.contract.fixture.Players.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Grants and denials: made, replaced, taken, listed. */
public interface GrantsContract extends GrantListsContract, GrantAccessorsContract {
  private static List<Grant> on(Players cast, ResourceRef resource) {
    return Page.all(request -> cast.host().grants().list(resource, request)).toList();
  }

  private static Revision now(Players cast) {
    return Revision.of(cast.org, revision(cast.world(), cast.org));
  }

  private static List<ResourceRef> targets(Players cast) {
    return List.of(cast.doc, cast.team);
  }

  @Test
  default void whoever_manages_a_resource_gives_the_roles_that_they_have() {
    for (int i = 0; i < 2; i++) {
      int target = i;
      tries(
          () -> new Players(newStore()),
          MANAGERS,
          "grant.merge",
          (cast, session) -> {
            ResourceRef resource = targets(cast).get(target).in(cast.org);
            UserId mia = cast.who(Part.MEMBER);
            Grant made = session.grants().grant(OPERATOR, resource, mia).value();
            assertThat(made)
                .isEqualTo(
                    new Grant(
                        cast.org,
                        new Grant.Key(resource.key(), mia, OPERATOR, Effect.ALLOW),
                        Window.ALWAYS));
            assertThat(on(cast, resource)).contains(made);
            assertThat(cast.as(Part.MEMBER).may(OPERATE, resource)).isTrue();
            cast.unchanged(
                () ->
                    assertThat(session.grants().grant(OPERATOR, resource, mia).value())
                        .isEqualTo(made));
          });
      tries(
          () -> new Players(newStore()),
          ALL,
          "grant.merge",
          (cast, session) ->
              session
                  .grants()
                  .grant(OWNER, targets(cast).get(target).in(cast.org), cast.who(Part.MEMBER)));
    }
  }

  @Test
  default void on_the_org_itself_its_owner_and_admins_give_what_they_have() {
    tries(
        () -> new Players(newStore()),
        EnumSet.of(Part.SYSTEM, Part.SUPER_USER, Part.ORG_OWNER, Part.ORG_ADMIN),
        EnumSet.complementOf(EnumSet.of(Part.DEACTIVATED, Part.LOCKED)),
        "grant.merge",
        (cast, session) -> session.grants().grant(ADMIN, cast.org, cast.who(Part.TEAM_MEMBER)));
    Players cast = new Players(newStore());
    cast.unchanged(
        () ->
            assertThatThrownBy(
                    () ->
                        cast.as(Part.ORG_ADMIN)
                            .grants()
                            .grant(OWNER, cast.org, cast.who(Part.MEMBER)))
                .isInstanceOf(NoPermission.class));
    cast.as(Part.ORG_OWNER).grants().grant(OPERATOR, cast.org, cast.who(Part.MEMBER));
    assertThat(cast.as(Part.MEMBER).may(OPERATE, cast.doc)).isTrue();
    assertThat(cast.as(Part.MEMBER).may(OPERATE, cast.team)).isTrue();
    cast.unchanged(
        () ->
            assertThatThrownBy(
                    () ->
                        cast.as(Part.MEMBER)
                            .grants()
                            .grant(COLLABORATOR, cast.org, cast.who(Part.TEAM_MEMBER)))
                .isInstanceOf(NoPermission.class));
  }

  @Test
  default void whoever_manages_a_resource_denies_any_role_on_it() {
    tries(
        () -> new Players(newStore()),
        MANAGERS,
        "grant.merge",
        (cast, session) -> {
          UserId tim = cast.who(Part.TEAM_MEMBER);
          Grant made = session.grants().deny(OWNER, cast.doc.in(cast.org), tim).value();
          assertThat(made.effect()).isEqualTo(Effect.DENY);
          assertThat(made.toString()).isEqualTo(tim + " is denied owner on doc:7");
          assertThat(cast.as(Part.TEAM_MEMBER).may(Permission.READ, cast.doc)).isFalse();
          cast.unchanged(() -> session.grants().deny(OWNER, cast.doc.in(cast.org), tim));
        });
  }

  @Test
  default void nobody_takes_a_role_that_is_above_them() {
    List<Role> roles = List.of(OPERATOR, OWNER);
    for (Role role : roles) {
      Set<Part> permitted = role.equals(OWNER) ? ALL : MANAGERS;
      tries(
          () -> holding(role, Effect.ALLOW),
          role.equals(OWNER) ? withMember(permitted) : permitted,
          OTHERS,
          "grant.revoke",
          (cast, session) -> {
            var taken = session.grants().revoke(role, cast.doc.in(cast.org), cast.who(Part.MEMBER));
            assertThat(taken.value()).extracting(Grant::role).containsExactly(role);
            assertThat(taken.revision()).isEqualTo(now(cast));
            assertThat(cast.as(Part.MEMBER).may(Permission.READ, cast.doc)).isFalse();
            cast.unchanged(
                () ->
                    assertThat(
                            cast.host()
                                .grants()
                                .revoke(role, cast.doc.in(cast.org), cast.who(Part.MEMBER))
                                .value())
                        .isEmpty());
          });
      tries(
          () -> holding(role, Effect.ALLOW),
          role.equals(OWNER) ? withMember(permitted) : permitted,
          OTHERS,
          "grant.remove",
          (cast, session) ->
              assertThat(
                      session.grants().remove(cast.doc.in(cast.org), cast.who(Part.MEMBER)).value())
                  .extracting(Grant::role)
                  .containsExactly(role));
      tries(
          () -> holding(role, Effect.DENY),
          permitted,
          BLIND,
          "grant.lift",
          (cast, session) -> {
            var lifted = session.grants().lift(role, cast.doc.in(cast.org), cast.who(Part.MEMBER));
            assertThat(lifted.value()).extracting(Grant::effect).containsExactly(Effect.DENY);
            cast.unchanged(
                () ->
                    assertThat(
                            session
                                .grants()
                                .lift(role, cast.doc.in(cast.org), cast.who(Part.MEMBER))
                                .value())
                        .isEmpty());
          });
      // To shorten a denial is to lift it.
      tries(
          () -> holding(role, Effect.DENY),
          permitted,
          BLIND,
          "grant.merge",
          (cast, session) ->
              session
                  .grants()
                  .merge(
                      cast.doc.in(cast.org),
                      NewGrant.denial(role, cast.who(Part.MEMBER))
                          .during(Window.until(World.START.plusSeconds(1)))));
      tries(
          () -> holding(role, Effect.ALLOW),
          role.equals(OWNER) ? withMember(permitted) : permitted,
          OTHERS,
          "grant.merge",
          (cast, session) ->
              session
                  .grants()
                  .merge(
                      cast.doc.in(cast.org),
                      NewGrant.of(role, cast.who(Part.MEMBER))
                          .during(Window.until(World.START.plusSeconds(1)))));
    }
    // All that was granted to the cast is on it, owner too.
    tries(
        () -> new Players(newStore()),
        ALL,
        "grant.remove_all",
        (cast, session) -> {
          List<Grant> before = on(cast, cast.doc);
          assertThat(session.grants().removeAll(cast.doc.in(cast.org)).value()).isEqualTo(before);
          assertThat(on(cast, cast.doc)).isEmpty();
        });
    tries(
        () -> new Players(newStore()),
        ALL,
        "grant.replace",
        (cast, session) -> {
          NewGrant one = NewGrant.of(OPERATOR, cast.who(Part.MEMBER));
          var list = session.grants().replace(cast.doc.in(cast.org), one);
          assertThat(on(cast, cast.doc)).isEqualTo(list.value()).hasSize(1);
        });
  }

  /** Those for whom nothing is there, but for a plain member who was given something. */
  Set<Part> OTHERS = Sets.immutableEnumSet(Sets.difference(BLIND, Set.of(Part.MEMBER)));

  private static Set<Part> withMember(Set<Part> parts) {
    return Sets.union(parts, Set.of(Part.MEMBER));
  }

  private Players holding(Role role, Effect effect) {
    Players cast = new Players(newStore());
    Window window = Window.ALWAYS;
    cast.host().grants().merge(cast.doc, new NewGrant(role, cast.who(Part.MEMBER), effect, window));
    return cast;
  }

  @Test
  default void who_replaces_all_by_the_same_needs_none_of_the_roles() {
    Players cast = new Players(newStore());
    List<NewGrant> same =
        on(cast, cast.doc).stream()
            .map(g -> new NewGrant(g.role(), g.accessor(), g.effect(), g.window()))
            .toList();
    cast.unchanged(
        () ->
            assertThat(cast.as(Part.GRANTED_ADMIN).grants().replace(cast.doc, same).value())
                .isEqualTo(on(cast, cast.doc)));
    List<NewGrant> more = new ArrayList<>(same);
    more.add(NewGrant.of(OPERATOR, cast.who(Part.MEMBER)));
    AuditEntry entry =
        cast.recorded(
            "grant.replace", () -> cast.as(Part.GRANTED_ADMIN).grants().replace(cast.doc, more));
    assertThat(entry.items()).hasSize(1);
    // To leave out what is above them is to take it.
    cast.unchanged(
        () ->
            assertThatThrownBy(
                    () ->
                        cast.as(Part.GRANTED_ADMIN)
                            .grants()
                            .replace(cast.doc, NewGrant.of(OPERATOR, cast.who(Part.MEMBER))))
                .isInstanceOf(NoPermission.class));
  }

  @Test
  default void replacing_means_exactly_the_given_list() {
    Players cast = new Players(newStore());
    var grants = cast.as(Part.ITS_OWNER).grants();
    UserId mia = cast.who(Part.MEMBER);
    NewGrant kept = NewGrant.of(OPERATOR, cast.team);
    NewGrant denied = NewGrant.denial(COLLABORATOR, mia);
    Written<ImmutableList<Grant>> list = grants.replace(cast.doc, kept, denied, kept);
    assertThat(list.value()).extracting(Grant::effect).containsExactly(Effect.ALLOW, Effect.DENY);
    assertThat(on(cast, cast.doc)).containsExactlyInAnyOrderElementsOf(list.value());
    assertThat(list.revision()).isEqualTo(now(cast));
    cast.unchanged(() -> grants.replace(cast.doc, denied, kept));
    assertThat(grants.replace(cast.doc).value()).isEmpty();
    assertThat(on(cast, cast.doc)).isEmpty();
    cast.unchanged(
        () -> {
          assertThat(grants.replace(cast.doc).value()).isEmpty();
          assertThat(grants.removeAll(cast.doc).value()).isEmpty();
          assertThat(grants.merge(cast.doc).value()).isEmpty();
          assertThat(grants.remove(cast.doc).value()).isEmpty();
        });
  }

  @Test
  default void merging_names_what_it_named_and_leaves_the_others() {
    Players cast = new Players(newStore());
    var grants = cast.as(Part.ITS_OWNER).grants();
    UserId mia = cast.who(Part.MEMBER);
    List<Grant> before = on(cast, cast.doc);
    Window friday = Window.until(World.START.plusSeconds(60));
    AuditEntry entry =
        cast.recorded(
            "grant.merge",
            () -> {
              var merged =
                  grants.merge(
                      cast.doc,
                      NewGrant.of(COLLABORATOR, mia),
                      NewGrant.denial(OPERATOR, mia).during(friday));
              assertThat(merged.value())
                  .extracting(Grant::role)
                  .containsExactly(COLLABORATOR, OPERATOR);
              assertThat(merged.revision()).isEqualTo(now(cast));
            });
    assertThat(entry.items()).hasSize(2);
    assertThat(on(cast, cast.doc)).hasSize(before.size() + 2).containsAll(before);
    Window monday = Window.between(World.START, World.START.plusSeconds(90));
    AuditEntry widened =
        cast.recorded(
            "grant.merge",
            () -> grants.merge(cast.doc, NewGrant.denial(OPERATOR, mia).during(monday)));
    assertThat(widened.items()).hasSize(1);
    assertThat(widened.items().get(0).properties())
        .containsEntry(
            "until",
            new ItemChange.Values(
                Optional.of(World.START.plusSeconds(60).toString()),
                Optional.of(World.START.plusSeconds(90).toString())));
    // The grant and the denial of one role are two.
    grants.grant(OPERATOR, cast.doc, mia);
    assertThat(grants.revoke(OPERATOR, cast.doc, mia).value()).hasSize(1);
    assertThat(grants.lift(OPERATOR, cast.doc, mia).value()).hasSize(1);
    assertThat(grants.remove(cast.doc, mia, cast.team).value())
        .extracting(Grant::accessor)
        .containsExactly(mia, cast.team);
  }

  @Test
  default void what_cannot_be_granted_is_refused_by_field() {
    Players cast = new Players(newStore());
    UserId mia = cast.who(Part.MEMBER);
    var grants = cast.host().grants();
    Window window = Window.from(World.START);
    cast.unchanged(
        () -> {
          assertInvalid("role", () -> grants.grant(Role.of("boss"), cast.doc, mia));
          assertInvalid("role", () -> grants.grant(Role.ofOrg("boss"), cast.doc, mia));
          assertInvalid("role", () -> grants.deny(Role.of("boss"), cast.doc, mia));
          assertInvalid("grant.effect", () -> grants.deny(OPERATOR, cast.org, mia));
          assertInvalid(
              "grants",
              () ->
                  grants.merge(
                      cast.doc,
                      NewGrant.of(OPERATOR, mia),
                      NewGrant.of(OPERATOR, mia).during(window)));
          assertInvalid(
              "grants",
              () ->
                  grants.replace(
                      cast.doc, Collections.nCopies(Limits.BATCH + 1, NewGrant.of(OPERATOR, mia))));
          assertInvalid(
              "resource.type", () -> grants.grant(OPERATOR, ResourceId.of(mia), cast.team));
          assertInvalid(
              "resource.type", () -> grants.grant(OPERATOR, new ResourceId("page", "1"), mia));
          assertInvalid(
              "resource.id", () -> grants.grant(OPERATOR, new ResourceId("folder", "x"), mia));
          assertInvalid(
              "actor.org", () -> cast.world().system().grants().grant(OPERATOR, cast.doc, mia));
          assertInvalid("role", () -> Role.of("Boss"));
          assertInvalid("role", () -> Role.of("\ud800"));
        });
    assertThat(
            grants
                .merge(cast.doc, Collections.nCopies(Limits.BATCH, NewGrant.of(OPERATOR, mia)))
                .value())
        .hasSize(1);
  }
}
