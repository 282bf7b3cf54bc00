package dev.bailiwick.contract.topic.password;

import static dev.bailiwick.contract.fixture.PasswordWorld.GOOD;
import static dev.bailiwick.contract.fixture.PasswordWorld.OTHER;
import static dev.bailiwick.contract.fixture.PasswordWorld.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordConflict;
import dev.bailiwick.password.PasswordRefused;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The codes with which people set a password. */
public interface PasswordResetsContract extends ContractTopic {
  /** Returns a world with passwords. */
  private PasswordWorld passwords() {
    return new PasswordWorld(world());
  }

  @Test
  default void a_code_sets_a_password_once_and_signs_nobody_in() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    Actor before = world.bailiwick().signIns().complete(world.signIn("ann", GOOD));
    ResetCode code = world.code("ann");

    assertThat(world.mails())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.user()).isEqualTo(ann);
              assertThat(mail.address()).isEqualTo(address("ann"));
              assertThat(mail.endsAt())
                  .isEqualTo(world.world().clock().instant().plus(ResetCode.LIFETIME));
            });
    assertThat(world.signIn("ann", GOOD).user()).as("a request changes nothing").isEqualTo(ann);
    assertThatThrownBy(() -> world.system().reset(code, Password.of("short")))
        .isInstanceOf(PasswordRefused.class);
    assertThat(world.system().reset(code, OTHER).id()).isEqualTo(ann);

    assertThat(world.signIn("ann", OTHER).user()).isEqualTo(ann);
    assertThatThrownBy(() -> world.signIn("ann", GOOD)).isInstanceOf(SignInRefused.class);
    assertThatThrownBy(() -> world.bailiwick().actingAs(before).users().current())
        .isInstanceOf(SignInEnded.class);
    assertThatThrownBy(() -> world.system().reset(code, GOOD)).isInstanceOf(SignInRefused.class);
    assertThatThrownBy(() -> world.as(ann).reset(code, GOOD)).isInstanceOf(NoPermission.class);
  }

  @Test
  default void a_code_ends_after_an_hour_and_with_each_later_code_and_password() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    ResetCode first = world.code("ann");
    world.world().clock().advance(ResetCode.LIFETIME.minusNanos(1000));
    ResetCode second = world.code("ann");
    assertThatThrownBy(() -> world.system().reset(first, OTHER)).isInstanceOf(SignInRefused.class);
    world.world().clock().advance(ResetCode.LIFETIME);
    assertThatThrownBy(() -> world.system().reset(second, OTHER)).isInstanceOf(SignInRefused.class);
    ResetCode third = world.code("ann");
    world.as(ann).change(GOOD, OTHER);
    assertThatThrownBy(() -> world.system().reset(third, GOOD)).isInstanceOf(SignInRefused.class);
    ResetCode fourth = world.codeLater("ann");
    world.world().clock().advance(ResetCode.LIFETIME.minusNanos(1000));
    assertThat(world.system().reset(fourth, GOOD).id()).isEqualTo(ann);
  }

  @Test
  default void codes_are_sent_once_a_minute_and_five_times_a_day() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    int sent = 0;
    for (int second = 0; second < 20; second++) {
      world.bailiwick().signIns().startReset(address("ann"));
      world.world().clock().advance(Duration.ofSeconds(30));
      sent += second % 2 == 0 && sent < 5 ? 1 : 0;
      assertThat(world.mails()).hasSize(sent);
    }
    assertThatThrownBy(() -> world.system().startReset(ann))
        .isInstanceOfSatisfying(
            PasswordConflict.class,
            e -> assertThat(e.reason()).isEqualTo(PasswordConflict.Reason.TOO_OFTEN));
    world.world().clock().advance(Duration.ofDays(1).minusMinutes(10));
    world.bailiwick().signIns().startReset(address("ann"));
    assertThat(world.mails()).as("a day after the first").hasSize(6);
  }

  @Test
  default void a_code_goes_to_each_verified_address_and_ends_with_it() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    world.world().system().users().emails(ann).addVerified(address("second"));
    ResetCode code = world.code("second");
    assertThat(world.mails())
        .singleElement()
        .satisfies(mail -> assertThat(mail.address()).isEqualTo(address("second")));
    world.world().system().users().emails(ann).remove(address("second"));
    assertThatThrownBy(() -> world.system().reset(code, OTHER)).isInstanceOf(SignInRefused.class);
    world.world().system().users().emails(ann).addVerified(address("second"));
    assertThat(world.system().reset(world.codeLater("second"), OTHER).id()).isEqualTo(ann);
    assertThat(world.signIn("second", OTHER).user()).isEqualTo(ann);
  }

  @Test
  default void an_admin_starts_a_reset_and_never_sees_the_code() {
    PasswordWorld world = passwords();
    UserId ann = world.user("ann");
    UserId root = world.world().superUser("root");
    assertThatThrownBy(() -> world.as(ann).startReset(root)).isInstanceOf(NoSuchUser.class);
    world.as(root).startReset(ann);
    assertThat(world.mails()).hasSize(1);
    AuditEntry entry = world.world().log(ann).get(0);
    assertThat(entry.event().name()).isEqualTo("password.start_reset");
    assertThat(entry.toString()).doesNotContain(world.mails().get(0).code().secret());
    world.system().reset(world.mails().get(0).code(), OTHER);
    assertThat(world.signIn("ann", OTHER).user()).isEqualTo(ann);
  }

  @Test
  default void the_first_password_of_an_unclaimed_account_is_its_claim() {
    PasswordWorld world = passwords();
    UserId olga = world.user("olga");
    OrgId acme = world.world().org("acme", olga);
    world.world().as(olga, acme).orgs().members(acme).add(NewMember.member("cai@world.test"));

    User cai = world.system().reset(world.code("cai"), GOOD);

    assertThat(cai.claimed()).isTrue();
    assertThat(cai.status()).isEqualTo(UserStatus.ACTIVE);
    assertThat(cai.emailVerifiedAt()).isPresent();
    assertThat(world.signIn("cai", GOOD).user()).isEqualTo(cai.id());
    assertThat(world.world().log(cai.id()).get(0).event().name()).isEqualTo("password.reset");
  }

  @Test
  default void an_account_with_an_identity_gets_a_code_only_for_a_password_that_it_has() {
    PasswordWorld world = passwords();
    ExternalIdentity identity = new ExternalIdentity("https://idp.test", "ann");
    UserId ann =
        world
            .world()
            .system()
            .users()
            .ensure(identity, Profile.named("ann").withVerifiedEmail("ann@world.test"))
            .id();
    world.bailiwick().signIns().startReset(address("ann"));
    assertThat(world.mails()).isEmpty();
    assertThatThrownBy(() -> world.system().startReset(ann))
        .isInstanceOfSatisfying(
            PasswordConflict.class,
            e -> assertThat(e.reason()).isEqualTo(PasswordConflict.Reason.NO_CODE));
    world.system().set(ann, GOOD);
    world.world().clock().advance(Duration.ofMinutes(1));
    world.bailiwick().signIns().startReset(address("ann"));
    assertThat(world.mails()).hasSize(1);
  }
}
