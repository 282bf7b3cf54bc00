package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.util.Optional;

/**
 * The audit log of a store. Entries are added. They are never changed, except to erase personal
 * data.
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
    /** Adds an entry. Its number is greater than every other number in its tenant. */
    void append(AuditEntry entry);

    /**
     * Removes the personal data of a user from the log of every tenant: each entry is stored
     * {@linkplain AuditEntry#without(UserId) without} it. The changed entries are entries that
     * touch the user, and entries of calls that the user made. Requires only the lock of the user,
     * and increments no revision except the user's.
     */
    void erase(UserId user);
  }
}
