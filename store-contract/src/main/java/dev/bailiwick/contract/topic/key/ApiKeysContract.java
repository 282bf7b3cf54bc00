package dev.bailiwick.contract.topic.key;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.topic.key.KeySessions.newKey;
import static dev.bailiwick.contract.topic.key.KeySessions.refused;
import static dev.bailiwick.contract.topic.key.KeySessions.secret;
import static dev.bailiwick.contract.topic.key.KeySessions.using;
import static dev.bailiwick.permission.Permission.MANAGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Session;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.ApiKeySecret;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.KeyLimits;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.key.NoSuchApiKey;
import dev.bailiwick.key.NotAuthenticated;
import dev.bailiwick.notice.KeyNotice;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** API keys: made, used, rotated, and never more than their owner. */
public interface ApiKeysContract extends ContractTopic {
  /** The changes that a key of the whole scope can make; every other one is closed to keys. */
  Set<String> OPEN =
      ImmutableSet.of(
          "Resources.register",
          "Resources.move",
          "Resources.moveToTop",
          "Resources.delete",
          "Grants.grant",
          "Grants.deny",
          "Grants.merge",
          "Grants.mergeReachable",
          "Grants.replace",
          "Grants.replaceReachable",
          "Grants.revoke",
          "Grants.lift",
          "Grants.remove",
          "Grants.removeAll");

  @Test
  default void a_key_has_the_right_of_its_owner_within_its_scope_THREATS_15() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId mia = world.member("mia", org);
    world.as(owner, org).resources().register(DOC.id("top"));
    world.as(owner, org).resources().register(DOC.id("low").under(DOC.id("top")));
    world.as(owner, org).grants().grant(OPERATOR, DOC.id("top"), mia);
    world.as(owner, org).grants().grant(OPERATOR, DOC.id("other"), mia);
    Session whole = using(world, newKey(world.as(mia, org), NewApiKey.named("all")));
    Session reading =
        using(
            world,
            newKey(
                world.as(mia, org),
                NewApiKey.named("read").withScope(KeyScope.all().withRoles(COLLABORATOR))));
    Session placed =
        using(
            world,
            newKey(
                world.as(mia, org),
                NewApiKey.named("top").withScope(KeyScope.all().withResources(DOC.id("top")))));

    assertThat(whole.may(OPERATE, DOC.id("low"))).isTrue();
    assertThat(whole.may(MANAGE, DOC.id("low"))).isFalse();
    assertThat(reading.may(READ, DOC.id("low"))).isTrue();
    assertThat(reading.may(OPERATE, DOC.id("low"))).isFalse();
    assertThat(placed.may(OPERATE, DOC.id("top"))).isTrue();
    assertThat(placed.may(OPERATE, DOC.id("low"))).isTrue();
    assertThat(placed.may(READ, DOC.id("other"))).isFalse();
    assertThatThrownBy(() -> placed.require(READ, DOC.id("other")))
        .isInstanceOf(AccessDenied.class);
    assertThatThrownBy(() -> placed.explain(READ, DOC.id("top"))).isInstanceOf(NoPermission.class);

