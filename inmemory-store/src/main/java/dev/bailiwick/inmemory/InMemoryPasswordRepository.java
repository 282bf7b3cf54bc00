package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.AttemptCount;
import dev.bailiwick.store.PasswordRepository;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.store.StoredPassword;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The passwords of a view. A row is replaced on the condition that it is the same at the commit.
 */
record InMemoryPasswordRepository(InMemoryView view) implements PasswordRepository.Writer {
  @Override
  public Optional<StoredPassword> find(UserId user) {
    return Optional.ofNullable(view.state().passwords().get(user));
  }

  @Override
  public ImmutableList<AttemptCount> attempts(Collection<String> subjects) {
    return ImmutableSet.copyOf(subjects).stream()
        .flatMap(subject -> Optional.ofNullable(view.state().attempts().get(subject)).stream())
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public ImmutableList<AttemptCount> attempts(UserId user) {
    return ImmutableList.copyOf(view.state().attemptsOf().of(user).values());
  }

  @Override
  public Optional<PasswordReset> reset(String subject) {
    return Optional.ofNullable(view.state().resets().get(subject));
  }

  @Override
  public Optional<PasswordReset> resetByCode(String hash) {
    return Optional.ofNullable(view.state().resetsByCode().get(hash))
        .filter(reset -> reset.user().isPresent() && reset.address().isPresent());
  }

  @Override
  public void save(StoredPassword password) {
    view.write(
        state -> state.withPasswords(state.passwords().plus(password.user(), password)),
        password.user());
  }

  @Override
  public void deleteAll(UserId user) {
    view.write(
        state -> {
          State after = withoutAttempts(state, user).withPasswords(state.passwords().minus(user));
          for (PasswordReset reset : state.resets().values()) {
            after =
                reset.user().equals(Optional.of(user))
                    ? withoutCode(after, reset).withResets(after.resets().minus(reset.subject()))
                    : after;
          }
          return after;
        },
        user);
  }

  @Override
  public void replace(StoredPassword before, StoredPassword after) {
    view.write(
        state -> {
          requireSame(Optional.of(before), state.passwords().get(before.user()));
          return state.withPasswords(state.passwords().plus(after.user(), after));
        });
  }

  @Override
  public void replace(Optional<AttemptCount> before, AttemptCount after) {
    view.write(
        state -> {
          requireSame(before, state.attempts().get(after.subject()));
          State with = state.withAttempts(state.attempts().plus(after.subject(), after));
          return after
              .user()
              .map(
                  user ->
                      with.withAttemptsOf(state.attemptsOf().with(user, after.subject(), after)))
              .orElse(with);
        });
  }

  @Override
  public void deleteAttempts(String subject) {
    view.write(
        state ->
            Optional.ofNullable(state.attempts().get(subject))
                .map(count -> without(state, count))
                .orElse(state));
  }

  @Override
  public void deleteAttempts(UserId user) {
    view.write(state -> withoutAttempts(state, user));
  }

  private static State withoutAttempts(State state, UserId user) {
    State after = state;
    for (AttemptCount count : state.attemptsOf().of(user).values()) {
      after = without(after, count);
    }
    return after;
  }

  private static State without(State state, AttemptCount count) {
    State after = state.withAttempts(state.attempts().minus(count.subject()));
    return count
        .user()
        .map(user -> after.withAttemptsOf(state.attemptsOf().without(user, count.subject())))
        .orElse(after);
  }

  @Override
  public void replace(Optional<PasswordReset> before, PasswordReset after) {
    view.write(
        state -> {
          requireSame(before, state.resets().get(after.subject()));
          State saved = before.map(old -> withoutCode(state, old)).orElse(state);
          TreePMap<String, PasswordReset> byCode = saved.resetsByCode();
          return saved
              .withResets(saved.resets().plus(after.subject(), after))
              .withResetsByCode(
                  after.codeHash().map(hash -> byCode.plus(hash, after)).orElse(byCode));
        });
  }

  private static State withoutCode(State state, PasswordReset reset) {
    return reset
        .codeHash()
        .map(hash -> state.withResetsByCode(state.resetsByCode().minus(hash)))
        .orElse(state);
  }

  private static <T> void requireSame(Optional<T> before, @Nullable T present) {
    if (!before.equals(Optional.ofNullable(present))) {
      throw new RowChanged();
    }
  }
}
