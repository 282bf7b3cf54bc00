package dev.bailiwick.contract.topic.impersonation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.ImpersonationLimits;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.impersonation.NoSuchImpersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.notice.ImpersonationNotice;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.NoSuchUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The begin of impersonations, their lists, and the orgs that are open to support. */
public interface ImpersonationContract extends ContractTopic {
  private static List<Impersonation> of(Session session, OrgId org) {
    return Page.all(page -> session.impersonations().ofOrg(org, page)).toList();
  }

  @Test
  default void an_org_is_closed_to_support_until_its_owner_opens_it() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    UserId adam = world.admin("adam", org);
    UserId root = world.superUser("root");
    NewImpersonation wanted = NewImpersonation.of(org, mia, "ticket 7");
    Instant until = World.START.plus(Duration.ofDays(1));
    assertThatThrownBy(() -> world.as(root).impersonations().begin(wanted))
        .isInstanceOf(NoPermission.class)
        .hasMessageContaining("opened to support");
    for (Session other :
        List.of(world.as(adam, org), world.as(mia, org), world.as(root), world.system(org))) {
      assertThatThrownBy(() -> other.impersonations().openToSupport(org, until))
          .isInstanceOf(NoPermission.class);
    }
    assertThat(world.as(adam, org).impersonations().support(org)).isEmpty();

    assertThat(world.as(olga, org).impersonations().openToSupport(org, until).value())
        .isEqualTo(new SupportAccess(org, until));
    assertThat(world.as(adam, org).impersonations().support(org))
        .contains(new SupportAccess(org, until));
    world.as(root).impersonations().begin(wanted);

