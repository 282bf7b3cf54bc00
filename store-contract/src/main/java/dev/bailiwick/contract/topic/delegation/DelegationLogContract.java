package dev.bailiwick.contract.topic.delegation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.MANAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Session;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.access.Listener;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LockRecord;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.notice.DelegationNotice;
import dev.bailiwick.notice.Notice;
import dev.bailiwick.page.Page;
import dev.bailiwick.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The audit log and the notices of delegations: the service account and the person are named. */
public interface DelegationLogContract extends ContractTopic {
  private static ImmutableList<AuditEntry> orgLog(Session session, DelegationScene scene) {
    return Page.all(page -> session.audit().ofOrg(scene.org(), AuditFilter.all(), page))
        .collect(ImmutableList.toImmutableList());
  }

  /** A service account that has deleted a document for the person, from an address. */
  private static Delegation deletes(DelegationScene scene, String document) {
    scene.deletable(document);
    Delegation allowed = scene.allow();
    RequestContext from = RequestContext.none().withAddress("203.0.113.9");
    scene
        .world()
        .bailiwick()
        .actingAs(allowed.actor(Actor.user(scene.robot())).from(from))
        .resources()
        .delete(DOC.id(document));
    return allowed;
  }

  private static AuditEntry entryOfDeletion(DelegationScene scene) {
    return scene.world().log(scene.org()).stream()
        .filter(entry -> entry.event().equals(Event.RESOURCE_DELETE))
        .findFirst()
        .orElseThrow();
  }

