package dev.bailiwick.internal.invitation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationCode;
import dev.bailiwick.invitation.NoSuchInvitation;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * The name of an invitation in a call of the invited person: its id, or the hash of its code. The
 * code itself is not kept.
 */
public record InvitationKey(Optional<InvitationId> id, Optional<String> codeHash) {
  /** Returns the name by id. */
  public static InvitationKey of(InvitationId id) {
    return new InvitationKey(Optional.of(id), Optional.empty());
  }

  /** Returns the name by code. */
  public static InvitationKey of(InvitationCode code) {
    return new InvitationKey(Optional.empty(), Optional.of(code.hash()));
  }

  /** Writes the id to the digest. Nothing of a code is written, since a code is a secret. */
  void describe(RequestDigest digest) {
    id.ifPresent(named -> digest.number("invitation", named.value()));
    digest.flag("by_code", codeHash.isPresent());
  }

  /**
   * Returns the open invitation.
   *
   * @throws NoSuchInvitation if there is none, or if it is named by id and goes to another address
   *     than a verified one of the actor's account
   * @throws dev.bailiwick.org.OrgSuspended if a suspension of the org refuses the call to a member
   */
  Invitation open(Caller caller) {
    View view = caller.view();
    Invitation found =
        id.flatMap(view.invitations()::find)
            .or(() -> codeHash.flatMap(view.invitations()::findByCode))
            .orElseThrow(NoSuchInvitation::new);
    caller.requireOpen(found.tenant());
    boolean isTheirs = codeHash.isPresent() || verified(caller).contains(found.email());
    if (!isTheirs || !found.isOpen(caller.now()) || !isInUse(view, found.tenant())) {
      throw new NoSuchInvitation();
    }
    return found;
  }

  /** Returns the verified addresses of the actor's account. */
  static ImmutableSet<Email> verified(Caller caller) {
    return caller
        .userId()
        .flatMap(caller.view().users()::find)
        .map(User::verifiedEmails)
        .orElse(ImmutableSet.of());
  }

  /** Returns whether people can join a tenant: an org that is neither deleted nor suspended. */
  static boolean isInUse(View view, Tenant tenant) {
    return !(tenant instanceof OrgId org)
        || view.orgs()
            .find(org)
            .filter(found -> !found.deleted() && found.suspension().isEmpty())
            .isPresent();
  }
}
