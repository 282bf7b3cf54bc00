package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.RefusalAssertions.assertInvalid;
import static dev.bailiwick.contract.fixture.TeamActors.revision;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.TeamActors;
import dev.bailiwick.contract.fixture.TeamActors.Part;
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
import dev.bailiwick.permission.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Grants and denials: replaced, merged, refused. */
public interface GrantsContract
    extends GrantListsContract,
        GrantAccessorsContract,
        GrantRightsContract,
        GrantsWrittenBackContract {
  private static List<Grant> on(TeamActors actors, ResourceRef resource) {
    return Page.all(request -> actors.host().grants().list(resource, request)).toList();
  }

  private static Revision now(TeamActors actors) {
    return Revision.of(actors.org, revision(actors.world(), actors.org));
  }

  @Test
  default void replacing_all_grants_by_the_same_requires_no_role() {
    TeamActors actors = new TeamActors(newStore());
    List<NewGrant> same =
        on(actors, actors.doc).stream()
            .map(g -> NewGrant.of(g.role(), g.accessor()).withEffect(g.effect()).during(g.window()))
            .toList();
    actors.unchanged(
        () ->
            assertThat(actors.as(Part.GRANTED_ADMIN).grants().replace(actors.doc, same).value())
                .isEqualTo(on(actors, actors.doc)));
    List<NewGrant> more = new ArrayList<>(same);
    more.add(NewGrant.of(OPERATOR, actors.user(Part.MEMBER)));
    AuditEntry entry =
        actors.recorded(
            "grant.replace",
            () -> actors.as(Part.GRANTED_ADMIN).grants().replace(actors.doc, more));
    assertThat(entry.items()).hasSize(1);
    // Leaving out a role above their own would revoke it.
    actors.unchanged(
        () ->
            assertThatThrownBy(
                    () ->
                        actors
                            .as(Part.GRANTED_ADMIN)
                            .grants()
                            .replace(actors.doc, NewGrant.of(OPERATOR, actors.user(Part.MEMBER))))
                .isInstanceOf(NoPermission.class));
  }

  @Test
  default void replacing_means_exactly_the_given_list() {
    TeamActors actors = new TeamActors(newStore());
    var grants = actors.as(Part.ITS_OWNER).grants();
    UserId mia = actors.user(Part.MEMBER);
    NewGrant kept = NewGrant.of(OPERATOR, actors.team);
    NewGrant denied = NewGrant.denial(COLLABORATOR, mia);
    Written<ImmutableList<Grant>> list = grants.replace(actors.doc, kept, denied, kept);
    assertThat(list.value()).extracting(Grant::effect).containsExactly(Effect.ALLOW, Effect.DENY);
    assertThat(on(actors, actors.doc)).containsExactlyInAnyOrderElementsOf(list.value());
    assertThat(list.revision()).isEqualTo(now(actors));
    actors.unchanged(() -> grants.replace(actors.doc, denied, kept));
    assertThat(grants.replace(actors.doc, List.of()).value()).isEmpty();
    assertThat(on(actors, actors.doc)).isEmpty();
    actors.unchanged(
        () -> {
          assertThat(grants.replace(actors.doc, List.of()).value()).isEmpty();
          assertThat(grants.removeAll(actors.doc).value()).isEmpty();
          assertThat(grants.merge(actors.doc).value()).isEmpty();
          assertThat(grants.remove(actors.doc).value()).isEmpty();
        });
  }

  @Test
  default void merging_changes_the_named_grants_and_leaves_the_others() {
    TeamActors actors = new TeamActors(newStore());
    var grants = actors.as(Part.ITS_OWNER).grants();
    UserId mia = actors.user(Part.MEMBER);
    List<Grant> before = on(actors, actors.doc);
    Window friday = Window.until(World.START.plusSeconds(60));
    AuditEntry entry =
        actors.recorded(
            "grant.merge",
            () -> {
              var merged =
                  grants.merge(
                      actors.doc,
                      NewGrant.of(COLLABORATOR, mia),
                      NewGrant.denial(OPERATOR, mia).during(friday));
              assertThat(merged.value())
                  .extracting(Grant::role)
                  .containsExactly(COLLABORATOR, OPERATOR);
              assertThat(merged.revision()).isEqualTo(now(actors));
            });
    assertThat(entry.items()).hasSize(2);
    assertThat(on(actors, actors.doc)).hasSize(before.size() + 2).containsAll(before);
    Window monday = Window.between(World.START, World.START.plusSeconds(90));
    AuditEntry widened =
        actors.recorded(
            "grant.merge",
            () -> grants.merge(actors.doc, NewGrant.denial(OPERATOR, mia).during(monday)));
    assertThat(widened.items()).hasSize(1);
    assertThat(widened.items().get(0).properties())
        .containsEntry(
            "until",
            new ItemChange.Values(
                Optional.of(World.START.plusSeconds(60).toString()),
                Optional.of(World.START.plusSeconds(90).toString())));
    // The grant and the denial of one role are two.
    grants.grant(OPERATOR, actors.doc, mia);
    assertThat(grants.revoke(OPERATOR, actors.doc, mia).value()).hasSize(1);
    assertThat(grants.lift(OPERATOR, actors.doc, mia).value()).hasSize(1);
    assertThat(grants.remove(actors.doc, mia, actors.team).value())
        .extracting(Grant::accessor)
        .containsExactly(mia, actors.team);
  }

  @Test
  default void an_invalid_grant_is_refused_by_field() {
    TeamActors actors = new TeamActors(newStore());
    UserId mia = actors.user(Part.MEMBER);
    var grants = actors.host().grants();
    Window window = Window.from(World.START);
    actors.unchanged(
        () -> {
          assertInvalid("role", () -> grants.grant(Role.of("boss"), actors.doc, mia));
          assertInvalid("role", () -> grants.grant(Role.ofOrg("boss"), actors.doc, mia));
          assertInvalid("role", () -> grants.deny(Role.of("boss"), actors.doc, mia));
          assertInvalid("grant.effect", () -> grants.deny(OPERATOR, actors.org, mia));
          assertInvalid(
              "grants",
              () ->
                  grants.merge(
                      actors.doc,
                      NewGrant.of(OPERATOR, mia),
                      NewGrant.of(OPERATOR, mia).during(window)));
          assertInvalid(
              "grants",
              () ->
                  grants.replace(
                      actors.doc,
                      Collections.nCopies(Limits.BATCH + 1, NewGrant.of(OPERATOR, mia))));
          assertInvalid(
              "resource.type", () -> grants.grant(OPERATOR, ResourceId.of(mia), actors.team));
          assertInvalid(
              "resource.type", () -> grants.grant(OPERATOR, ResourceId.of("page", "1"), mia));
          assertInvalid(
              "resource.id", () -> grants.grant(OPERATOR, ResourceId.of("folder", "x"), mia));
          assertInvalid(
              "actor.org", () -> actors.world().system().grants().grant(OPERATOR, actors.doc, mia));
          assertInvalid("role", () -> Role.of("Boss"));
          assertInvalid("role", () -> Role.of("\ud800"));
        });
    assertThat(
            grants
                .merge(actors.doc, Collections.nCopies(Limits.BATCH, NewGrant.of(OPERATOR, mia)))
                .value())
        .hasSize(1);
  }
}
