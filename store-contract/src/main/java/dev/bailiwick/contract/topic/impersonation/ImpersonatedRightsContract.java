package dev.bailiwick.contract.topic.impersonation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.MANAGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.bailiwick.Impersonations;
import dev.bailiwick.Session;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ClosedCalls;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.EveryCall;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.isolation.ExistenceContract;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.password.ResetCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rights of an impersonator: the target's own, and only those that give nothing to anybody. */
public interface ImpersonatedRightsContract extends ContractTopic {
  /** The calls that are open to an impersonator. */
  Set<String> OPEN =
      ImmutableSet.of(
          "Session.may",
          "Session.require",
          "Session.explain",
          "Access.lookupResources",
          "Resources.get",
          "Resources.delete",
          "Grants.list",
          "Grants.listWithState");

  @Test
  default void the_right_of_an_impersonator_is_the_targets_own() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId root = scene.root();
    world.join(scene.org(), root);
    scene.owner().resources().register(DOC.id("2"));
    scene.owner().grants().grant(ADMIN, DOC.id("2"), root);
    Session acting = scene.acting(scene.begin());

    assertThat(acting.may(OPERATE, DOC.id("1"))).isTrue();
    assertThat(acting.may(MANAGE, DOC.id("1"))).isFalse();
    assertThat(acting.may(READ, DOC.id("2"))).as("a right of the impersonator").isFalse();
    assertThat(world.as(root, scene.org()).may(READ, DOC.id("2"))).isTrue();
    assertThatThrownBy(() -> acting.require(READ, DOC.id("2"))).isInstanceOf(AccessDenied.class);
    assertThat(acting.explain(OPERATE, DOC.id("1")).toString()).contains("mia", "operator");
    assertThat(acting.resources().get(DOC.id("1")).id()).isEqualTo(DOC.id("1").key());
    assertThat(acting.access().lookupResources(scene.mia(), READ, DOC, PageRequest.first()).items())
        .containsExactly(DOC.id("1").key());

