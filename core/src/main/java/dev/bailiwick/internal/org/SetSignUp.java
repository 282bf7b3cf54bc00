package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.DomainRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.user.EmailDomain;
import java.util.Optional;

/** Sets the way in which people with an address of a domain sign up. */
public record SetSignUp(OrgId org, EmailDomain domain, SignUp signUp)
    implements Command<OrgDomain, Written<OrgDomain>> {
  @Override
  public Event event() {
    return Event.ORG_SET_SIGN_UP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).text("domain", domain.name()).text("sign_up", signUp.name());
  }

  @Override
  public StoredResult<Written<OrgDomain>> result() {
    return DomainRules.result(org, domain);
  }

  @Override
  public Plan<OrgDomain> plan(Caller caller) {
    caller.require(OrgNeed.admin(org));
    return Plan.of(org, DomainRules.require(caller.view(), org, domain));
  }

  @Override
  public Written<OrgDomain> apply(Change change, OrgDomain found) {
    OrgDomain after = found.withSignUp(signUp);
    change.joining().save(Optional.of(found), after);
    return change.written(after);
  }
}
