package dev.bailiwick.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.invitation.InvitationCode;
import org.junit.jupiter.api.Test;

class PasswordTest {
  @Test
  void a_password_is_the_same_in_both_normal_forms() {
    assertThat(Password.of("re\u0301sume\u0301")).isEqualTo(Password.of("r\u00e9sum\u00e9"));
    assertThat(Password.of("re\u0301sume\u0301").length()).isEqualTo(6);
    assertThat(Password.of("Ａ")).isNotEqualTo(Password.of("A"));
  }

  @Test
  void nothing_of_a_password_is_cut_off_or_trimmed() {
    String long64 = "x".repeat(63) + "y";
    assertThat(Password.of(long64).secret()).isEqualTo(long64);
    assertThat(Password.of("a".repeat(72) + "b")).isNotEqualTo(Password.of("a".repeat(72) + "c"));
    assertThat(Password.of(" a ")).isNotEqualTo(Password.of("a"));
    assertThat(Password.of("😀".repeat(Password.LONGEST)).length()).isEqualTo(Password.LONGEST);
  }

  @Test
  void a_malformed_password_is_refused() {
    for (String typed :
        new String[] {"", "a\u0000b", "a\n", "a\ud83d", "x".repeat(Password.LONGEST + 1)}) {
      assertThatThrownBy(() -> Password.of(typed))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("password"))
          .hasMessageNotContaining("ab");
    }
    assertThatThrownBy(() -> Password.of(null)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  void a_megabyte_is_refused_before_it_is_read() {
    // An unpaired surrogate at the end would be named, were the text read before its length.
    assertThatThrownBy(() -> Password.of("e\u0301".repeat(500_000) + "\ud83d"))
        .hasMessageContaining("must be 1 to");
  }

  @Test
  void a_secret_does_not_show_itself() {
    Password password = Password.of("correct horse battery staple");
    assertThat(password).hasToString("password").hasSameHashCodeAs(Password.of("other"));
    assertThat(password).isNotEqualTo(Password.of("other"));
    InvitationCode code = InvitationCode.random();
    assertThat(code).hasToString("invitation code").isNotEqualTo(InvitationCode.random());
    assertThat(code).isEqualTo(InvitationCode.of(code.secret()));
    assertThat(Password.of(code.secret())).isNotEqualTo(code);
  }
}
