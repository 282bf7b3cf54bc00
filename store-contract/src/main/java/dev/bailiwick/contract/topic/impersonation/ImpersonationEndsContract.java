package dev.bailiwick.contract.topic.impersonation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.ImpersonationUse;
import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LockRecord;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.impersonation.NoSuchImpersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The ends of impersonations, as an attacker meets them. */
public interface ImpersonationEndsContract extends ContractTopic {
  /**
   * The changes that end an impersonation, and the change that takes each back, if there is one.
   */
  private static Map<String, List<Consumer<ImpersonationScene>>> ends() {
    return ImmutableMap.<String, List<Consumer<ImpersonationScene>>>builder()
        .put(
            "the impersonator is demoted",
            List.of(
                in -> in.world().system().users().revokeSuperUser(in.root()),
                in -> in.world().system().users().makeSuperUser(in.root())))
        .put(
            "the impersonator is locked",
            List.of(
                in -> in.world().system().users().lock(in.root()),
                in -> in.world().system().users().unlock(in.root())))
        .put(
            "the impersonator is deactivated",
            List.of(
                in -> in.world().system().users().deactivate(in.root()),
                in -> in.world().system().users().activate(in.root())))
        .put(
            "the impersonator is signed out everywhere",
            List.of(in -> in.staff().users().signOutEverywhere(in.root())))
        .put("the impersonator is erased", List.of(in -> in.staff().users().erase(in.root())))
        .put(
            "the target is promoted",
            List.of(
                in -> in.world().system().users().makeSuperUser(in.mia()),
                in -> in.world().system().users().revokeSuperUser(in.mia())))
        .put(
            "the target is locked",
            List.of(
                in -> in.world().system().users().lock(in.mia()),
                in -> in.world().system().users().unlock(in.mia())))
        .put(
            "the target is deactivated",
            List.of(
                in -> in.world().system().users().deactivate(in.mia()),
                in -> in.world().system().users().activate(in.mia())))
        .put(
            "the target is signed out everywhere",
            List.of(in -> in.world().as(in.mia()).users().signOutEverywhere(in.mia())))
        .put("the target is erased", List.of(in -> in.world().system().users().erase(in.mia())))
        .put(
            "the membership is switched off",
            List.of(
                in -> in.owner().orgs().members(in.org()).deactivate(in.mia()),
                in -> in.owner().orgs().members(in.org()).activate(in.mia())))
        .put(
            "the target is removed",
            List.of(
                in -> in.owner().orgs().members(in.org()).remove(in.mia()),
                in -> in.world().join(in.org(), in.mia())))
        .put(
            "the target leaves",
            List.of(
                in -> in.target().orgs().members(in.org()).leave(),
                in -> in.world().join(in.org(), in.mia())))
        .put(
            "the target is left out of a replaced list",
            List.of(
                in -> in.owner().orgs().members(in.org()).replace(member(in.olga()).asAdmin()),
                in -> in.world().join(in.org(), in.mia())))
        .put("the org is deleted", List.of(in -> in.owner().orgs().delete(in.org())))
        .put(
            "the owner closes the org",
            List.of(
                in -> in.owner().impersonations().closeToSupport(in.org()),
                in ->
                    in.owner()
                        .impersonations()
                        .openToSupport(in.org(), World.START.plus(Duration.ofDays(2)))))
        .put(
            "a super user closes the org",
            List.of(in -> in.staff().impersonations().closeToSupport(in.org())))
        .put(
            "the owner's consent ends earlier",
            List.of(
                in ->
                    in.owner()
                        .impersonations()
                        .openToSupport(in.org(), World.START.plusSeconds(60)),
                in -> in.world().clock().advance(Duration.ofSeconds(60)),
                in ->
                    in.owner()
                        .impersonations()
                        .openToSupport(in.org(), World.START.plus(Duration.ofDays(2)))))
        .put("its time is over", List.of(in -> in.world().clock().advance(Duration.ofMinutes(30))))
        .buildOrThrow();
  }

