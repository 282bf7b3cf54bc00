package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.Bars;
import dev.bailiwick.internal.rule.DomainRules;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import java.util.Comparator;
import java.util.Optional;

/**
 * Signs a user up to an org by a verified address of a domain of the org. As the domain is set, the
 * user becomes a member, or asks to become one.
 */
public record SignUpMember(OrgId org, UserId user)
    implements Command<SignUpMember.Prepared, Written<MemberOutcome>> {
  /**
   * The user, and the address by which the user signs up.
   *
   * @param domain the domain of the address; empty if the user is a member
   */
  public record Prepared(User person, Optional<OrgDomain> domain) {}

  @Override
  public Event event() {
    return Event.ORG_SIGN_UP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).accessor("user", user);
  }

  @Override
  public StoredResult<Written<MemberOutcome>> result() {
    return MemberOutcomes.one(user);
  }

  @Override
  public Plan<Prepared> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    caller.org(org);
    User person = caller.user(user);
    View view = caller.view();
    boolean member = view.orgs().membership(org, user).isPresent();
    Optional<OrgDomain> domain = member ? Optional.empty() : Optional.of(domain(view, person));
    return Plan.of(org, ImmutableSet.of(user), new Prepared(person, domain));
  }

  /** Returns the domain by which a person signs up. */
  private OrgDomain domain(View view, User person) {
    OrgDomain domain =
        view.joining().domains(org).stream()
            .filter(open -> open.signUp() != SignUp.OFF)
            .filter(open -> person.verifiedEmails().stream().anyMatch(open.domain()::has))
            .max(Comparator.comparing(OrgDomain::signUp))
            .filter(open -> person.usable())
            .orElseThrow(() -> new OrgConflict(OrgConflict.Rule.NO_SIGNUP));
    if (Bars.isBarred(view, org, person)) {
      throw new OrgConflict(OrgConflict.Rule.REMOVED);
    } else if (view.joining().ofMailbox(org, address(person, domain).mailbox()).stream()
        .anyMatch(other -> !other.equals(user))) {
      throw new OrgConflict(OrgConflict.Rule.MAILBOX_JOINED);
    }
    return domain;
  }

  private static Email address(User person, OrgDomain domain) {
    return person.verifiedEmails().stream().filter(domain.domain()::has).findFirst().orElseThrow();
  }

  @Override
  public Written<MemberOutcome> apply(Change change, Prepared prepared) {
    MemberOutcome.Kind kind =
        prepared
            .domain()
            .map(domain -> enter(change, prepared.person(), domain))
            .orElseGet(() -> DomainRules.present(change, org, user));
    return change.written(MemberOutcome.of(NewMember.member(user), user, kind));
  }

  private MemberOutcome.Kind enter(Change change, User person, OrgDomain domain) {
    if (domain.signUp() == SignUp.JOIN) {
      change.create(Membership.of(org, user));
      return MemberOutcome.Kind.ADDED;
    } else if (change.view().joining().request(org, user).isEmpty()) {
      change.joining().create(JoinRequest.of(org, user, address(person, domain), change.now()));
    }
    return MemberOutcome.Kind.REQUESTED;
  }
}