    world.clock().set(until);
    assertThat(world.as(olga, org).impersonations().support(org)).isEmpty();
    assertThatThrownBy(() -> world.as(root).impersonations().begin(wanted))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(mia, org).impersonations().support(org))
        .isInstanceOf(NoPermission.class);
    for (Session other : List.of(world.as(adam, org), world.as(mia, org))) {
      assertThatThrownBy(() -> other.impersonations().closeToSupport(org))
          .isInstanceOf(NoPermission.class);
    }
  }

  @Test
  default void an_owner_opens_the_org_for_a_bounded_time() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    Duration longest = ImpersonationLimits.standard().support();
    for (Instant until :
        List.of(
            World.START,
            World.START.minusSeconds(1),
            World.START.plus(longest).plusNanos(1_000),
            Instant.parse("+99999-12-31T00:00:00Z"))) {
      assertThatThrownBy(() -> world.as(olga, org).impersonations().openToSupport(org, until))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("support.until"));
    }
    assertThat(world.as(olga, org).impersonations().support(org)).isEmpty();
    world.as(olga, org).impersonations().openToSupport(org, World.START.plus(longest));
  }

  @Test
  default void an_impersonation_lasts_half_an_hour_and_not_longer_than_the_owners_consent() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    Impersonation usual = scene.begin();
    assertThat(usual)
        .isEqualTo(
            new Impersonation(
                usual.id(),
                scene.org(),
                scene.mia(),
                scene.root(),
                false,
                false,
                "ticket 7",
                World.START,
                World.START.plus(Duration.ofMinutes(30))));
    world.clock().set(usual.endsAt().minusNanos(1_000));
    assertThat(scene.acting(usual).may(READ, DOC.id("1"))).isTrue();
    world.clock().set(usual.endsAt());
    scene.requireOver(usual, "at its end");

    Impersonation longer =
        scene.staff().impersonations().begin(scene.wanted().lasting(Duration.ofHours(4))).value();
    assertThat(longer.endsAt()).isEqualTo(world.clock().instant().plus(Duration.ofHours(4)));
    for (Duration lifetime : List.of(Duration.ZERO, Duration.ofMinutes(-1), Duration.ofHours(5))) {
      assertThatThrownBy(
              () -> scene.staff().impersonations().begin(scene.wanted().lasting(lifetime)))
          .isInstanceOfSatisfying(
              InvalidParameter.class,
              e -> assertThat(e.field()).isEqualTo("impersonation.lifetime"));
    }
    Instant soon = world.clock().instant().plusSeconds(60);
    scene.owner().impersonations().openToSupport(scene.org(), soon);
    assertThat(scene.begin().endsAt()).isEqualTo(soon);
    assertThat(
            scene.staff().impersonations().begin(scene.wanted().breakingGlass()).value().endsAt())
        .isEqualTo(world.clock().instant().plus(Duration.ofMinutes(30)));
    Session brief =
        world
            .bailiwick()
            .withImpersonation(
                new ImpersonationLimits(
                    Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofDays(1)))
            .actingAs(scene.staff().actor());
    assertThatThrownBy(
            () -> brief.impersonations().begin(scene.wanted().lasting(Duration.ofMinutes(11))))
        .isInstanceOf(InvalidParameter.class);
    assertThat(brief.impersonations().begin(scene.wanted().breakingGlass()).value().endsAt())
        .isEqualTo(world.clock().instant().plus(Duration.ofMinutes(5)));
  }

  @Test
  default void an_impersonation_has_a_reason() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    for (String reason : List.of("", "  ", "a\u0000b")) {
      assertThatThrownBy(() -> NewImpersonation.of(scene.org(), scene.mia(), reason))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("impersonation.reason"));
    }
    String large = "x".repeat(4_000);
    Impersonation begun =
        scene
            .staff()
            .impersonations()
            .begin(NewImpersonation.of(scene.org(), scene.mia(), large))
            .value();
    assertThat(begun.reason()).isEqualTo(large);
    assertThat(scene.target().impersonations().ofMe()).containsExactly(begun);
  }

  @Test
  default void nobody_but_a_super_user_in_person_begins_an_impersonation_THREATS_13() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId adam = world.admin("adam", scene.org());
    UserId robot = scene.owner().users().registerService(scene.org(), "robot").id();
    Session key =
        world
            .bailiwick()
            .actingAs(
                world
                    .bailiwick()
                    .authenticate(
                        scene
                            .staff()
                            .apiKeys()
                            .create(NewApiKey.named("mine"))
                            .value()
                            .secret()
                            .orElseThrow()
                            .reveal()));
    UserId other = world.superUser("other");
    Map<String, Session> sessions =
        ImmutableMap.<String, Session>builder()
            .put("an admin", world.as(adam, scene.org()))
            .put("the owner", scene.owner())
            .put("a member", world.as(world.member("max", scene.org()), scene.org()))
            .put("a service account", world.as(robot, scene.org()))
            .put("a stranger", world.as(world.user("otto")))
            .put("a super user through a key", key)
            .buildOrThrow();
    LogSnapshot before = LogSnapshot.of(world.store());
    sessions.forEach(
        (name, session) ->
            assertThatThrownBy(() -> session.impersonations().begin(scene.wanted().breakingGlass()))
                .as(name)
                .isInstanceOf(NoPermission.class));
    assertThatThrownBy(() -> scene.owner().impersonations().beginFor(adam, scene.wanted()))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> scene.staff().impersonations().beginFor(other, scene.wanted()))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.system().impersonations().begin(scene.wanted()))
        .isInstanceOf(InvalidParameter.class);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    assertThat(world.notices()).noneMatch(ImpersonationNotice.class::isInstance);
  }

  @Test
  default void nobody_is_impersonated_upwards_or_outside_the_org_THREATS_13_20() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    OrgId org = scene.org();
    UserId sue = world.member("sue", org);
    world.system().users().makeSuperUser(sue);
    UserId robot = scene.owner().users().registerService(org, "robot").id();
    UserId lou = world.member("lou", org);
    world.system().users().lock(lou);
    UserId dan = world.member("dan", org);
    world.system().users().deactivate(dan);
    world.system(org).orgs().members(org).add(NewMember.member(Email.of("new@world.test")));
    UserId unclaimed =
        world.system(org).orgs().members(org).list(PageRequest.first()).items().stream()
            .map(listed -> listed.id())
            .filter(user -> world.system().users().get(user).createdIn().isPresent())
            .findFirst()
            .orElseThrow();
    for (UserId user : List.of(sue, robot, lou, dan, unclaimed)) {
      for (Session session : List.of(scene.staff(), world.system())) {
        assertThatThrownBy(() -> begin(session, scene, user))
            .as(user.toString())
            .isInstanceOf(NoPermission.class)
            .hasMessageContaining("target");
      }
    }
    UserId gus = world.user("gus");
    world.sharing(org, true);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), gus);
    UserId ina = world.member("ina", org);
    world.system(org).orgs().members(org).deactivate(ina);
    for (UserId user : List.of(gus, ina, world.user("otto"), new UserId(987_654_321))) {
      for (Session session : List.of(scene.staff(), world.system())) {
        assertThatThrownBy(() -> begin(session, scene, user)).isInstanceOf(NoSuchMember.class);
      }
    }
    UserId root = scene.root();
    world.join(org, root);
    for (Session session : List.of(scene.staff(), world.system())) {
      assertThatThrownBy(() -> begin(session, scene, root))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("impersonation.user"));
    }
    assertThatThrownBy(
            () ->
                scene
                    .staff()
                    .impersonations()
                    .begin(NewImpersonation.of(new OrgId(987_654_321), scene.mia(), "x")))
        .isInstanceOf(NoSuchOrg.class);
    assertThat(world.notices()).isEmpty();
  }

  private static void begin(Session session, ImpersonationScene scene, UserId target) {
    NewImpersonation wanted = NewImpersonation.of(scene.org(), target, "x").breakingGlass();
    if (session.actor().isSystem()) {
      session.impersonations().beginFor(scene.root(), wanted);
    } else {
      session.impersonations().begin(wanted);
    }
  }

  @Test
  default void the_host_names_a_person_of_its_staff() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId sam = world.user("sam");
    UserId robot = scene.owner().users().registerService(scene.org(), "robot").id();
    UserId lou = world.user("lou");
    world.system().users().lock(lou);
    Session host = world.system();
    for (UserId by : List.of(robot, lou, new UserId(987_654_321))) {
      assertThatThrownBy(() -> host.impersonations().beginFor(by, scene.wanted()))
          .isInstanceOf(NoSuchUser.class);
    }
    assertThatThrownBy(() -> world.as(sam).impersonations().beginFor(sam, scene.wanted()))
        .isInstanceOf(NoPermission.class);

    Impersonation begun = host.impersonations().beginFor(sam, scene.wanted()).value();

    assertThat(begun.byHost()).isTrue();
    assertThat(begun.by()).isEqualTo(sam);
    assertThat(scene.acting(begun).may(READ, DOC.id("1"))).isTrue();
    assertThat(world.as(sam).may(READ, DOC.id("1").in(scene.org()))).isFalse();
    world.system().users().makeSuperUser(sam);
    world.system().users().revokeSuperUser(sam);
    assertThat(scene.acting(begun).may(READ, DOC.id("1"))).as("named by the host").isTrue();
    world.as(sam).impersonations().end(begun.id());
    scene.requireOver(begun, "ended by the impersonator");
  }

  @Test
  default void impersonations_are_listed_for_both_and_for_the_owner() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId max = world.member("max", scene.org());
    UserId other = world.user("other");
    OrgId elsewhere = world.org("other", other);
    world.join(elsewhere, scene.mia());
    Impersonation first = scene.begin();
    Impersonation second =
        scene
            .staff()
            .impersonations()
            .begin(NewImpersonation.of(scene.org(), max, "ticket 8"))
            .value();
    Impersonation third =
        scene
            .staff()
            .impersonations()
            .begin(NewImpersonation.of(elsewhere, scene.mia(), "ticket 9").breakingGlass())
            .value();

    assertThat(scene.staff().impersonations().mine()).containsExactly(first, second, third);
    assertThat(scene.staff().impersonations().ofMe()).isEmpty();
    assertThat(scene.target().impersonations().mine()).isEmpty();
    assertThat(scene.target().impersonations().ofMe()).containsExactly(first);
    assertThat(world.as(scene.mia()).impersonations().ofMe()).containsExactly(first, third);
    assertThat(world.as(max, scene.org()).impersonations().ofMe()).containsExactly(second);
    assertThat(of(scene.owner(), scene.org())).containsExactly(first, second);
    assertThat(of(world.system(), elsewhere)).containsExactly(third);
    Page<Impersonation> page =
        scene.owner().impersonations().ofOrg(scene.org(), PageRequest.first(1));
    assertThat(page.items()).containsExactly(first);
    assertThat(page.next()).isPresent();
    for (Session session :
        List.of(scene.target(), world.as(world.admin("adam", scene.org()), scene.org()))) {
      assertThatThrownBy(() -> of(session, scene.org())).isInstanceOf(NoPermission.class);
    }

    Impersonation again = scene.begin();
    assertThat(scene.target().impersonations().ofMe()).containsExactly(again);
    scene.requireOver(first, "one of the same target at a time");
    world.clock().set(second.endsAt());
    assertThat(scene.staff().impersonations().mine()).isEmpty();
    assertThat(of(scene.owner(), scene.org())).isEmpty();
  }

  @Test
  default void an_impersonation_is_ended_by_both_by_the_host_and_by_its_own_session() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    List<Session> ending =
        List.of(
            scene.staff(),
            scene.target(),
            world.as(scene.mia()),
            world.system(),
            world.as(world.superUser("sue")));
    for (Session session : ending) {
      Impersonation begun = scene.begin();
      session.impersonations().end(begun.id());
      scene.requireOver(begun, session.actor().toString());
      assertThatThrownBy(() -> session.impersonations().end(begun.id()))
          .isInstanceOf(NoSuchImpersonation.class);
    }
    Impersonation own = scene.begin();
    UserId sam = world.user("sam");
    Impersonation others = world.system().impersonations().beginFor(sam, scene.wanted()).value();
    assertThatThrownBy(() -> scene.acting(own).impersonations().end(others.id()))
        .isInstanceOf(NoSuchImpersonation.class);
    scene.acting(own).impersonations().end(own.id());
    scene.requireOver(own, "its own session");
    assertThat(scene.acting(others).may(READ, DOC.id("1"))).isTrue();
  }

  @Test
  default void an_impersonation_of_others_answers_like_one_that_does_not_exist_THREATS_7() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    World world = scene.world();
    UserId other = world.user("other");
    OrgId elsewhere = world.org("other", other);
    world.join(elsewhere, scene.mia());
    Impersonation begun = scene.begin();
    LogSnapshot before = LogSnapshot.of(world.store());
    for (Session session :
        List.of(
            scene.owner(),
            world.as(scene.mia(), elsewhere),
            world.as(other, elsewhere),
            world.as(other))) {
      for (ImpersonationId id : List.of(begun.id(), new ImpersonationId(987_654_321))) {
        assertThatThrownBy(() -> session.impersonations().end(id))
            .isInstanceOf(NoSuchImpersonation.class)
            .hasMessage("no such impersonation: " + id);
      }
    }
    for (OrgId org : List.of(scene.org(), new OrgId(987_654_322))) {
      Session stranger = world.as(other, elsewhere);
      for (Runnable call :
          List.<Runnable>of(
              () -> stranger.impersonations().openToSupport(org, World.START.plusSeconds(1)),
              () -> stranger.impersonations().closeToSupport(org),
              () -> stranger.impersonations().support(org),
              () -> of(stranger, org))) {
        assertThatThrownBy(call::run)
            .isInstanceOf(NotFound.class)
            .hasMessage("no such org: " + org);
      }
    }
    assertThat(world.as(scene.mia(), elsewhere).impersonations().ofMe()).isEmpty();
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    assertThat(scene.acting(begun).may(READ, DOC.id("1"))).isTrue();
  }

  @Test
  default void settings_are_bounded() {
    Duration hour = Duration.ofHours(1);
    Map<String, Runnable> calls =
        ImmutableMap.of(
            "impersonation.usual",
            () -> new ImpersonationLimits(Duration.ofHours(2), hour, hour),
            "impersonation.longest",
            () -> new ImpersonationLimits(hour, Duration.ofHours(25), hour),
            "impersonation.support",
            () -> new ImpersonationLimits(hour, hour, Duration.ofDays(366)));
    calls.forEach(
        (field, call) ->
            assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                    InvalidParameter.class, e -> assertThat(e.field()).isEqualTo(field)));
    for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> new ImpersonationLimits(none, hour, hour))
          .isInstanceOf(InvalidParameter.class);
      assertThatThrownBy(() -> new ImpersonationLimits(hour, hour, none))
          .isInstanceOf(InvalidParameter.class);
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  default void a_null_is_refused_by_its_name() {
    World world = world();
    Session session = world.as(world.user("olga"));
    OrgId org = new OrgId(1);
    Map<String, Runnable> calls =
        ImmutableMap.<String, Runnable>builder()
            .put("impersonation", () -> session.impersonations().begin(null))
            .put("impersonator", () -> session.impersonations().beginFor(null, null))
            .put("page", () -> session.impersonations().ofOrg(org, null))
            .put("until", () -> session.impersonations().openToSupport(org, null))
            .put("org", () -> session.impersonations().support(null))
            .put("limits", () -> world.bailiwick().withImpersonation(null))
            .put("port", () -> world.bailiwick().withNotices(null))
            .buildOrThrow();
    calls.forEach(
        (field, call) ->
            assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                    InvalidParameter.class, e -> assertThat(e.field()).isEqualTo(field)));
    for (Runnable call :
        List.<Runnable>of(
            () -> session.impersonations().end(null),
            () -> session.impersonations().closeToSupport(null),
            () -> session.impersonations().openToSupport(null, World.START),
            () -> session.impersonations().ofOrg(null, PageRequest.first()),
            () -> session.impersonations().beginFor(new UserId(1), null))) {
      assertThatThrownBy(call::run).isInstanceOf(InvalidParameter.class);
    }
  }

  @Test
  default void a_begin_is_made_once_under_an_operation_id() {
    ImpersonationScene scene = ImpersonationScene.in(world());
    Session once = scene.staff().operation("begin 7");
    Impersonation first = once.impersonations().begin(scene.wanted()).value();
    assertThat(once.impersonations().begin(scene.wanted()).value()).isEqualTo(first);
    assertThat(scene.world().notices()).hasSize(1);
    scene.staff().impersonations().end(first.id());
    assertThatThrownBy(() -> once.impersonations().begin(scene.wanted()))
        .isInstanceOf(NoSuchImpersonation.class);
  }
}
