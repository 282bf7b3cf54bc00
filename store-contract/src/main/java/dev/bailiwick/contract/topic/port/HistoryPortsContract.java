package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.topic.concurrency.RaceTrial;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.store.KeyRepository.Hashes;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Unused;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.user.SignInEntry;
import dev.bailiwick.user.SignInEntry.Kind;
import dev.bailiwick.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of the repository of histories. */
public interface HistoryPortsContract extends ContractTopic {
  /** An instant at the precision of a store. */
  Instant THEN = StoreRows.THEN;

  /** The order of a history. */
  Comparator<SignInEntry> NEWEST = Comparator.comparing(SignInEntry::key);

  private static SignInEntry entry(UserId user, int second, long id, Kind kind) {
    return new SignInEntry(user, THEN.plusSeconds(second), id, kind);
  }

  private static void add(StoreRows rows, SignInEntry... entries) {
    for (SignInEntry entry : entries) {
      rows.write(tx -> tx.history().add(entry));
    }
  }

  private static ImmutableList<SignInEntry> signIns(StoreRows rows, UserId user) {
    return rows.inSlices(view -> slice -> view.history().signIns(user, slice), SignInEntry::key);
  }

  private static void use(StoreRows rows, UseSubject subject, Instant at) {
    rows.write(
        tx ->
            tx.history()
                .replaceUse(
                    subject,
                    Optional.ofNullable(tx.history().lastUses(List.of(subject)).get(subject)),
                    at));
  }

  private static ImmutableMap<UseSubject, Instant> uses(StoreRows rows, UseSubject... subjects) {
    return rows.read(view -> view.history().lastUses(List.of(subjects)));
  }

  @Test
  default void a_store_that_passes_this_has_the_part_of_histories() {
    assertThat(new StoreRows(newStore()).<Boolean>read(view -> view.has(Part.HISTORY))).isTrue();
  }

