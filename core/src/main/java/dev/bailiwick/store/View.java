package dev.bailiwick.store;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.util.Collection;

/** What a store holds at one moment. */
public interface View {
  /** The accounts. */
  UserRepository users();

  /** The orgs, their members and roles. */
  OrgRepository orgs();

  /** The teams and their seats. */
  TeamRepository teams();

  /** The registered resources. */
  ResourceRepository resources();

  /** The grants. */
  GrantRepository grants();

  /** The audit log. */
  AuditRepository audit();

  /** The changes that were made under an id. */
  OperationRepository operations();

  /**
   * Where the lookups look. A store that has many resources or people in a tenant overrides this,
   * and finds candidates by its indexes.
   */
  default CandidateRepository candidates() {
    return new RepositoryCandidates(this);
  }

  /** The revision of a tenant: 0 before its first commit. */
  long revision(Tenant tenant);

  /**
   * At least 32 random bytes that the store made at first and keeps to itself, with which page
   * tokens are signed.
   */
  byte[] pageKey();

  /**
   * Names the actor of the call that reads this view, before its first read. A store that pays for
   * round trips can use it to read the actor's own rows together with others. Does nothing by
   * default.
   */
  default void readsFor(Actor actor) {}

  /**
   * Announces that the account, the memberships and the facts of these users, and these resources,
   * will be read in a tenant. A store that pays for round trips can use it to read them together.
   * The answers of the view do not depend on it. Does nothing by default.
   */
  default void prefetch(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {}

  /**
   * Facts for decisions about these people and resources in a tenant, and about any other. A store
   * that pays for round trips overrides this, and fetches what is named here in one.
   */
  default Facts facts(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    return new RepositoryFacts(this);
  }
}
