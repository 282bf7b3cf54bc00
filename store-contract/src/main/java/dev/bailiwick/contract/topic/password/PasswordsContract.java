package dev.bailiwick.contract.topic.password;

import static dev.bailiwick.contract.fixture.PasswordWorld.GOOD;
import static dev.bailiwick.contract.fixture.PasswordWorld.OTHER;
import static dev.bailiwick.contract.fixture.PasswordWorld.WRONG;
import static dev.bailiwick.contract.fixture.PasswordWorld.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.Credentials;
import dev.bailiwick.password.FirstFactor;
import dev.bailiwick.password.NoCredentials;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordBlocklist;
import dev.bailiwick.password.PasswordConflict;
import dev.bailiwick.password.PasswordFault;
import dev.bailiwick.password.PasswordNotice;
import dev.bailiwick.password.PasswordPolicy;
import dev.bailiwick.password.PasswordRefused;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of a password. */
public interface PasswordsContract extends ContractTopic {
  /** Returns a world with passwords. */
  private PasswordWorld passwords() {
    return new PasswordWorld(world());
  }

  @Test
  default void a_person_signs_in_with_the_password_that_the_host_has_set() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");

    FirstFactor first = world.signIn("ann", GOOD);

    assertThat(first.user()).isEqualTo(ann);
    assertThat(first.mustChange()).isFalse();
    Actor actor = world.bailiwick().signIns().complete(first);
    assertThat(world.bailiwick().actingAs(actor).users().current().id()).isEqualTo(ann);
    assertThatThrownBy(() -> world.signIn("ann", WRONG)).isInstanceOf(SignInRefused.class);
    assertThatThrownBy(() -> world.signIn("bob", GOOD)).isInstanceOf(SignInRefused.class);
  }

  @Test
  default void the_host_sets_a_first_password_only() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    assertThatThrownBy(() -> world.system().set(ann, OTHER))
        .isInstanceOfSatisfying(
            PasswordConflict.class,
            e -> assertThat(e.reason()).isEqualTo(PasswordConflict.Reason.HAS_PASSWORD));
    UserId bob = world.world().user("bob");
    UserId root = world.world().superUser("root");
    for (UserId other : List.of(ann, root, bob)) {
      assertThatThrownBy(() -> world.as(other).set(bob, GOOD)).isInstanceOf(NoPermission.class);
    }
    OrgId acme = world.world().org("acme", ann);
    world.world().as(ann, acme).orgs().members(acme).add(NewMember.member("cai@world.test"));
    UserId cai =
        world
            .world()
            .store()
            .read(Consistency.latest(), view -> view.users().named(address("cai")).get(0).id());
    assertThatThrownBy(() -> world.system().set(cai, GOOD)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_change_needs_the_present_password_and_ends_every_sign_in() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    Actor before = world.bailiwick().signIns().complete(world.signIn("ann", GOOD));
    FirstFactor open = world.signIn("ann", GOOD);

    assertThatThrownBy(() -> world.as(ann).change(WRONG, OTHER)).isInstanceOf(SignInRefused.class);
    world.as(ann).change(GOOD, OTHER);

    assertThatThrownBy(() -> world.signIn("ann", GOOD)).isInstanceOf(SignInRefused.class);
    assertThat(world.signIn("ann", OTHER).user()).isEqualTo(ann);
    assertThatThrownBy(() -> world.bailiwick().actingAs(before).users().current())
        .isInstanceOf(SignInEnded.class);
    assertThatThrownBy(() -> world.bailiwick().signIns().complete(open))
        .isInstanceOf(SignInRefused.class);
    assertThatThrownBy(() -> world.system().change(GOOD, OTHER))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_new_password_must_obey_the_policy() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    world.world().org("The Old Brewery", ann);
    for (String refused : List.of("short", "qwertyuiopasdfg", "theoldbrewery2026")) {
      assertThatThrownBy(() -> world.as(ann).change(GOOD, Password.of(refused)))
          .as(refused)
          .isInstanceOf(PasswordRefused.class);
    }
    UserId bob =
        world
            .world()
            .system()
            .users()
            .register(Profile.named("Bobby Tables").withVerifiedEmail("bob@world.test"))
            .id();
    assertThatThrownBy(() -> world.system().set(bob, Password.of("Bobby Tables 2026")))
        .isInstanceOfSatisfying(
            PasswordRefused.class, e -> assertThat(e.fault()).isEqualTo(PasswordFault.PERSONAL));
  }

  @Test
  default void a_password_that_is_expired_or_listed_serves_only_to_change_it() {
    World plain = world();
    PasswordWorld world = new PasswordWorld(plain);
    UserId ann = world.user("ann");
    Actor before = world.bailiwick().signIns().complete(world.signIn("ann", GOOD));
    UserId root = plain.superUser("root");
    assertThatThrownBy(() -> world.as(ann).expire(List.of(ann), "leak"))
        .isInstanceOf(NoPermission.class);
    world.as(root).expire(List.of(ann, root), "leak");
    assertThat(plain.log(ann).get(0).reason()).contains("leak");
    assertThatThrownBy(() -> world.bailiwick().actingAs(before).users().current())
        .isInstanceOf(SignInEnded.class);

    FirstFactor expired = world.signIn("ann", GOOD);
    assertThat(expired.mustChange()).isTrue();
    assertThatThrownBy(() -> world.bailiwick().signIns().complete(expired))
        .isInstanceOf(SignInRefused.class);
    assertThatThrownBy(() -> world.bailiwick().signIns().completeAfterSecondFactor(expired))
        .isInstanceOf(SignInRefused.class);
    world.system().changeExpired(expired, OTHER);
    FirstFactor fresh = world.signIn("ann", OTHER);
    assertThat(world.bailiwick().signIns().complete(fresh).user()).contains(ann);
    assertThatThrownBy(() -> world.system().changeExpired(expired, GOOD))
        .isInstanceOf(SignInRefused.class);

    PasswordWorld listed =
        new PasswordWorld(
            plain,
            settings ->
                settings.withPolicy(
                    PasswordPolicy.passwordAlone()
                        .withBlocklist(PasswordBlocklist.of(List.of(OTHER.secret())))));
    assertThat(listed.signIn("ann", OTHER).mustChange()).isTrue();
  }

  @Test
  default void hashes_are_renewed_when_parameters_or_keys_change() {
    World plain = world();
    PasswordWorld old = new PasswordWorld(plain);
    old.user("ann");
    String before = stored(plain, "ann");
    PasswordWorld same = new PasswordWorld(plain);
    same.signIn("ann", GOOD);
    assertThat(stored(plain, "ann")).isEqualTo(before);
    PasswordWorld more =
        new PasswordWorld(
            plain, settings -> settings.withHasher(new PasswordWorld(plain).counting(3)));
    more.signIn("ann", GOOD);
    String renewed = stored(plain, "ann");
    assertThat(renewed).isNotEqualTo(before);
    more.signIn("ann", GOOD);
    assertThat(stored(plain, "ann")).isEqualTo(renewed);
    PasswordWorld key =
        new PasswordWorld(
            plain,
            settings ->
                Credentials.passwordAlone(PasswordWorld.key(2), settings.port())
                    .withEarlierKey(PasswordWorld.key(1))
                    .withHasher(settings.hasher()));
    key.signIn("ann", GOOD);
    assertThat(stored(plain, "ann")).isNotEqualTo(renewed);
    PasswordWorld only =
        new PasswordWorld(
            plain,
            settings ->
                Credentials.passwordAlone(PasswordWorld.key(2), settings.port())
                    .withHasher(settings.hasher()));
    assertThat(only.signIn("ann", GOOD).mustChange()).isFalse();
  }

  private static String stored(World world, String name) {
    return world
        .store()
        .read(
            Consistency.latest(),
            view ->
                view.users()
                    .find(address(name))
                    .flatMap(user -> view.passwords().find(user.id()))
                    .orElseThrow()
                    .hash()
                    .secret());
  }

  @Test
  default void a_person_is_told_of_each_change_and_of_a_new_origin() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    world.signIn("ann", GOOD, "one");
    world.signIn("ann", GOOD, "one");
    world.signIn("ann", GOOD, "two");
    world.as(ann).change(GOOD, OTHER);
    world.system().reset(world.code("ann"), GOOD);
    assertThat(world.notices().stream().map(PasswordNotice::kind))
        .containsExactly(
            PasswordNotice.Kind.SET,
            PasswordNotice.Kind.NEW_ORIGIN,
            PasswordNotice.Kind.NEW_ORIGIN,
            PasswordNotice.Kind.CHANGED,
            PasswordNotice.Kind.RESET);
    assertThat(world.notices())
        .allSatisfy(
            notice -> {
              assertThat(notice.user()).isEqualTo(ann);
              assertThat(notice.address()).contains(address("ann"));
            });
  }

  @Test
  default void a_retry_under_an_operation_id_sets_a_password_once() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    ResetCode code = world.code("ann");
    Actor web = Actor.system("web");
    for (int i = 0; i < 2; i++) {
      world.bailiwick().actingAs(web).operation("reset").passwords().reset(code, OTHER);
      world
          .bailiwick()
          .actingAs(Actor.user(ann))
          .operation("change")
          .passwords()
          .change(OTHER, Password.of("three sour melons"));
      // The retries of both find the present password wrong, and return the first result.
    }
    assertThat(world.world().log(ann).stream().map(entry -> entry.event().name()).limit(3))
        .containsExactly("password.change", "password.reset", "password.set");
  }

  @Test
  default void an_erased_person_leaves_no_password() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    world.signIn("ann", GOOD);
    ResetCode code = world.code("ann");
    world.world().system().users().erase(ann);
    assertThatThrownBy(() -> world.signIn("ann", GOOD)).isInstanceOf(SignInRefused.class);
    assertThatThrownBy(() -> world.system().reset(code, OTHER)).isInstanceOf(SignInRefused.class);
    world
        .world()
        .store()
        .read(
            Consistency.latest(),
            view -> {
              assertThat(view.passwords().find(ann)).isEmpty();
              assertThat(view.passwords().attempts(ann)).isEmpty();
              assertThat(view.passwords().resetByCode(code.hash())).isEmpty();
              return true;
            });
  }

  @Test
  default void without_credentials_no_call_can_be_made() {
    World world = world();
    UserId ann = world.user("ann");
    FirstFactor first = new FirstFactor(ann, 0, world.clock().instant(), false);
    List<Runnable> calls =
        List.of(
            () -> world.system().passwords().set(ann, GOOD),
            () -> world.as(ann).passwords().change(GOOD, OTHER),
            () -> world.system().passwords().changeExpired(first, OTHER),
            () -> world.system().passwords().startReset(ann),
            () -> world.system().passwords().reset(ResetCode.random(), OTHER),
            () -> world.system().passwords().expire(List.of(ann), "leak"),
            () -> world.bailiwick().signIns().withPassword(address("ann"), GOOD, "x"),
            () -> world.bailiwick().signIns().complete(first),
            () -> world.bailiwick().signIns().completeAfterSecondFactor(first),
            () -> world.bailiwick().signIns().startReset(address("ann")));
    assertThat(calls)
        .allSatisfy(call -> assertThatThrownBy(call::run).isInstanceOf(NoCredentials.class));
  }
}
