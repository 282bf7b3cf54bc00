package dev.bailiwick.contract.topic.concurrency;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bailiwick.Session;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.InterleavingStore;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.user.Profile;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * No actor makes a change after they lost, while it was under way, the right to make it. The call
 * that takes the right away does not wait for the change.
 */
public interface StandingContract extends ContractTopic {

  /**
   * People in and around an org that shares, and a store that runs concurrent calls within a
   * change.
   */
  final class Scene {
    private final InterleavingStore store;
    private final World world;
    private final World others;
    private final OrgId acme;
    private final OrgId partner;
    private final UserId olga;
    private final UserId petra;
    private final UserId ann;
    private final UserId gus;
    private final UserId sam;
    private final UserId ben;

    public Scene(ContractTopic contract) {
      store = new InterleavingStore(contract.newStore());
      world = new World(store);
      others = world.through(contract.beside(store.inner()));
      olga = world.user("olga");
      petra = world.user("petra");
      acme = world.org("acme", olga);
      partner = world.org("partner", petra);
      world.sharing(acme, true);
      ann = world.admin("ann", acme);
      gus = world.member("gus", partner);
      sam = world.superUser("sam");
      ben = world.member("ben", acme);
      world.join(partner, ann);
      world.system(acme).grants().grant(ADMIN, DOC.id("1"), partner);
    }

    Session host() {
      return others.system();
    }

    void grants(UserId actor) {
      world.as(actor, acme).grants().grant(COLLABORATOR, DOC.id("1"), ben);
    }

    List<AuditEntry> log() {
      return world.log(acme);
    }

    /** The change is refused as if the actor had never had the right, and leaves no trace. */
    void refusedWhile(Runnable others, Runnable change) {
      List<AuditEntry> before = log();
      int refused = world.refusals().size();
      int accounts = accounts();
      store.once(others);
      Throwable thrown = catchThrowable(change::run);
      assertThat(thrown).isInstanceOfAny(NotPermitted.class, NotFound.class);
      assertThat(log()).isEqualTo(before);
      assertThat(accounts()).isEqualTo(accounts);
      assertThat(world.refusals()).hasSize(refused + (thrown instanceof NotPermitted ? 1 : 0));
    }

    private int accounts() {
      return world
          .store()
          .read(Consistency.latest(), view -> view.users().list(StoreRows.all()).size());
    }

    /** The change is made, once. */
    void madeWhile(Runnable others, Runnable change) {
      int before = log().size();
      store.once(others);
      change.run();
      assertThat(log()).hasSize(before + 1);
    }
  }

  private void refused(BiConsumer<Scene, UserId> loss) {
    Scene scene = new Scene(this);
    scene.refusedWhile(() -> loss.accept(scene, scene.ann), () -> scene.grants(scene.ann));
  }

  @Test
  default void an_admin_deactivated_while_granting_does_not_grant() {
    refused((scene, ann) -> scene.host().users().deactivate(ann));
  }

  @Test
  default void an_admin_locked_while_granting_does_not_grant() {
    refused((scene, ann) -> scene.host().users().lock(ann));
  }

  @Test
  default void a_super_user_erased_while_granting_does_not_grant() {
    Scene scene = new Scene(this);
    scene.refusedWhile(() -> scene.host().users().erase(scene.sam), () -> scene.grants(scene.sam));
  }

  @Test
  default void a_former_super_user_does_not_make_a_super_users_change() {
    Scene scene = new Scene(this);
    scene.refusedWhile(
        () -> scene.host().users().revokeSuperUser(scene.sam), () -> scene.grants(scene.sam));
    scene.host().users().makeSuperUser(scene.sam);
    scene.refusedWhile(
        () -> scene.host().users().revokeSuperUser(scene.sam),
        () -> scene.world.as(scene.sam).users().register(Profile.named("new")));
  }

  @Test
  default void a_guest_leaving_the_org_that_received_the_grant_does_not_grant() {
    for (BiConsumer<Scene, UserId> loss :
        List.<BiConsumer<Scene, UserId>>of(
            (scene, gus) ->
                scene.others.as(gus, scene.partner).orgs().members(scene.partner).leave(),
            (scene, gus) ->
                scene
                    .others
                    .as(scene.petra, scene.partner)
                    .orgs()
                    .members(scene.partner)
                    .remove(gus),
            (scene, gus) -> scene.host().orgs().members(scene.partner).deactivate(gus))) {
      Scene scene = new Scene(this);
      scene.refusedWhile(() -> loss.accept(scene, scene.gus), () -> scene.grants(scene.gus));
    }
  }

  @Test
  default void a_guest_whose_org_is_suspended_while_granting_does_not_grant() {
    for (Suspension extent : Suspension.values()) {
      Scene scene = new Scene(this);
      scene.refusedWhile(
          () -> scene.host().orgs().suspend(scene.partner, "unpaid", extent),
          () -> scene.grants(scene.gus));
      scene.host().orgs().resume(scene.partner);
      scene.madeWhile(() -> {}, () -> scene.grants(scene.gus));
    }
  }

  @Test
  default void a_change_under_an_operation_id_is_not_made_either_and_the_id_stays_free() {
    Scene scene = new Scene(this);
    Session ann = scene.world.as(scene.ann, scene.acme).operation("1");
    Runnable grants = () -> ann.grants().grant(COLLABORATOR, DOC.id("1"), scene.ben);
    scene.refusedWhile(() -> scene.host().users().deactivate(scene.ann), grants);
    scene.host().users().activate(scene.ann);
    scene.madeWhile(() -> {}, grants);
  }

  @Test
  default void an_unrelated_change_of_the_actor_does_not_stop_the_change() {
    Scene scene = new Scene(this);
    scene.madeWhile(
        () -> scene.host().users().update(scene.ann, Profile.named("Anna")),
        () -> scene.grants(scene.ann));
    Scene guest = new Scene(this);
    guest.madeWhile(
        () -> guest.host().orgs().members(guest.partner).remove(guest.ann),
        () -> guest.grants(guest.ann));
    Scene rejoined = new Scene(this);
    rejoined.madeWhile(
        () -> {
          rejoined.host().users().deactivate(rejoined.ann);
          rejoined.host().users().activate(rejoined.ann);
        },
        () -> rejoined.grants(rejoined.ann));
  }

  @Test
  default void an_actor_may_end_their_own_standing() {
    Scene scene = new Scene(this);
    scene.world.as(scene.sam).users().deactivate(scene.sam);
    assertThat(scene.world.system().users().get(scene.sam).usable()).isFalse();
    scene.world.as(scene.gus, scene.partner).orgs().members(scene.partner).leave();
    assertThat(scene.world.system().users().memberships(scene.gus)).isEmpty();
    UserId sue = scene.world.superUser("sue");
    scene.world.as(sue).users().revokeSuperUser(sue);
    scene.world.as(sue).users().erase(sue);
    assertThat(scene.log()).isNotEmpty();
  }
}
