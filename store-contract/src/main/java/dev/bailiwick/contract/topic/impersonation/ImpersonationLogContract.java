package dev.bailiwick.contract.topic.impersonation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.MANAGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
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
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.notice.ImpersonationNotice;
import dev.bailiwick.notice.Notice;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The audit log and the notices of impersonations: both people are named. */
public interface ImpersonationLogContract extends ContractTopic {
  private static AuditEntry last(World world, OrgId org) {
    return world.log(org).get(0);
  }

  private static ImmutableList<AuditEntry> orgLog(Session session, OrgId org) {
    return Page.all(page -> session.audit().ofOrg(org, AuditFilter.all(), page))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<AuditEntry> logOf(Session session, UserId user) {
    return Page.all(page -> session.audit().ofUser(user, AuditFilter.all(), page))
        .collect(ImmutableList.toImmutableList());
  }

  /** An impersonated session that has deleted a document of the target, from an address. */
  private static Impersonation deletes(ImpersonationScene scene, String document) {
    scene.target().resources().register(DOC.id(document));
    scene.owner().grants().grant(ADMIN, DOC.id(document), scene.mia());
    Impersonation begun = scene.begin();
    RequestContext from = RequestContext.none().withAddress("203.0.113.9");
    scene
        .world()
        .bailiwick()
        .actingAs(begun.actor().from(from))
        .resources()
        .delete(DOC.id(document));
    return begun;
  }

  @Test
  default void begin_end_open_and_close_are_entries_of_the_orgs_log() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    int before = world.committed().size();
    Impersonation begun = scene.begin();
    scene.target().impersonations().end(begun.id());
    Impersonation second = scene.begin();
    scene.owner().impersonations().closeToSupport(scene.org());
    Instant until = World.START.plusSeconds(9);
    scene.owner().impersonations().openToSupport(scene.org(), until);
    scene.owner().impersonations().openToSupport(scene.org(), until);

    List<AuditEntry> log = world.committed().subList(before, world.committed().size());
    assertThat(log)
        .extracting(AuditEntry::event)
        .containsExactly(
            Event.IMPERSONATION_BEGIN,
            Event.IMPERSONATION_END,
            Event.IMPERSONATION_BEGIN,
            Event.IMPERSONATION_CLOSE,
            Event.IMPERSONATION_OPEN);
    assertThat(log).allMatch(entry -> entry.tenant().equals(scene.org()));
    AuditEntry first = log.get(0);
    assertThat(first.reason()).contains("ticket 7");
    assertThat(first.actor().user()).contains(scene.root());
    assertThat(first.items()).containsExactly(ItemChange.created(begun));
    assertThat(first.touches())
        .containsExactlyInAnyOrder(ResourceId.of(scene.mia()), ResourceId.of(scene.root()));
    assertThat(log.get(1).items()).containsExactly(ItemChange.deleted(begun));
    assertThat(log.get(3).items())
        .extracting(ItemChange::type)
        .containsExactly(ItemType.SUPPORT_ACCESS, ItemType.IMPERSONATION);
    assertThat(log.get(3).items().get(1)).isEqualTo(ItemChange.deleted(second));
  }

  @Test
  default void every_entry_of_a_change_names_both_THREATS_16() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId adam = world.admin("adam", scene.org());
    deletes(scene, "2");

