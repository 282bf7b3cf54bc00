package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;

/** Faults in the rules of impersonations. */
final class ImpersonationFaults {
  private static final Class<?> EXAMPLES = PlantedFaultsTest.ImpersonationExamples.class;
  private static final String JUDGED =
      "an_impersonation_is_judged_by_both_accounts_as_they_are_at_each_use_THREATS_78";
  private static final String ENDS =
      "an_impersonation_ends_with_each_change_and_does_not_come_back_THREATS_20_78";
  private static final String ALTERED = "an_altered_actor_of_an_impersonation_is_refused";
  private static final String UPWARDS =
      "nobody_is_impersonated_upwards_or_outside_the_org_THREATS_13_20";
  private static final String TIME =
      "an_impersonation_lasts_half_an_hour_and_not_longer_than_the_owners_consent";
  private static final String CLOSED = "an_org_is_closed_to_support_until_its_owner_opens_it";

  private ImpersonationFaults() {}

  static ImmutableList<PlantedFault> all() {
    return ImmutableList.<PlantedFault>builder()
        .addAll(uses())
        .addAll(rights())
        .addAll(begins())
        .addAll(ends())
        .addAll(log())
        .build();
  }

  private static ImmutableList<PlantedFault> uses() {
    Class<?> standing = core("internal.call.ImpersonationStanding");
    return ImmutableList.of(
        PlantedFault.of("an impersonation has no end")
            .in(standing, "!now.isBefore(found.endsAt())", "false")
            .noticedBy(EXAMPLES, TIME),
        PlantedFault.of("a locked impersonator goes on")
            .in(standing, ".filter(User::usable)", "")
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("an impersonator who is signed out goes on")
            .in(standing, ".filter(by -> by.stamp() == stored.byStamp())", "")
            .noticedBy(EXAMPLES, JUDGED)
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("a demoted impersonator goes on")
            .in(standing, ".filter(by -> found.byHost() || by.superUser())", "")
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("a target who is signed out is impersonated on")
            .in(standing, ".filter(target -> target.stamp() == stored.userStamp())", "")
            .noticedBy(EXAMPLES, JUDGED)
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("a former member is impersonated on")
            .in(standing, "&& isActiveMember(view, found.org(), found.user())", "")
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("the owner's consent is asked for once")
            .in(standing, "&& (found.breakGlass() || isOpen(view, found.org(), now))", "")
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("the consent has no end")
            .in(standing, ".filter(access -> access.isOpen(now))", "")
            .noticedBy(EXAMPLES, CLOSED),
        PlantedFault.of("a super user is impersonated")
            .in(standing, "&& !user.superUser()", "")
            .noticedBy(EXAMPLES, UPWARDS)
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("a service account is impersonated")
            .in(standing, "&& user.serviceOf().isEmpty()", "")
            .noticedBy(EXAMPLES, UPWARDS),
        PlantedFault.of("another impersonator uses the impersonation")
            .in(standing, ".filter(found -> found.impersonation().by().equals(use.by()))", "")
            .noticedBy(EXAMPLES, ALTERED),
        PlantedFault.of("the impersonation is of every member")
            .in(standing, "actor.user().equals(Optional.of(found.impersonation().user()))", "true")
            .noticedBy(EXAMPLES, ALTERED),
        PlantedFault.of("the impersonation is for every org")
            .in(standing, "actor.org().equals(Optional.of(found.impersonation().org()))", "true")
            .noticedBy(EXAMPLES, ALTERED));
  }

  private static ImmutableList<PlantedFault> rights() {
    Class<?> account = core("internal.call.ActorAccount");
    return ImmutableList.of(
        PlantedFault.of("every call is open to an impersonator")
            .in(account, "!ImpersonationPolicy.opens(event)", "false")
            .noticedBy(
                EXAMPLES,
                "an_impersonator_cannot_change_a_password_mint_a_key_or_impersonate_again_THREATS_16")
            .noticedBy(
                EXAMPLES,
                "every_change_is_closed_to_an_impersonator_until_it_is_opened_THREATS_16_78")
            .noticedBy(
                EXAMPLES, "every_call_is_closed_to_an_impersonator_until_it_is_opened_THREATS_16"),
        PlantedFault.of("an impersonator of an admin is an admin")
            .in(account, "!isNarrowed() && actor.companion().isEmpty()", "!isNarrowed()")
            .noticedBy(EXAMPLES, "an_impersonator_of_an_admin_asks_about_the_admin_alone"),
        PlantedFault.of("a resource is moved by impersonation")
            .in(
                core("internal.call.ImpersonationPolicy"),
                "Event.RESOURCE_DELETE,",
                "Event.RESOURCE_DELETE, Event.RESOURCE_MOVE,")
            .noticedBy(
                EXAMPLES,
                "every_change_is_closed_to_an_impersonator_until_it_is_opened_THREATS_16_78"),
        PlantedFault.of("an impersonator lifts a denial")
            .in(core("internal.resource.DeleteResource"), "grant.effect() == Effect.DENY", "false")
            .noticedBy(
                EXAMPLES,
                "an_impersonator_deletes_a_resource_of_the_target_unless_it_has_a_denial"),
        PlantedFault.of("a change by impersonation holds the lock of the target alone")
            .in(core("internal.write.Plan"), "all.add(actor.companion().get());", "")
            .noticedBy(EXAMPLES, "changes_hold_the_locks_of_both_accounts_and_of_the_org"),
        PlantedFault.of("an operation of the impersonator is one of the target")
            .in(
                core("store.Operation"),
                "actor.user().orElseThrow() + by(actor)",
                "actor.user().orElseThrow().toString()")
            .noticedBy(EXAMPLES, "an_operation_of_an_impersonator_is_none_of_the_targets"));
  }

