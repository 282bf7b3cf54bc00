package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.user.Email;
import java.time.Instant;
import java.util.Optional;

/** The invitations of a store, and the times of the mails that were sent for them. */
public interface InvitationRepository {
  /** The invitation with this id. */
  Optional<Invitation> find(InvitationId id);

  /** The invitation that has this hash of its latest code. */
  Optional<Invitation> findByCode(String hash);

  /** The invitations of a tenant, by ascending id. */
  ImmutableList<Invitation> list(Tenant tenant, Slice<InvitationId> slice);

  /** The invitations to an address, of all tenants, by ascending id. */
  ImmutableList<Invitation> to(Email email, Slice<InvitationId> slice);

  /** The number of mails to a recipient from an instant on. */
  int mails(String recipient, Instant from);

  /** The writes, in a transaction that holds the lock of the invitation's tenant. */
  interface Writer extends InvitationRepository {
    /**
     * Stores an invitation, which keeps its code. Replaces the invitation with the same id. A
     * tenant has at most one invitation of an inviter to an address; the caller sees to that under
     * the lock.
     */
    void save(Invitation invitation);

    /** As {@link #save(Invitation)}, with the hash of a new code, which replaces the one before. */
    void save(Invitation invitation, String codeHash);

    /** Deletes an invitation and its code. */
    void delete(Invitation invitation);

    /**
     * Adds a mail to a recipient. Needs no lock: the count of units that run at the same time may
     * be too low.
     *
     * @param recipient a keyed hash of the address
     */
    void addMail(String recipient, Instant at);

    /**
     * Deletes mails before an instant, whatever their recipients: the oldest ones, at most {@code
     * limit} of them. Needs no lock and waits for no other unit: mails that another unit deletes
     * may be left.
     */
    void deleteMails(Instant before, int limit);
  }
}
