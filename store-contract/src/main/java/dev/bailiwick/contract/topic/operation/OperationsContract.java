package dev.bailiwick.contract.topic.operation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.FailingAuditStore;
import dev.bailiwick.contract.fixture.MutationTrial;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.Mutations.Scene;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Operation;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A change that is requested again under the same operation id, since the reply was lost, is made
 * once, and the repeated call returns the result.
 */
public interface OperationsContract extends OperationRequestsContract, RevisionsContract {
  @Test
  default void every_change_is_made_once_under_an_operation_id_and_told_again() {
    assertThat(Mutations.all().keySet())
        .as("changes")
        .isEqualTo(Mutations.declared().stream().map(Mutations::name).collect(Collectors.toSet()));
    MutationTrial.ofEachChange(
        this::world,
        (name, change, scene) -> {
          World world = scene.world;
          StoreContents before = StoreContents.of(world.store());
          Object first = change.apply(scene, Optional.of("1"));
          StoreContents after = StoreContents.of(world.store());
          List<AuditEntry> log = world.log(scene.org);
          assertThat(after).as("%s changes something", name).isNotEqualTo(before);
          world.clock().advance(Duration.ofMinutes(1));
          assertThat(change.apply(scene, Optional.of("1"))).as("%s again", name).isEqualTo(first);
          assertThat(StoreContents.of(world.store())).as("after %s again", name).isEqualTo(after);
          assertThat(world.log(scene.org)).as("the log of %s", name).isEqualTo(log);
        });
  }

  @Test
  default void a_change_that_finds_nothing_to_change_is_told_again_too() {
    World world = world();
    Scene scene = new Scene(world, "acme");
    world.system(scene.org).grants().grant(OPERATOR, DOC.id("2"), scene.mia);
    Session once = world.system(scene.org).operation("1");
    var first = once.grants().grant(OPERATOR, DOC.id("2"), scene.mia);
    world.system(scene.org).grants().removeAll(DOC.id("2"));
    assertThat(once.grants().grant(OPERATOR, DOC.id("2"), scene.mia)).isEqualTo(first);
    assertThat(world.system(scene.org).access().grantedTo(scene.mia, PageRequest.first()).items())
        .as("it is not made again")
        .noneMatch(grant -> grant.resource().equals(DOC.id("2").key()));
  }