    AuditEntry entry = last(world, scene.org());
    assertThat(entry.event()).isEqualTo(Event.RESOURCE_DELETE);
    assertThat(entry.actor().user()).contains(scene.mia());
    assertThat(entry.impersonator()).contains(scene.root());
    assertThat(entry.bySuperUser()).isFalse();
    assertThat(entry.names()).containsEntry(scene.root(), "root").containsEntry(scene.mia(), "mia");
    assertThat(world.committed().get(world.committed().size() - 1)).isEqualTo(entry);
    for (Session reader : List.of(scene.owner(), world.as(adam, scene.org()), scene.staff())) {
      AuditEntry read = orgLog(reader, scene.org()).get(0);
      assertThat(read.actor().user()).contains(scene.mia());
      assertThat(read.impersonator()).contains(scene.root());
      assertThat(read.names()).containsEntry(scene.root(), "root");
    }
    scene.target().resources().register(DOC.id("3"));
    assertThat(last(world, scene.org()).impersonator()).isEmpty();
  }

  @Test
  default void the_target_reads_who_acted_and_not_from_where() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    Impersonation begun = deletes(scene, "2");

    ImmutableList<AuditEntry> own = logOf(scene.target(), scene.mia());
    assertThat(own)
        .filteredOn(entry -> entry.event().equals(Event.IMPERSONATION_BEGIN))
        .hasSize(1)
        .allSatisfy(
            entry -> {
              assertThat(entry.items()).containsExactly(ItemChange.created(begun));
              assertThat(entry.reason()).contains("ticket 7");
            });
    AuditEntry deleted =
        orgLog(world.system(), scene.org()).stream()
            .filter(entry -> entry.impersonator().isPresent())
            .findFirst()
            .orElseThrow();
    assertThat(deleted.actor().context().address()).contains("203.0.113.9");
    ImmutableList<AuditEntry> touching =
        own.stream()
            .filter(entry -> entry.impersonator().isPresent())
            .collect(ImmutableList.toImmutableList());
    assertThat(touching)
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.impersonator()).contains(scene.root());
              assertThat(entry.names()).containsEntry(scene.root(), "root");
              assertThat(entry.actor().context()).isEqualTo(RequestContext.none());
            });
  }

  @Test
  default void the_listener_is_told_of_both() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    List<Actor> refused = new ArrayList<>();
    Impersonation begun = scene.begin();
    Session acting =
        scene
            .world()
            .bailiwick()
            .withListener(
                new Listener() {
                  @Override
                  public void refused(Actor actor, Event event, NotPermitted refusal) {
                    refused.add(actor);
                  }
                })
            .actingAs(begun.actor());
    assertThatThrownBy(() -> acting.require(MANAGE, DOC.id("1"))).isInstanceOf(AccessDenied.class);
    assertThatThrownBy(() -> acting.users().current()).isInstanceOf(NoPermission.class);
    assertThat(refused).containsExactly(begun.actor(), begun.actor());
    assertThat(begun.actor())
        .hasToString(scene.mia() + " in " + scene.org() + " impersonated by " + scene.root());
  }

  @Test
  default void the_erasure_of_the_impersonator_removes_what_that_of_an_actor_removes() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    deletes(scene, "2");
    scene.staff().users().erase(scene.root());
    AuditEntry byThemselves = entryOfDeletion(scene);
    assertThat(byThemselves.impersonator()).contains(scene.root());
    assertThat(byThemselves.names()).containsEntry(scene.root(), "root");
    assertThat(byThemselves.actor().context().address()).contains("203.0.113.9");

    ImpersonationScene other = ImpersonationScene.in(world());
    deletes(other, "2");
    other.world().system().users().erase(other.root());
    AuditEntry byHost = entryOfDeletion(other);
    assertThat(byHost.impersonator()).contains(other.root());
    assertThat(byHost.names()).containsOnlyKeys(other.mia());
    assertThat(byHost.actor().context()).isEqualTo(RequestContext.none());
    assertThat(orgLog(other.world().system(), other.org()).toString()).doesNotContain("root");
  }

  private static AuditEntry entryOfDeletion(ImpersonationScene scene) {
    return scene.world().log(scene.org()).stream()
        .filter(entry -> entry.event().equals(Event.RESOURCE_DELETE))
        .findFirst()
        .orElseThrow();
  }

  @Test
  default void old_entries_are_removed_with_their_impersonators() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    deletes(scene, "2");
    scene.world().clock().advance(Duration.ofDays(1));
    scene.world().system().audit().removeOlder(scene.org(), scene.world().clock().instant());
    assertThat(scene.world().log(scene.org()))
        .extracting(AuditEntry::event)
        .containsExactly(Event.AUDIT_REMOVE_OLDER);
  }

  @Test
  default void the_target_is_told_and_with_a_broken_glass_the_owner() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    Impersonation begun = scene.begin();
    assertThat(world.notices())
        .containsExactly(
            new ImpersonationNotice(Notice.Kind.IMPERSONATED, scene.mia(), World.START, begun));
    world.notices().clear();
    scene.owner().impersonations().closeToSupport(scene.org());
    assertThatThrownBy(() -> scene.begin()).isInstanceOf(NoPermission.class);
    assertThat(world.notices()).isEmpty();

    Impersonation glass =
        scene.staff().impersonations().begin(scene.wanted().breakingGlass()).value();
    assertThat(glass.breakGlass()).isTrue();
    assertThat(world.notices())
        .containsExactly(
            new ImpersonationNotice(Notice.Kind.IMPERSONATED, scene.mia(), World.START, glass),
            new ImpersonationNotice(Notice.Kind.BREAK_GLASS, scene.olga(), World.START, glass));
    assertThat(scene.acting(glass).may(READ, DOC.id("1"))).isTrue();
    assertThat(scene.owner().impersonations().ofOrg(scene.org(), PageRequest.first()).items())
        .containsExactly(glass);
    assertThat(last(world, scene.org()).items().get(0).properties())
        .containsEntry("break_glass", new ItemChange.Values(Optional.empty(), Optional.of("true")));
  }

  @Test
  default void a_notice_that_fails_leaves_the_impersonation_begun() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    Session failing =
        scene
            .world()
            .bailiwick()
            .withNotices(
                notice -> {
                  throw new IllegalStateException("no mail today: " + notice.kind());
                })
            .actingAs(scene.staff().actor());
    NewImpersonation wanted = scene.wanted().breakingGlass();
    assertThatThrownBy(() -> failing.impersonations().begin(wanted))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("IMPERSONATED")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(scene.staff().impersonations().mine()).hasSize(1);
  }

  @Test
  default void an_operation_of_an_impersonator_is_none_of_the_targets() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    scene.target().resources().register(DOC.id("2"));
    scene.target().resources().register(DOC.id("3"));
    scene.target().operation("once").resources().delete(DOC.id("2"));
    Session acting = scene.acting(scene.begin()).operation("once");
    for (int i = 0; i < 2; i++) {
      assertThatCode(() -> acting.resources().delete(DOC.id("3"))).doesNotThrowAnyException();
    }
    assertThat(
            scene.world().log(scene.org()).stream()
                .filter(entry -> entry.event().equals(Event.RESOURCE_DELETE))
                .map(AuditEntry::impersonator))
        .containsExactly(Optional.of(scene.root()), Optional.<UserId>empty());
  }
}
