package dev.bailiwick.contract.topic.password;

import static dev.bailiwick.contract.fixture.PasswordWorld.GOOD;
import static dev.bailiwick.contract.fixture.PasswordWorld.OTHER;
import static dev.bailiwick.contract.fixture.PasswordWorld.WRONG;
import static dev.bailiwick.contract.topic.concurrency.RaceTrial.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.concurrency.RaceTrial;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.store.AttemptCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Passwords and codes that arrive at once, through two nodes. */
public interface PasswordRacesContract extends ContractTopic {
  /** The number of uses of a code at once. */
  int USES = 50;

  /** The number of wrong passwords at once. */
  int GUESSES = 200;

  /** Returns the number of rounds: each has many calls. */
  private static int rounds() {
    return Math.max(1, RaceTrial.rounds() / 5);
  }

  // 25.
  @Test
  default void fifty_uses_of_a_code_at_once_set_one_password() {
    World plain = world();
    PasswordWorld world = new PasswordWorld(plain, settings -> settings.withHashesAtOnce(USES));
    PasswordWorld other =
        world.through(
            plain.through(beside(plain.store())), settings -> settings.withHashesAtOnce(USES));
    for (int round = 0; round < rounds(); round++) {
      String name = "ann" + round;
      UserId ann = world.user(name);
      ResetCode code = world.code(name);
      List<Optional<BailiwickException>> ends =
          atOnce(
              IntStream.range(0, USES)
                  .<Runnable>mapToObj(
                      i ->
                          () ->
                              (i % 2 == 0 ? world : other)
                                  .system()
                                  .reset(code, Password.of("nine quiet badgers " + i)))
                  .toArray(Runnable[]::new));
      RaceTrial.refusedOnly(ends, SignInRefused.class);
      assertThat(ends.stream().filter(Optional::isEmpty)).hasSize(1);
      int winner = ends.indexOf(Optional.<BailiwickException>empty());
      assertThat(world.signIn(name, Password.of("nine quiet badgers " + winner)).user())
          .isEqualTo(ann);
      assertThat(plain.log(ann).stream().filter(e -> e.event().name().equals("password.reset")))
          .hasSize(1);
    }
  }

  // 26.
  @Test
  default void of_many_wrong_passwords_at_once_each_that_is_checked_is_counted() {
    World plain = world();
    PasswordWorld world = new PasswordWorld(plain, settings -> settings.withHashesAtOnce(GUESSES));
    PasswordWorld other =
        world.through(
            plain.through(beside(plain.store())), settings -> settings.withHashesAtOnce(GUESSES));
    UserId ann = world.user("ann");
    String hash = world.lastHash();
    List<Optional<BailiwickException>> ends =
        atOnce(
            IntStream.range(0, GUESSES)
                .<Runnable>mapToObj(i -> () -> (i % 2 == 0 ? world : other).signIn("ann", WRONG))
                .toArray(Runnable[]::new));
    assertThat(ends)
        .allSatisfy(end -> assertThat(end.orElseThrow()).isInstanceOf(SignInRefused.class));
    assertThat(
            plain
                .store()
                .<List<AttemptCount>>read(
                    Consistency.latest(), view -> view.passwords().attempts(ann)))
        .singleElement()
        .satisfies(count -> assertThat(count.failures()).isEqualTo(5));
    assertThat(world.comparisons(hash) + other.comparisons(hash))
        .as("passwords that were compared with the account's")
        .isEqualTo(5);
  }

  // 26.
  @Test
  default void the_right_password_among_many_wrong_ones_is_not_guessed_beyond_the_free_attempts() {
    World plain = world();
    PasswordWorld world = new PasswordWorld(plain, settings -> settings.withHashesAtOnce(40));
    for (int round = 0; round < rounds(); round++) {
      String name = "ann" + round;
      world.user(name);
      List<Optional<BailiwickException>> ends =
          atOnce(
              IntStream.range(0, 40)
                  .<Runnable>mapToObj(i -> () -> world.signIn(name, i < 35 ? WRONG : GOOD))
                  .toArray(Runnable[]::new));
      long signedIn = ends.stream().filter(Optional::isEmpty).count();
      assertThat(signedIn).isLessThanOrEqualTo(5);
      if (signedIn == 0) {
        assertThatThrownBy(() -> world.signIn(name, GOOD)).isInstanceOf(SignInRefused.class);
      }
    }
  }

  // 34.
  @Test
  default void a_sign_in_that_began_after_a_change_does_not_pass_with_the_old_password() {
    World plain = world();
    PasswordWorld world = new PasswordWorld(plain, settings -> settings.withHashesAtOnce(10));
    PasswordWorld other =
        world.through(
            plain.through(beside(plain.store())), settings -> settings.withHashesAtOnce(10));
    for (int round = 0; round < rounds(); round++) {
      String name = "ann" + round;
      UserId ann = world.user(name);
      boolean[] changed = new boolean[1];
      boolean[] late = new boolean[1];
      List<Optional<BailiwickException>> ends =
          atOnce(
              () -> {
                world.as(ann).change(GOOD, OTHER);
                synchronized (changed) {
                  changed[0] = true;
                }
              },
              () -> {
                synchronized (changed) {
                  late[0] = changed[0];
                }
                other.bailiwick().signIns().complete(other.signIn(name, GOOD));
              });
      assertThat(ends.get(0)).isEmpty();
      if (late[0]) {
        assertThat(ends.get(1)).isPresent();
      }
      assertThatThrownBy(() -> world.signIn(name, GOOD)).isInstanceOf(SignInRefused.class);
    }
  }
}
