package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.DomainRules;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.store.View;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * Creates an account; inside an org also its membership of the org. An account that an org's admin
 * creates is unclaimed. For a verified address the unclaimed account that waits for it is used.
 */
public record RegisterUser(Profile profile) implements Command<AccountClaims, User> {
  @Override
  public Event event() {
    return Event.USER_REGISTER;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(
        actor.org().<Need<?>>map(OrgNeed::admin).orElse(TrustNeed.SYSTEM_OR_SUPER_USER));
  }

  @Override
  public void describe(RequestDigest digest) {
    AccountRules.describe(digest, profile);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<AccountClaims> plan(Caller caller) {
    needs(caller.actor()).forEach(caller::require);
    AccountRules.requireMayGive(caller, profile);
    Optional<OrgId> org = caller.actor().org();
    org.filter(in -> !caller.isSystem()).ifPresent(in -> refuseMember(caller.view(), in));
    org.filter(in -> !caller.trusted()).ifPresent(in -> refuseInviting(caller.view(), in));
    AccountClaims claims = AccountClaims.of(caller, profile, Optional.empty());
    ImmutableSet<Tenant> others = claims.locks();
    return org.<Tenant>map(in -> in)
        .or(() -> claims.first().map(User::id))
        .map(log -> Plan.of(log, Iterables.concat(others, org.stream().toList()), claims))
        .orElseGet(() -> Plan.making(ImmutableSet.of(), claims));
  }

  /** Refuses an org that invites people, unless the address is of a verified domain of it. */
  private void refuseInviting(View view, OrgId id) {
    Org org = view.orgs().find(id).orElseThrow();
    boolean ofDomain =
        profile.email().filter(email -> DomainRules.isOf(view, id, email)).isPresent();
    if (org.joining() == Joining.INVITATION && !ofDomain) {
      throw new OrgConflict(OrgConflict.Rule.INVITES);
    }
  }

  /** Refuses the address of a member, whom the actor sees anyway. */
  private void refuseMember(View view, OrgId org) {
    profile
        .email()
        .filter(email -> MemberLookup.ofOrg(view, org, email).isPresent())
        .ifPresent(
            email -> {
              throw new EmailTaken(email);
            });
  }

  @Override
  public User apply(Change change, AccountClaims claims) {
    Caller caller = change.caller();
    Optional<OrgId> org = caller.actor().org();
    User user =
        claims.first().isPresent()
            ? claims.takeOver(change, profile, Optional.empty())
            : AccountRules.create(
                change, profile, org.filter(in -> !caller.isSystem()), Optional.empty());
    org.filter(in -> change.view().orgs().membership(in, user.id()).isEmpty())
        .ifPresent(in -> change.create(Membership.of(in, user.id())));
    return user;
  }
}
