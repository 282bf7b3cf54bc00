package dev.bailiwick.contract.topic.delegation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.DelegationUse;
import dev.bailiwick.actor.ImpersonationUse;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The ends of delegations. */
public interface DelegationEndsContract extends ContractTopic {
  private static void rejoin(DelegationScene in) {
    in.world().join(in.org(), in.pat());
    in.owner().grants().grant(OPERATOR, DOC.id("1"), in.pat());
  }

  /** The changes that end a delegation, and the change that takes each back, if there is one. */
  private static Map<String, List<Consumer<DelegationScene>>> ends() {
    ExternalIdentity identity = ExternalIdentity.of("idp", "pat");
    return ImmutableMap.<String, List<Consumer<DelegationScene>>>builder()
        .put(
            "the person is locked",
            List.of(
                in -> in.world().system().users().lock(in.pat()),
                in -> in.world().system().users().unlock(in.pat())))
        .put(
            "the person is deactivated",
            List.of(
                in -> in.world().system().users().deactivate(in.pat()),
                in -> in.world().system().users().activate(in.pat())))
        .put(
            "the person signs out everywhere",
            List.of(in -> in.world().as(in.pat()).users().signOutEverywhere(in.pat())))
        .put(
            "the person gets another address",
            List.of(
                in -> {
                  Email other = Email.of("new@world.test");
                  in.world().system().users().emails(in.pat()).addVerified(other);
                  in.world().system().users().emails(in.pat()).setPrimary(other);
                }))
        .put(
            "an identity of the person is unlinked",
            List.of(in -> in.world().system().users().unlink(in.pat(), identity)))
        .put(
            "the person becomes a super user",
            List.of(
                in -> in.world().system().users().makeSuperUser(in.pat()),
                in -> in.world().system().users().revokeSuperUser(in.pat())))
        .put(
            "the membership of the person is switched off",
            List.of(
                in -> in.owner().orgs().members(in.org()).deactivate(in.pat()),
                in -> in.owner().orgs().members(in.org()).activate(in.pat())))
        .put(
            "the person is removed",
            List.of(
                in -> in.owner().orgs().members(in.org()).remove(in.pat()),
                DelegationEndsContract::rejoin))
        .put(
            "the person leaves",
            List.of(
                in -> in.person().orgs().members(in.org()).leave(), DelegationEndsContract::rejoin))
        .put(
            "the person is left out of a replaced list",
            List.of(
                in -> in.owner().orgs().members(in.org()).replace(member(in.olga()).asAdmin()),
                DelegationEndsContract::rejoin))
        .put("the person is erased", List.of(in -> in.world().system().users().erase(in.pat())))
        .put(
            "the agent is locked",
            List.of(
                in -> in.owner().users().lock(in.robot()),
                in -> in.owner().users().unlock(in.robot())))
        .put(
            "the agent is deactivated",
            List.of(
                in -> in.owner().users().deactivate(in.robot()),
                in -> in.owner().users().activate(in.robot())))
        .put(
            "the agent is signed out everywhere",
            List.of(in -> in.owner().users().signOutEverywhere(in.robot())))
        .put(
            "the membership of the agent is switched off",
            List.of(
                in -> in.owner().orgs().members(in.org()).deactivate(in.robot()),
                in -> in.owner().orgs().members(in.org()).activate(in.robot())))
        .put(
            "the agent is removed",
            List.of(in -> in.owner().orgs().members(in.org()).remove(in.robot())))
        .put("the org is deleted", List.of(in -> in.owner().orgs().delete(in.org())))
        .put("its time is over", List.of(in -> in.world().clock().advance(Duration.ofDays(30))))
        .buildOrThrow();
  }

  @Test
  default void a_delegation_ends_with_each_change_and_does_not_come_back_THREATS_20_21() {
    ends()
        .forEach(
            (name, changes) -> {
              DelegationScene scene = DelegationScene.in(world());
              scene.world().system().users().link(scene.pat(), ExternalIdentity.of("idp", "pat"));
              Delegation allowed = scene.allow();
              assertThat(scene.acting(allowed).may(READ, DOC.id("1"))).as(name).isTrue();
              for (Consumer<DelegationScene> change : changes) {
                change.accept(scene);
                scene.requireOver(allowed, name);
              }
            });
  }

