package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.util.Optional;

/** The audit log as a store keeps it: entries are added, and never changed but to erase. */
public interface AuditRepository {
  /**
   * The entries of a tenant's log, newest first, by descending {@link AuditEntry#number}.
   *
   * @param touching only entries that touch this user, org, team or resource
   * @param slice goes on strictly below the number that it names
   */
  ImmutableList<AuditEntry> list(
      Tenant tenant, Optional<ResourceId> touching, AuditFilter filter, Slice<Long> slice);

  /** Writes, in a transaction that holds the tenant's lock. */
  interface Writer extends AuditRepository {
    /** Adds an entry, whose number is greater than any other's in its tenant. */
    void append(AuditEntry entry);

    /**
     * Takes a person out of every tenant's log: each entry is stored {@linkplain
     * AuditEntry#without(UserId) without} them. Those that it changes touch the user, or are of
     * calls that the user made. Needs no lock but the person's, and moves on no tenant but the
     * person.
     */
    void erase(UserId user);
  }
}
