package dev.bailiwick.contract.topic.password;

import static dev.bailiwick.contract.fixture.PasswordWorld.GOOD;
import static dev.bailiwick.contract.fixture.PasswordWorld.OTHER;
import static dev.bailiwick.contract.fixture.PasswordWorld.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Passwords;
import dev.bailiwick.Session;
import dev.bailiwick.SignIns;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.FirstFactor;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.user.Email;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules that hold for each call about passwords. */
public interface PasswordCallsContract extends ContractTopic {
  /** A change, made the same way each time. */
  interface Change {
    /** Makes it. */
    Object make(Passwords passwords, Scene scene);
  }

  /**
   * The things that the changes are about.
   *
   * @param ann a user with a password
   * @param ben a user without one
   * @param first a first factor of ann
   * @param code a code of ann
   */
  record Scene(UserId ann, UserId ben, FirstFactor first, ResetCode code) {}

  /** The changes of the host. */
  ImmutableMap<String, Change> BY_HOST =
      ImmutableMap.of(
          "set", (by, in) -> by.set(in.ben(), GOOD),
          "changeExpired", (by, in) -> by.changeExpired(in.first(), OTHER),
          "startReset", (by, in) -> by.startReset(in.ben()),
          "reset", (by, in) -> by.reset(in.code(), OTHER),
          "expire", (by, in) -> by.expire(List.of(in.ann(), in.ben()), "leak"));

  /** The changes of a person. */
  ImmutableMap<String, Change> BY_PERSON =
      ImmutableMap.of("change", (by, in) -> by.change(GOOD, OTHER));

  private static Scene scene(PasswordWorld world) {
    UserId ann = world.user("ann");
    UserId ben = world.world().user("ben");
    return new Scene(ann, ben, world.signIn("ann", GOOD), world.code("ann"));
  }

  private static Map<String, Change> all() {
    return ImmutableMap.<String, Change>builder().putAll(BY_HOST).putAll(BY_PERSON).buildOrThrow();
  }

  private static Session session(PasswordWorld world, String change, Scene scene) {
    return world
        .bailiwick()
        .actingAs(BY_HOST.containsKey(change) ? Actor.system("web") : Actor.user(scene.ann()));
  }

  @Test
  default void each_change_is_listed_here_and_leaves_its_event() {
    assertThat(Stream.of(Passwords.class.getDeclaredMethods()).filter(PasswordCallsContract::open))
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(all().keySet());
    Set<String> left = new LinkedHashSet<>();
    all()
        .forEach(
            (name, change) -> {
              PasswordWorld world = new PasswordWorld(world());
              Scene scene = scene(world);
              LogSnapshot before = LogSnapshot.of(world.world().store());
              change.make(session(world, name, scene).passwords(), scene);
              LogSnapshot.of(world.world().store())
                  .since(before)
                  .forEach(entry -> left.add(entry.event().name()));
            });
    assertThat(left)
        .containsExactlyInAnyOrderElementsOf(
            Event.changes().stream()
                .map(Event::name)
                .filter(name -> name.startsWith("password."))
                .toList());
  }

  @Test
  default void a_change_is_applied_once_under_an_operation_id_which_says_nothing_of_a_secret() {
    all()
        .forEach(
            (name, change) -> {
              PasswordWorld world = new PasswordWorld(world());
              Scene scene = scene(world);
              Session session = session(world, name, scene).operation("once");
              Object first = change.make(session.passwords(), scene);
              LogSnapshot before = LogSnapshot.of(world.world().store());
              Object again = change.make(session.passwords(), scene);
              assertThat(again).as(name).hasToString(first.toString());
              assertThat(LogSnapshot.of(world.world().store()).since(before)).as(name).isEmpty();
              int mails = world.mails().size();
              assertThatThrownBy(
                      () ->
                          session(world, name, scene)
                              .operation("once")
                              .because("another request")
                              .passwords()
                              .expire(List.of(scene.ben()), "other"))
                  .as(name)
                  .isInstanceOfAny(OperationReused.class, NoPermission.class);
              assertThat(world.mails()).hasSize(mails);
            });
    PasswordWorld world = new PasswordWorld(world());
    Scene scene = scene(world);
    Session session = world.bailiwick().actingAs(Actor.system("web")).operation("set");
    session.passwords().set(scene.ben(), GOOD);
    session.passwords().set(scene.ben(), OTHER);
    assertThat(world.signIn("ben", GOOD).user())
        .as("the same request, whatever the password")
        .isEqualTo(scene.ben());
  }

  @Test
  default void no_argument_may_be_null() throws IllegalAccessException {
    PasswordWorld world = new PasswordWorld(world());
    FirstFactor first =
        new FirstFactor(world.user("ann"), 0, world.world().clock().instant(), false);
    Map<Class<?>, Object> values =
        Map.of(
            UserId.class, first.user(),
            Password.class, GOOD,
            FirstFactor.class, first,
            ResetCode.class, ResetCode.random(),
            Collection.class, List.of(first.user()),
            Email.class, address("ann"),
            String.class, "text");
    int refused = 0;
    for (Object facade : List.of(world.system(), world.bailiwick().signIns())) {
      for (Method method :
          Arrays.stream(facade.getClass().getDeclaredMethods())
              .filter(PasswordCallsContract::open)
              .toList()) {
        for (int i = 0; i < method.getParameterCount(); i++) {
          @Nullable Object[] arguments =
              Stream.of(method.getParameterTypes()).map(values::get).toArray();
          assertThat(arguments).as(method.toString()).doesNotContainNull();
          arguments[i] = null;
          try {
            method.invoke(facade, arguments);
            throw new AssertionError(method + " takes a null as argument " + i);
          } catch (InvocationTargetException failure) {
            assertThat(failure.getCause())
                .as(method.toString())
                .isInstanceOf(InvalidParameter.class);
            refused++;
          }
        }
      }
    }
    assertThat(refused).isEqualTo(17);
    assertThatThrownBy(() -> world.system().expire(Arrays.asList(first.user(), null), "leak"))
        .isInstanceOf(InvalidParameter.class);
  }

  private static boolean open(Method method) {
    return Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
  }

  @Test
  default void bad_values_are_refused_with_their_field() {
    PasswordWorld world = new PasswordWorld(world());
    UserId ann = world.user("ann");
    SignIns signIns = world.bailiwick().signIns();
    for (String origin : List.of("", "x".repeat(4_001))) {
      assertThatThrownBy(() -> signIns.withPassword(address("ann"), GOOD, origin))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("origin"));
    }
    assertThatThrownBy(() -> world.system().expire(List.of(), "leak"))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> world.system().expire(List.of(ann), "\u0000"))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> ResetCode.of("too short")).isInstanceOf(InvalidParameter.class);
  }
}
