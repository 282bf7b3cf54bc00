package dev.bailiwick.internal.password;

import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.password.PasswordNotice;
import dev.bailiwick.store.PasswordRepository;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.store.StoredPassword;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * Stores a new password. It ends every sign-in of the account and every code that was sent, and
 * forgets failed attempts and known origins. It leaves the status of the account as it is.
 */
final class PasswordChange {
  private PasswordChange() {}

  /**
   * Stores the password of an account and tells its person after the commit.
   *
   * @param before the account before the whole change
   * @param user the account as the change has saved it so far
   */
  static User save(
      Change change, User before, User user, PasswordHash hash, PasswordNotice.Kind kind) {
    PasswordRepository.Writer passwords = change.view().passwords();
    passwords.save(new StoredPassword(user.id(), hash, change.now(), false));
    passwords.deleteAttempts(user.id());
    Optional<PasswordReset> codes = passwords.reset(AttemptRules.subject(user.id()));
    codes
        .filter(reset -> reset.codeHash().isPresent())
        .ifPresent(reset -> passwords.replace(codes, reset.spent()));
    User after = user.stamp() == before.stamp() ? change.update(user, user.withNextStamp()) : user;
    PasswordHashing hashing = change.host().hashing();
    PasswordNotice notice = new PasswordNotice(kind, user.id(), user.email(), change.now());
    change.afterCommit(() -> hashing.credentials().port().tell(notice));
    return after;
  }
}
