package dev.bailiwick.internal.rule;

import com.google.common.collect.Sets;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationCode;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.invitation.InvitationDetails;
import dev.bailiwick.invitation.InvitationMail;
import dev.bailiwick.invitation.InvitationPort;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules of invitations that several commands share. */
public final class InvitationRules {
  private static final Duration MAILS_COUNTED = Duration.ofHours(24);
  private static final String RECIPIENT = "mail";

  private InvitationRules() {}

  /**
   * Stores an invitation, ends the bar against its mailbox, and has the mail sent after the commit
   * unless the address got too many mails lately.
   */
  public static Invitation sent(Change change, Optional<Invitation> before, Invitation after) {
    Host host = change.host();
    if (!host.invitations().permits(after)) {
      throw new InvitationConflict(InvitationConflict.Rule.NOT_PERMITTED);
    }
    if (after.tenant() instanceof OrgId org) {
      Bars.end(change, org, Bars.against(change.view(), org, after.email()));
    }
    if (host.invitations() == InvitationPort.NONE || !mail(change, before, after)) {
      change.save(before, after);
    }
    return after;
  }

  /**
   * Stores an invitation with a new code, and has the mail sent after the commit. Returns false,
   * and stores nothing, if the mailbox got too many mails lately.
   */
  private static boolean mail(Change change, Optional<Invitation> before, Invitation after) {
    Host host = change.host();
    String recipient = KeyedMark.ofMailbox(change.view(), RECIPIENT, after.email());
    Instant from = change.now().minus(MAILS_COUNTED);
    if (change.view().invitations().mails(recipient, from) >= host.invitationLimits().mails()) {
      return false;
    }
    InvitationDetails details = details(change.view(), after);
    InvitationCode code = InvitationCode.random();
    change.save(before, after, code);
    change.view().invitations().addMail(recipient, change.now(), from);
    change.sendAfterCommit(new InvitationMail(details, code, host.store().commits()));
    return true;
  }

  /** Returns an invitation with the names that the invited person sees. */
  public static InvitationDetails details(View view, Invitation invitation) {
    return new InvitationDetails(
        invitation,
        invitation.tenant() instanceof OrgId org
            ? view.orgs().find(org).map(Org::name)
            : Optional.empty(),
        invitation
            .inviter()
            .flatMap(view.users()::find)
            .map(User::fullName)
            .filter(name -> !name.isEmpty()));
  }

  /**
   * Takes the roles on a resource that is deleted out of invitations. Otherwise they would apply to
   * a later resource with the same id.
   */
  public static void withhold(Change change, Tenant tenant, ResourceId resource) {
    for (Invitation sent : StoredLists.invitations(change.view(), tenant).toList()) {
      Gift rest =
          Gift.of(
              sent.gift().admin(),
              sent.gift().teams(),
              Sets.filter(sent.gift().roles(), given -> !given.resource().equals(resource)));
      if (!rest.equals(sent.gift())) {
        change.save(Optional.of(sent), sent.withGift(rest));
      }
    }
  }

  /** Withdraws the invitations that a user has sent for an org and that are not declined. */
  public static void withdrawOf(Change change, OrgId org, UserId inviter) {
    StoredLists.invitations(change.view(), org)
        .filter(sent -> sent.inviter().equals(Optional.of(inviter)))
        .filter(sent -> sent.state() == Invitation.State.OPEN)
        .toList()
        .forEach(change::delete);
  }
}
