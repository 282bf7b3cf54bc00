package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.LogCut;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The audit log of a store. Entries are added. They are never changed, except to erase personal
 * data, and are removed only when they are older than the host keeps them.
 */
public interface AuditRepository {
  /**
   * Returns the entries of a tenant's log, newest first, by descending {@link AuditEntry#number}.
   *
   * @param touching only entries that touch this user, org, team or resource
   * @param slice goes on strictly below the number that it names
   */
  ImmutableList<AuditEntry> list(
      Tenant tenant, Optional<ResourceId> touching, AuditFilter filter, Slice<Long> slice);

  /**
   * Returns the entries of a tenant's log, oldest first, by ascending {@link AuditEntry#number}. A
   * store for which round trips are expensive overrides this.
   *
   * @param slice goes on strictly above the number that it names
   */
  default ImmutableList<AuditEntry> listForward(
      Tenant tenant, AuditFilter filter, Slice<Long> slice) {
    long after = slice.after().orElse(0L);
    ImmutableList<AuditEntry> newestFirst =
        Slices.all(
                (Slice<Long> part) -> list(tenant, Optional.empty(), filter, part),
                AuditEntry::number)
            .takeWhile(entry -> entry.number() > after)
            .collect(ImmutableList.toImmutableList());
    return newestFirst.reverse().stream()
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /** The writes, in a transaction that holds the tenant's lock. */
  interface Writer extends AuditRepository {
    /**
     * Adds an entry. Its number is greater than every other number in its tenant. The store keeps
     * it {@linkplain AuditEntry#named with the names} of the accounts that it touches, as they are
     * in the same unit of work.
     */
    void append(AuditEntry entry);

    /**
     * Removes the oldest entries of the log of an org, by ascending number, up to the first one
     * that is not older than an instant. Requires the lock of the org. A store for which round
     * trips are expensive overrides this, and reads no more of an entry than its number and its
     * instant.
     *
     * @param limit the greatest number of entries to remove
     * @return the removed entries; empty if there were none
     */
    default Optional<LogCut> removeOlder(OrgId org, Instant before, int limit) {
      ImmutableList<Long> older =
          Slices.all(
                  (Slice<Long> slice) -> listForward(org, AuditFilter.all(), slice),
                  AuditEntry::number)
              .limit(limit)
              .takeWhile(entry -> entry.at().isBefore(before))
              .map(AuditEntry::number)
              .collect(ImmutableList.toImmutableList());
      if (older.isEmpty()) {
        return Optional.empty();
      }
      long last = older.get(older.size() - 1);
      removeUpTo(org, last);
      return Optional.of(new LogCut(org, older.get(0), last, older.size()));
    }

    /**
     * Removes the entries of the log of an org up to a number, inclusively. The numbers of the
     * other entries stay. Requires the lock of the org. Over a database, each statement removes a
     * bounded number of entries.
     */
    void removeUpTo(OrgId org, long number);

    /**
     * Removes the personal data of a user from the log of every tenant: each entry is stored
     * {@linkplain AuditEntry#without without} it. The changed entries are entries that touch the
     * user, and entries of calls that the user made, also in the name of another user. Requires
     * only the lock of the user, and increments no revision except the user's.
     */
    void erase(UserId user, Erasure erasure);

    /**
     * Removes the personal data of several users, of each in the same way as {@link #erase}. An
     * entry that touches many of them should be stored again only once. A store for which round
     * trips are expensive overrides this.
     */
    default void eraseAll(Collection<UserId> users, Erasure erasure) {
      users.forEach(user -> erase(user, erasure));
    }
  }
}