    world.as(owner, org).grants().revoke(OPERATOR, DOC.id("top"), mia);
    for (Session session : List.of(whole, reading, placed)) {
      assertThat(session.may(READ, DOC.id("low"))).isFalse();
    }
  }

  @Test
  default void a_narrow_key_of_an_admin_administers_nothing() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId mia = world.member("mia", org);
    Session narrow =
        using(
            world,
            newKey(
                world.as(owner, org),
                NewApiKey.named("doc").withScope(KeyScope.all().withResources(DOC.id("1")))));

    narrow.grants().grant(ADMIN, DOC.id("1"), mia);
    assertThat(world.as(mia, org).may(MANAGE, DOC.id("1"))).isTrue();
    for (Runnable call :
        List.<Runnable>of(
            () -> narrow.grants().grant(ADMIN, DOC.id("2"), mia),
            () -> narrow.grants().grant(ADMIN, org, mia),
            () -> narrow.resources().register(DOC.id("1")),
            () -> narrow.access().lookupResources(owner, READ, DOC, PageRequest.first()),
            () -> narrow.orgs().members(org).list(PageRequest.first()))) {
      assertThatThrownBy(call::run).isInstanceOf(BailiwickException.class);
    }
    Role reading = COLLABORATOR;
    Session reader =
        using(
            world,
            newKey(
                world.as(owner, org),
                NewApiKey.named("r").withScope(KeyScope.all().withRoles(reading))));
    assertThatThrownBy(() -> reader.grants().grant(reading, DOC.id("2"), mia))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void a_persons_own_key_reaches_nothing_outside_their_tenant() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId mia = world.member("mia", org);
    UserId ben = world.user("ben");
    world.as(ben).resources().register(DOC.id("1"));
    world.as(ben).grants().grant(OPERATOR, DOC.id("1"), mia);
    world.as(mia).resources().register(DOC.id("1"));
    Session person = world.as(mia);
    Session key = using(world, newKey(person, NewApiKey.named("own")));

    world.as(owner, org).grants().grant(OPERATOR, DOC.id("9"), mia);
    assertThat(person.may(READ, DOC.id("9").in(org))).isTrue();
    assertThat(person.may(READ, DOC.id("1").in(ben))).isTrue();
    assertThat(key.may(READ, DOC.id("1"))).isTrue();
    assertThat(key.may(READ, DOC.id("1").in(mia))).isTrue();
    assertThat(key.may(READ, DOC.id("9").in(org))).isFalse();
    assertThat(key.may(READ, DOC.id("1").in(ben))).isFalse();
    assertThat(key.may(READ, DOC.id("1").in(org).ownedBy(mia))).isFalse();
    for (Runnable call :
        List.<Runnable>of(
            () -> key.users().get(owner),
            () -> key.orgs().get(org),
            () -> key.resources().register(DOC.id("2").in(org)),
            () -> key.grants().grant(COLLABORATOR, DOC.id("1").in(ben), mia))) {
      assertThatThrownBy(call::run).isInstanceOf(BailiwickException.class);
    }
    Session inOrg = using(world, newKey(world.as(mia, org), NewApiKey.named("org")));
    assertThat(inOrg.may(READ, DOC.id("1").in(mia))).isFalse();
    assertThat(inOrg.actor().outsideOrgs().org()).isEmpty();
    assertThatThrownBy(
            () ->
                world
                    .bailiwick()
                    .actingAs(inOrg.actor().outsideOrgs())
                    .may(READ, DOC.id("1").in(mia)))
        .isInstanceOf(SignInEnded.class);
  }

  @Test
  default void every_change_is_closed_to_keys_until_it_is_opened() {
    World world = world();
    Mutations.Scene scene = new Mutations.Scene(world, "s");
    world.system().users().makeSuperUser(scene.olga);
    IssuedApiKey key = newKey(world.as(scene.olga, scene.org), NewApiKey.named("all"));
    Set<String> refused = new TreeSet<>();
    Mutations.changes()
        .forEach(
            (name, change) -> {
              if (!OPEN.contains(name)) {
                assertThatThrownBy(() -> change.make(using(world, key), scene))
                    .as(name)
                    .isInstanceOf(NoPermission.class)
                    .hasMessageContaining("API key");
                refused.add(name);
              }
            });
    assertThat(refused).contains("Users.update", "Orgs.delete", "OrgMembers.add");
    for (Runnable call :
        List.<Runnable>of(
            () -> using(world, key).apiKeys().create(NewApiKey.named("more")),
            () -> using(world, key).apiKeys().mine(),
            () -> using(world, key).apiKeys().rename(key.key().id(), "new"))) {
      assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
    }
    using(world, key).resources().register(DOC.id("by key"));
  }

  @Test
  default void a_rotated_key_lets_the_secret_before_live_for_a_while() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    Session person = world.as(owner, org);
    IssuedApiKey first = newKey(person, NewApiKey.named("ci"));
    Session old = using(world, first);
    IssuedApiKey second = old.apiKeys().rotate(first.key().id()).value();
    Session young = using(world, second);

    assertThat(old.may(READ, org)).isTrue();
    assertThat(young.may(READ, org)).isTrue();
    world.clock().advance(KeyLimits.OVERLAP.minusSeconds(1));
    assertThat(using(world, first).may(READ, org)).isTrue();
    world.clock().advance(Duration.ofSeconds(1));
    refused(world, first);
    assertThatThrownBy(() -> old.may(READ, org)).isInstanceOf(SignInEnded.class);
    assertThat(young.may(READ, org)).isTrue();

    IssuedApiKey third = person.apiKeys().rotate(first.key().id(), Duration.ZERO).value();
    refused(world, second);
    assertThatThrownBy(() -> young.may(READ, org)).isInstanceOf(SignInEnded.class);
    assertThat(using(world, third).may(READ, org)).isTrue();
    IssuedApiKey fourth = person.apiKeys().rotate(first.key().id()).value();
    person.apiKeys().rotate(first.key().id());
    refused(world, third);
    assertThat(using(world, fourth).may(READ, org)).isTrue();
    for (Duration overlap : List.of(Duration.ofDays(8), Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> person.apiKeys().rotate(first.key().id(), overlap))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("key.overlap"));
    }
  }

  @Test
  default void a_key_ends_in_time() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId robot = world.as(owner, org).users().registerService(org, "robot").id();
    IssuedApiKey personal = newKey(world.as(owner, org), NewApiKey.named("mine"));
    IssuedApiKey brief =
        newKey(world.as(owner, org), NewApiKey.named("b").withLifetime(Duration.ofMinutes(1)));
    IssuedApiKey service =
        world.as(owner, org).apiKeys().createFor(robot, NewApiKey.named("ci")).value();
    Session running = using(world, brief);

    assertThat(personal.key().endsAt()).isEqualTo(World.START.plus(Duration.ofDays(90)));
    assertThat(service.key().endsAt()).isEqualTo(World.START.plus(Duration.ofDays(365)));
    world.clock().advance(Duration.ofMinutes(1));
    refused(world, brief);
    assertThatThrownBy(() -> running.users().current()).isInstanceOf(SignInEnded.class);
    world.clock().advance(Duration.ofDays(90).minusMinutes(1));
    refused(world, personal);
    assertThat(using(world, service).users().current().id()).isEqualTo(robot);
    assertThatThrownBy(
            () ->
                newKey(
                    world.as(owner, org),
                    NewApiKey.named("long").withLifetime(Duration.ofDays(91))))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("key.lifetime"));
    IssuedApiKey again = world.as(owner, org).apiKeys().rotate(brief.key().id()).value();
    refused(world, brief);
    assertThat(using(world, again).may(READ, org)).isTrue();
  }

  @Test
  default void a_key_is_revoked_by_its_owner_its_holder_or_an_admin() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId mia = world.member("mia", org);
    UserId ben = world.member("ben", org);
    List<IssuedApiKey> keys = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      keys.add(newKey(world.as(mia, org), NewApiKey.named("key " + i)));
    }
    assertThatThrownBy(() -> world.as(ben, org).apiKeys().revoke(keys.get(0).key().id()))
        .isInstanceOf(NoSuchApiKey.class);
    assertThatThrownBy(() -> using(world, keys.get(1)).apiKeys().revoke(keys.get(0).key().id()))
        .isInstanceOf(NoSuchApiKey.class);
    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(owner, org).apiKeys().rotate(keys.get(0).key().id()),
            () -> world.as(owner, org).apiKeys().rename(keys.get(0).key().id(), "x"),
            () -> world.as(owner, org).apiKeys().createFor(mia, NewApiKey.named("x")))) {
      assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
    }

    Session open = using(world, keys.get(0));
    world.as(mia, org).apiKeys().revoke(keys.get(0).key().id());
    using(world, keys.get(1)).apiKeys().revoke(keys.get(1).key().id());
    world.as(owner, org).apiKeys().revoke(keys.get(2).key().id());

    keys.forEach(key -> refused(world, key));
    assertThatThrownBy(() -> open.may(READ, org)).isInstanceOf(SignInEnded.class);
    assertThat(world.as(mia, org).apiKeys().mine()).isEmpty();
  }

  @Test
  default void a_person_is_told_of_each_new_secret_of_a_key() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId robot = world.as(owner, org).users().registerService(org, "robot").id();
    ApiKey made = newKey(world.as(owner, org), NewApiKey.named("ci")).key();
    ApiKey rotated = world.as(owner, org).apiKeys().rotate(made.id()).value().key();
    world.as(owner, org).apiKeys().rename(made.id(), "build");
    world.as(owner, org).apiKeys().createFor(robot, NewApiKey.named("robot's"));
    world.as(owner, org).apiKeys().revoke(made.id());

    assertThat(world.notices())
        .containsExactly(
            new KeyNotice(owner, World.START, made), new KeyNotice(owner, World.START, rotated));
  }

  @Test
  default void a_refused_secret_gets_one_answer_THREATS_33() {
    World world = world();
    UserId owner = world.user("owner");
    String good = secret(newKey(world.as(owner), NewApiKey.named("mine")));
    String body = good.substring(0, good.length() - 6);
    List<String> bad =
        List.of(
            "",
            " ",
            good.substring(1),
            good.substring(0, good.length() - 1),
            good + " ",
            good + "A",
            " " + good,
            body,
            good.toUpperCase(Locale.ROOT),
            good.replaceFirst("_\\d+_", "_999999_"),
            ApiKeySecret.random("bwk", new ApiKeyId(999_999)).reveal(),
            ApiKeySecret.random("bwk", ApiKeySecret.parse(good).orElseThrow().key()).reveal(),
            "x".repeat(1_000_000),
            "' OR '1'='1");
    for (String text : bad) {
      assertThatThrownBy(() -> world.bailiwick().authenticate(text))
          .isInstanceOf(NotAuthenticated.class)
          .hasMessage("not authenticated");
    }
    assertThat(world.bailiwick().authenticate(good).user()).contains(owner);
    assertThatThrownBy(
            () ->
                Actor.system("x").through(world.bailiwick().authenticate(good).key().orElseThrow()))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_secret_is_shown_once_and_kept_nowhere_THREATS_32() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    Session once = world.as(owner, org).operation("1");
    IssuedApiKey made = newKey(once, NewApiKey.named("ci"));
    IssuedApiKey again = newKey(once, NewApiKey.named("ci"));
    Session twice = world.as(owner, org).operation("2");
    IssuedApiKey rotated = twice.apiKeys().rotate(made.key().id()).value();
    assertThat(twice.apiKeys().rotate(made.key().id()).value().secret()).isEmpty();

    assertThat(again).isEqualTo(new IssuedApiKey(made.key(), Optional.empty()));
    List<String> texts = new ArrayList<>();
    for (AuditEntry entry : world.log(org)) {
      texts.add(entry.toString());
    }
    ApiKey listed = world.as(owner, org).apiKeys().mine().get(0);
    assertThat(listed).isEqualTo(rotated.key());
    texts.addAll(List.of(made.toString(), rotated.toString(), listed.toString(), listed.masked()));
    for (IssuedApiKey issued : List.of(made, rotated)) {
      String secret = secret(issued);
      for (String text : texts) {
        assertThat(text)
            .doesNotContain(secret)
            .doesNotContain(secret.substring(secret.length() - 8))
            .doesNotContain(issued.secret().orElseThrow().hash());
      }
    }
    assertThat(secret(made)).startsWith("bwk_" + made.key().id().value() + "_");
    assertThat(ApiKeySecret.parse(secret(made))).isEqualTo(made.secret());
  }

  @Test
  @SuppressWarnings("NullAway")
  default void a_null_is_refused_by_its_name() {
    World world = world();
    UserId owner = world.user("owner");
    Session session = world.as(owner);
    ApiKey key = newKey(session, NewApiKey.named("mine")).key();
    Map<String, Runnable> calls =
        ImmutableMap.<String, Runnable>builder()
            .put("key", () -> session.apiKeys().create(null))
            .put("owner", () -> session.apiKeys().createFor(null, NewApiKey.named("x")))
            .put("name", () -> session.apiKeys().rename(key.id(), null))
            .put("overlap", () -> session.apiKeys().rotate(key.id(), null))
            .put("org", () -> session.apiKeys().ofOrg(null, PageRequest.first()))
            .put("user", () -> session.apiKeys().shownTo(new OrgId(1), null))
            .put("secret", () -> world.bailiwick().authenticate(null))
            .buildOrThrow();
    calls.forEach(
        (field, call) ->
            assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                    InvalidParameter.class, e -> assertThat(e.field()).isEqualTo(field)));
    assertThatThrownBy(() -> session.apiKeys().revoke(null)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_key_names_roles_and_types_of_the_model_and_an_owner_has_a_bounded_number() {
    World world = world();
    UserId owner = world.user("owner");
    for (KeyScope scope :
        List.of(
            KeyScope.all().withRoles(Role.of("unknown")),
            KeyScope.all().withResources(ResourceType.of("unknown").id("1")))) {
      assertThatThrownBy(() -> newKey(world.as(owner), NewApiKey.named("x").withScope(scope)))
          .isInstanceOf(InvalidParameter.class);
    }
    for (int i = 0; i < KeyLimits.MOST_KEYS; i++) {
      newKey(world.as(owner), NewApiKey.named("key"));
    }
    assertThatThrownBy(() -> newKey(world.as(owner), NewApiKey.named("key")))
        .isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> newKey(world.system(), NewApiKey.named("key")))
        .isInstanceOf(InvalidParameter.class);
  }
}
