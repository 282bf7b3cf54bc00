package dev.bailiwick.internal.rule;

import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.invitation.NoSuchInvitation;
import dev.bailiwick.user.Email;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends invitations of one tenant within one change. Reads those that exist once. */
public final class InvitationSender {
  private static final Duration ENDED_KEPT = Duration.ofDays(30);

  private final Change change;
  private final Tenant tenant;
  private final Instant now;
  private final Optional<UserId> inviter;
  private final List<Invitation> stored;

  /** Creates the sender of the actor of a change. */
  public InvitationSender(Change change, Tenant tenant) {
    this.change = change;
    this.tenant = tenant;
    this.now = change.now();
    this.inviter = change.caller().userId();
    this.stored = new ArrayList<>(StoredLists.invitations(change.view(), tenant).toList());
  }

  /**
   * Invites an address, or sends the open invitation of the actor to it again. That one then also
   * gives the new gift. An address that has declined is left alone.
   *
   * @return the invitation as it is stored
   * @throws LimitExceeded if the tenant has too many open invitations
   * @throws InvitationConflict if the host does not permit the invitation
   */
  public Invitation send(Email email, Gift gift) {
    return declined(email).orElseGet(() -> sent(email, gift));
  }

  /**
   * Sends an invitation again.
   *
   * @throws NoSuchInvitation if the person has declined another one of the tenant
   */
  public Invitation resend(Invitation before) {
    if (declined(before.email()).isPresent()) {
      throw new NoSuchInvitation();
    } else if (!before.isOpen(now)) {
      requireRoom();
    }
    return InvitationRules.sent(change, Optional.of(before), before.sentAgain(now, until()));
  }

  private Instant until() {
    return now.plus(change.host().invitationLimits().lifetime());
  }

  /**
   * Invites an address, as {@link #send}. An open invitation of the actor that gives all of this
   * already is not sent again: a directory that is synchronised names the same people each day.
   */
  public Invitation invite(Email email, Gift gift) {
    return declined(email)
        .or(() -> open(email).filter(old -> old.gift().and(gift).equals(old.gift())))
        .orElseGet(() -> sent(email, gift));
  }

  /** Returns the declined invitation to a mailbox. It does not bind the host. */
  private Optional<Invitation> declined(Email email) {
    return stored.stream()
        .filter(old -> old.email().mailbox().equals(email.mailbox()))
        .filter(old -> old.isDeclined(now) && !change.caller().isSystem())
        .findFirst();
  }

  /** Returns the open invitation of the actor to an address. */
  private Optional<Invitation> open(Email email) {
    return to(email).filter(this::isMine).filter(old -> old.isOpen(now)).findFirst();
  }

  private Stream<Invitation> to(Email email) {
    return stored.stream().filter(old -> old.email().equals(email));
  }

  private Invitation sent(Email email, Gift gift) {
    Optional<Invitation> before = open(email);
    if (before.isEmpty()) {
      requireRoom();
      to(email).filter(this::isMine).toList().forEach(this::delete);
      stored.stream()
          .filter(old -> !now.isBefore(old.endsAt().plus(ENDED_KEPT)))
          .toList()
          .forEach(this::delete);
    }
    Invitation after =
        before
            .map(old -> old.withGift(old.gift().and(gift)).sentAgain(now, until()))
            .orElseGet(() -> made(email, gift));
    before.ifPresent(stored::remove);
    stored.add(after);
    return InvitationRules.sent(change, before, after);
  }

  private boolean isMine(Invitation invitation) {
    return invitation.inviter().equals(inviter);
  }

  private Invitation made(Email email, Gift gift) {
    return Invitation.of(
        new InvitationId(change.nextId()), tenant, email, inviter, gift, now, until());
  }

  private void delete(Invitation invitation) {
    change.delete(invitation);
    stored.remove(invitation);
  }

  private void requireRoom() {
    int most = change.host().invitationLimits().open();
    if (stored.stream().filter(old -> old.isOpen(now)).count() >= most) {
      throw new LimitExceeded("open invitations", most);
    }
  }
}
