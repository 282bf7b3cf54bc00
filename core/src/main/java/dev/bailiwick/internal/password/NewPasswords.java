package dev.bailiwick.internal.password;

import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.password.FirstFactor;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way of a new password: the right to the change and the policy, then the hash, outside of
 * every transaction, then the command.
 */
public final class NewPasswords {
  private NewPasswords() {}

  /** Sets the first password of an account. */
  public static User set(Calls calls, UserId user, Password password) {
    Optional<User> found =
        accepted(
            calls,
            Event.PASSWORD_SET,
            caller -> {
              caller.require(TrustNeed.SYSTEM);
              return Optional.of(caller.user(user));
            },
            password);
    return calls.change(new SetPassword(user, hash(calls, found, password).orElseThrow()));
  }

  /** Changes the actor's own password. */
  public static User change(Calls calls, Password present, Password password) {
    PasswordCheck check = PasswordCheck.of(calls.host());
    PasswordHashing hashing = check.hashing();
    User me = accepted(calls, Event.PASSWORD_CHANGE, NewPasswords::own, password).orElseThrow();
    return calls.change(
        check.check(
            view -> {
              Optional<User> user = view.users().find(me.id()).filter(User::usable);
              return new PasswordCheck.Target(
                  user,
                  PasswordCheck.password(view, user),
                  AttemptRules.subjectOfChange(me.id()),
                  true,
                  Optional.empty());
            },
            present,
            right ->
                new ChangePassword(
                    me.id(),
                    right.flatMap(PasswordCheck.Target::user).map(User::stamp),
                    right.map(target -> hashing.hash(me.id(), password)))));
  }

  private static Optional<User> own(Caller caller) {
    UserId me =
        caller
            .userId()
            .orElseThrow(() -> new InvalidParameter("actor", "the system actor has no password"));
    return Optional.of(caller.require(new OwnAccount(me)));
  }

  /** Changes the password of a person who has given the present one as a first factor. */
  public static User changeExpired(Calls calls, FirstFactor first, Password password) {
    Optional<User> found =
        accepted(
            calls,
            Event.PASSWORD_CHANGE,
            caller -> {
              caller.require(TrustNeed.SYSTEM);
              return Optional.of(caller.user(first.user()));
            },
            password);
    Instant now = calls.host().now();
    boolean counts =
        !now.isBefore(first.at()) && now.isBefore(first.at().plus(FirstFactor.LIFETIME));
    return calls.change(
        new ChangePassword(
            first.user(),
            Optional.of(first.stamp()).filter(stamp -> counts),
            hash(calls, found.filter(user -> counts), password)));
  }

  /** Sets a password with a code. */
  public static User reset(Calls calls, ResetCode code, Password password) {
    Optional<User> found =
        accepted(
            calls,
            Event.PASSWORD_RESET,
            caller -> {
              caller.require(TrustNeed.SYSTEM);
              return ResetPassword.account(caller.view(), code.hash(), caller.now());
            },
            password);
    return calls.change(new ResetPassword(code.hash(), hash(calls, found, password)));
  }

  /** Returns the account, if its actor may change the password and the policy accepts it. */
  private static Optional<User> accepted(
      Calls calls, Event event, Function<Caller, Optional<User>> account, Password password) {
    PasswordHashing hashing = calls.host().hashing();
    return calls.ask(
        event,
        caller -> {
          Optional<User> found = account.apply(caller);
          found.ifPresent(user -> PasswordWords.check(hashing, caller.view(), user, password));
          return found;
        });
  }

  private static Optional<PasswordHash> hash(Calls calls, Optional<User> user, Password password) {
    PasswordHashing hashing = calls.host().hashing();
    return user.map(found -> hashing.bounded(false, () -> hashing.hash(found.id(), password)));
  }
}