  @Test
  default void an_impersonation_ends_with_each_change_and_does_not_come_back_THREATS_20_78() {
    ends()
        .forEach(
            (name, changes) -> {
              ImpersonationScene scene = ImpersonationScene.in(world());
              Impersonation begun = scene.begin();
              Impersonation glass =
                  scene
                      .staff()
                      .impersonations()
                      .begin(
                          NewImpersonation.of(scene.org(), scene.olga(), "other").breakingGlass())
                      .value();
              boolean alive = true;
              for (Consumer<ImpersonationScene> change : changes) {
                assertThat(scene.acting(begun).actor()).isEqualTo(begun.actor());
                change.accept(scene);
                alive &= name.equals("the owner's consent ends earlier") && isAlive(scene, begun);
              }
              assertThat(alive).isFalse();
              scene.requireOver(begun, name);
              boolean ofTarget = name.contains("target") || name.contains("membership");
              boolean ofConsent = name.contains("closes") || name.contains("consent");
              if (ofTarget || ofConsent) {
                assertThat(scene.acting(glass).may(READ, DOC.id("1"))).as(name).isTrue();
              } else {
                scene.requireOver(glass, name);
              }
            });
  }

  private static boolean isAlive(ImpersonationScene scene, Impersonation begun) {
    try {
      return scene.acting(begun).may(READ, DOC.id("1"));
    } catch (SignInEnded ended) {
      assertThat(ended.user()).isEqualTo(scene.mia());
      return false;
    }
  }

  @Test
  default void an_impersonation_is_dead_at_once_between_the_change_and_its_undoing() {
    ends()
        .forEach(
            (name, changes) -> {
              if (!name.contains("consent")) {
                ImpersonationScene scene = ImpersonationScene.in(world());
                Impersonation begun = scene.begin();
                assertThat(isAlive(scene, begun)).as("before %s", name).isTrue();
                changes.get(0).accept(scene);
                assertThat(isAlive(scene, begun)).as("after %s", name).isFalse();
              }
            });
  }

