package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
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
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.user.EmailDomain;
import java.time.Instant;
import java.util.Optional;

/** Records that the host has verified a domain of an org. */
public record VerifyDomain(OrgId org, EmailDomain domain, Instant verifiedAt)
    implements Command<Optional<OrgDomain>, Written<OrgDomain>> {
  @Override
  public Event event() {
    return Event.ORG_VERIFY_DOMAIN;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM_OR_SUPER_USER);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("org", org)
        .text("domain", domain.name())
        .text("verified_at", verifiedAt.toString());
  }

  @Override
  public StoredResult<Written<OrgDomain>> result() {
    return DomainRules.result(org, domain);
  }

  @Override
  public Plan<Optional<OrgDomain>> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
    caller.org(org);
    InvalidParameter.unless(
        !verifiedAt.isAfter(caller.now()), "verified_at", "must not be in the future");
    Optional<OrgDomain> present = caller.view().joining().domain(domain);
    if (present.filter(found -> !found.org().equals(org)).isPresent()) {
      throw new OrgConflict(OrgConflict.Rule.DOMAIN_TAKEN);
    }
    return Plan.of(org, present);
  }

  @Override
  public Written<OrgDomain> apply(Change change, Optional<OrgDomain> present) {
    if (change.host().publicDomains().contains(domain)) {
      throw new OrgConflict(OrgConflict.Rule.DOMAIN_PUBLIC);
    } else if (present.isEmpty() && change.view().joining().domains(org).size() >= OrgDomain.MOST) {
      throw new LimitExceeded("verified domains", OrgDomain.MOST);
    }
    OrgDomain after =
        present
            .map(before -> before.withVerifiedAt(verifiedAt))
            .orElseGet(() -> OrgDomain.of(org, domain, verifiedAt));
    change.joining().save(present, after);
    return change.written(after);
  }
}
