package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;

/** Faults of core and of the store in memory, each of which went unnoticed once. */
final class PlantedFaults {
  private static final Class<?> EXAMPLES = PlantedFaultsTest.Examples.class;

  private PlantedFaults() {}

  static ImmutableList<PlantedFault> all() {
    return ImmutableList.<PlantedFault>builder()
        .addAll(leaving())
        .addAll(places())
        .addAll(accounts())
        .addAll(ownership())
        .addAll(inMemory())
        .build();
  }

  private static ImmutableList<PlantedFault> leaving() {
    Class<?> departure = core("internal.rule.MembershipRemoval");
    String rule = "!guests || grant.effect() == Effect.ALLOW";
    String period = "leaving_removes_grants_outside_their_validity_period_too";
    return ImmutableList.of(
        PlantedFault.of("leaving an org leaves expired grants")
            .in(
                departure,
                rule,
                "(!guests || grant.effect() == Effect.ALLOW) && grant.window().until().filter(end"
                    + " -> !end.isAfter(change.now())).isEmpty()")
            .noticedBy(EXAMPLES, period),
        PlantedFault.of("leaving an org leaves grants that have not begun")
            .in(
                departure,
                rule,
                "(!guests || grant.effect() == Effect.ALLOW) && grant.window().from().filter(from"
                    + " -> from.isAfter(change.now())).isEmpty()")
            .noticedBy(EXAMPLES, period)
            .noticedBy(
                EXAMPLES,
                "a_grant_that_begins_after_its_accessor_left_gives_nothing_when_they_come_back"),
        PlantedFault.of("leaving an org that shares leaves all grants")
            .in(departure, rule, "!guests")
            .noticedBy(EXAMPLES, "leaving_an_org_that_shares_takes_every_grant_and_no_denial"),
        PlantedFault.of("leaving an org that shares takes the denials too")
            .in(departure, rule, "true")
            .noticedBy(EXAMPLES, "leaving_an_org_that_shares_takes_every_grant_and_no_denial"),
        PlantedFault.of("leaving an org that does not share leaves denials")
            .in(departure, rule, "grant.effect() == Effect.ALLOW")
            .noticedBy(EXAMPLES, "leaving_an_org_that_does_not_share_takes_denials_too"),
        PlantedFault.of("erasing leaves the denials of an org that shares")
            .in(
                departure,
                "List<Grant> grants = StoredLists.grantsTo(change.view(), tenant, user).toList();",
                "List<Grant> grants = StoredLists.grantsTo(change.view(), tenant, user)"
                    + ".filter(grant -> grant.effect() == Effect.ALLOW).toList();")
            .noticedBy(
                EXAMPLES, "an_erased_person_is_denied_nothing_any_more_in_an_org_that_shares"));
  }

  private static ImmutableList<PlantedFault> places() {
    Class<?> interpreter = core("internal.decision.Interpreter");
    String owned = "(subject.position().belongs() && line.ownedBy(subject.user()))";
    return ImmutableList.of(
        PlantedFault.of("the owner of a resource loses to a denial")
            .in(interpreter, owned, "false")
            .noticedBy(
                EXAMPLES,
                "no_denial_takes_anything_from_the_owner_of_the_resource_or_of_an_ancestor")
            .noticedBy(EXAMPLES, "no_denial_takes_anything_from_a_caller_supplied_owner"),
        PlantedFault.of("the owner of an ancestor of a resource loses to a denial")
            .in(
                interpreter,
                owned,
                "(subject.position().belongs() && line.nodes().get(0).owner()"
                    + ".filter(subject.user()::equals).isPresent())")
            .noticedBy(
                EXAMPLES,
                "no_denial_takes_anything_from_the_owner_of_the_resource_or_of_an_ancestor"),
        PlantedFault.of("a denial binds no member")
            .in(interpreter, owned, "subject.position().belongs()")
            .noticedBy(EXAMPLES, "a_former_owner_is_bound_like_all_others"),
        PlantedFault.of("a deleted resource's children end below nothing")
            .in(
                core("internal.resource.DeleteResource"),
                "child.withParent(found.parent())",
                "child.withParent(java.util.Optional.empty())")
            .noticedBy(EXAMPLES, "the_children_of_a_deleted_resource_are_below_its_parent"),
        PlantedFault.of("a deleted team's children are put under the grandparent")
            .in(
                core("internal.team.DeleteTeam"),
                "child.withoutParent()",
                "dev.bailiwick.team.Team.builder().from(child).parents(found.parents()).build()")
            .noticedBy(EXAMPLES, "the_children_of_a_deleted_team_are_part_of_no_team"),
        PlantedFault.of("the depth of the children is not checked on registering above them")
            .in(
                core("internal.resource.RegisterResource"),
                "ResourceRules.parents(caller.view(), tenant).check(id, parent);",
                "parent.ifPresent(ResourceRules.parents(caller.view(), tenant)::checkNew);")
            .noticedBy(EXAMPLES, "a_resource_is_registered_above_no_more_than_may_lie_below_it"),
        PlantedFault.of("revoking from a team hands the grant to its children")
            .in(
                core("internal.grant.GrantChanges"),
                "deleted.forEach(change::delete);",
                """
                for (Grant gone : deleted) {
                  change.delete(gone);
                  if (gone.accessor() instanceof dev.bailiwick.id.TeamId team) {
                    dev.bailiwick.internal.call.StoredLists.children(change.view(), team).toList().forEach(child -> change.save(
                        Optional.empty(),
                        Grant.of(
                            gone.tenant(),
                            new Grant.Key(gone.resource(), child.id(), gone.role(), gone.effect()),
                            gone.window())));
                  }
                }
                """)
            .noticedBy(EXAMPLES, "revoking_a_grant_from_a_team_gives_it_to_no_child_team"));
  }

