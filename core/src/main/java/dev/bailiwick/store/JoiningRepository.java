package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.user.EmailDomain;
import java.util.Optional;

/** The verified domains of orgs, and the requests of people to join an org. */
public interface JoiningRepository {
  /** The org that has this verified domain, with the settings of the domain. */
  Optional<OrgDomain> domain(EmailDomain domain);

  /** The verified domains of an org, by domain: at most {@link OrgDomain#MOST}. */
  ImmutableList<OrgDomain> domains(OrgId org);

  /** The request of a user to join an org. */
  Optional<JoinRequest> request(OrgId org, UserId user);

  /** The requests to join an org, by ascending user id. */
  ImmutableList<JoinRequest> requests(OrgId org, Slice<UserId> slice);

  /** The requests of a user, by ascending org id. */
  ImmutableList<JoinRequest> requests(UserId user, Slice<OrgId> slice);

  /**
   * The members of an org, and the users who ask to join it, that have a verified address of a
   * mailbox, by ascending id.
   *
   * @param mailbox as {@link dev.bailiwick.user.Email#mailbox}
   */
  ImmutableList<UserId> ofMailbox(OrgId org, String mailbox);

  /** The writes, in a transaction that holds the org's lock. */
  interface Writer extends JoiningRepository {
    /**
     * Stores a domain. Replaces the same domain of the same org.
     *
     * @throws dev.bailiwick.org.OrgConflict if another org has the domain; at the latest when the
     *     transaction commits
     */
    void save(OrgDomain domain);

    /** Deletes a domain. */
    void delete(OrgDomain domain);

    /** Stores a request. Replaces the request of the same user to the same org. */
    void save(JoinRequest request);

    /** Deletes a request. */
    void delete(JoinRequest request);
  }
}
