package dev.bailiwick.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.InvalidParameter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordPolicyTest {
  private static final List<String> WORDS =
      List.of("Alice Liddell", "alice.liddell@wonder.example", "Acme & Söhne", "Ng");
  private static final PasswordBlocklist EMPTY = password -> false;

  @Test
  void length_is_counted_in_code_points() {
    PasswordPolicy alone = PasswordPolicy.passwordAlone();
    assertThat(fault(alone, "vexing cobalt ")).contains(PasswordFault.TOO_SHORT);
    assertThat(fault(alone, "vexing cobalt m")).isEmpty();
    assertThat(fault(alone, "😀😁😂🤣😃😄😅😆😉😊😋😎")).contains(PasswordFault.TOO_SHORT);
    PasswordPolicy second = PasswordPolicy.withSecondFactor();
    assertThat(fault(second, "vexing c")).isEmpty();
    assertThat(fault(second, "vexing ")).contains(PasswordFault.TOO_SHORT);
    assertThat(fault(second.withMinimum(9), "vexing c")).contains(PasswordFault.TOO_SHORT);
    assertThatThrownBy(() -> alone.withMinimum(14)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> alone.withMinimum(65)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  void there_are_no_rules_about_kinds_of_characters() {
    assertThat(fault(PasswordPolicy.passwordAlone(), "quietly ten frogs")).isEmpty();
    assertThat(fault(PasswordPolicy.passwordAlone(), "тихо поют лягушки")).isEmpty();
    assertThat(fault(PasswordPolicy.passwordAlone(), "84719 20475 71930")).isEmpty();
  }

  @Test
  void each_policy_refuses_over_3000_entries_of_the_list_that_it_would_accept_otherwise() {
    for (PasswordPolicy policy :
        List.of(PasswordPolicy.passwordAlone(), PasswordPolicy.withSecondFactor())) {
      List<Password> accepted =
          CommonPasswords.entries().stream()
              .map(Password::of)
              .filter(entry -> policy.withBlocklist(EMPTY).fault(entry, List.of()).isEmpty())
              .toList();
      assertThat(accepted)
          .hasSizeGreaterThanOrEqualTo(3_000)
          .allSatisfy(
              entry -> assertThat(policy.fault(entry, List.of())).contains(PasswordFault.COMMON));
    }
  }

  @Test
  void the_list_has_each_entry_once_in_its_folded_form() {
    assertThat(CommonPasswords.entries())
        .hasSize(15_000)
        .allSatisfy(entry -> assertThat(entry).isEqualTo(Password.fold(entry)));
  }

  @Test
  void a_common_password_is_recognised_in_any_case_and_repeated() {
    for (String common :
        new String[] {
          "QwertyuiopASDFG",
          "passwordPassword",
          "baseballbaseballb",
          "aaaaaaaaaaaaaaaa",
          "abababababababa"
        }) {
      assertThat(fault(PasswordPolicy.passwordAlone(), common))
          .as(common)
          .contains(PasswordFault.COMMON);
    }
    assertThat(fault(PasswordPolicy.passwordAlone(), "my qwertyuiopasdfg")).isEmpty();
  }

  @Test
  void a_host_replaces_the_list_or_adds_to_it() {
    PasswordBlocklist own = PasswordBlocklist.of(List.of("Vexing Cobalt Moon"));
    PasswordPolicy replaced = PasswordPolicy.passwordAlone().withBlocklist(own);
    assertThat(fault(replaced, "vexing cobalt moon")).contains(PasswordFault.COMMON);
    assertThat(fault(replaced, "qwertyuiopasdfg")).isEmpty();
    PasswordPolicy added = replaced.withBlocklist(PasswordBlocklist.common().or(own));
    assertThat(fault(added, "vexing cobalt moon")).contains(PasswordFault.COMMON);
    assertThat(fault(added, "qwertyuiopasdfg")).contains(PasswordFault.COMMON);
  }

  @Test
  void a_password_of_names_is_refused() {
    for (String personal :
        new String[] {
          "alice.liddell@wonder.example",
          "Alice Liddell 2024!",
          "liddell-liddell-liddell",
          "AliceLiddell12345",
          "acmesohneacme & söhne",
          "WonderAliceAcme1!"
        }) {
      assertThat(fault(PasswordPolicy.passwordAlone(), personal))
          .as(personal)
          .contains(PasswordFault.PERSONAL);
    }
    assertThat(fault(PasswordPolicy.withSecondFactor(), "alice2024"))
        .contains(PasswordFault.PERSONAL);
    assertThat(fault(PasswordPolicy.passwordAlone(), "alice met nine badgers")).isEmpty();
    assertThat(fault(PasswordPolicy.passwordAlone(), "ngngng vexing cobalt")).isEmpty();
  }

  @Test
  void a_refusal_names_the_rule_and_not_the_password() {
    assertThatThrownBy(
            () -> PasswordPolicy.passwordAlone().check(Password.of("qwertyuiopasdfg"), List.of()))
        .isInstanceOfSatisfying(
            PasswordRefused.class, e -> assertThat(e.fault()).isEqualTo(PasswordFault.COMMON))
        .hasMessageNotContaining("qwerty");
  }

  private static Optional<PasswordFault> fault(PasswordPolicy policy, String typed) {
    return policy.fault(Password.of(typed), WORDS);
  }
}
