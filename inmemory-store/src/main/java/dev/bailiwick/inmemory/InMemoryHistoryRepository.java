package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.HistoryRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Unused;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.user.SignInEntry;
import dev.bailiwick.user.UserStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The history of sign-ins of a view, and the last uses. */
record InMemoryHistoryRepository(InMemoryView view) implements HistoryRepository.Writer {
  private static final Comparator<SignInEntry> OLDEST_FIRST =
      Comparator.comparing(SignInEntry::key).reversed().thenComparing(SignInEntry::user);

  @Override
  public ImmutableList<SignInEntry> signIns(UserId user, Slice<SignInEntry.Key> slice) {
    return Table.slice(view.state().signIns().of(user), slice);
  }

  @Override
  public ImmutableMap<UseSubject, Instant> lastUses(Collection<UseSubject> subjects) {
    ImmutableMap.Builder<UseSubject, Instant> found = ImmutableMap.builder();
    for (UseSubject subject : ImmutableSet.copyOf(subjects)) {
      lastUse(subject).ifPresent(at -> found.put(subject, at));
    }
    return found.buildOrThrow();
  }

  private Optional<Instant> lastUse(UseSubject subject) {
    return Optional.ofNullable(view.state().lastUses().get(subject));
  }

  @Override
  public ImmutableList<Unused<UserId>> unusedMembers(
      OrgId org, Instant since, Slice<UserId> slice) {
    return Table.limited(
        Table.after(view.state().members().of(org), slice).keySet().stream()
            .flatMap(
                user ->
                    unused(
                        user,
                        UseSubject.of(user),
                        Objects.requireNonNull(view.state().users().get(user)).createdAt(),
                        since)),
        slice);
  }

  @Override
  public ImmutableList<Unused<ApiKeyId>> unusedKeys(
      OrgId org, Instant since, Slice<ApiKeyId> slice) {
    return Table.limited(
        Table.after(view.state().keysOf().of(org), slice).values().stream()
            .flatMap(key -> unused(key.id(), UseSubject.of(key.id()), key.createdAt(), since)),
        slice);
  }

  private <K> Stream<Unused<K>> unused(K id, UseSubject subject, Instant createdAt, Instant since) {
    Optional<Instant> last = lastUse(subject);
    return last.orElse(createdAt).isBefore(since)
        ? Stream.of(new Unused<>(id, last))
        : Stream.empty();
  }

  @Override
  public void add(SignInEntry entry) {
    view.write(
        state -> {
          if (!exists(state, UseSubject.of(entry.user()))) {
            return state;
          }
          Table<UserId, SignInEntry.Key, SignInEntry> kept =
              state.signIns().with(entry.user(), entry.key(), entry);
          List<SignInEntry> sameKind =
              kept.of(entry.user()).values().stream()
                  .filter(each -> each.kind() == entry.kind())
                  .skip(SignInEntry.KEPT)
                  .toList();
          return without(state.withSignIns(kept), sameKind);
        });
  }

  @Override
  public void delete(SignInEntry entry) {
    view.write(state -> without(state, List.of(entry)));
  }

  private static State without(State state, Collection<SignInEntry> entries) {
    Table<UserId, SignInEntry.Key, SignInEntry> left = state.signIns();
    for (SignInEntry entry : entries) {
      left = left.without(entry.user(), entry.key());
    }
    return state.withSignIns(left);
  }

  @Override
  public void replaceUse(UseSubject subject, Optional<Instant> before, Instant after) {
    view.write(
        state -> {
          requireSame(before, state.lastUses().get(subject));
          return exists(state, subject)
              ? state.withLastUses(state.lastUses().plus(subject, after))
              : state;
        });
  }

  private static boolean exists(State state, UseSubject subject) {
    return switch (subject.kind()) {
      case USER ->
          Optional.ofNullable(state.users().get(new UserId(subject.id())))
              .filter(user -> user.status() != UserStatus.ERASED)
              .isPresent();
      case API_KEY -> state.keys().containsKey(new ApiKeyId(subject.id()));
    };
  }

  private static void requireSame(Optional<Instant> before, @Nullable Instant present) {
    if (!before.equals(Optional.ofNullable(present))) {
      throw new RowChanged();
    }
  }

  @Override
  public void deleteUse(UseSubject subject) {
    view.write(state -> state.withLastUses(state.lastUses().minus(subject)));
  }

  @Override
  public void deleteAll(UserId user) {
    view.write(
        state ->
            without(state, state.signIns().of(user).values())
                .withLastUses(state.lastUses().minus(UseSubject.of(user))),
        user);
  }

  @Override
  public int removeOlder(Instant before, int limit) {
    List<SignInEntry> older =
        view.state().signIns().groups().values().stream()
            .flatMap(entries -> entries.values().stream())
            .filter(entry -> entry.at().isBefore(before))
            .sorted(OLDEST_FIRST)
            .limit(limit)
            .toList();
    view.write(state -> without(state, older));
    return older.size();
  }
}