  private static ImmutableList<PlantedFault> accounts() {
    Class<?> log = core("internal.audit.AuditQueries");
    String member = "a_member_reads_the_request_context_of_their_own_requests_only";
    return ImmutableList.of(
        PlantedFault.of("erasing leaves the attributes on the account")
            .in(
                core("internal.rule.AccountRules"),
                ".status(UserStatus.ERASED)",
                ".status(UserStatus.ERASED).attributes(user.attributes())")
            .noticedBy(EXAMPLES, "erasing_removes_the_hosts_attributes_of_the_account"),
        PlantedFault.of("a member sees the request context of others in the log")
            .in(log, ".from(withoutContext(caller, entry))", ".from(entry)")
            .noticedBy(EXAMPLES, member),
        PlantedFault.of("a member reads the entries of the log whole")
            .in(
                log,
                "boolean whole = caller.sees(org) && caller.administers(org);",
                "boolean whole = true;")
            .noticedBy(EXAMPLES, member),
        PlantedFault.of("outside orgs a person sees the request context of others")
            .in(log, "entries.map(entry -> withoutContext(caller, entry))", "entries")
            .noticedBy(
                EXAMPLES, "outside_orgs_a_person_does_not_read_the_request_context_of_others"),
        PlantedFault.of("a member does not see where their own requests came from")
            .in(
                log,
                "return entry.impersonator().or(entry.actor()::user).filter(caller::is).isPresent()",
                "return false")
            .noticedBy(EXAMPLES, member),
        PlantedFault.of("the page token of grantedTo is not bound to the accessor")
            .in(
                core("internal.access.GrantedTo"),
                "caller.event(), where, accessor)",
                "caller.event(), where)")
            .noticedBy(
                EXAMPLES,
                "a_page_token_of_the_grants_to_one_accessor_does_not_continue_the_list_of_another"),
        PlantedFault.of("the page token of grants.list is not bound to the resource")
            .in(
                core("internal.grant.ListGrants"),
                "caller.event(), target.tenant(), target.id())",
                "caller.event(), target.tenant())")
            .noticedBy(
                EXAMPLES,
                "a_page_token_of_the_grants_on_one_resource_does_not_continue_the_list_of_another"),
        PlantedFault.of("the page token of the log is not bound to the touched item")
            .in(log, "\"audit\", tenant, touching, filter)", "\"audit\", tenant, filter)")
            .noticedBy(EXAMPLES, "a_page_token_of_one_log_does_not_continue_another_log_or_filter"),
        PlantedFault.of("the page token of teams.list is not bound to the filter")
            .in(
                core("internal.team.ListTeams"),
                "caller.event(), filter, tenant)",
                "caller.event(), tenant)")
            .noticedBy(
                EXAMPLES, "a_page_token_of_one_team_filter_does_not_continue_the_list_of_another"),
        PlantedFault.of("whether the account is in use is not asked again under the locks")
            .in(
                core("internal.write.WritePath"),
                "Caller caller = caller(tx);",
                "Caller caller = new Caller(command.event(), request.actor(), host.model(), tx,"
                    + " host.now(), unknownRoles::add);")
            .noticedBy(
                EXAMPLES, "an_actor_deactivated_before_the_locks_are_held_is_refused_for_it"),
        PlantedFault.of("canonical text is not normalised again after lower-casing")
            .in(
                core("id.Text"),
                "return Normalizer.normalize(lower, Normalizer.Form.NFC);",
                "return lower;")
            .noticedBy(
                EXAMPLES, "a_capital_and_a_small_letter_with_the_same_mark_are_one_team_name")
            .noticedBy(
                EXAMPLES, "a_capital_and_a_small_letter_with_the_same_mark_are_one_address"));
  }

