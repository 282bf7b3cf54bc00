package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;

/** Faults in the rules of service accounts that act for a person. */
final class DelegationFaults {
  private static final Class<?> EXAMPLES = PlantedFaultsTest.DelegationExamples.class;
  private static final String JUDGED =
      "a_delegation_is_judged_by_both_accounts_as_they_are_at_each_use_THREATS_78";
  private static final String ENDS =
      "a_delegation_ends_with_each_change_and_does_not_come_back_THREATS_20_21";
  private static final String ALTERED = "an_altered_actor_of_a_delegation_is_refused";
  private static final String COMMON = "the_right_is_what_the_agent_and_the_person_have_in_common";
  private static final String SCOPE = "the_scope_narrows_the_right_by_role_and_by_resource";
  private static final String FOR_ANOTHER = "nobody_allows_an_agent_for_another_person_THREATS_13";
  private static final String AGENT = "only_a_service_account_of_the_org_can_be_an_agent";
  private static final String REVOKED =
      "a_delegation_is_revoked_by_the_person_the_agent_and_an_admin_alone";

  private DelegationFaults() {}

  static ImmutableList<PlantedFault> all() {
    return ImmutableList.<PlantedFault>builder()
        .addAll(uses())
        .addAll(rights())
        .addAll(calls())
        .addAll(log())
        .build();
  }

  private static ImmutableList<PlantedFault> uses() {
    Class<?> standing = core("internal.call.DelegationStanding");
    return ImmutableList.of(
        PlantedFault.of("a delegation has no end")
            .in(standing, "!now.isBefore(found.endsAt())", "false")
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("an agent acts for a locked person or a super user")
            .in(standing, ".filter(DelegationStanding::mayAllow)", "")
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("a sign-out of the person leaves the agent")
            .in(standing, ".filter(person -> person.stamp() == stored.personStamp())", "")
            .noticedBy(EXAMPLES, JUDGED)
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("a locked agent goes on")
            .in(standing, ".filter(agent -> isAgentOf(found.org(), agent))", "")
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("an agent that is signed out goes on")
            .in(standing, ".filter(agent -> agent.stamp() == stored.agentStamp())", "")
            .noticedBy(EXAMPLES, JUDGED)
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("an agent acts for a former member")
            .in(
                standing,
                "&& ImpersonationStanding.isActiveMember(view, found.org(), found.person())",
                "")
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("a former member is an agent")
            .in(
                standing,
                "&& ImpersonationStanding.isActiveMember(view, found.org(), found.agent())",
                "")
            .noticedBy(EXAMPLES, JUDGED),
        PlantedFault.of("an agent acts for every person")
            .in(standing, ".filter(found -> found.delegation().person().equals(use.person()))", "")
            .noticedBy(EXAMPLES, ALTERED),
        PlantedFault.of("every account uses a delegation")
            .in(standing, "actor.user().equals(Optional.of(found.delegation().agent()))", "true")
            .noticedBy(EXAMPLES, ALTERED),
        PlantedFault.of("a delegation counts in every org")
            .in(standing, "actor.org().equals(Optional.of(found.delegation().org()))", "true")
            .noticedBy(EXAMPLES, ALTERED),
        PlantedFault.of("a delegation comes back with the membership")
            .in(
                core("internal.org.MembershipEdit"),
                "DelegationRules.end(change, org(), before.user());",
                "")
            .noticedBy(EXAMPLES, ENDS),
        PlantedFault.of("a delegation comes back after the person was a super user")
            .in(core("internal.rule.DelegationRules"), "off || promoted", "off")
            .noticedBy(EXAMPLES, ENDS));
  }

  private static ImmutableList<PlantedFault> rights() {
    Class<?> account = core("internal.call.ActorAccount");
    return ImmutableList.of(
        PlantedFault.of("the right of the person counts for nothing")
            .in(
                account,
                ".map(scoped -> scoped.minus(model.all().minus(held.apply(person().orElseThrow()))))",
                "")
            .noticedBy(EXAMPLES, COMMON)
            .noticedBy(EXAMPLES, "the_right_changes_with_that_of_either_at_once"),
        PlantedFault.of("the right of the agent counts for nothing")
            .in(
                account,
                "narrowed(model, byKey, found.scope(), line)",
                "narrowed(model, model.all(), found.scope(), line)")
            .noticedBy(EXAMPLES, COMMON)
            .noticedBy(EXAMPLES, "the_right_changes_with_that_of_either_at_once"),
        PlantedFault.of("the scope of a delegation counts for nothing")
            .in(account, "narrowed(model, byKey, found.scope(), line)", "byKey")
            .noticedBy(EXAMPLES, SCOPE),
        PlantedFault.of("the scope of the agent's key counts for nothing")
            .in(
                account,
                "narrowed(model, byKey, found.scope(), line)",
                "narrowed(model, own, found.scope(), line)")
            .noticedBy(
                EXAMPLES, "an_agent_acts_through_its_key_within_the_scopes_of_both_THREATS_15"),
        PlantedFault.of("every call is open to an agent")
            .in(account, "!DelegationPolicy.opens(event)", "false")
            .noticedBy(EXAMPLES, "an_agent_has_no_agent_no_key_and_no_other_sign_in_THREATS_16")
            .noticedBy(EXAMPLES, "every_change_is_closed_to_an_agent_until_it_is_opened_THREATS_16")
            .noticedBy(EXAMPLES, "every_call_is_closed_to_an_agent_until_it_is_opened_THREATS_16"),
        PlantedFault.of("an agent lifts a denial")
            .in(core("internal.resource.DeleteResource"), "grant.effect() == Effect.DENY", "false")
            .noticedBy(EXAMPLES, "an_agent_deletes_what_both_can_delete_unless_it_has_a_denial"));
  }

