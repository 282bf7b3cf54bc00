package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.TeamActors.ALL;
import static dev.bailiwick.contract.fixture.TeamActors.BLIND;
import static dev.bailiwick.contract.fixture.TeamActors.MANAGERS;
import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.contract.fixture.TeamActors.tries;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.permission.Standard.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Sets;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rights to grant, deny and revoke a role. */
public interface GrantRightsContract extends ContractTopic {
  private static List<Grant> on(TeamActors actors, ResourceRef resource) {
    return Page.all(request -> actors.host().grants().list(resource, request)).toList();
  }

  private static Revision now(TeamActors actors) {
    return Revision.of(actors.org, revision(actors.world(), actors.org));
  }

  private static List<ResourceRef> targets(TeamActors actors) {
    return List.of(actors.doc, actors.team);
  }

  @Test
  default void a_manager_of_a_resource_grants_the_roles_that_they_have() {
    for (int i = 0; i < 2; i++) {
      int target = i;
      tries(
          () -> new TeamActors(newStore()),
          MANAGERS,
          "grant.grant",
          (actors, session) -> {
            ResourceRef resource = targets(actors).get(target).in(actors.org);
            UserId mia = actors.user(Part.MEMBER);
            Grant made = session.grants().grant(OPERATOR, resource, mia).value();
            assertThat(made)
                .isEqualTo(
                    Grant.of(
                        actors.org,
                        new Grant.Key(resource.key(), mia, OPERATOR, Effect.ALLOW),
                        Window.ALWAYS));
            assertThat(on(actors, resource)).contains(made);
            assertThat(actors.as(Part.MEMBER).may(OPERATE, resource)).isTrue();
            actors.unchanged(
                () ->
                    assertThat(session.grants().grant(OPERATOR, resource, mia).value())
                        .isEqualTo(made));
          });
      tries(
          () -> new TeamActors(newStore()),
          ALL,
          "grant.grant",
          (actors, session) ->
              session
                  .grants()
                  .grant(
                      OWNER, targets(actors).get(target).in(actors.org), actors.user(Part.MEMBER)));
    }
  }

  @Test
  default void on_the_org_itself_its_owner_and_admins_grant_the_roles_that_they_have() {
    tries(
        () -> new TeamActors(newStore()),
        EnumSet.of(Part.SYSTEM, Part.SUPER_USER, Part.ORG_OWNER, Part.ORG_ADMIN),
        EnumSet.complementOf(EnumSet.of(Part.DEACTIVATED, Part.LOCKED)),
        "grant.grant",
        (actors, session) ->
            session.grants().grant(ADMIN, actors.org, actors.user(Part.TEAM_MEMBER)));
    TeamActors actors = new TeamActors(newStore());
    actors.unchanged(
        () ->
            assertThatThrownBy(
                    () ->
                        actors
                            .as(Part.ORG_ADMIN)
                            .grants()
                            .grant(OWNER, actors.org, actors.user(Part.MEMBER)))
                .isInstanceOf(NoPermission.class));
    actors.as(Part.ORG_OWNER).grants().grant(OPERATOR, actors.org, actors.user(Part.MEMBER));
    assertThat(actors.as(Part.MEMBER).may(OPERATE, actors.doc)).isTrue();
    assertThat(actors.as(Part.MEMBER).may(OPERATE, actors.team)).isTrue();
    actors.unchanged(
        () ->
            assertThatThrownBy(
                    () ->
                        actors
                            .as(Part.MEMBER)
                            .grants()
                            .grant(COLLABORATOR, actors.org, actors.user(Part.TEAM_MEMBER)))
                .isInstanceOf(NoPermission.class));
  }

  @Test
  default void a_manager_of_a_resource_denies_any_role_on_it() {
    tries(
        () -> new TeamActors(newStore()),
        MANAGERS,
        "grant.deny",
        (actors, session) -> {
          UserId tim = actors.user(Part.TEAM_MEMBER);
          Grant made = session.grants().deny(OWNER, actors.doc.in(actors.org), tim).value();
          assertThat(made.effect()).isEqualTo(Effect.DENY);
          assertThat(made.toString()).isEqualTo(tim + " is denied owner on doc:7");
          assertThat(actors.as(Part.TEAM_MEMBER).may(Permission.READ, actors.doc)).isFalse();
          actors.unchanged(() -> session.grants().deny(OWNER, actors.doc.in(actors.org), tim));
        });
  }