    scene.owner().grants().removeAll(DOC.id("1"));
    assertThat(acting.may(READ, DOC.id("1"))).as("revoked").isFalse();
  }

  @Test
  default void an_impersonator_reaches_nothing_outside_the_org() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    world.as(scene.mia()).resources().register(DOC.id("own"));
    UserId other = world.user("other");
    OrgId elsewhere = world.org("other", other);
    world.join(elsewhere, scene.mia());
    world.system(elsewhere).resources().register(DOC.id("there").ownedBy(scene.mia()));
    Session acting = scene.acting(scene.begin());

    assertThat(world.as(scene.mia()).may(READ, DOC.id("own"))).isTrue();
    assertThat(world.as(scene.mia(), elsewhere).may(READ, DOC.id("there"))).isTrue();
    assertThat(acting.may(READ, DOC.id("own").in(scene.mia()))).isFalse();
    assertThat(acting.may(READ, DOC.id("there").in(elsewhere))).isFalse();
    for (Tenant outside : List.of(scene.mia(), elsewhere)) {
      assertThat(
              acting
                  .access()
                  .in(outside)
                  .lookupResources(scene.mia(), READ, DOC, PageRequest.first())
                  .items())
          .isEmpty();
    }
    for (Runnable call :
        List.<Runnable>of(
            () -> acting.resources().get(DOC.id("own").in(scene.mia())),
            () -> acting.resources().delete(DOC.id("own").in(scene.mia())),
            () -> acting.resources().delete(DOC.id("there").in(elsewhere)))) {
      assertThatThrownBy(call::run).isInstanceOf(BailiwickException.class);
    }
    assertThat(world.as(scene.mia()).may(READ, DOC.id("own"))).isTrue();
    assertThat(world.as(scene.mia(), elsewhere).may(READ, DOC.id("there"))).isTrue();
  }

  @Test
  default void
      an_impersonator_cannot_change_a_password_mint_a_key_or_impersonate_again_THREATS_16() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId max = world.member("max", scene.org());
    Impersonation begun =
        scene
            .staff()
            .impersonations()
            .begin(NewImpersonation.of(scene.org(), scene.olga(), "ticket 7"))
            .value();
    Session acting = new PasswordWorld(world).bailiwick().actingAs(begun.actor());
    LogSnapshot before = LogSnapshot.of(world.store());
    for (Runnable call :
        List.<Runnable>of(
            () -> acting.passwords().change(PasswordWorld.GOOD, PasswordWorld.OTHER),
            () -> acting.passwords().set(scene.olga(), PasswordWorld.OTHER),
            () -> acting.passwords().startReset(scene.olga()),
            () -> acting.passwords().reset(ResetCode.random(), PasswordWorld.OTHER),
            () -> acting.apiKeys().create(NewApiKey.named("mine")),
            () -> acting.apiKeys().createFor(scene.olga(), NewApiKey.named("mine")),
            () -> acting.apiKeys().rotate(new ApiKeyId(1)),
            () -> acting.apiKeys().mine(),
            () -> acting.accessTokens().create("mine"),
            () -> acting.accessTokens().mine(),
            () -> acting.accessTokens().revoke(new AccessTokenId(1)),
            () -> acting.accessTokens().revokeAll(),
            () -> acting.history().signIns(scene.olga(), PageRequest.first()),
            () -> acting.history().unusedKeys(scene.org(), World.START, PageRequest.first()),
            () -> acting.impersonations().begin(NewImpersonation.of(scene.org(), max, "x")),
            () ->
                acting
                    .impersonations()
                    .beginFor(scene.root(), NewImpersonation.of(scene.org(), max, "x")),
            () ->
                acting
                    .impersonations()
                    .openToSupport(scene.org(), World.START.plus(Duration.ofDays(9))),
            () -> acting.impersonations().closeToSupport(scene.org()),
            () -> acting.impersonations().mine(),
            () -> acting.impersonations().ofMe(),
            () -> acting.impersonations().ofOrg(scene.org(), PageRequest.first()),
            () -> acting.impersonations().support(scene.org()),
            () -> acting.users().signIn(scene.olga()),
            () -> acting.users().current())) {
      assertThatThrownBy(call::run)
          .isInstanceOf(NoPermission.class)
          .hasMessageContaining("not by impersonation");
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void every_change_is_closed_to_an_impersonator_until_it_is_opened_THREATS_16_78() {
    World world = world();
    Mutations.Scene scene = new Mutations.Scene(world, "s");
    UserId root = world.superUser("root");
    Session acting =
        world
            .bailiwick()
            .actingAs(
                world
                    .as(root)
                    .impersonations()
                    .begin(NewImpersonation.of(scene.org, scene.olga, "x").breakingGlass())
                    .value()
                    .actor());
    LogSnapshot before = LogSnapshot.of(world.store());
    Set<String> refused = new TreeSet<>();
    Mutations.changes()
        .forEach(
            (name, change) -> {
              assertThatThrownBy(() -> change.make(acting, scene))
                  .as(name)
                  .isInstanceOf(NoPermission.class);
              refused.add(name);
            });
    // The document has a denial, which an impersonator does not take away.
    assertThat(refused).contains("Users.update", "Grants.grant", "Resources.delete");
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  /** With every kind of target, the org's owner too, and with each argument of the fixture. */
  @Test
  default void every_call_is_closed_to_an_impersonator_until_it_is_opened_THREATS_16() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId otto = world.user("otto");
    OrgId globex = world.org("globex", otto);
    UserId root = world.superUser("root");
    UserId mia = world.member("mia", acme);
    EveryCall.Reach reach =
        new EveryCall.Reach(
            ExistenceContract.Stage.things(world, acme, mia, "own", olga),
            ExistenceContract.Stage.things(
                world, globex, world.member("oscar", globex), "o", otto));
    ClosedCalls calls = new ClosedCalls("not by impersonation");
    for (UserId target : List.of(mia, world.admin("adam", acme), olga)) {
      Session acting =
          world
              .bailiwick()
              .actingAs(
                  world
                      .as(root)
                      .impersonations()
                      .begin(NewImpersonation.of(acme, target, "x").breakingGlass())
                      .value()
                      .actor());
      calls.tryAll(acting, reach, name -> name.equals("Resources.delete"));
    }
    assertThat(calls.open()).isEqualTo(Sets.difference(OPEN, Set.of("Resources.delete")));
    assertThat(calls.closed()).hasSizeGreaterThan(100).doesNotContainAnyElementsOf(OPEN);
    assertThat(EveryCall.methods(Impersonations.class)).as("tried above").hasSize(9);
  }

  @Test
  default void an_impersonator_deletes_a_resource_of_the_target_unless_it_has_a_denial() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId max = world.member("max", scene.org());
    Session target = scene.target();
    target.resources().register(DOC.id("plain"));
    target.grants().grant(COLLABORATOR, DOC.id("plain"), max);
    target.resources().register(DOC.id("denied"));
    world.system(scene.org()).grants().grant(COLLABORATOR, scene.org(), max);
    target.grants().deny(COLLABORATOR, DOC.id("denied"), max);
    Session acting = scene.acting(scene.begin());

    assertThatThrownBy(() -> acting.resources().delete(DOC.id("denied")))
        .isInstanceOf(NoPermission.class)
        .hasMessageContaining("denials");
    assertThat(world.as(max, scene.org()).may(READ, DOC.id("below").under(DOC.id("denied"))))
        .isFalse();
    assertThatThrownBy(() -> acting.resources().delete(DOC.id("1")))
        .isInstanceOf(NoPermission.class);
    acting.resources().delete(DOC.id("plain"));
    assertThat(target.may(READ, DOC.id("plain"))).isFalse();
    target.resources().delete(DOC.id("denied"));
  }

  @Test
  default void an_impersonator_of_an_admin_asks_about_the_admin_alone() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    UserId adam = scene.world().admin("adam", scene.org());
    Session acting =
        scene.acting(
            scene
                .staff()
                .impersonations()
                .begin(NewImpersonation.of(scene.org(), adam, "x"))
                .value());
    assertThat(acting.may(MANAGE, DOC.id("1"))).isTrue();
    assertThat(acting.access().lookupResources(adam, MANAGE, DOC, PageRequest.first()).items())
        .containsExactly(DOC.id("1").key());
    assertThat(acting.grants().list(DOC.id("1"), PageRequest.first()).items()).hasSize(1);
    for (Runnable call :
        List.<Runnable>of(
            () -> acting.access().lookupResources(scene.mia(), READ, DOC, PageRequest.first()),
            () -> acting.access().check(scene.mia(), READ, DOC.id("1")),
            () -> acting.access().lookupSubjects(READ, DOC.id("1"), PageRequest.first()),
            () -> acting.audit().ofResource(DOC.id("1"), AuditFilter.all(), PageRequest.first()))) {
      assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
    }
  }
}