  private static ImmutableList<PlantedFault> begins() {
    Class<?> need = core("internal.impersonation.BeginNeed");
    Class<?> begin = core("internal.impersonation.BeginImpersonation");
    String super13 = "nobody_but_a_super_user_in_person_begins_an_impersonation_THREATS_13";
    return ImmutableList.of(
        PlantedFault.of("everybody begins an impersonation")
            .in(need, "caller.requireTrusted();", "")
            .noticedBy(EXAMPLES, super13),
        PlantedFault.of("a super user names another impersonator")
            .in(need, "!caller.isSystem() && !caller.is(by)", "false")
            .noticedBy(EXAMPLES, super13),
        PlantedFault.of("no consent is needed")
            .in(need, "if (!wanted.breakGlass()", "if (false")
            .noticedBy(EXAMPLES, CLOSED),
        PlantedFault.of("the host opens an org to support")
            .in(core("internal.impersonation.OpenToSupport"), "!caller.is(found.owner())", "false")
            .noticedBy(EXAMPLES, CLOSED),
        PlantedFault.of("a begin outlasts the consent")
            .in(begin, "until.isBefore(end)", "false")
            .noticedBy(EXAMPLES, TIME),
        PlantedFault.of("the owner is not told of a broken glass")
            .in(begin, "if (wanted.breakGlass()) {", "if (false) {")
            .noticedBy(EXAMPLES, "the_target_is_told_and_with_a_broken_glass_the_owner"));
  }

  private static ImmutableList<PlantedFault> ends() {
    return ImmutableList.of(
        PlantedFault.of("an impersonation comes back with the membership")
            .in(
                core("internal.org.MembershipEdit"),
                "before -> !edit(before).active()",
                "before -> false")
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("an impersonation comes back with the super user right")
            .in(core("internal.rule.ImpersonationRules"), "off || demoted", "off")
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("an impersonation comes back after the target was a super user")
            .in(core("internal.rule.ImpersonationRules"), "off || promoted", "off")
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("the log does not say that a closed org ends impersonations")
            .in(
                core("internal.impersonation.CloseToSupport"),
                "begun -> !begun.breakGlass()",
                "begun -> false")
            .noticedBy(EXAMPLES, "begin_end_open_and_close_are_entries_of_the_orgs_log"),
        PlantedFault.of("a lapsed impersonation comes back with a new consent")
            .in(
                core("internal.impersonation.OpenToSupport"),
                "begun -> !ImpersonationStanding.counts(change.view(), begun, change.now())",
                "begun -> false")
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("an impersonator ends the impersonation of another")
            .in(
                core("internal.impersonation.EndNeed"),
                "caller.actor().impersonation().get().impersonation().equals(id)",
                "true")
            .noticedBy(
                EXAMPLES, "an_impersonation_is_ended_by_both_by_the_host_and_by_its_own_session"));
  }

  private static ImmutableList<PlantedFault> log() {
    return ImmutableList.of(
        PlantedFault.of("an entry names the target alone")
            .in(
                core("internal.write.ChangeEntries"),
                "caller.actor().impersonation().map(ImpersonationUse::by)",
                "Optional.empty()")
            .noticedBy(EXAMPLES, "every_entry_of_a_change_names_both_THREATS_16"),
        PlantedFault.of("the target reads where the impersonator is")
            .in(
                core("internal.audit.AuditQueries"),
                "entry.impersonator().or(entry.actor()::user)",
                "entry.actor().user()")
            .noticedBy(EXAMPLES, "the_target_reads_who_acted_and_not_from_where"),
        PlantedFault.of("an erasure forgets the impersonator's calls")
            .in(core("audit.AuditEntry"), "|| companion().filter(people::contains).isPresent()", "")
            .noticedBy(
                EXAMPLES, "the_erasure_of_the_impersonator_removes_what_that_of_an_actor_removes"));
  }

  private static Class<?> core(String name) {
    try {
      return Class.forName(Bailiwick.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
