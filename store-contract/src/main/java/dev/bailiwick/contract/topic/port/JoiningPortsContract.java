package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.User;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of the repository of domains and requests to join, and of further addresses. */
public interface JoiningPortsContract extends ContractTopic {
  private static UserId verified(StoreRows rows, String email) {
    return rows.user(user -> user.email(Email.of(email)).emailVerifiedAt(StoreRows.THEN));
  }

  @Test
  default void a_domain_is_kept_whole_and_belongs_to_one_org() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    EmailDomain second = EmailDomain.of("b.test");
    OrgDomain b = OrgDomain.of(org, second, StoreRows.THEN).withSignUp(SignUp.REQUEST);
    OrgDomain a = OrgDomain.of(org, EmailDomain.of("a.test"), StoreRows.THEN);
    rows.write(
        tx -> {
          tx.joining().save(b);
          tx.joining().save(a);
          assertThat(tx.joining().domain(second)).contains(b);
        },
        org);
    assertThat(rows.list(view -> view.joining().domains(org))).containsExactly(a, b);
    assertThat(rows.list(view -> view.joining().domains(other))).isEmpty();
    assertThat(rows.find(view -> view.joining().domain(second))).contains(b);
    assertThat(rows.find(view -> view.joining().domain(EmailDomain.of("c.test")))).isEmpty();
    assertThatThrownBy(
            () ->
                rows.write(
                    tx -> tx.joining().save(OrgDomain.of(other, second, StoreRows.THEN)), other))
        .isInstanceOfSatisfying(
            OrgConflict.class, e -> assertThat(e.rule()).isEqualTo(OrgConflict.Rule.DOMAIN_TAKEN));