  @Test
  default void a_person_who_comes_back_allows_again() {
    DelegationScene scene = DelegationScene.in(world());
    Delegation first = scene.allow();
    scene.owner().orgs().members(scene.org()).remove(scene.pat());
    rejoin(scene);
    scene.requireOver(first, "removed");
    assertThat(scene.person().agents().mine()).isEmpty();
    assertThat(scene.agent().agents().ofMe()).isEmpty();
    assertThat(scene.acting(scene.allow()).may(READ, DOC.id("1"))).isTrue();
  }

  /** Writes that no call makes by itself, as by a node without delegations: undone afterwards. */
  @Test
  default void a_delegation_is_judged_by_both_accounts_as_they_are_at_each_use_THREATS_78() {
    DelegationScene scene = DelegationScene.in(world());
    Delegation allowed = scene.allow();
    UserId pat = scene.pat();
    UserId robot = scene.robot();
    Map<String, List<Consumer<DelegationScene>>> facts =
        ImmutableMap.<String, List<Consumer<DelegationScene>>>builder()
            .put("locked", both(pat, user -> user.locked(true), user -> user.locked(false)))
            .put("signed out", both(pat, user -> user.stamp(9), user -> user.stamp(0)))
            .put("promoted", both(pat, user -> user.superUser(true), user -> user.superUser(false)))
            .put("agent locked", both(robot, user -> user.locked(true), user -> user.locked(false)))
            .put("agent signed out", both(robot, user -> user.stamp(9), user -> user.stamp(0)))
            .put("off", List.of(in -> place(in, pat, false), in -> place(in, pat, true)))
            .put("agent off", List.of(in -> place(in, robot, false), in -> place(in, robot, true)))
            .buildOrThrow();
    facts.forEach(
        (name, changes) -> {
          assertThat(scene.acting(allowed).may(READ, DOC.id("1"))).as("before %s", name).isTrue();
          changes.get(0).accept(scene);
          scene.requireOver(allowed, name);
          assertThat(scene.owner().agents().ofOrg(scene.org(), PageRequest.first()).items())
              .as(name)
              .isEmpty();
          changes.get(1).accept(scene);
        });
    assertThat(scene.acting(allowed).may(READ, DOC.id("1"))).isTrue();
  }

  private static List<Consumer<DelegationScene>> both(
      UserId user, UnaryOperator<User.Builder> there, UnaryOperator<User.Builder> back) {
    return List.of(in -> edit(in, user, there), in -> edit(in, user, back));
  }

  private static void edit(DelegationScene scene, UserId user, UnaryOperator<User.Builder> change) {
    write(
        scene,
        tx -> {
          User before = tx.users().find(user).orElseThrow();
          User.Builder after = change.apply(User.builder().from(before));
          tx.users().save(after.version(tx.revision(user) + 1).build());
        },
        user,
        scene.org());
  }

  private static void place(DelegationScene scene, UserId user, boolean active) {
    write(
        scene,
        tx ->
            tx.orgs()
                .save(tx.orgs().membership(scene.org(), user).orElseThrow().withActive(active)),
        scene.org(),
        user);
  }

  private static void write(DelegationScene scene, Consumer<Transaction> unit, Tenant... locks) {
    new StoreRows(scene.world().store()).write(unit, locks);
  }

  @Test
  default void a_suspended_org_gives_an_agent_nothing() {
    DelegationScene scene = DelegationScene.in(world());
    Delegation allowed = scene.allow();
    scene.world().system().orgs().suspend(scene.org(), "unpaid");
    assertThat(scene.acting(allowed).may(READ, DOC.id("1"))).isFalse();
    assertThatThrownBy(() -> scene.acting(allowed).resources().get(DOC.id("1")))
        .isInstanceOf(OrgSuspended.class);
    scene.world().system().orgs().resume(scene.org());
    assertThat(scene.acting(allowed).may(READ, DOC.id("1"))).isTrue();
  }