  private static ImmutableList<PlantedFault> calls() {
    Class<?> need = core("internal.delegation.AllowNeed");
    Class<?> revoke = core("internal.delegation.RevokeNeed");
    return ImmutableList.of(
        PlantedFault.of("a service account and a super user have agents")
            .in(need, ".filter(DelegationStanding::mayAllow)", "")
            .noticedBy(EXAMPLES, FOR_ANOTHER),
        PlantedFault.of("every member is an agent")
            .in(need, "!DelegationStanding.isAgentOf(org, agent)", "false")
            .noticedBy(EXAMPLES, AGENT),
        PlantedFault.of("a locked account becomes an agent")
            .in(need, ".filter(User::usable)", "")
            .noticedBy(EXAMPLES, AGENT),
        PlantedFault.of("the scope is not checked against the model")
            .in(
                core("internal.delegation.AllowAgent"),
                "KeyRules.requireKnown(caller.model(), wanted.scope());",
                "")
            .noticedBy(EXAMPLES, "a_scope_names_roles_and_types_of_the_model"),
        PlantedFault.of("delegations that do not count fill the limit")
            .in(
                core("internal.delegation.AllowAgent"),
                "present.size() - over.size() >=",
                "present.size() >=")
            .noticedBy(EXAMPLES, "a_person_has_a_hundred_delegations_in_an_org_that_count"),
        PlantedFault.of("every member revokes a delegation")
            .in(revoke, "caller.administers(found.org())", "true")
            .noticedBy(EXAMPLES, REVOKED),
        PlantedFault.of("an agent revokes other delegations in a person's name")
            .in(
                revoke,
                "caller.actor().delegation().get().delegation().equals(id)",
                "caller.is(found.agent())")
            .noticedBy(EXAMPLES, "an_agent_has_no_agent_no_key_and_no_other_sign_in_THREATS_16"),
        PlantedFault.of("a key of a person revokes the person's delegations")
            .in(revoke, "return caller.is(found.agent());", "return true;")
            .noticedBy(
                EXAMPLES, "an_agent_acts_through_its_key_within_the_scopes_of_both_THREATS_15"));
  }

  private static ImmutableList<PlantedFault> log() {
    Class<?> entries = core("internal.write.ChangeEntries");
    return ImmutableList.of(
        PlantedFault.of("an entry names the agent alone")
            .in(
                entries,
                "caller.actor().delegation().map(DelegationUse::person)",
                "Optional.empty()")
            .noticedBy(
                EXAMPLES, "every_entry_of_a_change_names_the_agent_and_the_person_THREATS_16"),
        PlantedFault.of("a change for a person holds the lock of the agent alone")
            .in(core("internal.write.Plan"), "all.add(actor.companion().get());", "")
            .noticedBy(
                EXAMPLES, "changes_for_a_person_hold_the_locks_of_both_accounts_and_of_the_org"),
        PlantedFault.of("an erasure of the person leaves the calls for the person")
            .in(core("audit.AuditEntry"), "|| companion().filter(people::contains).isPresent()", "")
            .noticedBy(EXAMPLES, "the_erasure_of_the_person_removes_what_that_of_an_actor_removes"),
        PlantedFault.of("an operation for a person is one of the agent")
            .in(
                core("store.Operation"),
                "actor.user().orElseThrow() + by(actor)",
                "actor.user().orElseThrow().toString()")
            .noticedBy(EXAMPLES, "an_operation_for_a_person_is_none_of_the_agents_own"),
        PlantedFault.of("nobody is told of an agent")
            .in(
                core("internal.delegation.AllowAgent"),
                "change.tell(new DelegationNotice(made.person(), change.now(), made));",
                "")
            .noticedBy(EXAMPLES, "the_person_is_told_and_nobody_else"));
  }

  private static Class<?> core(String name) {
    try {
      return Class.forName(Bailiwick.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
