package dev.bailiwick.contract.topic.key;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.topic.key.KeySessions.newKey;
import static dev.bailiwick.contract.topic.key.KeySessions.secret;
import static dev.bailiwick.contract.topic.key.KeySessions.using;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.key.AccessTokenSecret;
import dev.bailiwick.key.IssuedAccessToken;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.key.NoSuchAccessToken;
import dev.bailiwick.key.NotAuthenticated;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Access tokens: exchanged for a sign-in or a key, and never more than it. */
public interface AccessTokensContract extends ContractTopic {
  /**
   * The world of one person, and the tokens of an org and of the person.
   *
   * @param work the org
   * @param owner the owner of the org
   * @param mia a member of the org
   */
  record Scene(World world, OrgId work, UserId owner, UserId mia) {
    static Scene of(World world) {
      UserId owner = world.user("owner");
      OrgId org = world.org("acme", owner);
      UserId mia =
          world
              .system()
              .users()
              .ensure(
                  ExternalIdentity.of("idp", "mia"),
                  Profile.named("mia").withVerifiedEmail(Email.of("mia@world.test")))
              .id();
      world.system(org).orgs().members(org).add(member(mia));
      return new Scene(world, org, owner, mia);
    }

    /** The session of the person after a sign-in. */
    Session signedIn() {
      long stamp = world.system().users().signIn(mia);
      return world.bailiwick().actingAs(Actor.user(mia).since(stamp));
    }

    Session signedInAtWork() {
      return world.bailiwick().actingAs(signedIn().actor().in(work));
    }

    Session admin() {
      return world.as(owner, work);
    }
  }

  private static Session by(World world, IssuedAccessToken token) {
    return world.bailiwick().actingAs(world.bailiwick().authenticate(token.secret().reveal()));
  }

  private static void refused(World world, IssuedAccessToken token) {
    assertThatThrownBy(() -> world.bailiwick().authenticate(token.secret().reveal()))
        .isInstanceOf(NotAuthenticated.class)
        .hasMessage("not authenticated");
  }

  @Test
  default void a_token_acts_for_its_user_for_an_hour() {
    World world = world();
    Scene scene = Scene.of(world);
    scene.admin().grants().grant(OPERATOR, DOC.id("1"), scene.mia());
    IssuedAccessToken own = scene.signedIn().accessTokens().create("phone");
    IssuedAccessToken atWork = scene.signedInAtWork().accessTokens().create("laptop");
    Session session = by(world, own);
    Session bound = by(world, atWork);

    assertThat(session.users().current().id()).isEqualTo(scene.mia());
    session.users().update(scene.mia(), Profile.empty().withFullName("Mia"));
    assertThat(session.may(READ, DOC.id("1").in(scene.work()))).isTrue();
    assertThat(
            world.bailiwick().actingAs(session.actor().in(scene.work())).may(OPERATE, DOC.id("1")))
        .as("a token of one's own, in an org")
        .isTrue();
    assertThat(bound.may(OPERATE, DOC.id("1"))).isTrue();
    for (Actor elsewhere :
        List.of(bound.actor().outsideOrgs(), bound.actor().in(world.org("other", scene.mia())))) {
      assertThatThrownBy(() -> world.bailiwick().actingAs(elsewhere).may(READ, DOC.id("1")))
          .as("a token of an org, elsewhere")
          .isInstanceOf(SignInEnded.class);
    }
    assertThat(own.token().endsAt()).isEqualTo(world.clock().instant().plus(Duration.ofHours(1)));

    world.clock().advance(Duration.ofHours(1).minusSeconds(1));
    assertThat(by(world, own).may(READ, DOC.id("1").in(scene.work()))).isTrue();
    world.clock().advance(Duration.ofSeconds(1));
    refused(world, own);
    refused(world, atWork);
    assertThatThrownBy(() -> session.users().current()).isInstanceOf(SignInEnded.class);
    assertThatThrownBy(() -> bound.may(OPERATE, DOC.id("1"))).isInstanceOf(SignInEnded.class);
    assertThat(scene.signedIn().accessTokens().mine()).isEmpty();
  }

