package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.UserId;
import java.util.Collection;
import java.util.Optional;

/**
 * The passwords of a store that has the part {@link Part#PASSWORDS}: their hashes, the failed
 * attempts, and the codes of resets.
 */
public interface PasswordRepository {
  /** The password of an account. */
  Optional<StoredPassword> find(UserId user);

  /** The counts of these subjects, in no order. */
  ImmutableList<AttemptCount> attempts(Collection<String> subjects);

  /** All counts of an account, in no order. */
  ImmutableList<AttemptCount> attempts(UserId user);

  /** The requests of a subject for codes. */
  Optional<PasswordReset> reset(String subject);

  /** The requests of the account to which a code with this hash was sent. */
  Optional<PasswordReset> resetByCode(String hash);

  /**
   * The writes. Those that name no lock need none, and move no revision. They write a row on the
   * condition that it is as the unit has read it; otherwise the unit is undone, and runs again or
   * fails with a retryable {@link dev.bailiwick.error.StoreFailure}. Of units that replace the same
   * row, one at a time succeeds.
   */
  interface Writer extends PasswordRepository {
    /**
     * Stores a password, in place of one that the account has. Requires the lock of the account.
     */
    void save(StoredPassword password);

    /** Deletes everything about an account. Requires the lock of the account. */
    void deleteAll(UserId user);

    /** Replaces a password by one of the same account. */
    void replace(StoredPassword before, StoredPassword after);

    /** Replaces the count of a subject, or adds it if there was none. */
    void replace(Optional<AttemptCount> before, AttemptCount after);

    /** Deletes the count of a subject, if there is one. */
    void deleteAttempts(String subject);

    /** Deletes all counts of an account. */
    void deleteAttempts(UserId user);

    /** Replaces the requests of a subject, or adds them if there were none. */
    void replace(Optional<PasswordReset> before, PasswordReset after);
  }
}
