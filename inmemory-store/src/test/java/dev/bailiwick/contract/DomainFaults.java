package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;

/** Faults in the rules of domains, sign-up and the addresses of accounts. */
final class DomainFaults {
  private static final Class<?> EXAMPLES = PlantedFaultsTest.InvitationExamples.class;

  private DomainFaults() {}

  static ImmutableList<PlantedFault> all() {
    return ImmutableList.<PlantedFault>builder().addAll(domains()).addAll(addresses()).build();
  }

  private static ImmutableList<PlantedFault> domains() {
    Class<?> rules = core("internal.rule.DomainRules");
    Class<?> signUp = core("internal.org.SignUpMember");
    return ImmutableList.of(
        PlantedFault.of("a domain ends with another one")
            .in(core("user.EmailDomain"), ".domain().equals(name)", ".domain().endsWith(name)")
            .noticedBy(EXAMPLES, "a_sign_up_takes_addresses_of_the_whole_domain_only"),
        PlantedFault.of("an org owns the addresses of a public provider")
            .in(
                core("internal.org.VerifyDomain"),
                "change.host().publicDomains().contains(domain)",
                "domain.name().isEmpty()")
            .noticedBy(EXAMPLES, "a_domain_in_which_anybody_can_get_an_address_is_refused"),
        PlantedFault.of("a request makes a member at once")
            .in(signUp, "domain.signUp() == SignUp.JOIN", "domain.signUp() != SignUp.OFF")
            .noticedBy(EXAMPLES, "a_sign_up_by_request_waits_for_an_admin"),
        PlantedFault.of("a mailbox signs up as often as it likes")
            .in(signUp, ".anyMatch(other -> !other.equals(user))", ".anyMatch(other -> false)")
            .noticedBy(EXAMPLES, "a_mailbox_signs_up_once"),
        PlantedFault.of("a removed person joins by a sign-in")
            .in(
                core("internal.org.JoinMember"),
                "Bars.isBarred(caller.view(), org, person)",
                "Bars.isBarred(caller.view(), org, person) && person.locked()")
            .noticedBy(EXAMPLES, "a_sign_in_by_the_host_joins_all_but_removed_people"),
        PlantedFault.of("a request is accepted for an address that is gone")
            .in(
                core("internal.org.AcceptJoinRequest"),
                "!person.verifiedEmails().contains(found.email())",
                "person.verifiedEmails() == null")
            .noticedBy(
                EXAMPLES,
                "a_request_is_not_accepted_once_the_address_is_gone_or_the_account_switched_off"),
        PlantedFault.of("a rejected person asks again")
            .in(
                core("internal.org.RejectJoinRequest"),
                "Bars.add(change, org, change.view().users().find(user).orElseThrow(), found.email());",
                "Bars.end(change, org, change.view().users().find(user).orElseThrow());")
            .noticedBy(EXAMPLES, "a_sign_up_by_request_waits_for_an_admin"),
        PlantedFault.of("a member who leaves keeps the address of the org")
            .in(rules, "if (!own.isEmpty() || rest != user) {", "if (own == null) {")
            .noticedBy(
                EXAMPLES, "a_person_who_leaves_an_org_loses_the_proof_of_an_address_of_its_domain"),
        PlantedFault.of("a code asked for before leaving counts afterwards")
            .in(
                rules,
                "noted.filter(ofOrg).isPresent()",
                "noted.filter(ofOrg).isPresent() && id == null")
            .noticedBy(
                EXAMPLES, "a_code_that_was_asked_for_before_leaving_proves_no_address_of_the_org"),
        PlantedFault.of("a member drops the address whose mailbox would be barred")
            .in(
                core("internal.user.RemoveEmail"),
                "DomainRules.isHeld(caller.view(), found, email)",
                "found.email().isEmpty()")
            .noticedBy(EXAMPLES, "a_member_cannot_drop_the_address_whose_mailbox_a_removal_bars"),
        PlantedFault.of("an org has power over a super user by its domain")
            .in(rules, "user.superUser()", "user.id() == null")
            .noticedBy(
                EXAMPLES, "an_org_has_power_over_members_with_a_primary_address_of_its_domain"),
        PlantedFault.of("an org has power over an owner by its domain")
            .in(
                rules,
                ".filter(org -> memberships.stream().noneMatch(place -> isOwner(view, place)))",
                "")
            .noticedBy(
                EXAMPLES, "an_org_has_power_over_members_with_a_primary_address_of_its_domain"));
  }

  private static ImmutableList<PlantedFault> addresses() {
    Class<?> confirm = core("internal.user.ConfirmEmail");
    return ImmutableList.of(
        PlantedFault.of("any code proves an address")
            .in(confirm, "&& noted.isCode(code)", "&& code != null")
            .noticedBy(EXAMPLES, "a_code_ends_with_a_day_a_newer_change_a_lock_and_a_deactivation"),
        PlantedFault.of("a code counts for ever")
            .in(confirm, "noted.isOpen(caller.now()) &&", "")
            .noticedBy(EXAMPLES, "a_code_ends_with_a_day_a_newer_change_a_lock_and_a_deactivation"),
        PlantedFault.of("the host confirms a code for a person")
            .in(confirm, "!caller.is(user)", "caller == null")
            .noticedBy(EXAMPLES, "a_code_proves_nothing_for_another_account"),
        PlantedFault.of("a mailbox gets any number of codes")
            .in(
                core("internal.user.NoteEmail"),
                "InvitationRules.countCode(change, user, email)",
                "code != null")
            .noticedBy(EXAMPLES, "a_mailbox_gets_three_codes_a_day_from_all_accounts_together"),
        PlantedFault.of("a trusted issuer proves every address")
            .in(core("user.TrustedIssuers"), "anyMatch(domain -> domain.has(email))", "count() > 0")
            .noticedBy(
                EXAMPLES, "an_issuer_proves_addresses_only_of_the_domains_for_which_it_is_trusted"),
        PlantedFault.of("an old address is not told")
            .in(
                core("internal.rule.AddressRules"),
                "change.afterCommit(() -> host.addresses().replaced(notice));",
                "notice.committed();")
            .noticedBy(EXAMPLES, "a_code_that_went_to_the_address_makes_it_the_primary_one"));
  }

  private static Class<?> core(String name) {
    try {
      return Class.forName(Bailiwick.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