  /**
   * Writes that no call makes by itself, as by a node without impersonations: undone afterwards.
   */
  @Test
  default void an_impersonation_is_judged_by_both_accounts_as_they_are_at_each_use_THREATS_78() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    Impersonation begun = scene.begin();
    UserId root = scene.root();
    UserId mia = scene.mia();
    Map<String, List<Consumer<ImpersonationScene>>> facts =
        ImmutableMap.<String, List<Consumer<ImpersonationScene>>>builder()
            .put("demoted", both(root, user -> user.superUser(false), user -> user.superUser(true)))
            .put("locked", both(root, user -> user.locked(true), user -> user.locked(false)))
            .put("signed out", both(root, user -> user.stamp(9), user -> user.stamp(0)))
            .put("promoted", both(mia, user -> user.superUser(true), user -> user.superUser(false)))
            .put("target locked", both(mia, user -> user.locked(true), user -> user.locked(false)))
            .put("target signed out", both(mia, user -> user.stamp(9), user -> user.stamp(0)))
            .put("switched off", List.of(in -> membership(in, false), in -> membership(in, true)))
            .put(
                "closed",
                List.of(
                    in ->
                        write(
                            in,
                            tx ->
                                tx.impersonations()
                                    .delete(tx.impersonations().support(in.org()).orElseThrow()),
                            in.org()),
                    in ->
                        write(
                            in,
                            tx ->
                                tx.impersonations()
                                    .save(
                                        new SupportAccess(
                                            in.org(), World.START.plus(Duration.ofDays(1)))),
                            in.org())))
            .buildOrThrow();
    facts.forEach(
        (name, changes) -> {
          assertThat(isAlive(scene, begun)).as("before %s", name).isTrue();
          changes.get(0).accept(scene);
          scene.requireOver(begun, name);
          assertThat(scene.staff().actor().user()).contains(root);
          changes.get(1).accept(scene);
        });
    assertThat(isAlive(scene, begun)).isTrue();
  }

  private static List<Consumer<ImpersonationScene>> both(
      UserId user, UnaryOperator<User.Builder> there, UnaryOperator<User.Builder> back) {
    return List.of(in -> edit(in, user, there), in -> edit(in, user, back));
  }

  private static void edit(
      ImpersonationScene scene, UserId user, UnaryOperator<User.Builder> change) {
    write(
        scene,
        tx -> {
          User before = tx.users().find(user).orElseThrow();
          User.Builder after = change.apply(User.builder().from(before));
          tx.users().save(after.version(tx.revision(user) + 1).build());
        },
        user);
  }

  private static void membership(ImpersonationScene scene, boolean active) {
    write(
        scene,
        tx ->
            tx.orgs()
                .save(
                    tx.orgs()
                        .membership(scene.org(), scene.mia())
                        .orElseThrow()
                        .withActive(active)),
        scene.org(),
        scene.mia());
  }

  private static void write(ImpersonationScene scene, Consumer<Transaction> unit, Tenant... locks) {
    new StoreRows(scene.world().store()).write(unit, locks);
  }

  @Test
  default void changes_hold_the_locks_of_both_accounts_and_of_the_org() {
    Store store = newStore();
    ImpersonationScene scene = ImpersonationScene.in(new World(store));
    scene.target().resources().register(DOC.id("2"));
    List<Set<Tenant>> locked = new ArrayList<>();
    World watched = new World(new LockRecord(store, locked));
    Set<Tenant> all = Set.of(scene.org(), scene.mia(), scene.root());

    Impersonation begun = watched.as(scene.root()).impersonations().begin(scene.wanted()).value();
    assertThat(locked).containsExactly(all);
    locked.clear();
    Session acting = watched.bailiwick().actingAs(begun.actor());
    acting.resources().delete(DOC.id("2"));
    assertThat(locked).as("a change by impersonation").containsExactly(all);
    locked.clear();
    acting.impersonations().end(begun.id());
    assertThat(locked).as("the end by impersonation").containsExactly(all);
  }

  @Test
  default void an_impersonator_gives_nothing_and_the_target_gains_nothing_THREATS_78() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId max = world.member("max", scene.org());
    world.join(scene.org(), scene.root());
    scene.owner().resources().register(DOC.id("2"));
    scene.owner().grants().grant(COLLABORATOR, DOC.id("2"), scene.root());
    scene.owner().grants().grant(COLLABORATOR, DOC.id("2"), scene.olga());
    Impersonation begun =
        scene
            .staff()
            .impersonations()
            .begin(NewImpersonation.of(scene.org(), scene.olga(), "ticket 7"))
            .value();
    assertThatThrownBy(() -> scene.acting(begun).grants().grant(COLLABORATOR, DOC.id("2"), max))
        .isInstanceOf(NoPermission.class);
    Impersonation ofMia = scene.begin();

    // The target signs in, while and after the impersonation.
    long stamp = world.system().users().signIn(scene.mia());
    var target = world.bailiwick().actingAs(Actor.user(scene.mia()).in(scene.org()).since(stamp));
    assertThat(target.may(READ, DOC.id("2"))).isFalse();
    assertThatThrownBy(() -> target.users().makeSuperUser(scene.mia()))
        .isInstanceOf(NoPermission.class);
    scene.acting(ofMia).impersonations().end(ofMia.id());
    assertThat(target.may(READ, DOC.id("2"))).isFalse();
    assertThat(target.may(READ, DOC.id("1"))).isTrue();
    assertThat(world.as(max, scene.org()).may(READ, DOC.id("2"))).isFalse();
  }

  @Test
  default void a_suspended_org_gives_an_impersonator_nothing() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    Impersonation begun = scene.begin();
    scene.world().system().orgs().suspend(scene.org(), "unpaid");
    assertThat(scene.acting(begun).may(READ, DOC.id("1"))).isFalse();
    assertThatThrownBy(() -> scene.acting(begun).resources().get(DOC.id("1")))
        .isInstanceOf(OrgSuspended.class);
    assertThatThrownBy(() -> scene.staff().impersonations().begin(scene.wanted()))
        .isInstanceOf(OrgSuspended.class);
    scene.world().system().orgs().resume(scene.org());
    assertThat(scene.acting(begun).may(READ, DOC.id("1"))).isTrue();
  }

  @Test
  default void an_altered_actor_of_an_impersonation_is_refused() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId max = world.member("max", scene.org());
    UserId other = world.user("other");
    OrgId elsewhere = world.org("other", other);
    world.join(elsewhere, scene.mia());
    UserId sue = world.superUser("sue");
    Impersonation begun = scene.begin();
    ImpersonationUse use = new ImpersonationUse(begun.id(), scene.root());
    assertThat(begun.actor())
        .isEqualTo(Actor.user(scene.mia()).in(scene.org()).impersonatedBy(use));
    Actor mia = Actor.user(scene.mia());
    for (Actor altered :
        List.of(
            mia.impersonatedBy(use),
            mia.in(elsewhere).impersonatedBy(use),
            begun.actor().outsideOrgs(),
            begun.actor().in(elsewhere),
            Actor.user(max).in(scene.org()).impersonatedBy(use),
            Actor.user(scene.olga()).in(scene.org()).impersonatedBy(use),
            Actor.user(scene.root()).in(scene.org()).impersonatedBy(use),
            mia.in(scene.org()).impersonatedBy(new ImpersonationUse(begun.id(), sue)),
            mia.in(scene.org())
                .impersonatedBy(
                    new ImpersonationUse(new ImpersonationId(987_654_321), scene.root())),
            begun.actor().since(99))) {
      assertThatThrownBy(() -> world.bailiwick().actingAs(altered).may(READ, DOC.id("1")))
          .as(altered.toString())
          .isInstanceOf(SignInEnded.class);
      assertThatThrownBy(() -> world.bailiwick().actingAs(altered).resources().get(DOC.id("1")))
          .isInstanceOf(SignInEnded.class);
    }
    KeyUse key = new KeyUse(new ApiKeyId(1), 0);
    for (Runnable call :
        List.<Runnable>of(
            () -> begun.actor().through(key),
            () -> mia.through(key).impersonatedBy(use),
            () -> Actor.system("x").impersonatedBy(use),
            () -> Actor.unnamed().impersonatedBy(use))) {
      assertThatThrownBy(call::run).isInstanceOf(InvalidParameter.class);
    }
    assertThat(scene.acting(begun).may(READ, DOC.id("1"))).isTrue();
  }

  @Test
  default void the_end_is_noticed_whatever_age_of_answers_the_session_names_THREATS_75() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    Impersonation begun = scene.begin();
    var stale =
        scene
            .world()
            .bailiwick()
            .withSignInAge(Duration.ZERO)
            .actingAs(begun.actor())
            .at(Consistency.within(Duration.ofHours(1)));
    assertThat(stale.may(READ, DOC.id("1"))).isTrue();
    scene.target().impersonations().end(begun.id());
    assertThatThrownBy(() -> stale.may(READ, DOC.id("1"))).isInstanceOf(SignInEnded.class);
  }

  @Test
  default void a_closed_org_takes_no_impersonation_and_closing_it_again_changes_nothing() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    Impersonation begun = scene.begin();
    scene.owner().impersonations().closeToSupport(scene.org());
    int entries = scene.world().log(scene.org()).size();
    scene.owner().impersonations().closeToSupport(scene.org());
    assertThat(scene.world().log(scene.org())).hasSize(entries);
    assertThatThrownBy(() -> scene.begin()).isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> scene.staff().impersonations().end(begun.id()))
        .isInstanceOf(NoSuchImpersonation.class);
    assertThat(scene.staff().impersonations().mine()).isEmpty();
  }
}
