package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.SupportAccess;
import java.util.Optional;

/**
 * The impersonations of a store, in the part {@link Part#IMPERSONATION}. An impersonation belongs
 * to its org. One that has ended by its end stays until it is deleted.
 */
public interface ImpersonationRepository {
  /** The impersonation with this id. */
  Optional<StoredImpersonation> find(ImpersonationId id);

  /** The impersonations of an org, by ascending id. */
  ImmutableList<StoredImpersonation> list(OrgId org, Slice<ImpersonationId> slice);

  /** The impersonations of a target, in all orgs, by ascending id. */
  ImmutableList<StoredImpersonation> of(UserId target, Slice<ImpersonationId> slice);

  /** The impersonations by an impersonator, in all orgs, by ascending id. */
  ImmutableList<StoredImpersonation> by(UserId impersonator, Slice<ImpersonationId> slice);

  /** The consent of the owner of an org, which may have ended. */
  Optional<SupportAccess> support(OrgId org);

  /**
   * The writes, in a transaction that holds the lock of the org. An impersonation ends with the
   * target's membership of the org, even if the caller does not delete it.
   */
  interface Writer extends ImpersonationRepository {
    /**
     * Stores a new impersonation. The org has no other one with the same target and impersonator.
     */
    void save(StoredImpersonation impersonation);

    /** Deletes an impersonation. */
    void delete(Impersonation impersonation);

    /** Stores the consent of an org's owner in place of an earlier one. */
    void save(SupportAccess support);

    /** Deletes the consent of an org's owner. */
    void delete(SupportAccess support);
  }
}