    OrgDomain later = b.withSignUp(SignUp.JOIN).withVerifiedAt(StoreRows.THEN.plusNanos(5000));
    rows.write(
        tx -> {
          tx.joining().save(later);
          tx.joining().delete(a);
        },
        org);
    assertThat(rows.list(view -> view.joining().domains(org))).containsExactly(later);
    rows.write(tx -> tx.joining().delete(later), org);
    rows.write(tx -> tx.joining().save(OrgDomain.of(other, second, StoreRows.THEN)), other);
    assertThat(rows.find(view -> view.joining().domain(second)).map(OrgDomain::org))
        .contains(other);
  }

  @Test
  default void a_request_to_join_is_kept_whole_and_ends_with_the_membership() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId ben = rows.user();
    UserId cem = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    Email email = Email.of("ben+1@b.test");
    JoinRequest first = JoinRequest.of(org, ben, email, StoreRows.THEN.plusNanos(7000));
    JoinRequest second = JoinRequest.of(org, cem, email, StoreRows.THEN);
    JoinRequest elsewhere = JoinRequest.of(other, ben, email, StoreRows.THEN);
    rows.write(
        tx -> {
          tx.joining().save(second);
          tx.joining().save(elsewhere);
          tx.joining().save(JoinRequest.of(org, ben, email, StoreRows.THEN));
          tx.joining().save(first);
          assertThat(tx.joining().request(org, ben)).contains(first);
        },
        org,
        other);
    assertThat(rows.find(view -> view.joining().request(org, ben))).contains(first);
    assertThat(rows.find(view -> view.joining().request(org, ann))).isEmpty();
    assertThat(rows.list(view -> view.joining().requests(org, StoreRows.all())))
        .containsExactly(first, second);
    assertThat(rows.list(view -> view.joining().requests(org, new Slice<>(Optional.of(ben), 5))))
        .containsExactly(second);
    assertThat(rows.list(view -> view.joining().requests(org, new Slice<>(Optional.empty(), 1))))
        .containsExactly(first);
    assertThat(rows.list(view -> view.joining().requests(ben, StoreRows.all())))
        .containsExactly(first, elsewhere);
    assertThat(rows.list(view -> view.joining().requests(ben, new Slice<>(Optional.of(org), 5))))
        .containsExactly(elsewhere);

    rows.write(tx -> tx.orgs().save(Membership.of(org, ben)), org, ben);
    rows.write(tx -> tx.joining().delete(second), org);
    assertThat(rows.list(view -> view.joining().requests(org, StoreRows.all()))).isEmpty();
    assertThat(rows.list(view -> view.joining().requests(ben, StoreRows.all())))
        .containsExactly(elsewhere);
  }

  @Test
  default void the_members_and_requesters_of_a_mailbox_are_found() {
    StoreRows rows = new StoreRows(newStore());
    UserId plain = verified(rows, "a@b.test");
    UserId plus = verified(rows, "a+1@b.test");
    UserId outside = verified(rows, "a+2@b.test");
    UserId more = verified(rows, "other@b.test");
    UserId noted = rows.user(user -> user.email(Email.of("a+3@b.test")));
    OrgId org = rows.org(plain);
    rows.member(org, more);
    rows.member(org, noted);
    rows.write(
        tx -> tx.joining().save(JoinRequest.of(org, plus, Email.of("a+1@b.test"), StoreRows.THEN)),
        org);
    assertThat(rows.list(view -> view.joining().ofMailbox(org, "a@b.test")))
        .containsExactly(plain, plus)
        .doesNotContain(outside);
    rows.write(
        tx ->
            tx.users()
                .save(
                    User.builder()
                        .from(tx.users().find(more).orElseThrow())
                        .otherEmails(Map.of(Email.of("a+9@b.test"), StoreRows.THEN))
                        .build()),
        more);
    assertThat(rows.list(view -> view.joining().ofMailbox(org, "a@b.test")))
        .containsExactly(plain, plus, more);
  }

  @Test
  default void each_verified_address_of_an_account_names_it_and_no_other() {
    StoreRows rows = new StoreRows(newStore());
    Email primary = Email.of("a@b.test");
    Email other = Email.of("b@b.test");
    UserId ann =
        rows.user(
            user ->
                user.email(primary)
                    .emailVerifiedAt(StoreRows.THEN)
                    .otherEmails(Map.of(other, StoreRows.THEN.plusNanos(3000))));
    OrgId org = rows.org(ann);
    User saved = rows.find(view -> view.users().find(ann)).orElseThrow();
    assertThat(saved.otherEmails())
        .containsExactly(Map.entry(other, StoreRows.THEN.plusNanos(3000)));
    for (Email email : saved.verifiedEmails()) {
      assertThat(rows.find(view -> view.users().find(email))).contains(saved);
      assertThat(rows.list(view -> view.users().named(email))).containsExactly(saved);
      assertThat(rows.list(view -> view.users().named(org, email))).containsExactly(saved);
      assertThat(
              rows.find(
                  view ->
                      Optional.ofNullable(
                          view.orgs().named(org, saved.verifiedEmails()).get(email))))
          .contains(saved);
      assertThatThrownBy(() -> verified(rows, email.address())).isInstanceOf(EmailTaken.class);
    }
    UserId ben = verified(rows, "c@b.test");
    assertThatThrownBy(
            () ->
                rows.write(
                    tx ->
                        tx.users()
                            .save(
                                User.builder()
                                    .from(tx.users().find(ben).orElseThrow())
                                    .otherEmails(Map.of(other, StoreRows.THEN))
                                    .build()),
                    ben))
        .isInstanceOf(EmailTaken.class);

    rows.write(
        tx -> {
          tx.users()
              .save(
                  User.builder()
                      .from(saved)
                      .email(other)
                      .emailVerifiedAt(StoreRows.THEN)
                      .otherEmails(Map.of())
                      .build());
          assertThat(tx.users().find(primary)).isEmpty();
          tx.users()
              .save(
                  User.builder()
                      .from(tx.users().find(ben).orElseThrow())
                      .otherEmails(Map.of(primary, StoreRows.THEN))
                      .build());
        },
        ann,
        ben);
    assertThat(rows.find(view -> view.users().find(primary)).map(User::id)).contains(ben);
    assertThat(rows.find(view -> view.users().find(other)).map(User::id)).contains(ann);
  }
}
