package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.org.OrgConflict;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Calls that are refused by a rule. */
final class Refused {
  private Refused() {}

  static void assertInvalid(String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  static void assertRule(OrgConflict.Rule rule, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(OrgConflict.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }
}