  private static ImmutableList<PlantedFault> ownership() {
    Class<?> rules = core("internal.rule.OwnershipOffers");
    String ends = "an_offer_ends_when_the_candidate_could_not_accept_it_any_more";
    return ImmutableList.of(
        PlantedFault.of("an offer of ownership is accepted after it has expired")
            .in(rules, "offer.isOpen(caller.now()) && caller.is(", "caller.is(")
            .noticedBy(EXAMPLES, "an_offer_is_accepted_up_to_the_last_tick_of_seven_days"),
        PlantedFault.of("another admin accepts the offer")
            .in(rules, " && caller.is(offer.candidate())", "")
            .noticedBy(EXAMPLES, "only_the_candidate_answers"),
        PlantedFault.of("an offer is accepted while the owner's account is switched off")
            .in(rules, "filter(MemberLookup::isSwitchedOff)", "filter(owner -> false)")
            .noticedBy(
                EXAMPLES, "an_offer_is_not_accepted_while_the_owners_account_is_switched_off"),
        PlantedFault.of("a plain member is shown an offer")
            .in(rules, "caller.administers(org.id())", "true")
            .noticedBy(EXAMPLES, "an_offer_is_shown_to_admins_and_the_host_until_it_expires"),
        PlantedFault.of("a removed candidate keeps the offer")
            .in(
                core("internal.rule.MembershipRemoval"),
                "OwnershipOffers.endFor(change, org, user);",
                "")
            .noticedBy(EXAMPLES, ends),
        PlantedFault.of("a demoted candidate keeps the offer")
            .in(rules, "!after.admin() || !after.active()", "!after.active()")
            .noticedBy(EXAMPLES, ends),
        PlantedFault.of("a candidate whose account is switched off keeps the offer")
            .in(
                core("internal.user.AccountEdit"),
                "MemberLookup.isSwitchedOff(edit(found)) && found.usable()",
                "false")
            .noticedBy(EXAMPLES, ends),
        PlantedFault.of("a plain member is offered the ownership")
            .in(rules, "membership.admin()", "true")
            .noticedBy(
                EXAMPLES, "an_offer_goes_to_an_active_admin_with_a_claimed_and_usable_account"),
        PlantedFault.of("the host hands an org to an account that cannot be used")
            .in(rules, "user.usable() && user.claimed()", "user.claimed()")
            .noticedBy(EXAMPLES, "the_host_hands_an_org_to_any_person_with_a_usable_account"));
  }

  private static ImmutableList<PlantedFault> inMemory() {
    Class<?> store = inMemory("InMemoryStore");
    Class<?> transaction = inMemory("InMemoryTransaction");
    Class<?> log = inMemory("InMemoryAuditRepository");
    Class<?> units = inMemory("InMemoryUnitsTest");
    Class<?> test = inMemory("InMemoryStoreTest");
    String both = "a_unit_and_another_that_commits_meanwhile_both_keep_their_rows_and_log_entries";
    String ordered = "tenants_are_locked_in_their_order_and_not_in_that_of_the_call";
    return ImmutableList.of(
        PlantedFault.of("the parts of a unit are published one by one")
            .in(
                store,
                "committed = transaction.appliedTo(committed);",
                "for (var part : transaction.parts()) { committed = part.apply(committed); }"
                    + " committed = transaction.appliedTo(committed);")
            .in(
                transaction,
                "/** Refuses everything from now on. */",
                "List<UnaryOperator<State>> parts() { return operations; }")
            .noticedBy(units, "of_a_unit_that_fails_as_it_commits_no_part_is_seen")
            .noticedBy(units, "a_reader_sees_all_parts_of_a_unit_or_no_part"),
        PlantedFault.of("tenants are locked in the order of the call")
            .in(store, "ImmutableSortedSet.copyOf(Tenant.ORDER, tenants)", "tenants")
            .noticedBy(units, ordered),
        PlantedFault.of("tenants are not locked at all")
            .in(store, "lock.lock(); held.push(lock);", "")
            .noticedBy(units, ordered)
            .noticedBy(test, "units_of_one_tenant_run_one_after_the_other"),
        PlantedFault.of("a unit is committed over the commits of others")
            .in(transaction, "if (committed != before) {", "if (false) {")
            .noticedBy(units, both),
        PlantedFault.of("a unit is not replayed when others commit")
            .in(transaction, "result = operation.apply(result);", "")
            .noticedBy(units, both),
        PlantedFault.of("an entry is replayed onto the log that the unit saw")
            .in(
                log,
                "return bounded(with(state, entry), entry.tenant());",
                "return bounded(with(view.state(), entry), entry.tenant());")
            .noticedBy(units, both),
        PlantedFault.of("erasing reaches the log that the unit saw alone")
            .in(
                log,
                "state.logOf().of(ResourceId.of(user))",
                "view.state().logOf().of(ResourceId.of(user))")
            .noticedBy(units, "erasing_reaches_the_entries_that_others_commit_meanwhile"),
        PlantedFault.of("a tenant that another unit made is not refused")
            .in(transaction, "!locked.contains(tenant) && committed.knows(tenant)", "false")
            .noticedBy(
                units, "an_org_that_another_unit_made_meanwhile_is_refused_and_the_other_stays")
            .noticedBy(
                units, "a_person_made_by_another_unit_meanwhile_is_refused_and_the_other_stays"));
  }

  private static Class<?> core(String name) {
    return named(Bailiwick.class.getPackageName() + "." + name);
  }

  private static Class<?> inMemory(String name) {
    return named(Bailiwick.class.getPackageName() + ".inmemory." + name);
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }
}
