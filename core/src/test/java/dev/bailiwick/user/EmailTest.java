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
  void one_mailbox_has_one_spelling() {
    for (String other :
        List.of(
            "Some One <a@acme.com>",
            "a(note)@acme.com",
            "a@acme.com(note)",
            "a @acme.com",
            "a@ acme.com",
            "a@acme.com <x@evil.com>",
            "\"a\"@acme.com",
            "\"a b\"@acme.com",
            "\"x@acme.com\"@evil.com",
            "<a@acme.com>",
            "@hop.com:a@acme.com",
            "a@[127.0.0.1]",
            "a@acme",
            "a\u200B@acme.com",
            "a@ac\u200Bme.com",
            "a\u00AD@acme.com",
            "a\u00A0@acme.com",
            "a\u2060@acme.com",
            "a\uFE0F@acme.com",
            "a\u3164@acme.com",
            "a@acme\u3002com",
            "a@\uFF41cme.com")) {
      assertThatThrownBy(() -> Email.of(other))
          .as(other)
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("email"));
    }
  }

  @Test
  void an_international_domain_has_one_form() {
    assertThat(Email.of("a@Bücher.example")).isEqualTo(Email.of("a@XN--Bcher-KVA.example"));
    assertThat(Email.of("a@bücher.example").address()).isEqualTo("a@xn--bcher-kva.example");
    assertThat(EmailDomain.of("BÜCHER.example").has(Email.of("a@bücher.example"))).isTrue();
    assertThat(EmailDomain.of("xn--bcher-kva.example").has(Email.of("a@bücher.example"))).isTrue();
    assertThat(EmailDomain.of("bücher.example").has(Email.of("a@x.bücher.example"))).isFalse();
    // Two readings: the older rules make "strasse" of it, the present ones do not.
    assertThatThrownBy(() -> Email.of("a@straße.example")).isInstanceOf(InvalidParameter.class);
    assertThat(Email.of("a@xn--strae-oqa.example")).isNotEqualTo(Email.of("a@strasse.example"));
  }

  @Test
  void an_address_from_before_the_rules_keeps_its_form() {
    Email old = Email.ofStored("a@bücher.example");
    assertThat(old.address()).isEqualTo("a@bücher.example");
    assertThat(old.isPresentForm()).isFalse();
    assertThat(Email.ofStored("a(note)@acme.com").isPresentForm()).isFalse();
    assertThat(Email.of("a@bücher.example").isPresentForm()).isTrue();
    assertThatThrownBy(() -> Email.ofStored("A@acme.com")).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> Email.ofStored("acme")).isInstanceOf(InvalidParameter.class);
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
