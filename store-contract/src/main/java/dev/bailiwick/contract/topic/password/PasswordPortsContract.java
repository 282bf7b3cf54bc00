package dev.bailiwick.contract.topic.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.topic.concurrency.RaceTrial;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.store.AttemptCount;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.store.StoredPassword;
import dev.bailiwick.user.Email;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of the repository of passwords. */
public interface PasswordPortsContract extends ContractTopic {
  /** An instant at the precision of a store. */
  Instant THEN = StoreRows.THEN;

  private static StoredPassword password(UserId user, String hash, boolean expired) {
    return new StoredPassword(user, PasswordHash.ofStored(hash), THEN, expired);
  }

  private static AttemptCount count(String subject, Optional<UserId> user, int failures) {
    return new AttemptCount(subject, user, failures, THEN.plusSeconds(failures));
  }

  private static PasswordReset reset(String subject, Optional<UserId> user, String... hash) {
    return new PasswordReset(
        subject,
        user,
        user.map(sent -> Email.of("ann@world.test")),
        List.of(hash).stream().findFirst(),
        ImmutableList.of(THEN, THEN.plusSeconds(60)));
  }

  @Test
  default void a_store_that_passes_this_has_the_part() {
    assertThat(new StoreRows(newStore()).<Boolean>read(view -> view.has(Part.PASSWORDS))).isTrue();
  }

  @Test
  default void a_password_is_kept_whole_and_belongs_to_its_account() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId ben = rows.user();
    StoredPassword first = password(ann, "a".repeat(900), false);
    rows.write(
        tx -> {
          tx.passwords().save(first);
          assertThat(tx.passwords().find(ann)).contains(first);
        },
        ann);
    assertThat(rows.find(view -> view.passwords().find(ann))).contains(first);
    assertThat(rows.find(view -> view.passwords().find(ben))).isEmpty();
    StoredPassword second = password(ann, "b", true);
    rows.write(tx -> tx.passwords().save(second), ann);
    assertThat(rows.find(view -> view.passwords().find(ann))).contains(second);
    assertThatThrownBy(() -> rows.write(tx -> tx.passwords().save(first)))
        .as("without the lock")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void a_password_is_replaced_without_a_lock_and_without_a_revision() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    StoredPassword first = password(ann, "a", false);
    StoredPassword second = password(ann, "b", false);
    rows.write(tx -> tx.passwords().save(first), ann);
    long revision = rows.revision(ann);
    rows.write(tx -> tx.passwords().replace(first, second));
    assertThat(rows.find(view -> view.passwords().find(ann))).contains(second);
    assertThat(rows.revision(ann)).isEqualTo(revision);
    assertThatThrownBy(() -> rows.write(tx -> tx.passwords().replace(first, second)))
        .as("it is another one by now")
        .isInstanceOfSatisfying(StoreFailure.class, e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  default void counts_are_kept_by_subject_and_by_account() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    AttemptCount general = count("user:1", Optional.of(ann), 1);
    AttemptCount origin = count("o".repeat(AttemptCount.LONGEST), Optional.of(ann), 2);
    AttemptCount unknown = count("name:00ff", Optional.empty(), 3);
    rows.write(
        tx -> {
          for (AttemptCount each : List.of(general, origin, unknown)) {
            tx.passwords().replace(Optional.<AttemptCount>empty(), each);
          }
        });
    assertThat(
            rows.list(
                view -> view.passwords().attempts(List.of("user:1", "name:00ff", "name:0000"))))
        .containsExactlyInAnyOrder(general, unknown);
    assertThat(rows.list(view -> view.passwords().attempts(ann)))
        .containsExactlyInAnyOrder(general, origin);
    AttemptCount more = count("user:1", Optional.of(ann), 7);
    rows.write(tx -> tx.passwords().replace(Optional.of(general), more));
    assertThat(rows.list(view -> view.passwords().attempts(List.of("user:1"))))
        .containsExactly(more);
    rows.write(tx -> tx.passwords().replace(Optional.of(more), more));
    assertThatThrownBy(() -> rows.write(tx -> tx.passwords().replace(Optional.of(general), origin)))
        .isInstanceOf(StoreFailure.class);
    assertThatThrownBy(
            () -> rows.write(tx -> tx.passwords().replace(Optional.<AttemptCount>empty(), more)))
        .isInstanceOf(StoreFailure.class);
    rows.write(tx -> tx.passwords().deleteAttempts("name:00ff"));
    assertThat(rows.list(view -> view.passwords().attempts(List.of("name:00ff")))).isEmpty();
    rows.write(tx -> tx.passwords().deleteAttempts(ann));
    assertThat(rows.list(view -> view.passwords().attempts(ann))).isEmpty();
    assertThat(rows.list(view -> view.passwords().attempts(List.of("user:1")))).isEmpty();
  }

