package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.DelegationRules;
import dev.bailiwick.internal.rule.ImpersonationRules;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.OwnershipOffers;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.User;
import java.util.stream.Stream;

/** A change of the properties of one account. */
interface AccountEdit extends Command<AccountEdit.Prepared, User> {
  /**
   * The account before the change, and the things of orgs that end with it.
   *
   * @param offering the orgs that offer their ownership to an account that the change switches off
   * @param impersonations the impersonations of and by an account that the change switches off, or
   *     whose super user right it changes
   * @param delegations the delegations by and to such an account
   */
  record Prepared(
      User user,
      ImmutableSet<OrgId> offering,
      ImmutableList<Impersonation> impersonations,
      ImmutableList<Delegation> delegations) {}

  /** The account. */
  UserId user();

  /** Requires a need and checks the rules; returns the account. */
  User authorise(Caller caller);

  /** Returns the account as it is after the change. */
  User edit(User before);

  @Override
  default void describe(RequestDigest digest) {
    digest.accessor("user", user());
  }

  @Override
  default StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  default Plan<Prepared> plan(Caller caller) {
    User found = authorise(caller);
    // An account that is switched off is no candidate for the ownership of an org.
    Stream<OrgId> offering =
        MemberLookup.isSwitchedOff(edit(found)) && found.usable()
            ? OwnershipOffers.offeredTo(caller.view(), user())
            : Stream.empty();
    ImmutableSet<OrgId> orgs = offering.collect(ImmutableSet.toImmutableSet());
    ImmutableList<Impersonation> impersonations =
        ImpersonationRules.endedBy(caller.view(), found, edit(found));
    ImmutableList<Delegation> delegations =
        DelegationRules.endedBy(caller.view(), found, edit(found));
    return Plan.of(
        AccountRules.logOf(caller, found),
        Iterables.concat(
            AccountRules.standingOf(caller, found),
            orgs,
            Iterables.transform(impersonations, Impersonation::org),
            Iterables.transform(delegations, Delegation::org)),
        new Prepared(found, orgs, impersonations, delegations));
  }

  @Override
  default User apply(Change change, Prepared prepared) {
    User found = prepared.user();
    User edited = change.update(found, edit(found));
    prepared.offering().forEach(org -> OwnershipOffers.endFor(change, org, user()));
    prepared.impersonations().forEach(change.impersonations()::delete);
    prepared.delegations().forEach(change.impersonations()::delete);
    return AccountRules.shown(change.caller(), edited);
  }
}