  @Test
  default void an_operation_id_is_the_actors_own_in_the_org_that_they_act_in() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", olga);
    UserId mia = world.member("mia", acme);
    List<Session> sessions =
        List.of(
            world.as(olga),
            world.as(olga, acme),
            world.as(olga, globex),
            world.as(mia, acme),
            world.system(acme),
            world.bailiwick().actingAs(Actor.system("user:" + olga.value()).in(acme)));
    for (int i = 0; i < sessions.size(); i++) {
      NewTeam team = NewTeam.builder().name("team" + i).owner(i == 3 ? mia : olga).build();
      Team made = sessions.get(i).operation("1").teams().create(team);
      assertThat(sessions.get(i).operation("1").teams().create(team)).isEqualTo(made);
      assertThat(sessions.get(i).operation(" 1").teams().create(team.withName("more" + i)).id())
          .as("another id")
          .isNotEqualTo(made.id());
    }
  }

  @Test
  default void an_operation_id_is_free_again_after_a_day() {
    World world = world();
    Session once = world.system().operation("1");
    User ann = once.users().register(Profile.named("Ann"));
    world.clock().advance(Limits.OPERATION_KEPT.minusNanos(1_000));
    assertThat(once.users().register(Profile.named("Ann"))).isEqualTo(ann);
    world.clock().advance(Duration.ofNanos(1_000));
    User second = once.users().register(Profile.named("Ann"));
    assertThat(second.id()).isNotEqualTo(ann.id());
    assertThat(once.users().register(Profile.named("Ann"))).isEqualTo(second);
    world.clock().advance(Limits.OPERATION_KEPT);
    assertThat(once.users().register(Profile.named("Ben")).fullName())
        .as("another request")
        .isEqualTo("Ben");
  }

  @Test
  default void a_change_that_is_refused_or_fails_takes_no_id() {
    World world = world();
    Scene scene = new Scene(world, "acme");
    Session mia = world.as(scene.mia, scene.org).operation("1");
    assertThatThrownBy(() -> mia.orgs().update(scene.org, OrgChange.ofSharing(true)))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> mia.teams().create(NewTeam.named("OPS")))
        .isInstanceOf(TeamConflict.class);
    assertThatThrownBy(() -> mia.teams().delete(new TeamId(Long.MAX_VALUE - 1)))
        .isInstanceOf(NotFound.class);
    assertThat(mia.teams().create(NewTeam.named("new")).name()).isEqualTo("new");
    Session host = world.system(scene.org).operation("1");
    assertThatThrownBy(() -> host.orgs().members(scene.org).remove(scene.olga))
        .isInstanceOf(OrgConflict.class);
    host.orgs().members(scene.org).remove(scene.mia);
    assertThat(world.refusals()).as("each refused request, once").hasSize(1);
  }

  @Test
  default void a_change_without_its_audit_entry_takes_no_operation_id() {
    FailingAuditStore store = new FailingAuditStore(newStore());
    World world = new World(store);
    Session once = world.system().operation("1");
    store.fail(true);
    assertThatThrownBy(() -> once.users().register(Profile.named("Ann")))
        .hasMessage("the log is full");
    store.fail(false);
    assertThat(once.users().register(Profile.named("Ben")).fullName()).isEqualTo("Ben");
  }

  @Test
  default void a_repeated_request_returns_the_current_state() {
    World world = world();
    Scene scene = new Scene(world, "acme");
    Session once = world.as(scene.olga, scene.org).operation("1");
    Team team = once.teams().create(NewTeam.named("new"));
    Team renamed = world.system(scene.org).teams().update(team.id(), TeamChange.ofName("renamed"));
    assertThat(once.teams().create(NewTeam.named("new"))).isEqualTo(renamed);
    Session added = world.as(scene.olga, scene.org).operation("2");
    var first =
        added.orgs().members(scene.org).add(member("ann@world.test"), member("ben@world.test"));
    UserId ann = first.value().get(0).id();
    UserId ben = first.value().get(1).id();
    world.system(scene.org).orgs().members(scene.org).remove(ann);
    world.system().users().update(ben, Profile.named("Benedict"));
    var again =
        added.orgs().members(scene.org).add(member("ann@world.test"), member("ben@world.test"));
    assertThat(again.value()).as("the outcomes of the change").isEqualTo(first.value());
    assertThat(again.revision()).as("that of the change").isEqualTo(first.revision());
  }

  @Test
  default void a_repeated_request_shows_nothing_that_the_actor_may_no_longer_see() {
    World world = world();
    Scene scene = new Scene(world, "acme");
    Session adam = world.as(scene.adam, scene.org);
    Runnable team = () -> adam.operation("1").teams().members(scene.ops).add(member(scene.lou));
    Runnable user = () -> adam.operation("2").users().register(Profile.named("New"));
    Runnable org =
        () -> adam.operation("3").orgs().update(scene.org, OrgChange.builder().name("N").build());
    Runnable doc = () -> adam.operation("4").resources().register(DOC.id("2"));
    Runnable members = () -> adam.operation("5").orgs().members(scene.org).makeAdmin(scene.mia);
    List<Runnable> all = List.of(team, user, org, doc, members);
    all.forEach(Runnable::run);
    all.forEach(Runnable::run);
    world.system().orgs().members(scene.org).remove(scene.adam);
    for (Runnable again : all) {
      assertThatThrownBy(again::run).isInstanceOf(NotFound.class);
    }
    world.system().users().deactivate(scene.adam);
    for (Runnable again : all) {
      assertThatThrownBy(again::run)
          .as("an account that does not count")
          .isInstanceOf(NoPermission.class);
    }
  }

  @Test
  default void an_erasure_or_deletion_is_confirmed_again_only_to_a_permitted_actor() {
    World world = world();
    Scene scene = new Scene(world, "acme");
    UserId sue = world.superUser("sue");
    Session once = world.as(sue).operation("1");
    User erased = once.users().erase(scene.gus);
    assertThat(once.users().erase(scene.gus)).isEqualTo(erased);
    Session deleted = world.as(sue).operation("2");
    deleted.orgs().delete(scene.org);
    world.system().users().revokeSuperUser(sue);
    assertThatThrownBy(() -> once.users().erase(scene.gus)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> deleted.orgs().delete(scene.org)).isInstanceOf(NotFound.class);
    OrgId own = world.org("own", sue);
    Session owner = world.as(sue, own).operation("3");
    assertThat(owner.orgs().delete(own)).isEqualTo(owner.orgs().delete(own));
  }

  @Test
  default void the_record_of_an_operation_holds_no_personal_data() {
    World world = world();
    Mutations.all()
        .forEach(
            (name, change) -> {
              Scene scene = new Scene(world, name.toLowerCase(Locale.ROOT));
              Object first = change.apply(scene, Optional.of("1"));
              Actor actor = Mutations.actor(name, scene).actor();
              Operation kept =
                  new StoreRows(world.store())
                      .<Optional<Operation>>read(
                          view -> view.operations().find(Operation.Key.of(actor, "1")))
                      .orElseThrow();
              for (String word : List.of("@", "mia", "olga", "adam", "gus")) {
                assertThat(kept.result()).as("%s: %s", name, first).doesNotContain(word);
              }
              assertThat(kept.digest()).matches("[0-9a-f]{64}");
            });
  }

  @Test
  default void an_unreadable_record_of_an_operation_is_an_error_and_changes_nothing() {
    World world = world();
    Session once = world.system().operation("1");
    once.users().register(Profile.named("Ann"));
    StoreRows rows = new StoreRows(world.store());
    Operation.Key key = Operation.Key.of(Actor.system("test"), "1");
    for (String broken : List.of("", "1", "x:1", "1:x", "9:1", "-1:1", "2:-1")) {
      Operation kept =
          rows.<Optional<Operation>>read(view -> view.operations().find(key)).orElseThrow();
      rows.write(
          tx -> {
            tx.operations().delete(kept);
            tx.operations().save(new Operation(key, kept.digest(), broken, kept.at()));
          });
      assertThatThrownBy(() -> once.users().register(Profile.named("Ann")))
          .as(broken)
          .isInstanceOf(CorruptData.class);
    }
    assertThat(world.system().users().list(PageRequest.first()).items()).hasSize(1);
  }

  @Test
  default void an_import_takes_no_operation_id() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    assertThatThrownBy(
            () ->
                world
                    .system()
                    .operation("1")
                    .bulk()
                    .importInto(acme, Collections.emptyIterator(), progress -> {}))
        .isInstanceOfSatisfying(
            InvalidParameter.class, refused -> assertThat(refused.field()).isEqualTo("operation"));
  }
}