  @Test
  default void allow_and_revoke_are_entries_of_the_orgs_log() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    int before = world.committed().size();
    Delegation allowed = scene.allow();
    scene.agent().agents().revoke(allowed.id());
    List<AuditEntry> log = world.committed().subList(before, world.committed().size());
    assertThat(log)
        .extracting(AuditEntry::event)
        .containsExactly(Event.AGENT_ALLOW, Event.AGENT_REVOKE);
    assertThat(log).allMatch(entry -> entry.tenant().equals(scene.org()));
    assertThat(log.get(0).actor().user()).contains(scene.pat());
    assertThat(log.get(0).items()).containsExactly(ItemChange.created(allowed));
    assertThat(log.get(0).touches())
        .containsExactlyInAnyOrder(ResourceId.of(scene.pat()), ResourceId.of(scene.robot()));
    assertThat(log.get(1).actor().user()).contains(scene.robot());
    assertThat(log.get(1).items()).containsExactly(ItemChange.deleted(allowed));
    assertThat(log).allMatch(entry -> entry.onBehalfOf().isEmpty());
  }

  @Test
  default void the_end_by_a_change_is_in_the_entry_of_the_change() {
    DelegationScene scene = DelegationScene.in(world());
    Delegation first = scene.allow();
    scene.owner().orgs().members(scene.org()).deactivate(scene.pat());
    assertThat(scene.world().log(scene.org()).get(0).items()).contains(ItemChange.deleted(first));
    scene.owner().orgs().members(scene.org()).activate(scene.pat());
    Delegation second = scene.allow();
    scene.owner().users().lock(scene.robot());
    assertThat(scene.world().log(scene.org()).get(0).items()).contains(ItemChange.deleted(second));
  }

  @Test
  default void every_entry_of_a_change_names_the_agent_and_the_person_THREATS_16() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    UserId adam = world.admin("adam", scene.org());
    deletes(scene, "2");
    AuditEntry entry = world.log(scene.org()).get(0);
    assertThat(entry.event()).isEqualTo(Event.RESOURCE_DELETE);
    assertThat(entry.actor().user()).contains(scene.robot());
    assertThat(entry.onBehalfOf()).contains(scene.pat());
    assertThat(entry.impersonator()).isEmpty();
    assertThat(entry.bySuperUser()).isFalse();
    assertThat(entry.names())
        .containsEntry(scene.robot(), "robot")
        .containsEntry(scene.pat(), "pat");
    assertThat(world.committed().get(world.committed().size() - 1)).isEqualTo(entry);
    for (Session reader : List.of(scene.owner(), world.as(adam, scene.org()))) {
      AuditEntry read = orgLog(reader, scene).get(0);
      assertThat(read.actor().user()).contains(scene.robot());
      assertThat(read.onBehalfOf()).contains(scene.pat());
      assertThat(read.names()).containsEntry(scene.pat(), "pat");
    }
    scene.document("3");
    assertThat(world.log(scene.org()).get(0).onBehalfOf()).isEmpty();
  }

  @Test
  default void the_person_reads_what_was_done_for_them_and_not_from_where() {
    DelegationScene scene = DelegationScene.in(world());
    Delegation allowed = deletes(scene, "2");
    ImmutableList<AuditEntry> own =
        Page.all(page -> scene.person().audit().ofUser(scene.pat(), AuditFilter.all(), page))
            .collect(ImmutableList.toImmutableList());
    assertThat(own)
        .filteredOn(entry -> entry.event().equals(Event.AGENT_ALLOW))
        .hasSize(1)
        .allMatch(entry -> entry.items().equals(List.of(ItemChange.created(allowed))));
    assertThat(own)
        .filteredOn(entry -> entry.onBehalfOf().equals(Optional.of(scene.pat())))
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.actor().user()).contains(scene.robot());
              assertThat(entry.names()).containsEntry(scene.robot(), "robot");
              assertThat(entry.actor().context()).isEqualTo(RequestContext.none());
            });
    assertThat(entryOfDeletion(scene).actor().context().address()).contains("203.0.113.9");
  }

  @Test
  default void the_listener_is_told_of_the_agent_and_the_person() {
    DelegationScene scene = DelegationScene.in(world());
    List<Actor> refused = new ArrayList<>();
    Actor actor = scene.allow().actor(Actor.user(scene.robot()));
    Session acting =
        scene
            .world()
            .bailiwick()
            .withListener(
                new Listener() {
                  @Override
                  public void refused(Actor by, Event event, NotPermitted refusal) {
                    refused.add(by);
                  }
                })
            .actingAs(actor);
    assertThatThrownBy(() -> acting.require(MANAGE, DOC.id("1"))).isInstanceOf(AccessDenied.class);
    assertThatThrownBy(() -> acting.users().current()).isInstanceOf(NoPermission.class);
    assertThat(refused).containsExactly(actor, actor);
    assertThat(actor).hasToString(scene.robot() + " in " + scene.org() + " for " + scene.pat());
  }

  @Test
  default void the_erasure_of_the_person_removes_what_that_of_an_actor_removes() {
    DelegationScene scene = DelegationScene.in(world());
    deletes(scene, "2");
    scene.world().system().users().erase(scene.pat());
    AuditEntry erased = entryOfDeletion(scene);
    assertThat(erased.onBehalfOf()).contains(scene.pat());
    assertThat(erased.names()).containsOnlyKeys(scene.robot());
    assertThat(erased.actor().context()).isEqualTo(RequestContext.none());
  }

  @Test
  default void old_entries_are_removed_with_the_people_of_agents() {
    DelegationScene scene = DelegationScene.in(world());
    deletes(scene, "2");
    scene.world().clock().advance(Duration.ofDays(1));
    scene.world().system().audit().removeOlder(scene.org(), scene.world().clock().instant());
    assertThat(scene.world().log(scene.org()))
        .extracting(AuditEntry::event)
        .containsExactly(Event.AUDIT_REMOVE_OLDER);
  }

  @Test
  default void the_person_is_told_and_nobody_else() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    world.notices().clear();
    Delegation allowed = scene.allow();
    assertThat(world.notices())
        .containsExactly(new DelegationNotice(scene.pat(), World.START, allowed));
    assertThat(world.notices().get(0).kind()).isEqualTo(Notice.Kind.AGENT_ALLOWED);
    scene.person().agents().revoke(allowed.id());
    assertThat(world.notices()).hasSize(1);
  }

  @Test
  default void changes_for_a_person_hold_the_locks_of_both_accounts_and_of_the_org() {
    Store store = newStore();
    DelegationScene scene = DelegationScene.in(new World(store));
    scene.deletable("2");
    List<Set<Tenant>> locked = new ArrayList<>();
    World watched = new World(new LockRecord(store, locked));
    Set<Tenant> all = Set.of(scene.org(), scene.pat(), scene.robot());
    Delegation allowed =
        watched.as(scene.pat(), scene.org()).agents().allow(scene.wanted()).value();
    assertThat(locked).containsExactly(all);
    locked.clear();
    Session acting = watched.bailiwick().actingAs(allowed.actor(Actor.user(scene.robot())));
    acting.resources().delete(DOC.id("2"));
    assertThat(locked).as("a change for the person").containsExactly(all);
  }

  @Test
  default void an_operation_for_a_person_is_none_of_the_agents_own() {
    DelegationScene scene = DelegationScene.in(world());
    scene.deletable("2");
    scene.deletable("3");
    scene.agent().operation("once").resources().delete(DOC.id("2"));
    Session acting = scene.acting(scene.allow()).operation("once");
    for (int i = 0; i < 2; i++) {
      assertThatCode(() -> acting.resources().delete(DOC.id("3"))).doesNotThrowAnyException();
    }
    assertThat(
            scene.world().log(scene.org()).stream()
                .filter(entry -> entry.event().equals(Event.RESOURCE_DELETE))
                .map(AuditEntry::onBehalfOf))
        .containsExactly(Optional.of(scene.pat()), Optional.<UserId>empty());
  }

  @Test
  default void the_questions_of_an_agent_leave_no_trace() {
    DelegationScene scene = DelegationScene.in(world());
    Session acting = scene.acting(scene.allow());
    LogSnapshot before = LogSnapshot.of(scene.world().store());
    acting.may(MANAGE, DOC.id("1"));
    acting.resources().get(DOC.id("1"));
    assertThat(LogSnapshot.of(scene.world().store())).isEqualTo(before);
  }
}