  @Test
  default void no_user_revokes_a_role_above_their_own() {
    List<Role> roles = List.of(OPERATOR, OWNER);
    for (Role role : roles) {
      Set<Part> permitted = role.equals(OWNER) ? ALL : MANAGERS;
      tries(
          () -> holding(role, Effect.ALLOW),
          role.equals(OWNER) ? withMember(permitted) : permitted,
          OTHERS,
          "grant.revoke",
          (actors, session) -> {
            var taken =
                session.grants().revoke(role, actors.doc.in(actors.org), actors.user(Part.MEMBER));
            assertThat(taken.value()).extracting(Grant::role).containsExactly(role);
            assertThat(taken.revision()).isEqualTo(now(actors));
            assertThat(actors.as(Part.MEMBER).may(Permission.READ, actors.doc)).isFalse();
            actors.unchanged(
                () ->
                    assertThat(
                            actors
                                .host()
                                .grants()
                                .revoke(role, actors.doc.in(actors.org), actors.user(Part.MEMBER))
                                .value())
                        .isEmpty());
          });
      tries(
          () -> holding(role, Effect.ALLOW),
          role.equals(OWNER) ? withMember(permitted) : permitted,
          OTHERS,
          "grant.remove",
          (actors, session) ->
              assertThat(
                      session
                          .grants()
                          .remove(actors.doc.in(actors.org), actors.user(Part.MEMBER))
                          .value())
                  .extracting(Grant::role)
                  .containsExactly(role));
      tries(
          () -> holding(role, Effect.DENY),
          permitted,
          BLIND,
          "grant.lift",
          (actors, session) -> {
            var lifted =
                session.grants().lift(role, actors.doc.in(actors.org), actors.user(Part.MEMBER));
            assertThat(lifted.value()).extracting(Grant::effect).containsExactly(Effect.DENY);
            actors.unchanged(
                () ->
                    assertThat(
                            session
                                .grants()
                                .lift(role, actors.doc.in(actors.org), actors.user(Part.MEMBER))
                                .value())
                        .isEmpty());
          });
      // To shorten a denial is to lift it.
      tries(
          () -> holding(role, Effect.DENY),
          permitted,
          BLIND,
          "grant.merge",
          (actors, session) ->
              session
                  .grants()
                  .merge(
                      actors.doc.in(actors.org),
                      NewGrant.denial(role, actors.user(Part.MEMBER))
                          .during(Window.until(World.START.plusSeconds(1)))));
      tries(
          () -> holding(role, Effect.ALLOW),
          role.equals(OWNER) ? withMember(permitted) : permitted,
          OTHERS,
          "grant.merge",
          (actors, session) ->
              session
                  .grants()
                  .merge(
                      actors.doc.in(actors.org),
                      NewGrant.of(role, actors.user(Part.MEMBER))
                          .during(Window.until(World.START.plusSeconds(1)))));
    }
    // All that was granted to the actors is on it, owner too.
    tries(
        () -> new TeamActors(newStore()),
        ALL,
        "grant.remove_all",
        (actors, session) -> {
          List<Grant> before = on(actors, actors.doc);
          assertThat(session.grants().removeAll(actors.doc.in(actors.org)).value())
              .isEqualTo(before);
          assertThat(on(actors, actors.doc)).isEmpty();
        });
    tries(
        () -> new TeamActors(newStore()),
        ALL,
        "grant.replace",
        (actors, session) -> {
          NewGrant one = NewGrant.of(OPERATOR, actors.user(Part.MEMBER));
          var list = session.grants().replace(actors.doc.in(actors.org), one);
          assertThat(on(actors, actors.doc)).isEqualTo(list.value()).hasSize(1);
        });
  }

  /**
   * The actors for which the resource does not exist; a plain member with a grant is not among
   * them.
   */
  Set<Part> OTHERS = Sets.immutableEnumSet(Sets.difference(BLIND, Set.of(Part.MEMBER)));

  private static Set<Part> withMember(Set<Part> parts) {
    return Sets.union(parts, Set.of(Part.MEMBER));
  }

  private TeamActors holding(Role role, Effect effect) {
    TeamActors actors = new TeamActors(newStore());
    UserId member = actors.user(Part.MEMBER);
    NewGrant grant =
        effect == Effect.ALLOW ? NewGrant.of(role, member) : NewGrant.denial(role, member);
    actors.host().grants().merge(actors.doc, grant);
    return actors;
  }
}
