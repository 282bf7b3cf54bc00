package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmailTest {
  @Test
  void an_address_has_one_canonical_form() {
    assertThat(Email.of("Jane.DOE@Example.COM")).isEqualTo(Email.of("jane.doe@example.com"));
    assertThat(Email.of("re\u0301my@example.com")).isEqualTo(Email.of("rémy@example.com"));
    assertThat(Email.of("Jane@Example.COM").address()).isEqualTo("jane@example.com");
    assertThat(Email.of("jane@example.com").domain()).isEqualTo("example.com");
    assertThat(Email.of("a@example.com")).isLessThan(Email.of("b@example.com"));
  }

  @Test
  void nothing_is_folded_that_readers_can_tell_apart() {
    assertThat(Email.of("mıke@example.com")).isNotEqualTo(Email.of("mike@example.com"));
    assertThat(Email.of("straße@example.com")).isNotEqualTo(Email.of("strasse@example.com"));
  }

  @Test
  void a_malformed_address_is_refused() {
    for (String bad :
        List.of(
            "",
            "jane",
            "jane@",
            "@x.com",
            "a b@x.com",
            " jane@x.com",
            "jane@x.com ",
            "a\0@x.com",
            "jane@x..com",
            "a@b@c.com",
            "a".repeat(300) + "@x.com",
            "\ud800@x.com")) {
      assertThatThrownBy(() -> Email.of(bad))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("email"));
    }
    assertThatThrownBy(() -> Email.of(null)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  void a_member_is_named_by_id_or_by_address_and_not_by_both() {
    assertThat(NewMember.member(new UserId(7)).asAdmin().admin()).contains(true);
    assertThat(NewMember.member("Jane@x.com").named("Jane").toString()).isEqualTo("jane@x.com");
    assertThat(NewMember.member(new UserId(7)).email()).isEmpty();
    assertThat(NewMember.member("jane@x.com").user()).isEmpty();
    assertThatThrownBy(() -> NewMember.member("jane@x.com").named("\0"))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  void identities_are_kept_as_they_are() {
    assertThat(ExternalIdentity.of("iss", "Sub ")).isNotEqualTo(ExternalIdentity.of("iss", "sub"));
    assertThat(ExternalIdentity.of("a", "z")).isLessThan(ExternalIdentity.of("b", "a"));
    assertThatThrownBy(() -> ExternalIdentity.of("", "s")).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> ExternalIdentity.of("i", "")).isInstanceOf(InvalidParameter.class);
  }
}
