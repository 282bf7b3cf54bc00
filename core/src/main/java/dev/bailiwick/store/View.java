package dev.bailiwick.store;

import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.util.Collection;

/** One snapshot of the data in a store. */
public interface View {
  /** The accounts. */
  UserRepository users();

  /** The orgs, their members and roles. */
  OrgRepository orgs();

  /** The teams and their members. */
  TeamRepository teams();

  /** The registered resources. */
  ResourceRepository resources();

  /** The grants. */
  GrantRepository grants();

  /** The audit log. */
  AuditRepository audit();

  /** The changes that were made with an operation id. */
  OperationRepository operations();

  /**
   * The candidates for the lookups. A store with many resources or users in a tenant overrides
   * this, and finds candidates through its indexes.
   */
  default CandidateRepository candidates() {
    return new RepositoryCandidates(this);
  }

  /** The revision of a tenant: 0 before its first commit. */
  long revision(Tenant tenant);

  /**
   * At least 32 random bytes that sign page tokens. The store creates them once, and keeps them
   * secret.
   */
  byte[] pageKey();

  /**
   * Returns the facts for decisions about these users and resources in a tenant. Facts about other
   * users and resources can be read too. A store for which round trips are expensive overrides
   * this, and reads the facts about the named ones in one request.
   */
  default Facts facts(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    return new RepositoryFacts(this);
  }
}
