package dev.bailiwick.contract.topic.password;

import static dev.bailiwick.contract.fixture.PasswordWorld.GOOD;
import static dev.bailiwick.contract.fixture.PasswordWorld.HOME;
import static dev.bailiwick.contract.fixture.PasswordWorld.OTHER;
import static dev.bailiwick.contract.fixture.PasswordWorld.WRONG;
import static dev.bailiwick.contract.fixture.PasswordWorld.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Lists;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.Credentials;
import dev.bailiwick.password.FirstFactor;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordConflict;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.SecondFactorMissing;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attacks on passwords, numbered as in the list of threats. */
public interface PasswordThreatsContract extends ContractTopic {
  /** Returns a world with passwords. */
  private PasswordWorld passwords() {
    return new PasswordWorld(world());
  }

  /** Fails as often as it may, without waiting. */
  private static void fail(PasswordWorld world, String name, String origin, int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> world.signIn(name, WRONG, origin)).isInstanceOf(SignInRefused.class);
      world.world().clock().advance(Duration.ofMinutes(15));
    }
  }

  // 20.
  @Test
  default void a_switched_off_account_is_refused_on_each_way() {
    for (boolean locks : new boolean[] {false, true}) {
      PasswordWorld world = passwords();
      UserId ann = world.user("ann");
      FirstFactor open = world.signIn("ann", GOOD);
      ResetCode code = world.code("ann");
      if (locks) {
        world.world().system().users().lock(ann);
      } else {
        world.world().system().users().deactivate(ann);
      }
      world.world().clock().advance(Duration.ofMinutes(2));
      world.bailiwick().signIns().startReset(address("ann"));

      assertThat(world.mails()).as("only the code from before").hasSize(1);
      assertThatThrownBy(() -> world.signIn("ann", GOOD)).isInstanceOf(SignInRefused.class);
      assertThatThrownBy(() -> world.bailiwick().signIns().complete(open))
          .isInstanceOf(SignInRefused.class);
      assertThatThrownBy(() -> world.system().reset(code, OTHER)).isInstanceOf(SignInRefused.class);
      assertThatThrownBy(() -> world.system().startReset(ann)).isInstanceOf(PasswordConflict.class);
    }
  }

  // 31.
  @Test
  default void known_and_unknown_names_get_the_same_answer_for_the_same_hashes() {
    PasswordWorld world = passwords();
    world.user("ann");
    world.world().user("withoutpassword");
    world.world().system().users().deactivate(world.user("deactivated"));
    world.world().system().users().lock(world.user("locked"));
    UserId olga = world.world().user("olga");
    OrgId acme = world.world().org("acme", olga);
    world.world().as(olga, acme).orgs().members(acme).add(NewMember.member("unclaimed@world.test"));
    world.user("throttled");
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> world.signIn("throttled", WRONG)).isInstanceOf(SignInRefused.class);
    }
    List<String> names =
        List.of(
            "unknown", "ann", "withoutpassword", "deactivated", "locked", "unclaimed", "throttled");
    for (String name : names) {
      int before = world.hashes();
      assertThatThrownBy(() -> world.signIn(name, WRONG))
          .as(name)
          .isExactlyInstanceOf(SignInRefused.class)
          .hasMessage("refused");
      assertThat(world.hashes() - before).as(name).isEqualTo(1);
    }
    for (String name : List.of("deactivated", "locked", "throttled")) {
      int before = world.hashes();
      assertThatThrownBy(() -> world.signIn(name, GOOD))
          .as(name)
          .isExactlyInstanceOf(SignInRefused.class)
          .hasMessage("refused");
      assertThat(world.hashes() - before).as(name).isEqualTo(1);
    }
    int before = world.hashes();
    names.forEach(name -> world.bailiwick().signIns().startReset(address(name)));
    assertThat(world.hashes()).isEqualTo(before);
  }

  // 32.
  @Test
  default void no_text_of_a_secret_shows_it() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    ResetCode code = world.code("ann");
    world.system().reset(code, OTHER);
    FirstFactor first = world.signIn("ann", OTHER);
    List<Object> shown =
        List.of(
            GOOD,
            OTHER,
            code,
            world.mails(),
            world.notices(),
            first,
            world.world().log(ann),
            world.world().committed(),
            world
                .world()
                .store()
                .read(
                    Consistency.latest(),
                    view ->
                        List.of(
                            view.passwords().find(ann),
                            view.passwords().attempts(ann),
                            view.passwords().reset("user:" + ann.value()))));
    String hash =
        world
            .world()
            .store()
            .read(
                Consistency.latest(),
                view -> view.passwords().find(ann).orElseThrow().hash().secret());
    assertThat(shown)
        .allSatisfy(
            thing ->
                assertThat(thing.toString())
                    .doesNotContain(
                        GOOD.secret(), OTHER.secret(), code.secret(), code.hash(), hash, HOME));
    assertThat(hash).as("sealed with the key of the host").doesNotContain("pbkdf2");
  }

  // 34.
  @Test
  default void each_new_password_ends_the_sign_ins_before_it() {
    List<Consumer<PasswordWorld>> ways =
        List.of(
            world -> world.as(world.signIn("ann", GOOD).user()).change(GOOD, OTHER),
            world -> world.system().reset(world.code("ann"), OTHER),
            world -> world.system().expire(List.of(world.signIn("ann", GOOD).user()), "leak"));
    for (Consumer<PasswordWorld> way : ways) {
      PasswordWorld world = passwords();
      world.user("ann");
      Actor actor = world.bailiwick().signIns().complete(world.signIn("ann", GOOD));
      FirstFactor open = world.signIn("ann", GOOD);
      way.accept(world);
      assertThatThrownBy(() -> world.bailiwick().actingAs(actor).users().current())
          .isInstanceOf(SignInEnded.class);
      assertThatThrownBy(() -> world.bailiwick().signIns().complete(open))
          .isInstanceOf(SignInRefused.class);
    }
  }

  // 35.
  @Test
  default void long_and_decomposed_passwords_are_exact_and_a_megabyte_is_refused() {
    PasswordWorld world = passwords();
    UserId ann = world.world().user("ann");
    String accents = "résumé für Zoë ";
    String text = accents + "x".repeat(80) + "a";
    world.system().set(ann, Password.of(text));
    assertThat(
            world
                .signIn("ann", Password.of(Normalizer.normalize(text, Normalizer.Form.NFD)))
                .user())
        .isEqualTo(ann);
    assertThatThrownBy(() -> world.signIn("ann", Password.of(accents + "x".repeat(80) + "b")))
        .isInstanceOf(SignInRefused.class);
    int before = world.hashes();
    assertThatThrownBy(() -> world.signIn("ann", Password.of("x".repeat(1_000_000))))
        .isInstanceOf(InvalidParameter.class);
    assertThat(world.hashes()).isEqualTo(before);
  }

  // 36.
  @Test
  default void a_mail_goes_only_to_the_address_that_is_stored() {
    PasswordWorld world = passwords();
    UserId mike = world.user("mike");
    for (String typed : List.of("mıke@world.test", "mike+1@world.test", "ｍike@world.test")) {
      world.bailiwick().signIns().startReset(Email.of(typed));
    }
    assertThat(world.mails()).isEmpty();
    world.bailiwick().signIns().startReset(Email.of("Mike@World.TEST"));
    assertThat(world.mails())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.user()).isEqualTo(mike);
              assertThat(mail.address().address()).isEqualTo("mike@world.test");
            });
    ResetCode code = world.mails().get(0).code();
    world
        .world()
        .system()
        .users()
        .update(mike, Profile.empty().withVerifiedEmail("new@world.test"));
    assertThatThrownBy(() -> world.system().reset(code, OTHER))
        .as("a code to an address that was replaced")
        .isInstanceOf(SignInRefused.class);
  }

  // 37.
  @Test
  default void an_attacker_who_fails_a_hundred_times_does_not_keep_the_owner_out() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    world.signIn("ann", GOOD, HOME);
    fail(world, "ann", "attacker", 100);

    assertThat(world.signIn("ann", GOOD, HOME).user()).as("from a known origin").isEqualTo(ann);
    assertThatThrownBy(() -> world.signIn("ann", GOOD, "a new telephone"))
        .isInstanceOf(SignInRefused.class);
    assertThat(world.world().system().users().get(ann).usable()).isTrue();
    world.system().reset(world.code("ann"), OTHER);
    assertThat(world.signIn("ann", OTHER, "a new telephone").user())
        .as("after a reset")
        .isEqualTo(ann);
  }

  // 37.
  @Test
  default void an_origin_is_known_for_one_account_until_it_fails_ten_times() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    world.user("ben");
    world.signIn("ann", GOOD, HOME);
    fail(world, "ben", "attacker", 100);
    fail(world, "ann", "attacker", 100);
    assertThatThrownBy(() -> world.signIn("ben", GOOD, HOME))
        .as("known for ann alone")
        .isInstanceOf(SignInRefused.class);
    fail(world, "ann", HOME, 9);
    assertThat(world.signIn("ann", GOOD, HOME).user()).isEqualTo(ann);
    fail(world, "ann", HOME, 10);
    assertThatThrownBy(() -> world.signIn("ann", GOOD, HOME)).isInstanceOf(SignInRefused.class);
  }

  // 37.
  @Test
  default void delays_grow_up_to_a_quarter_of_an_hour() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> world.signIn("ann", WRONG)).isInstanceOf(SignInRefused.class);
    }
    long seconds = 1;
    for (int failures = 5; failures < 20; failures++) {
      world.world().clock().advance(Duration.ofSeconds(seconds).minusNanos(1_000));
      assertThatThrownBy(() -> world.signIn("ann", GOOD)).isInstanceOf(SignInRefused.class);
      world.world().clock().advance(Duration.ofNanos(1_000));
      assertThatThrownBy(() -> world.signIn("ann", WRONG)).isInstanceOf(SignInRefused.class);
      seconds = Math.min(2 * seconds, 900);
    }
    world.world().clock().advance(Duration.ofMinutes(15));
    assertThat(world.signIn("ann", GOOD).user()).isEqualTo(ann);
    assertThatThrownBy(() -> world.signIn("ann", WRONG)).isInstanceOf(SignInRefused.class);
    assertThat(world.signIn("ann", GOOD).user()).as("a success forgets failures").isEqualTo(ann);
  }

  // 32.
  @Test
  default void names_that_no_account_has_fill_a_bounded_number_of_rows() {
    PasswordWorld world = passwords();
    assertThatThrownBy(() -> world.signIn("nobody", WRONG)).isInstanceOf(SignInRefused.class);
    world.bailiwick().signIns().startReset(address("nobody"));
    // The subject of an unknown name has 16 bits of a keyed hash.
    List<String> subjects =
        IntStream.range(0, 65_536).mapToObj(bucket -> "name:%04x".formatted(bucket)).toList();
    int rows = 0;
    for (List<String> some : Lists.partition(subjects, 8_192)) {
      rows +=
          world
              .world()
              .store()
              .<Integer>read(Consistency.latest(), view -> view.passwords().attempts(some).size());
    }
    assertThat(rows).isEqualTo(1);
  }

  // 74.
  @Test
  default void a_person_who_signs_in_by_an_identity_gets_no_password_by_a_reset() {
    PasswordWorld world = passwords();
    world
        .world()
        .system()
        .users()
        .ensure(
            new ExternalIdentity("https://idp.test", "ann"),
            Profile.named("ann").withVerifiedEmail("ann@world.test"));
    world.bailiwick().signIns().startReset(address("ann"));
    assertThat(world.mails()).isEmpty();
  }

  // 74.
  @Test
  default void a_code_from_before_an_identity_was_linked_is_dead() {
    PasswordWorld world = passwords();
    UserId ann = world.world().user("ann");
    ResetCode code = world.code("ann");
    world.world().system().users().link(ann, new ExternalIdentity("https://idp.test", "ann"));
    assertThatThrownBy(() -> world.system().reset(code, GOOD)).isInstanceOf(SignInRefused.class);
  }

  // 76.
  @Test
  default void a_password_alone_is_no_actor_where_the_host_has_a_second_factor() {
    PasswordWorld world =
        new PasswordWorld(
            world(),
            settings ->
                Credentials.withSecondFactor(PasswordWorld.key(1), settings.port())
                    .withHasher(settings.hasher()));
    UserId ann = world.user("ann");
    FirstFactor first = world.signIn("ann", GOOD);
    assertThatThrownBy(() -> world.bailiwick().signIns().complete(first))
        .isInstanceOf(SecondFactorMissing.class);
    assertThat(world.bailiwick().signIns().completeAfterSecondFactor(first).user()).contains(ann);
    world.world().clock().advance(FirstFactor.LIFETIME);
    assertThatThrownBy(() -> world.bailiwick().signIns().completeAfterSecondFactor(first))
        .isInstanceOf(SignInRefused.class);
    FirstFactor forged = new FirstFactor(ann, first.stamp(), first.at().plusSeconds(9_000), false);
    assertThatThrownBy(() -> world.bailiwick().signIns().completeAfterSecondFactor(forged))
        .as("of an instant that has not come")
        .isInstanceOf(SignInRefused.class);
  }
}
