package dev.bailiwick.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.password.Credentials;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordHasher;
import dev.bailiwick.password.PasswordNotice;
import dev.bailiwick.password.PasswordPort;
import dev.bailiwick.password.ResetMail;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.store.Part;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.Profile;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that changes from PBKDF2 to Argon2id while its accounts have passwords. */
class Argon2idTest {
  private static final Email ALICE = Email.of("alice@acme.example");
  private static final Password RIGHT = Password.of("vexing cobalt moon");
  private static final Password WRONG = Password.of("vexing cobalt sun");
  private static final String PRESENT = "$argon2id$v=19$m=19456,t=2,p=1$";

  private static final PasswordPort NO_MAILS =
      new PasswordPort() {
        @Override
        public void sendReset(ResetMail mail) {
          throw new AssertionError("no code was asked for");
        }

        @Override
        public void tell(PasswordNotice notice) {}
      };

  /** Notes the stored hashes that are compared with a password, in order. */
  private record Noting(PasswordHasher hasher, List<String> compared) implements PasswordHasher {
    @Override
    public String hash(Password password) {
      return hasher.hash(password);
    }

    @Override
    public boolean matches(Password password, String hash) {
      compared.add(hash);
      return hasher.matches(password, hash);
    }

    @Override
    public boolean isCurrent(String hash) {
      return hasher.isCurrent(hash);
    }
  }

  private static void signIn(Bailiwick bailiwick, Password password) {
    bailiwick.signIns().complete(bailiwick.signIns().withPassword(ALICE, password, "cookie 4711"));
  }

  @Test
  void a_password_that_was_set_with_pbkdf2_is_renewed_to_argon2id_at_the_next_sign_in() {
    try (HikariDataSource pool = Product.H2.pool(2)) {
      JdbcStore store = JdbcStore.over(pool).with(Part.PASSWORDS);
      store.migrate();
      byte[] key = new byte[Credentials.KEY_BYTES];
      new SecureRandom().nextBytes(key);
      Credentials credentials = Credentials.passwordAlone(key, NO_MAILS);
      Bailiwick before = Bailiwick.over(store).withCredentials(credentials);
      UserId alice =
          before
              .actingAs(Actor.system("sign-up"))
              .users()
              .register(Profile.named("Alice").withVerifiedEmail(ALICE.address()))
              .id();
      before.actingAs(Actor.system("sign-up")).passwords().set(alice, RIGHT);

      List<String> compared = new ArrayList<>();
      PasswordHasher noting = new Noting(Argon2idHasher.standard(), compared);
      Bailiwick after = Bailiwick.over(store).withCredentials(credentials.withHasher(noting));
      assertThatThrownBy(() -> signIn(after, WRONG)).isInstanceOf(SignInRefused.class);
      signIn(after, RIGHT);
      signIn(after, RIGHT);
      assertThatThrownBy(() -> signIn(after, WRONG)).isInstanceOf(SignInRefused.class);

      assertThat(compared).hasSize(4);
      assertThat(compared.subList(0, 2))
          .allMatch(hash -> hash.startsWith("$pbkdf2-sha256$i=600000$"));
      assertThat(compared.subList(2, 4)).allMatch(hash -> hash.startsWith(PRESENT));
    }
  }

  @Test
  void a_hash_carries_its_parameters_and_is_recognised_by_them() {
    Argon2idHasher present = Argon2idHasher.standard();
    String hash = present.hash(RIGHT);
    assertThat(hash).startsWith(PRESENT).isNotEqualTo(present.hash(RIGHT));
    assertThat(hash.length()).isLessThan(PasswordHasher.LONGEST_HASH);
    assertThat(present.matches(RIGHT, hash)).isTrue();
    assertThat(present.matches(WRONG, hash)).isFalse();
    assertThat(present.isCurrent(hash)).isTrue();

    String weaker = Argon2idHasher.of(12 * 1024, 1).hash(RIGHT);
    assertThat(weaker).startsWith("$argon2id$v=19$m=12288,t=1,p=1$");
    assertThat(present.matches(RIGHT, weaker)).isTrue();
    assertThat(present.isCurrent(weaker)).isFalse();
    assertThat(present.isCurrent(PasswordHasher.pbkdf2().hash(RIGHT))).isFalse();
  }

  @Test
  void a_text_that_is_no_hash_is_an_error_and_never_an_answer() {
    for (String text : List.of("", "secret", "$argon2id$v=19$m=19456,t=2,p=1$", "$argon2i$x")) {
      assertThatThrownBy(() -> Argon2idHasher.standard().matches(RIGHT, text))
          .as(text)
          .isInstanceOf(CorruptData.class);
    }
  }
}