  @Test
  default void the_host_sets_the_lifetime_within_a_day() {
    World world = world();
    Scene scene = Scene.of(world);
    Session session =
        world
            .bailiwick()
            .withAccessTokens(Duration.ofMinutes(5))
            .actingAs(scene.signedIn().actor());
    assertThat(session.accessTokens().create("phone").token().endsAt())
        .isEqualTo(world.clock().instant().plus(Duration.ofMinutes(5)));
    for (Duration wrong : List.of(Duration.ZERO, AccessToken.LONGEST.plusNanos(1))) {
      assertThatThrownBy(() -> world.bailiwick().withAccessTokens(wrong))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("lifetime"));
    }
  }

  /**
   * The changes that end the tokens of a person, and at the same time those that undo the change.
   */
  private static Map<String, List<Consumer<Scene>>> endsOfAll() {
    return ImmutableMap.<String, List<Consumer<Scene>>>builder()
        .put(
            "lock",
            List.of(
                in -> in.world().system().users().lock(in.mia()),
                in -> in.world().system().users().unlock(in.mia())))
        .put(
            "deactivation",
            List.of(
                in -> in.world().system().users().deactivate(in.mia()),
                in -> in.world().system().users().activate(in.mia())))
        .put("sign-out", List.of(in -> in.world().as(in.mia()).users().signOutEverywhere(in.mia())))
        .put(
            "unlinked identity",
            List.of(
                in ->
                    in.world()
                        .system()
                        .users()
                        .unlink(in.mia(), ExternalIdentity.of("idp", "mia"))))
        .put(
            "other address",
            List.of(
                in ->
                    in.world()
                        .system()
                        .users()
                        .update(
                            in.mia(),
                            Profile.empty().withVerifiedEmail(Email.of("new@world.test")))))
        .put("erasure", List.of(in -> in.world().system().users().erase(in.mia())))
        .build();
  }

  /** As {@link #endsOfAll}, of the changes that end the tokens of the org alone. */
  private static Map<String, List<Consumer<Scene>>> endsAtWork() {
    return ImmutableMap.<String, List<Consumer<Scene>>>builder()
        .put(
            "removal",
            List.of(
                in -> in.admin().orgs().members(in.work()).remove(in.mia()),
                in -> in.world().system(in.work()).orgs().members(in.work()).add(member(in.mia()))))
        .put(
            "switched off",
            List.of(
                in -> in.admin().orgs().members(in.work()).deactivate(in.mia()),
                in -> in.admin().orgs().members(in.work()).activate(in.mia())))
        .put(
            "suspension",
            List.of(
                in -> in.world().system().orgs().suspend(in.work(), "unpaid"),
                in -> in.world().system().orgs().resume(in.work())))
        .put("deletion", List.of(in -> in.admin().orgs().delete(in.work())))
        .build();
  }

  @Test
  default void a_token_ends_for_good_with_its_sign_in_THREATS_20_34_75() {
    endsOfAll()
        .forEach(
            (name, steps) -> {
              World world = world();
              Scene scene = Scene.of(world);
              IssuedAccessToken own = scene.signedIn().accessTokens().create("phone");
              IssuedAccessToken atWork = scene.signedInAtWork().accessTokens().create("laptop");
              Session open = by(world, own);
              Session openAtWork = by(world, atWork);
              steps.forEach(
                  step -> {
                    step.accept(scene);
                    refused(world, own);
                    refused(world, atWork);
                    assertThatThrownBy(() -> open.may(READ, DOC.id("1")))
                        .as(name)
                        .isInstanceOf(SignInEnded.class);
                    assertThatThrownBy(() -> openAtWork.may(READ, DOC.id("1")))
                        .as(name)
                        .isInstanceOf(SignInEnded.class);
                  });
            });
  }

  @Test
  default void a_token_of_an_org_ends_for_good_with_the_place_in_it_THREATS_21_70() {
    endsAtWork()
        .forEach(
            (name, steps) -> {
              World world = world();
              Scene scene = Scene.of(world);
              IssuedAccessToken own = scene.signedIn().accessTokens().create("phone");
              IssuedAccessToken atWork = scene.signedInAtWork().accessTokens().create("laptop");
              Session openAtWork = by(world, atWork);
              steps.forEach(
                  step -> {
                    step.accept(scene);
                    refused(world, atWork);
                    assertThatThrownBy(() -> openAtWork.may(READ, DOC.id("1")))
                        .as(name)
                        .isInstanceOf(SignInEnded.class);
                    assertThat(by(world, own).users().current().id())
                        .as(name)
                        .isEqualTo(scene.mia());
                  });
            });
  }

  @Test
  default void a_token_of_a_key_is_within_the_key_and_ends_with_it_THREATS_31() {
    World world = world();
    Scene scene = Scene.of(world);
    scene.admin().grants().grant(OPERATOR, DOC.id("1"), scene.mia());
    Session person = world.as(scene.mia(), scene.work());
    NewApiKey reading = NewApiKey.named("r").withScope(KeyScope.all().withRoles(COLLABORATOR));
    IssuedApiKey revoked = newKey(person, reading);
    IssuedApiKey rotated = newKey(person, reading);
    IssuedApiKey brief = newKey(person, reading.withLifetime(Duration.ofMinutes(1)));
    List<IssuedAccessToken> tokens =
        List.of(revoked, rotated, brief).stream()
            .map(key -> using(world, key).accessTokens().create("job"))
            .toList();
    for (IssuedAccessToken token : tokens) {
      Session session = by(world, token);
      assertThat(session.may(READ, DOC.id("1"))).isTrue();
      assertThat(session.may(OPERATE, DOC.id("1"))).isFalse();
      for (Runnable call :
          List.<Runnable>of(
              () -> session.users().update(scene.mia(), Profile.named("x")),
              () -> session.apiKeys().create(NewApiKey.named("x")),
              () -> session.accessTokens().mine(),
              () -> session.accessTokens().create("another"))) {
        assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
      }
    }
    person.apiKeys().revoke(revoked.key().id());
    refused(world, tokens.get(0));
    IssuedApiKey next = person.apiKeys().rotate(rotated.key().id()).value();
    IssuedAccessToken young = using(world, next).accessTokens().create("job");
    assertThat(by(world, tokens.get(1)).may(READ, DOC.id("1")))
        .as("as long as the secret before the latest one is good")
        .isTrue();
    person.apiKeys().rotate(rotated.key().id(), Duration.ZERO);
    refused(world, tokens.get(1));
    refused(world, young);
    world.clock().advance(Duration.ofMinutes(1));
    refused(world, tokens.get(2));
    assertThat(scene.signedInAtWork().accessTokens().mine()).isEmpty();
  }

  @Test
  default void a_session_of_a_token_gets_no_other_token() {
    World world = world();
    Scene scene = Scene.of(world);
    Session session = by(world, scene.signedIn().accessTokens().create("phone"));
    assertThatThrownBy(() -> session.accessTokens().create("again"))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.system().accessTokens().create("host"))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(
            () -> world.as(world.user("stranger"), scene.work()).accessTokens().create("x"))
        .isInstanceOf(NoSuchOrg.class);
    UserId robot = scene.admin().users().registerService(scene.work(), "robot").id();
    assertThatThrownBy(() -> world.as(robot).accessTokens().create("outside"))
        .isInstanceOf(BailiwickException.class);
    assertThat(
            by(world, world.as(robot, scene.work()).accessTokens().create("ci"))
                .users()
                .current()
                .id())
        .isEqualTo(robot);
  }

  @Test
  default void a_user_lists_and_ends_their_own_tokens() {
    World world = world();
    Scene scene = Scene.of(world);
    IssuedAccessToken phone = scene.signedIn().accessTokens().create("phone");
    IssuedAccessToken laptop = scene.signedIn().accessTokens().create("laptop");
    IssuedAccessToken atWork = scene.signedInAtWork().accessTokens().create("work");
    AccessTokenId theirs = world.as(scene.owner()).accessTokens().create("theirs").token().id();

    assertThat(by(world, phone).accessTokens().mine())
        .containsExactly(phone.token(), laptop.token(), atWork.token());
    assertThat(scene.signedInAtWork().accessTokens().mine()).containsExactly(atWork.token());
    for (AccessTokenId unknown : List.of(theirs, new AccessTokenId(987_654_321))) {
      assertThatThrownBy(() -> scene.signedIn().accessTokens().revoke(unknown))
          .isInstanceOf(NoSuchAccessToken.class)
          .hasMessage("no such access token: " + unknown);
    }
    assertThatThrownBy(() -> scene.signedInAtWork().accessTokens().revoke(laptop.token().id()))
        .as("a session in an org reaches the tokens of the org")
        .isInstanceOf(NoSuchAccessToken.class);

    Session ofPhone = world.bailiwick().actingAs(by(world, phone).actor().in(scene.work()));
    ofPhone.accessTokens().revoke(phone.token().id());
    refused(world, phone);
    assertThatThrownBy(() -> ofPhone.may(READ, scene.work())).isInstanceOf(SignInEnded.class);
    assertThat(by(world, laptop).users().current().id()).isEqualTo(scene.mia());
    by(world, laptop).accessTokens().revokeAll();
    refused(world, laptop);
    refused(world, atWork);
    assertThat(scene.signedIn().accessTokens().mine()).isEmpty();
    assertThat(world.as(scene.owner()).accessTokens().mine()).hasSize(1);
  }

  @Test
  default void a_key_ends_the_tokens_that_were_exchanged_for_it_and_no_other() {
    World world = world();
    Scene scene = Scene.of(world);
    Session person = world.as(scene.mia(), scene.work());
    IssuedApiKey key = newKey(person, NewApiKey.named("one"));
    IssuedAccessToken first = using(world, key).accessTokens().create("first");
    IssuedAccessToken second = using(world, key).accessTokens().create("second");
    IssuedAccessToken other =
        using(world, newKey(person, NewApiKey.named("two"))).accessTokens().create("other");
    IssuedAccessToken inPerson = scene.signedInAtWork().accessTokens().create("laptop");
    for (IssuedAccessToken token : List.of(other, inPerson)) {
      assertThatThrownBy(() -> by(world, first).accessTokens().revoke(token.token().id()))
          .isInstanceOf(NoSuchAccessToken.class);
    }
    by(world, first).accessTokens().revoke(second.token().id());
    using(world, key).accessTokens().revokeAll();
    refused(world, second);
    refused(world, first);
    assertThat(scene.signedInAtWork().accessTokens().mine())
        .containsExactly(other.token(), inPerson.token());
  }

  @Test
  default void tokens_leave_logs_and_revisions_as_they_are() {
    World world = world();
    Scene scene = Scene.of(world);
    LogSnapshot before = LogSnapshot.of(world.store());
    IssuedAccessToken token = scene.signedInAtWork().accessTokens().create("phone");
    scene.signedIn().accessTokens().create("laptop");
    by(world, token).accessTokens().revoke(token.token().id());
    scene.signedIn().accessTokens().revokeAll();
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void a_secret_of_another_kind_is_refused_THREATS_33() {
    World world = world();
    Scene scene = Scene.of(world);
    IssuedAccessToken token = scene.signedIn().accessTokens().create("phone");
    String good = token.secret().reveal();
    String key = secret(newKey(scene.signedIn(), NewApiKey.named("key")));
    List<String> bad =
        List.of(
            good.replaceFirst("_t", "_"),
            key.replaceFirst("_", "_t"),
            good.substring(0, good.length() - 1),
            good + " ",
            good.replaceFirst("_t\\d+_", "_t999999_"),
            AccessTokenSecret.random("bwk", token.token().id()).reveal());
    for (String text : bad) {
      assertThatThrownBy(() -> world.bailiwick().authenticate(text))
          .isInstanceOf(NotAuthenticated.class);
    }
    assertThat(good).startsWith("bwk_t" + token.token().id().value() + "_");
    assertThat(AccessTokenSecret.parse(good)).contains(token.secret());
    for (String text : List.of(token.toString(), token.token().toString())) {
      assertThat(text)
          .doesNotContain(good.substring(good.length() - 8))
          .doesNotContain(token.secret().hash());
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  default void a_missing_or_malformed_argument_is_refused_by_its_name() {
    World world = world();
    Session session = Scene.of(world).signedIn();
    Map<String, Runnable> calls =
        Map.of(
            "name", () -> session.accessTokens().create(null),
            "access_token.name", () -> session.accessTokens().create(" "),
            "token", () -> session.accessTokens().revoke(null),
            "lifetime", () -> world.bailiwick().withAccessTokens(null));
    calls.forEach(
        (field, call) ->
            assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                    InvalidParameter.class, e -> assertThat(e.field()).isEqualTo(field)));
  }
}
