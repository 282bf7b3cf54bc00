package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.password.Password;
import dev.bailiwick.store.AttemptCount;
import dev.bailiwick.store.StoredPassword;
import dev.bailiwick.store.View;
import dev.bailiwick.user.SignInEntry;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks the password of an account in two steps: it counts the attempt and commits, then it
 * computes one hash: that of the account only if the attempt is admitted. It does the same work for
 * each name and each state of an account.
 */
record PasswordCheck(Host host, PasswordHashing hashing) {
  /**
   * The account and the row that counts the attempt.
   *
   * @param user the account that was named, if there is one
   * @param password its password
   * @param subject the subject of the count
   * @param known whether the origin is known for the account
   * @param entry the entry of a failure for the history; empty if none is to be recorded
   */
  record Target(
      Optional<User> user,
      Optional<StoredPassword> password,
      String subject,
      boolean known,
      Optional<SignInEntry> entry) {}

  /** Returns the check of a host, or refuses a host without passwords or within a transaction. */
  static PasswordCheck of(Host host) {
    InvalidParameter.unless(
        host.store().commits(), "store", "must not be within a transaction of the host");
    return new PasswordCheck(host, host.hashing());
  }

  /**
   * Checks a password.
   *
   * @param find finds the account and the row that counts, from one snapshot
   * @param then continues in the slot of the hash, with the target if the password is right
   * @throws dev.bailiwick.password.TooManyPasswords if no slot is free; nothing was counted then
   */
  <R> R check(Function<View, Target> find, Password password, Function<Optional<Target>, R> then) {
    Target target = host.store().read(Consistency.latest(), find);
    return hashing.bounded(
        target.known(),
        () -> {
          Instant now = host.now();
          boolean admitted =
              host.store()
                  .write(
                      ImmutableSet.of(),
                      tx -> {
                        Optional<AttemptCount> before =
                            tx.passwords().attempts(ImmutableSet.of(target.subject())).stream()
                                .findFirst();
                        boolean admits =
                            before.map(count -> AttemptRules.admits(count, now)).orElse(true);
                        AttemptCount after =
                            before
                                .filter(count -> !admits)
                                .orElseGet(() -> counted(target, before, now));
                        tx.passwords().replace(before, after);
                        target.entry().ifPresent(entry -> tx.history().add(failed(entry, admits)));
                        return admits;
                      });
          boolean right =
              hashing.matches(
                  target.user().map(User::id).orElse(AttemptRules.NOBODY),
                  password,
                  target.password().filter(stored -> admitted).map(StoredPassword::hash));
          return then.apply(Optional.of(target).filter(found -> right));
        });
  }

  /**
   * Returns the entry of an attempt, which counts as failed until the password was found to be
   * right. An attempt that came too early is nobody's: it adds no entry, with the same statements.
   */
  private static SignInEntry failed(SignInEntry entry, boolean admits) {
    return admits
        ? entry
        : new SignInEntry(AttemptRules.NOBODY, entry.at(), entry.id(), entry.kind());
  }

  private static AttemptCount counted(Target target, Optional<AttemptCount> before, Instant now) {
    return new AttemptCount(
        target.subject(),
        target.user().map(User::id),
        before.map(AttemptCount::failures).orElse(0) + 1,
        now);
  }

  /** Finds the password of an account that need not exist, with the same reads. */
  static Optional<StoredPassword> password(View view, Optional<User> user) {
    UserId id = user.map(User::id).orElse(AttemptRules.NOBODY);
    return view.passwords().find(id);
  }
}
