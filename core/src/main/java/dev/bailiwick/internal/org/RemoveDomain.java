package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.DomainRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.user.EmailDomain;

/** Removes a verified domain from an org. */
public record RemoveDomain(OrgId org, EmailDomain domain)
    implements Command<OrgDomain, Written<EmailDomain>> {
  @Override
  public Event event() {
    return Event.ORG_REMOVE_DOMAIN;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM_OR_SUPER_USER);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).text("domain", domain.name());
  }

  @Override
  public StoredResult<Written<EmailDomain>> result() {
    return new StoredResult<EmailDomain>(
            (out, removed) -> out.text(removed.name()), (caller, in) -> EmailDomain.of(in.text()))
        .withRevision();
  }

  @Override
  public Plan<OrgDomain> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
    caller.org(org);
    return Plan.of(org, DomainRules.require(caller.view(), org, domain));
  }

  @Override
  public Written<EmailDomain> apply(Change change, OrgDomain found) {
    change.joining().delete(found);
    return change.written(domain);
  }
}
