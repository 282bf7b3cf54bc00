package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;

/** Faults in the rules of invitations, bars and unclaimed accounts. */
final class InvitationFaults {
  private static final Class<?> EXAMPLES = PlantedFaultsTest.InvitationExamples.class;

  private InvitationFaults() {}

  static ImmutableList<PlantedFault> all() {
    return ImmutableList.<PlantedFault>builder()
        .addAll(invitations())
        .addAll(limits())
        .addAll(bars())
        .build();
  }

  private static ImmutableList<PlantedFault> invitations() {
    Class<?> key = core("internal.invitation.InvitationKey");
    Class<?> accept = core("internal.invitation.AcceptInvitation");
    Class<?> rules = core("internal.rule.InvitationRules");
    return ImmutableList.of(
        PlantedFault.of("an admin adds people instead of inviting them")
            .in(
                core("internal.org.OrgEntry"),
                "org.joining() == Joining.INVITATION\n        && !DomainRules",
                "false && !DomainRules")
            .noticedBy(
                EXAMPLES, "naming_an_address_invites_in_the_same_way_whatever_account_has_it"),
        PlantedFault.of("an invitation is accepted by everybody who knows its id")
            .in(key, "!isTheirs || ", "")
            .noticedBy(EXAMPLES, "only_the_latest_code_is_valid_and_looking_spends_nothing"),
        PlantedFault.of("an ended invitation is accepted")
            .in(key, "!found.isOpen(caller.now()) || ", "")
            .noticedBy(EXAMPLES, "an_ended_invitation_is_worth_nothing_until_it_is_sent_again"),
        PlantedFault.of("a suspended org lets people in")
            .in(key, " || !isInUse(view, found.tenant())", "")
            .noticedBy(EXAMPLES, "a_suspended_org_and_a_deleted_one_let_nobody_in"),
        PlantedFault.of("a forwarded code lets another person in")
            .in(
                core("internal.user.AddressProof"),
                "if (verified && !person.verifiedEmails().contains(email)) {",
                "if (verified && email == null) {")
            .noticedBy(EXAMPLES, "a_forwarded_code_does_not_let_another_person_in"),
        PlantedFault.of("a forwarded code declines")
            .in(
                core("internal.invitation.DeclineInvitation"),
                "!verified.isEmpty() && !verified.contains(found.email())",
                "verified == null")
            .noticedBy(EXAMPLES, "a_mailbox_that_has_declined_is_left_alone_by_every_admin"),
        PlantedFault.of("the inviter is not checked again")
            .in(
                accept,
                "GiftRules.requireStillGiven(caller, found, gift);",
                "GiftRules.present(caller.view(), gift);")
            .noticedBy(EXAMPLES, "an_admin_gives_only_what_the_admin_could_give_at_acceptance"),
        PlantedFault.of("a second invitation stays after the first was accepted")
            .in(
                core("internal.rule.InvitationRules"),
                ".filter(sent -> !sent.id().equals(answered.id()))",
                ".filter(sent -> false)")
            .noticedBy(EXAMPLES, "an_older_invitation_gives_nothing_back_after_a_demotion"),
        PlantedFault.of("an admin who is none any more leaves invitations")
            .in(rules, "sent.inviter().equals(Optional.of(user))", "false")
            .noticedBy(EXAMPLES, "an_admin_who_loses_the_right_leaves_no_open_invitation"),
        PlantedFault.of("an invitation to a demoted member stays")
            .in(rules, "|| mailboxes.contains(sent.email().mailbox())", "")
            .noticedBy(EXAMPLES, "an_older_invitation_gives_nothing_back_after_a_demotion"),
        PlantedFault.of("a role on a deleted resource stays in invitations")
            .in(rules, "!given.resource().equals(resource)", "true")
            .noticedBy(EXAMPLES, "a_role_on_a_deleted_resource_does_not_come_back_with_its_id"));
  }

  private static ImmutableList<PlantedFault> limits() {
    Class<?> sender = core("internal.rule.InvitationSender");
    Class<?> rules = core("internal.rule.InvitationRules");
    return ImmutableList.of(
        PlantedFault.of("a person who has declined is invited again")
            .in(sender, "old.isDeclined(now) && !change.caller().isSystem()", "false")
            .noticedBy(EXAMPLES, "a_person_who_has_declined_is_left_alone"),
        PlantedFault.of("an org has any number of open invitations")
            .in(sender, ".count() >= most", ".count() >= Integer.MAX_VALUE")
            .noticedBy(EXAMPLES, "an_org_has_at_most_200_open_invitations"),
        PlantedFault.of("a mailbox gets any number of mails")
            .in(rules, "sent.mails(recipient, from) >= host.invitationLimits().mails()", "false")
            .noticedBy(EXAMPLES, "a_mailbox_gets_at_most_three_mails_a_day_from_all_orgs_together"),
        PlantedFault.of("an org sends any number of mails")
            .in(
                rules,
                "sent.mails(sender, from) >= SENDINGS * host.invitationLimits().open()",
                "false")
            .noticedBy(EXAMPLES, "an_org_sends_a_bounded_number_of_mails_a_day"),
        PlantedFault.of("a name that is named again is sent again")
            .in(sender, "old.gift().and(gift).equals(old.gift())", "false")
            .noticedBy(EXAMPLES, "an_org_has_at_most_200_open_invitations"));
  }

  private static ImmutableList<PlantedFault> bars() {
    Class<?> bars = core("internal.rule.Bars");
    Class<?> accounts = core("internal.rule.AccountRules");
    return ImmutableList.of(
        PlantedFault.of("a removed person signs up again")
            .in(
                bars,
                "return view.orgs().barredAt(org, marks(view, user)).isPresent();",
                "return false;")
            .noticedBy(EXAMPLES, "a_removed_member_does_not_sign_up_again"),
        PlantedFault.of("an older account is claimed by a removed person")
            .in(bars, "at.isAfter(named)", "false")
            .noticedBy(EXAMPLES, "claiming_an_older_account_does_not_let_a_removed_person_in"),
        PlantedFault.of("the mailbox of a removed person is not barred")
            .in(
                bars,
                "InvitationRules.mailboxes(user)",
                "InvitationRules.mailboxes(user).stream().filter(mailbox -> false)")
            .noticedBy(EXAMPLES, "a_removed_member_does_not_sign_up_again"),
        PlantedFault.of("a tag makes another mailbox")
            .in(core("user.Email"), "plus > 0 && plus < at", "false")
            .noticedBy(EXAMPLES, "a_removed_member_does_not_sign_up_again"),
        PlantedFault.of("a member who leaves is barred")
            .in(
                core("internal.org.MemberChanges"),
                "!change.caller().is(left.user()) || !left.active()",
                "true")
            .noticedBy(EXAMPLES, "a_member_who_left_may_come_back"),
        PlantedFault.of("an unclaimed account can be claimed for ever")
            .in(accounts, "now.isBefore(terms.until())", "true")
            .noticedBy(
                EXAMPLES,
                "an_unclaimed_account_can_be_claimed_for_30_days_after_an_admin_named_it"),
        PlantedFault.of("an unclaimed account outlives its admin")
            .in(
                accounts,
                "terms.admin().map(admin -> administers(view, org, admin)).orElse(true)",
                "true")
            .noticedBy(
                EXAMPLES,
                "an_unclaimed_account_of_an_admin_who_is_none_any_more_cannot_be_claimed"));
  }

  private static Class<?> core(String name) {
    try {
      return Class.forName(Bailiwick.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
