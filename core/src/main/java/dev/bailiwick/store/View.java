package dev.bailiwick.store;

import dev.bailiwick.actor.Actor;
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

  /** The invitations. */
  InvitationRepository invitations();

  /** The verified domains of orgs, and the requests to join. */
  JoiningRepository joining();

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

  /**
   * Refuses a call that needs an optional part which the store does not have. Reads nothing.
   *
   * @throws MissingPart if the store does not have the part
   */
  default void requirePart(Part part) {
    if (!has(part)) {
      throw new MissingPart(part);
    }
  }

  /** Whether the store has an optional part. Reads nothing. */
  default boolean has(Part part) {
    return false;
  }

  /**
   * The API keys.
   *
   * @throws MissingPart if the store does not have the part {@link Part#KEYS}
   */
  default KeyRepository keys() {
    throw new MissingPart(Part.KEYS);
  }

  /**
   * The access tokens.
   *
   * @throws MissingPart if the store does not have the part {@link Part#KEYS}
   */
  default TokenRepository tokens() {
    throw new MissingPart(Part.KEYS);
  }

  /**
   * The passwords.
   *
   * @throws MissingPart if the store does not have the part {@link Part#PASSWORDS}
   */
  default PasswordRepository passwords() {
    throw new MissingPart(Part.PASSWORDS);
  }

  /**
   * The impersonations.
   *
   * @throws MissingPart if the store does not have the part {@link Part#IMPERSONATION}
   */
  default ImpersonationRepository impersonations() {
    throw new MissingPart(Part.IMPERSONATION);
  }

  /**
   * The history of sign-ins, and the last uses.
   *
   * @throws MissingPart if the store does not have the part {@link Part#HISTORY}
   */
  default HistoryRepository history() {
    throw new MissingPart(Part.HISTORY);
  }

  /**
   * Whether this view reads within a transaction of the host, which the host ends. A unit of work
   * would keep its rows locked for so long. False by default.
   */
  default boolean isLent() {
    return false;
  }

  /**
   * The delegations.
   *
   * @throws MissingPart if the store does not have the part {@link Part#IMPERSONATION}
   */
  default DelegationRepository delegations() {
    throw new MissingPart(Part.IMPERSONATION);
  }

  /** The revision of a tenant: 0 before its first commit. */
  long revision(Tenant tenant);

  /**
   * At least 32 random bytes that sign page tokens. The store creates them once, and keeps them
   * secret.
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
   * Returns the facts for decisions about these users and resources in a tenant. Facts about other
   * users and resources can be read too. A store for which round trips are expensive overrides
   * this, and reads the facts about the named ones in one request.
   */
  default Facts facts(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    return new RepositoryFacts(this);
  }
}
