package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.SignInEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The history of sign-ins and the last uses, in a store that has the part {@link Part#HISTORY}.
 * They belong to the revision of no tenant.
 */
public interface HistoryRepository {
  /** The entries of an account, newest first. */
  ImmutableList<SignInEntry> signIns(UserId user, Slice<SignInEntry.Key> slice);

  /** The last uses of these things. Things without a use on record are left out. */
  ImmutableMap<UseSubject, Instant> lastUses(Collection<UseSubject> subjects);

  /**
   * Returns the members of an org whose account was last used before an instant, by ascending id.
   * An account without a use on record counts as used when it was created.
   */
  ImmutableList<Unused<UserId>> unusedMembers(OrgId org, Instant since, Slice<UserId> slice);

  /**
   * Returns the API keys of an org that were last used before an instant, by ascending id. A key
   * without a use on record counts as used when it was created.
   *
   * @throws MissingPart if the store does not have the part {@link Part#KEYS}
   */
  ImmutableList<Unused<ApiKeyId>> unusedKeys(OrgId org, Instant since, Slice<ApiKeyId> slice);

  /** The writes. Those that name no lock need none, and move no revision. */
  interface Writer extends HistoryRepository {
    /**
     * Adds an entry, and removes the oldest ones of its account and kind, so that at most {@link
     * SignInEntry#KEPT} remain; units at once may leave a few more until the next entry. Does
     * nothing if no account has the id or the account is erased. A stranger must not learn from the
     * work which of these is the case: a store over a database sends the same statements.
     */
    void add(SignInEntry entry);

    /** Deletes an entry, if it is there. */
    void delete(SignInEntry entry);

    /**
     * Stores the last use of a thing, on the condition that it is as the unit has read it.
     * Otherwise the unit is undone, and runs again or fails with a retryable {@link
     * dev.bailiwick.error.StoreFailure}. Of units that replace the same one, one at a time
     * succeeds. Does nothing if the thing is not there, or is an erased account.
     *
     * @throws MissingPart for an API key, if the store does not have the part {@link Part#KEYS}
     */
    void replaceUse(UseSubject subject, Optional<Instant> before, Instant after);

    /** Deletes the last use of a thing that has ended, if it is there. */
    void deleteUse(UseSubject subject);

    /**
     * Deletes the entries and the last use of an account. Requires the lock of the account, whose
     * revision increases by it.
     */
    void deleteAll(UserId user);

    /**
     * Removes entries of all accounts that are older than an instant, the oldest first. Last uses
     * stay.
     *
     * @param limit the greatest number of entries to remove
     * @return the number of removed entries
     */
    int removeOlder(Instant before, int limit);
  }
}