  @Test
  default void units_at_once_count_exactly() {
    StoreRows rows = new StoreRows(newStore());
    StoreRows other = new StoreRows(beside(rows.store()));
    int units = 8;
    int rounds = 5;
    for (int round = 0; round < rounds; round++) {
      assertThat(
              RaceTrial.atOnce(
                  IntStream.range(0, units)
                      .<Runnable>mapToObj(i -> () -> countOne(i % 2 == 0 ? rows : other))
                      .toArray(Runnable[]::new)))
          .allMatch(Optional::isEmpty);
    }
    assertThat(rows.list(view -> view.passwords().attempts(List.of("name:0001"))))
        .singleElement()
        .satisfies(found -> assertThat(found.failures()).isEqualTo(units * rounds));
  }

  private static void countOne(StoreRows rows) {
    rows.write(
        tx -> {
          Optional<AttemptCount> before =
              tx.passwords().attempts(List.of("name:0001")).stream().findFirst();
          int failures = before.map(AttemptCount::failures).orElse(0);
          tx.passwords().replace(before, count("name:0001", Optional.empty(), failures + 1));
        });
  }

  @Test
  default void requests_are_kept_by_subject_and_found_by_a_code_that_was_sent() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    PasswordReset sent = reset("user:1", Optional.of(ann), "a".repeat(64));
    PasswordReset unsent = reset("name:0001", Optional.empty(), "b".repeat(64));
    Optional<PasswordReset> none = Optional.empty();
    rows.write(
        tx -> {
          tx.passwords().replace(none, sent);
          tx.passwords().replace(none, unsent);
        });
    assertThat(rows.find(view -> view.passwords().reset("user:1"))).contains(sent);
    assertThat(rows.find(view -> view.passwords().reset("name:0001"))).contains(unsent);
    assertThat(rows.find(view -> view.passwords().reset("user:2"))).isEmpty();
    assertThat(rows.find(view -> view.passwords().resetByCode("a".repeat(64)))).contains(sent);
    assertThat(rows.find(view -> view.passwords().resetByCode("b".repeat(64)))).isEmpty();
    PasswordReset spent = sent.spent();
    rows.write(tx -> tx.passwords().replace(Optional.of(sent), spent));
    assertThat(rows.find(view -> view.passwords().reset("user:1"))).contains(spent);
    assertThat(rows.find(view -> view.passwords().resetByCode("a".repeat(64)))).isEmpty();
    assertThatThrownBy(() -> rows.write(tx -> tx.passwords().replace(Optional.of(sent), spent)))
        .as("the code is spent")
        .isInstanceOf(StoreFailure.class);
    assertThatThrownBy(() -> rows.write(tx -> tx.passwords().replace(none, sent)))
        .isInstanceOf(StoreFailure.class);
  }

  @Test
  default void everything_about_an_account_is_deleted_at_once() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId ben = rows.user();
    for (UserId user : List.of(ann, ben)) {
      String subject = "user:" + user.value();
      rows.write(
          tx -> {
            tx.passwords().save(password(user, "h", false));
            tx.passwords()
                .replace(Optional.<AttemptCount>empty(), count(subject, Optional.of(user), 1));
            tx.passwords()
                .replace(
                    Optional.<PasswordReset>empty(), reset(subject, Optional.of(user), subject));
          },
          user);
    }
    rows.write(tx -> tx.passwords().deleteAll(ann), ann);
    assertThat(rows.find(view -> view.passwords().find(ann))).isEmpty();
    assertThat(rows.list(view -> view.passwords().attempts(ann))).isEmpty();
    assertThat(rows.find(view -> view.passwords().reset("user:" + ann.value()))).isEmpty();
    assertThat(rows.find(view -> view.passwords().resetByCode("user:" + ann.value()))).isEmpty();
    assertThat(rows.find(view -> view.passwords().find(ben))).isPresent();
    assertThat(rows.list(view -> view.passwords().attempts(ben))).hasSize(1);
    assertThat(rows.find(view -> view.passwords().resetByCode("user:" + ben.value()))).isPresent();
  }
}
