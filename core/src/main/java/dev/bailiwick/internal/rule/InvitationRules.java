package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableSet;
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
import dev.bailiwick.invitation.InvitedRole;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.InvitationRepository;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of invitations that several commands share. */
public final class InvitationRules {
  /** The number of old mails that a change deletes at most, more than it adds. */
  private static final int OLD_MAILS = 500;

  private static final Duration MAILS_COUNTED = Duration.ofHours(24);
  private static final String RECIPIENT = "mail";
  private static final String SENDER = "mails of";

  private static final String CODE = "code";
  private static final String CODES_OF = "codes of";

  /** An account has at most so many mails with codes sent in a day. */
  private static final int CODES = 20;

  /** A tenant sends at most so many mails a day for each invitation that it may have open. */
  private static final int SENDINGS = 3;

  private InvitationRules() {}

  /**
   * Stores an invitation, and has the mail sent after the commit unless the mailbox got, or the
   * tenant sent, too many mails lately.
   */
  public static Invitation sent(Change change, Optional<Invitation> before, Invitation after) {
    Host host = change.host();
    if (!host.invitations().permits(after)) {
      throw new InvitationConflict(InvitationConflict.Rule.NOT_PERMITTED);
    }
    if (host.invitations() == InvitationPort.NONE || !mail(change, before, after)) {
      change.save(before, after);
    }
    return after;
  }

  /**
   * Stores an invitation with a new code, and has the mail sent after the commit. Returns false,
   * and stores nothing, if the mailbox got, or the tenant sent, too many mails lately.
   */
  private static boolean mail(Change change, Optional<Invitation> before, Invitation after) {
    Host host = change.host();
    String recipient = KeyedMark.ofMailbox(change.view(), RECIPIENT, after.email());
    Instant from = change.now().minus(MAILS_COUNTED);
    String sender = KeyedMark.of(change.view(), SENDER, after.tenant().toString());
    InvitationRepository sent = change.view().invitations();
    if (sent.mails(recipient, from) >= host.invitationLimits().mails()
        || sent.mails(sender, from) >= SENDINGS * host.invitationLimits().open()) {
      return false;
    }
    deleteOld(change, from);
    InvitationDetails details = details(change.view(), after);
    InvitationCode code = InvitationCode.random();
    change.save(before, after, code);
    change.view().invitations().addMail(recipient, change.now());
    change.view().invitations().addMail(sender, change.now());
    InvitationMail mail = new InvitationMail(details, code, host.store().commits());
    change.afterCommit(() -> host.invitations().send(mail));
    return true;
  }

  /** Deletes some old mails, once in a change. */
  private static void deleteOld(Change change, Instant before) {
    if (change.afterCommit().isEmpty()) {
      change.view().invitations().deleteMails(before, OLD_MAILS);
    }
  }

  /**
   * Counts a mail with a code for an address, if neither the mailbox got nor the account caused too
   * many of them lately. Returns whether the mail may be sent.
   */
  public static boolean countCode(Change change, UserId user, Email email) {
    String recipient = KeyedMark.ofMailbox(change.view(), CODE, email);
    String sender = KeyedMark.of(change.view(), CODES_OF, user.toString());
    Instant from = change.now().minus(MAILS_COUNTED);
    InvitationRepository sent = change.view().invitations();
    boolean room =
        sent.mails(recipient, from) < change.host().invitationLimits().mails()
            && sent.mails(sender, from) < CODES;
    if (room) {
      deleteOld(change, from);
      change.view().invitations().addMail(recipient, change.now());
      change.view().invitations().addMail(sender, change.now());
    }
    return room;
  }

  /**
   * Returns an invitation with the names that the invited person sees. A name that looks like a
   * link is left out, since a mail would show it as one.
   */
  public static InvitationDetails details(View view, Invitation invitation) {
    return new InvitationDetails(
        invitation,
        invitation.tenant() instanceof OrgId org
            ? view.orgs().find(org).map(Org::name).filter(InvitationRules::isPlain)
            : Optional.empty(),
        invitation
            .inviter()
            .flatMap(view.users()::find)
            .map(User::fullName)
            .filter(InvitationRules::isPlain));
  }

  private static boolean isPlain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.isEmpty() && !lower.contains("://") && !lower.contains("www.");
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

  /**
   * Withdraws the invitations of an org that a user has sent, and those to the user's own mailbox:
   * they would give back to the user the things that the org has just taken.
   */
  public static void withdrawAbout(Change change, OrgId org, UserId user) {
    ImmutableSet<String> mailboxes =
        change.view().users().find(user).map(InvitationRules::mailboxes).orElseThrow();
    StoredLists.invitations(change.view(), org)
        .filter(sent -> sent.state() == Invitation.State.OPEN)
        .filter(
            sent ->
                sent.inviter().equals(Optional.of(user))
                    || mailboxes.contains(sent.email().mailbox()))
        .toList()
        .forEach(change::delete);
  }

  /** Returns the mailboxes of the addresses that name an account. */
  static ImmutableSet<String> mailboxes(User user) {
    return Stream.concat(user.verifiedEmails().stream(), user.shownEmail().stream())
        .map(Email::mailbox)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Returns the resources on which open invitations of a tenant give a role. */
  public static Stream<ResourceId> given(View view, Tenant tenant, Role role) {
    return StoredLists.invitations(view, tenant)
        .flatMap(sent -> sent.gift().roles().stream())
        .filter(given -> given.role().equals(role))
        .map(InvitedRole::resource);
  }

  /** Deletes the other open invitations of the tenant to the mailbox of an answered invitation. */
  public static void deleteOthers(Change change, Invitation answered) {
    String mailbox = answered.email().mailbox();
    StoredLists.invitations(change.view(), answered.tenant())
        .filter(sent -> sent.state() == Invitation.State.OPEN)
        .filter(sent -> !sent.id().equals(answered.id()))
        .filter(sent -> sent.email().mailbox().equals(mailbox))
        .toList()
        .forEach(change::delete);
  }
}
