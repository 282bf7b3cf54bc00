package dev.bailiwick.internal.impersonation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Written;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.ImpersonationStanding;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.ImpersonationRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.StoredImpersonation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens an org to support until an instant. Replaces an earlier consent. Deletes the impersonations
 * that do not count any more, so that none of them counts again.
 */
public record OpenToSupport(OrgId org, Instant until)
    implements Command<Org, Written<SupportAccess>> {
  private static final StoredResult<Written<SupportAccess>> RESULT =
      new StoredResult<SupportAccess>(
              (out, access) ->
                  out.number(access.org().value()).instant(Optional.of(access.until())),
              (caller, in) -> new SupportAccess(in.org(), in.instant().orElseThrow()))
          .withRevision();

  @Override
  public Event event() {
    return Event.IMPERSONATION_OPEN;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.owner(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).instant("until", Optional.of(until));
  }

  @Override
  public StoredResult<Written<SupportAccess>> result() {
    return RESULT;
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    Org found = caller.require(OrgNeed.owner(org));
    if (!caller.is(found.owner())) {
      // A trusted actor does not give the owner's consent; it can break the glass.
      throw caller.refused("org owner");
    }
    return Plan.of(org, found);
  }

  @Override
  public Written<SupportAccess> apply(Change change, Org found) {
    SupportAccess access = new SupportAccess(org, until);
    Duration longest = change.host().impersonationLimits().support();
    InvalidParameter.unless(
        access.isOpen(change.now()) && !until.isAfter(change.now().plus(longest)),
        "support.until",
        "must be in the future, and at most " + longest + " from now");
    ImpersonationRules.in(change.view(), org)
        .filter(begun -> !ImpersonationStanding.counts(change.view(), begun, change.now()))
        .map(StoredImpersonation::impersonation)
        .toList()
        .forEach((Impersonation over) -> change.impersonations().delete(over));
    change.impersonations().save(change.view().impersonations().support(org), access);
    return change.written(access);
  }
}
