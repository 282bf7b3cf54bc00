package dev.bailiwick.contract.topic.key;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.PURGE;
import static dev.bailiwick.contract.topic.key.KeySessions.newKey;
import static dev.bailiwick.contract.topic.key.KeySessions.refused;
import static dev.bailiwick.contract.topic.key.KeySessions.using;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OWNER;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.key.NoSuchApiKey;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.StandingLost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The ends of API keys, and the keys of service accounts. */
public interface KeyEndsContract extends ContractTopic {
  /** The world of one key: its org, the org's owner and the owner of the key. */
  record Scene(World world, OrgId org, UserId owner, UserId mia) {
    Session admin() {
      return world.as(owner, org);
    }
  }

  /** The ways in which a person's key in an org ends for good. */
  private static Map<String, BiConsumer<World, Scene>> ends() {
    return ImmutableMap.<String, BiConsumer<World, Scene>>builder()
        .put("removed", (world, in) -> in.admin().orgs().members(in.org()).remove(in.mia()))
        .put("left", (world, in) -> world.as(in.mia(), in.org()).orgs().members(in.org()).leave())
        .put(
            "replaced",
            (world, in) ->
                in.admin().orgs().members(in.org()).replace(member(in.owner()).asAdmin()))
        .put("erased", (world, in) -> world.system().users().erase(in.mia()))
        .put("org deleted", (world, in) -> in.admin().orgs().delete(in.org()))
        .put("signed out", (world, in) -> world.as(in.mia()).users().signOutEverywhere(in.mia()))
        .build();
  }

  @Test
  default void a_key_ends_with_its_owners_place_in_the_same_commit_THREATS_21_75() {
    ends()
        .forEach(
            (name, end) -> {
              World world = world();
              UserId owner = world.user("owner");
              OrgId org = world.org("acme", owner);
              Scene scene = new Scene(world, org, owner, world.member("mia", org));
              IssuedApiKey key = newKey(world.as(scene.mia(), org), NewApiKey.named("ci"));
              IssuedApiKey own = newKey(world.as(scene.mia()), NewApiKey.named("own"));
              Session open = using(world, key);
              int before = world.committed().size();

              end.accept(world, scene);

              refused(world, key);
              assertThatThrownBy(() -> open.may(READ, org))
                  .as(name)
                  .isInstanceOf(SignInEnded.class);
              assertThat(
                      world.committed().subList(before, world.committed().size()).stream()
                          .map(AuditEntry::items)
                          .flatMap(List::stream)
                          .filter(item -> item.type() == ItemType.API_KEY))
                  .as("the log says that the key of a user who was %s has ended", name)
                  .isNotEmpty()
                  .allMatch(item -> item.kind() == ItemChange.Kind.DELETED);
              if (List.of("removed", "left", "replaced").contains(name)) {
                world.system(org).orgs().members(org).add(member(scene.mia()));
                refused(world, key);
                assertThat(using(world, own).users().current().id()).isEqualTo(scene.mia());
              } else if (!name.equals("org deleted")) {
                refused(world, own);
              }
            });
  }

  @Test
  default void each_change_of_a_key_is_in_the_log_of_its_tenant() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    Session session = world.as(owner, org);
    int before = world.committed().size();
    IssuedApiKey key = newKey(session, NewApiKey.named("ci"));
    session.apiKeys().rename(key.key().id(), "build");
    session.apiKeys().rename(key.key().id(), "build");
    session.apiKeys().rotate(key.key().id());
    session.apiKeys().revoke(key.key().id());

