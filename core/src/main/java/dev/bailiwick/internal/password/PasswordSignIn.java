package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.internal.history.SignInRecord;
import dev.bailiwick.password.FirstFactor;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.password.PasswordNotice;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.store.AttemptCount;
import dev.bailiwick.store.StoredPassword;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.SignInEntry;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Signs people in by address and password. Takes no lock of a tenant and moves no revision. */
public final class PasswordSignIn {
  private final Host host;
  private final PasswordHashing hashing;
  private final PasswordCheck check;

  public PasswordSignIn(Host host) {
    this.host = host;
    this.check = PasswordCheck.of(host);
    this.hashing = check.hashing();
  }

  /** The account after a correct password, and whether its origin was new. */
  private record Success(FirstFactor first, User user, boolean isNewOrigin) {}

  /**
   * Returns the first factor of a person.
   *
   * @throws SignInRefused if there is none
   */
  public FirstFactor signIn(Email address, Password password, String origin) {
    Success success =
        check.check(
            view -> target(view, address, origin),
            password,
            right ->
                right
                    .flatMap(target -> success(target, password, origin))
                    .orElseThrow(SignInRefused::new));
    if (success.isNewOrigin()) {
      User user = success.user();
      hashing
          .credentials()
          .port()
          .tell(
              new PasswordNotice(
                  PasswordNotice.Kind.NEW_ORIGIN, user.id(), user.email(), success.first().at()));
    }
    return success.first();
  }

  private PasswordCheck.Target target(View view, Email address, String origin) {
    Optional<User> user = view.users().find(address);
    Optional<StoredPassword> password = PasswordCheck.password(view, user);
    String general = AttemptRules.subject(hashing, user.map(User::id), address);
    String ofOrigin =
        AttemptRules.subject(hashing, user.map(User::id).orElse(AttemptRules.NOBODY), origin);
    boolean known =
        view.passwords().attempts(ImmutableSet.of(ofOrigin)).stream()
            .anyMatch(AttemptRules::isKnown);
    return new PasswordCheck.Target(
        user, password, known ? ofOrigin : general, known, entry(view, user));
  }

  private Optional<SignInEntry> entry(View view, Optional<User> user) {
    UserId id = user.map(User::id).orElse(AttemptRules.NOBODY);
    return Optional.of(SignInRecord.entry(id, host.now(), SignInEntry.Kind.FAILED))
        .filter(entry -> SignInRecord.of(view).isKept());
  }

  /** Records a correct password; empty if the account cannot be used, or has changed meanwhile. */
  private Optional<Success> success(PasswordCheck.Target target, Password password, String origin) {
    StoredPassword stored = target.password().orElseThrow();
    UserId id = stored.user();
    boolean mustChange = stored.expired() || hashing.credentials().policy().isCommon(password);
    Optional<PasswordHash> renewed =
        hashing.isCurrent(id, stored.hash())
            ? Optional.empty()
            : Optional.of(hashing.hash(id, password));
    return host.store()
        .write(
            ImmutableSet.of(),
            tx -> {
              Optional<User> user = tx.users().find(id).filter(User::usable);
              if (user.isEmpty()
                  || !user.map(User::stamp).equals(target.user().map(User::stamp))
                  || !tx.passwords().find(id).equals(target.password())) {
                return Optional.empty();
              }
              Instant now = host.now();
              boolean isNewOrigin = forget(tx, target, id, origin, now, mustChange);
              renewed.ifPresent(
                  hash ->
                      tx.passwords()
                          .replace(
                              stored,
                              new StoredPassword(id, hash, stored.setAt(), stored.expired())));
              target.entry().ifPresent(failed -> correct(tx, failed, now, mustChange));
              return Optional.of(
                  new Success(
                      new FirstFactor(id, user.get().stamp(), now, mustChange),
                      user.get(),
                      isNewOrigin));
            });
  }

  /** Takes back the entry of a failure. {@link #actor} records the sign-in once it is complete. */
  private void correct(Transaction tx, SignInEntry failed, Instant now, boolean mustChange) {
    tx.history().delete(failed);
    if (mustChange || !hashing.credentials().isPasswordAlone()) {
      tx.history().add(SignInRecord.entry(failed.user(), now, SignInEntry.Kind.FIRST_FACTOR));
    }
  }

  /**
   * Forgets the failures of the row that counted, and makes the origin a known one unless the
   * password is not good any more. Returns whether the origin is new.
   */
  private boolean forget(
      Transaction tx,
      PasswordCheck.Target target,
      UserId user,
      String origin,
      Instant now,
      boolean mustChange) {
    ImmutableList<AttemptCount> counts = tx.passwords().attempts(user);
    replace(tx, counts, target.subject(), user, now);
    if (target.known() || mustChange) {
      return false;
    }
    String ofOrigin = AttemptRules.subject(hashing, user, origin);
    ImmutableList<AttemptCount> others =
        counts.stream()
            .filter(AttemptRules::isOfOrigin)
            .filter(count -> !count.subject().equals(ofOrigin))
            .sorted(Comparator.comparing(AttemptCount::last))
            .collect(ImmutableList.toImmutableList());
    others.stream()
        .limit(Math.max(0, others.size() - AttemptRules.ORIGINS + 1))
        .forEach(oldest -> tx.passwords().deleteAttempts(oldest.subject()));
    replace(tx, counts, ofOrigin, user, now);
    return true;
  }

  private static void replace(
      Transaction tx,
      ImmutableList<AttemptCount> counts,
      String subject,
      UserId user,
      Instant now) {
    tx.passwords()
        .replace(
            counts.stream().filter(count -> count.subject().equals(subject)).findFirst(),
            new AttemptCount(subject, Optional.of(user), 0, now));
  }

  /**
   * Returns the actor of a first factor that counts, and records the sign-in.
   *
   * @throws SignInRefused if it is too old, or the account has changed since
   */
  public static Actor actor(Host host, FirstFactor first) {
    Instant now = host.now();
    boolean counts =
        !first.mustChange()
            && !now.isBefore(first.at())
            && now.isBefore(first.at().plus(FirstFactor.LIFETIME));
    Found found =
        host.store()
            .read(
                Consistency.latest(),
                view -> new Found(view.users().find(first.user()), SignInRecord.of(view)));
    User user =
        found
            .user()
            .filter(one -> counts && one.usable() && one.stamp() == first.stamp())
            .orElseThrow(SignInRefused::new);
    found.record().signedIn(host, user.id(), SignInEntry.Kind.PASSWORD);
    return Actor.user(user.id()).since(user.stamp());
  }

  /** The account of a first factor, and the record of its sign-in. */
  private record Found(Optional<User> user, SignInRecord record) {}
}