  @Test
  default void entries_are_kept_whole_and_listed_newest_first() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId ben = rows.user();
    SignInEntry first = entry(ann, 0, Long.MIN_VALUE, Kind.PASSWORD);
    SignInEntry sameInstant = entry(ann, 0, Long.MAX_VALUE, Kind.HOST);
    SignInEntry between = entry(ann, 0, 0, Kind.FAILED);
    SignInEntry last = entry(ann, 1, -1, Kind.FIRST_FACTOR);
    SignInEntry others = entry(ben, 2, 1, Kind.FAILED);
    add(rows, between, last, others, first, sameInstant);
    assertThat(signIns(rows, ann)).containsExactly(last, sameInstant, between, first);
    rows.write(
        tx -> {
          tx.history().delete(between);
          tx.history().delete(entry(ann, 5, 5, Kind.FAILED));
        });
    assertThat(signIns(rows, ann)).containsExactly(last, sameInstant, first);
    assertThat(signIns(rows, ben)).containsExactly(others);
  }

  @Test
  default void one_entry_more_replaces_the_oldest_of_its_account_and_kind_alone() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId ben = rows.user();
    SignInEntry oldSignIn = entry(ann, -100, 0, Kind.PASSWORD);
    SignInEntry oldOfBen = entry(ben, -100, 0, Kind.FAILED);
    add(rows, oldSignIn, oldOfBen);
    // Half of them at one instant.
    List<SignInEntry> failures =
        IntStream.range(0, SignInEntry.KEPT + 10)
            .mapToObj(i -> entry(ann, Math.max(0, i - SignInEntry.KEPT / 2), i, Kind.FAILED))
            .toList();
    add(rows, failures.toArray(SignInEntry[]::new));
    List<SignInEntry> expected =
        new ArrayList<>(failures.subList(10, failures.size()).stream().sorted(NEWEST).toList());
    expected.add(oldSignIn);
    assertThat(signIns(rows, ann)).isEqualTo(expected);
    assertThat(signIns(rows, ben)).containsExactly(oldOfBen);
  }

  @Test
  default void an_entry_of_no_account_or_an_erased_one_is_not_kept() {
    StoreRows rows = new StoreRows(newStore());
    UserId gone = rows.user(account -> account.status(UserStatus.ERASED));
    UserId locked = rows.user(account -> account.locked(true));
    UserId nobody = new UserId(Long.MAX_VALUE);
    for (UserId user : List.of(gone, locked, nobody)) {
      add(rows, entry(user, 0, 1, Kind.FAILED));
    }
    assertThat(signIns(rows, gone)).isEmpty();
    assertThat(signIns(rows, nobody)).isEmpty();
    assertThat(signIns(rows, locked)).hasSize(1);
  }

  @Test
  default void histories_need_no_lock_and_move_no_revision() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    long revision = rows.revision(ann);
    add(rows, entry(ann, 0, 1, Kind.HOST));
    use(rows, UseSubject.of(ann), THEN);
    rows.write(tx -> tx.history().delete(entry(ann, 0, 1, Kind.HOST)));
    rows.write(tx -> tx.history().deleteUse(UseSubject.of(ann)));
    rows.write(tx -> tx.history().removeOlder(THEN, 1));
    assertThat(rows.revision(ann)).isEqualTo(revision);
    assertThatThrownBy(() -> rows.write(tx -> tx.history().deleteAll(ann)))
        .as("without the lock")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void a_last_use_is_replaced_as_it_was_read() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UseSubject user = UseSubject.of(owner);
    UseSubject key = UseSubject.of(saved(rows, key(owner.value(), owner, owner, THEN)));
    Optional<Instant> none = Optional.empty();
    rows.write(
        tx -> {
          tx.history().replaceUse(user, none, THEN);
          tx.history().replaceUse(key, none, THEN.plusSeconds(1));
        });
    assertThat(uses(rows, user, key, UseSubject.of(new UserId(8))))
        .containsExactlyInAnyOrderEntriesOf(ImmutableMap.of(user, THEN, key, THEN.plusSeconds(1)));
    assertThat(uses(rows)).isEmpty();
    rows.write(tx -> tx.history().replaceUse(user, Optional.of(THEN), THEN.plusSeconds(9)));
    assertThat(uses(rows, user)).containsEntry(user, THEN.plusSeconds(9));
    for (Optional<Instant> before : List.of(none, Optional.of(THEN))) {
      assertThatThrownBy(
              () -> rows.write(tx -> tx.history().replaceUse(user, before, THEN.plusSeconds(20))))
          .isInstanceOfSatisfying(StoreFailure.class, e -> assertThat(e.retryable()).isTrue());
    }
    rows.write(tx -> tx.history().deleteUse(user));
    assertThat(uses(rows, user, key)).containsOnlyKeys(key);
  }

  @Test
  default void a_thing_that_is_not_there_and_an_erased_account_have_no_last_use() {
    StoreRows rows = new StoreRows(newStore());
    UserId gone = rows.user(account -> account.status(UserStatus.ERASED));
    UseSubject[] subjects = {
      UseSubject.of(gone), UseSubject.of(new UserId(987654321)), UseSubject.of(new ApiKeyId(7))
    };
    for (UseSubject subject : subjects) {
      use(rows, subject, THEN);
    }
    assertThat(uses(rows, subjects)).isEmpty();
  }

  private static ApiKeyId saved(StoreRows rows, ApiKey key) {
    rows.write(
        tx -> tx.keys().save(key, new Hashes("a".repeat(64), Optional.empty())), key.tenant());
    return key.id();
  }

  @Test
  default void of_units_at_once_that_replace_one_use_one_succeeds() {
    StoreRows rows = new StoreRows(newStore());
    StoreRows other = new StoreRows(beside(rows.store()));
    int units = 8;
    Optional<Instant> before = Optional.empty();
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      UseSubject user = UseSubject.of(rows.user());
      List<Optional<BailiwickException>> ends =
          RaceTrial.atOnce(
              IntStream.range(0, units)
                  .<Runnable>mapToObj(
                      i ->
                          () ->
                              (i % 2 == 0 ? rows : other)
                                  .write(
                                      tx ->
                                          tx.history()
                                              .replaceUse(user, before, THEN.plusSeconds(i))))
                  .toArray(Runnable[]::new));
      RaceTrial.refusedOnly(ends, StoreFailure.class);
      assertThat(ends.stream().filter(Optional::isEmpty)).hasSize(1);
      int winner = ends.indexOf(Optional.<BailiwickException>empty());
      assertThat(uses(rows, user)).containsEntry(user, THEN.plusSeconds(winner));
    }
  }

  @Test
  default void everything_in_the_history_of_an_account_is_deleted_at_once() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId ben = rows.user();
    UseSubject key = UseSubject.of(saved(rows, key(ann.value(), ann, ann, THEN)));
    for (UserId user : List.of(ann, ben)) {
      add(rows, entry(user, 0, 1, Kind.FAILED), entry(user, 0, 2, Kind.HOST));
      use(rows, UseSubject.of(user), THEN);
    }
    use(rows, key, THEN);
    rows.write(tx -> tx.history().deleteAll(ann), ann);
    assertThat(signIns(rows, ann)).isEmpty();
    assertThat(signIns(rows, ben)).hasSize(2);
    assertThat(uses(rows, UseSubject.of(ann), UseSubject.of(ben), key))
        .containsOnlyKeys(UseSubject.of(ben), key);
  }

  @Test
  default void the_oldest_entries_of_all_accounts_are_removed_as_many_as_asked() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId ben = rows.user();
    SignInEntry[] all = {
      entry(ann, 0, 1, Kind.FAILED),
      entry(ben, 1, 1, Kind.HOST),
      entry(ann, 2, 1, Kind.PASSWORD),
      entry(ben, 3, 1, Kind.FIRST_FACTOR),
      entry(ann, 4, 1, Kind.HOST)
    };
    add(rows, all);
    use(rows, UseSubject.of(ann), THEN);
    assertThat(removed(rows, THEN, 10)).isZero();
    assertThat(removed(rows, THEN.plusSeconds(3), 2)).isEqualTo(2);
    assertThat(signIns(rows, ann)).containsExactly(all[4], all[2]);
    assertThat(signIns(rows, ben)).containsExactly(all[3]);
    assertThat(removed(rows, THEN.plusSeconds(3), 2)).isEqualTo(1);
    assertThat(removed(rows, THEN.plusSeconds(3), 2)).isZero();
    assertThat(removed(rows, THEN.plusSeconds(3).plusNanos(1), 2)).isEqualTo(1);
    assertThat(signIns(rows, ann)).containsExactly(all[4]);
    assertThat(uses(rows, UseSubject.of(ann))).hasSize(1);
  }

  private static int removed(StoreRows rows, Instant before, int limit) {
    return rows.store()
        .<Integer>write(ImmutableSet.of(), tx -> tx.history().removeOlder(before, limit));
  }

  @Test
  default void members_and_keys_that_are_not_used_are_listed_by_their_ids() {
    StoreRows rows = new StoreRows(newStore());
    Instant created = THEN.minusSeconds(100);
    UserId owner = rows.user(account -> account.createdAt(created));
    UserId used = rows.user(account -> account.createdAt(created));
    UserId made = rows.user(account -> account.createdAt(THEN));
    UserId never = rows.user(account -> account.createdAt(created));
    UserId outside = rows.user(account -> account.createdAt(created));
    OrgId org = rows.org(owner);
    for (UserId user : List.of(used, made, never)) {
      rows.member(org, user);
    }
    use(rows, UseSubject.of(owner), THEN.minusSeconds(50));
    use(rows, UseSubject.of(used), THEN);
    use(rows, UseSubject.of(outside), created);
    assertThat(unusedMembers(rows, org, THEN))
        .containsExactly(
            new Unused<>(owner, Optional.of(THEN.minusSeconds(50))),
            new Unused<>(never, Optional.empty()));
    assertThat(unusedMembers(rows, org, THEN.plusNanos(1))).hasSize(4);
    assertThat(unusedMembers(rows, org, created)).isEmpty();

    ApiKey old = key(1_000_001, org, owner, created);
    ApiKey usedKey = key(1_000_002, org, used, created);
    ApiKey fresh = key(1_000_003, org, owner, THEN);
    ApiKey own = key(1_000_004, owner, owner, created);
    rows.write(
        tx -> {
          for (ApiKey key : List.of(old, usedKey, fresh, own)) {
            tx.keys().save(key, new Hashes("a".repeat(64), Optional.empty()));
          }
        },
        org,
        owner);
    use(rows, UseSubject.of(usedKey.id()), THEN);
    assertThat(unusedKeys(rows, org, THEN))
        .containsExactly(new Unused<>(old.id(), Optional.empty()));
    assertThat(unusedKeys(rows, org, THEN.plusSeconds(1)))
        .containsExactly(
            new Unused<>(old.id(), Optional.empty()),
            new Unused<>(usedKey.id(), Optional.of(THEN)),
            new Unused<>(fresh.id(), Optional.empty()));
    assertThat(
            rows.<ImmutableMap<ApiKeyId, ApiKey>>read(
                view -> view.keys().findAll(List.of(old.id(), own.id(), new ApiKeyId(9)))))
        .containsExactlyInAnyOrderEntriesOf(ImmutableMap.of(old.id(), old, own.id(), own));
  }

  private static ImmutableList<Unused<UserId>> unusedMembers(
      StoreRows rows, OrgId org, Instant since) {
    return rows.<UserId, Unused<UserId>>inSlices(
        view -> slice -> view.history().unusedMembers(org, since, slice), Unused::id);
  }

  private static ImmutableList<Unused<ApiKeyId>> unusedKeys(
      StoreRows rows, OrgId org, Instant since) {
    return rows.<ApiKeyId, Unused<ApiKeyId>>inSlices(
        view -> slice -> view.history().unusedKeys(org, since, slice), Unused::id);
  }

  private static ApiKey key(long id, Tenant tenant, UserId owner, Instant createdAt) {
    return new ApiKey(
        new ApiKeyId(id),
        tenant,
        owner,
        "key",
        KeyScope.all(),
        0,
        Optional.empty(),
        ImmutableSortedSet.of(),
        createdAt,
        THEN);
  }
}