    List<AuditEntry> log = world.committed().subList(before, world.committed().size());
    assertThat(log)
        .extracting(AuditEntry::event)
        .containsExactly(Event.KEY_CREATE, Event.KEY_RENAME, Event.KEY_ROTATE, Event.KEY_REVOKE);
    assertThat(log).allMatch(entry -> entry.tenant().equals(org) && entry.items().size() == 1);
  }

  @Test
  default void a_key_of_another_org_answers_like_one_that_does_not_exist_THREATS_7() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId other = world.user("other");
    OrgId elsewhere = world.org("other", other);
    ApiKeyId theirs = newKey(world.as(other, elsewhere), NewApiKey.named("theirs")).key().id();
    ApiKeyId own = newKey(world.as(owner), NewApiKey.named("own")).key().id();
    Session session = world.as(owner, org);
    LogSnapshot before = LogSnapshot.of(world.store());
    for (ApiKeyId key : List.of(theirs, own, new ApiKeyId(987_654_321))) {
      for (Runnable call :
          List.<Runnable>of(
              () -> session.apiKeys().rename(key, "mine"),
              () -> session.apiKeys().rotate(key),
              () -> session.apiKeys().revoke(key))) {
        assertThatThrownBy(call::run)
            .isInstanceOf(NoSuchApiKey.class)
            .hasMessage("no such API key: " + key);
      }
    }
    assertThatThrownBy(() -> session.apiKeys().ofOrg(elsewhere, PageRequest.first()))
        .isInstanceOf(NoSuchOrg.class);
    assertThatThrownBy(() -> session.apiKeys().shownTo(elsewhere, other))
        .isInstanceOf(NoSuchOrg.class);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void a_key_is_no_good_while_its_owner_is_not_THREATS_20() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId mia = world.member("mia", org);
    IssuedApiKey key = newKey(world.as(mia, org), NewApiKey.named("ci"));
    Map<Runnable, Runnable> pauses =
        Map.of(
            () -> world.system().users().lock(mia),
            () -> world.system().users().unlock(mia),
            () -> world.system().users().deactivate(mia),
            () -> world.system().users().activate(mia),
            () -> world.as(owner, org).orgs().members(org).deactivate(mia),
            () -> world.as(owner, org).orgs().members(org).activate(mia),
            () -> world.system().orgs().suspend(org, "unpaid"),
            () -> world.system().orgs().resume(org));
    pauses.forEach(
        (begin, end) -> {
          Session open = using(world, key);
          begin.run();
          refused(world, key);
          try {
            assertThat(open.may(READ, org)).isFalse();
          } catch (SignInEnded ended) {
            assertThat(ended.user()).isEqualTo(mia);
          }
          end.run();
          assertThat(using(world, key).users().current().id()).isEqualTo(mia);
        });
  }

  @Test
  default void a_key_revoked_while_a_change_is_under_way_undoes_it() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId mia = world.member("mia", org);
    world.as(owner, org).grants().grant(ADMIN, DOC.id("1"), mia);
    IssuedApiKey key = newKey(world.as(mia, org), NewApiKey.named("ci"));
    Session open = using(world, key);
    open.grants().grant(COLLABORATOR, DOC.id("1"), owner);

    world.as(mia, org).apiKeys().revoke(key.key().id());

    assertThatThrownBy(() -> open.grants().revoke(COLLABORATOR, DOC.id("1"), owner))
        .isInstanceOf(SignInEnded.class)
        .isNotInstanceOf(StandingLost.class);
  }

  @Test
  default void nobody_is_shown_a_secret_of_a_stronger_service_account_THREATS_77() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId admin = world.admin("adam", org);
    UserId mia = world.member("mia", org);
    UserId robot = world.as(admin, org).users().registerService(org, "robot").id();
    IssuedApiKey key =
        world.as(admin, org).apiKeys().createFor(robot, NewApiKey.named("ci")).value();
    assertThat(world.as(owner, org).apiKeys().shownTo(org, admin))
        .extracting(listed -> listed.id())
        .containsExactly(key.key().id());
    assertThatThrownBy(() -> world.as(mia, org).apiKeys().createFor(robot, NewApiKey.named("x")))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(mia, org).apiKeys().shownTo(org, admin))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(
            () ->
                world
                    .as(owner, org)
                    .apiKeys()
                    .createFor(world.user("stranger"), NewApiKey.named("x")))
        .isInstanceOf(NoSuchMember.class);

    // A denial binds the admin, and not the account: so the account is the stronger one.
    world.as(owner, org).grants().grant(COLLABORATOR, DOC.id("1"), robot);
    world.as(owner, org).grants().deny(COLLABORATOR, DOC.id("1"), admin);
    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(admin, org).apiKeys().rotate(key.key().id()),
            () -> world.as(admin, org).apiKeys().createFor(robot, NewApiKey.named("x")))) {
      assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
    }
    world.as(owner, org).apiKeys().rotate(key.key().id(), Duration.ZERO);
    refused(world, key);
    assertThat(world.as(owner, org).apiKeys().shownTo(org, admin)).isEmpty();
    assertThat(world.as(owner, org).apiKeys().shownTo(org, owner)).hasSize(1);
    world.as(admin, org).apiKeys().rename(key.key().id(), "build");
    assertThat(world.as(admin, org).apiKeys().ofOrg(org, PageRequest.first()).items())
        .extracting(listed -> listed.name())
        .containsExactly("build");
    world.as(admin, org).apiKeys().revoke(key.key().id());
  }

  @Test
  default void
      an_admin_without_the_owners_permissions_is_shown_no_secret_of_an_account_with_them() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId admin = world.admin("adam", org);
    UserId robot = world.as(owner, org).users().registerService(org, "robot").id();
    world.as(owner, org).grants().grant(OWNER, DOC.id("1"), robot);
    assertThat(world.as(robot, org).may(PURGE, DOC.id("1"))).isTrue();
    assertThat(world.as(admin, org).may(PURGE, DOC.id("1"))).isFalse();

    assertThatThrownBy(() -> world.as(admin, org).apiKeys().createFor(robot, NewApiKey.named("x")))
        .isInstanceOf(NoPermission.class);
    world.as(owner, org).apiKeys().createFor(robot, NewApiKey.named("x"));
  }

  @Test
  default void a_service_accounts_keys_outlive_the_person_who_saw_them() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId admin = world.admin("adam", org);
    UserId robot = world.as(admin, org).users().registerService(org, "robot").id();
    IssuedApiKey key =
        world.as(admin, org).apiKeys().createFor(robot, NewApiKey.named("ci")).value();
    world.as(owner, org).orgs().members(org).remove(admin);

    assertThat(using(world, key).users().current().id()).isEqualTo(robot);
    assertThat(world.as(owner, org).apiKeys().shownTo(org, admin)).hasSize(1);
    world.as(owner, org).orgs().members(org).remove(robot);
    refused(world, key);
    assertThat(world.as(owner, org).apiKeys().ofOrg(org, PageRequest.first()).items()).isEmpty();
  }
}
