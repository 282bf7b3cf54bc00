package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import java.util.Optional;

/**
 * The delegations of a store, in the part {@link Part#IMPERSONATION}. A delegation belongs to its
 * org. One that has ended by its end stays until it is deleted.
 */
public interface DelegationRepository {
  /** The delegation with this id. */
  Optional<StoredDelegation> find(DelegationId id);

  /** The delegations of an org, by ascending id. */
  ImmutableList<StoredDelegation> list(OrgId org, Slice<DelegationId> slice);

  /** The delegations by a person, in all orgs, by ascending id. */
  ImmutableList<StoredDelegation> by(UserId person, Slice<DelegationId> slice);

  /** The delegations to a service account, by ascending id. */
  ImmutableList<StoredDelegation> to(UserId agent, Slice<DelegationId> slice);

  /**
   * The writes, in a transaction that holds the lock of the org. A delegation ends with the
   * membership of the org of either account, even if the caller does not delete it.
   */
  interface Writer extends DelegationRepository {
    /** Stores a new delegation. */
    void save(StoredDelegation delegation);

    /** Deletes a delegation. */
    void delete(Delegation delegation);
  }
}