  @Test
  default void an_altered_actor_of_a_delegation_is_refused() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    UserId max = world.member("max", scene.org());
    UserId second = scene.owner().users().registerService(scene.org(), "second").id();
    OrgId elsewhere = world.org("other", world.user("other"));
    world.join(elsewhere, scene.pat());
    Delegation allowed = scene.allow();
    Delegation ofMax = world.as(max, scene.org()).agents().allow(scene.wanted()).value();
    DelegationUse use = new DelegationUse(allowed.id(), scene.pat());
    Actor robot = Actor.user(scene.robot());
    assertThat(allowed.actor(robot)).isEqualTo(robot.in(scene.org()).actingFor(use));
    for (Actor altered :
        List.of(
            robot.actingFor(use),
            robot.in(elsewhere).actingFor(use),
            allowed.actor(robot).outsideOrgs(),
            Actor.user(second).in(scene.org()).actingFor(use),
            Actor.user(scene.pat()).in(scene.org()).actingFor(use),
            Actor.user(max).in(scene.org()).actingFor(use),
            robot.in(scene.org()).actingFor(new DelegationUse(allowed.id(), max)),
            robot.in(scene.org()).actingFor(new DelegationUse(allowed.id(), scene.olga())),
            robot.in(scene.org()).actingFor(new DelegationUse(ofMax.id(), scene.pat())),
            robot
                .in(scene.org())
                .actingFor(new DelegationUse(new DelegationId(987_654_321), scene.pat())),
            allowed.actor(robot.since(99)))) {
      assertThatThrownBy(() -> world.bailiwick().actingAs(altered).may(READ, DOC.id("1")))
          .as(altered.toString())
          .isInstanceOf(SignInEnded.class);
      assertThatThrownBy(() -> world.bailiwick().actingAs(altered).resources().get(DOC.id("1")))
          .isInstanceOf(SignInEnded.class);
    }
    ImpersonationUse by = new ImpersonationUse(new ImpersonationId(1), max);
    for (Runnable call :
        List.<Runnable>of(
            () -> allowed.actor(Actor.user(second)),
            () -> allowed.actor(Actor.user(scene.pat())),
            () -> allowed.actor(Actor.system("x")),
            () -> allowed.actor(robot).impersonatedBy(by),
            () -> robot.impersonatedBy(by).actingFor(use),
            () -> Actor.system("x").actingFor(use),
            () -> Actor.unnamed().actingFor(use))) {
      assertThatThrownBy(call::run).isInstanceOf(InvalidParameter.class);
    }
    assertThat(scene.acting(allowed).may(READ, DOC.id("1"))).isTrue();
  }

  @Test
  default void a_session_with_a_stamp_of_the_agent_ends_with_the_stamp() {
    DelegationScene scene = DelegationScene.in(world());
    long stamp = scene.world().system().users().signIn(scene.robot());
    Delegation allowed = scene.allow();
    Session acting =
        scene.world().bailiwick().actingAs(allowed.actor(Actor.user(scene.robot()).since(stamp)));
    assertThat(acting.may(READ, DOC.id("1"))).isTrue();
    scene.owner().users().signOutEverywhere(scene.robot());
    assertThatThrownBy(() -> acting.may(READ, DOC.id("1"))).isInstanceOf(SignInEnded.class);
  }

  @Test
  default void the_end_is_noticed_whatever_age_of_answers_the_session_names_THREATS_75() {
    DelegationScene scene = DelegationScene.in(world());
    Delegation allowed = scene.allow();
    Session stale =
        scene
            .world()
            .bailiwick()
            .withSignInAge(Duration.ZERO)
            .actingAs(allowed.actor(Actor.user(scene.robot())))
            .at(Consistency.within(Duration.ofHours(1)));
    assertThat(stale.may(READ, DOC.id("1"))).isTrue();
    scene.person().agents().revoke(allowed.id());
    assertThatThrownBy(() -> stale.may(READ, DOC.id("1"))).isInstanceOf(SignInEnded.class);
  }
}
