package dev.bailiwick.internal.impersonation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.ImpersonationLimits;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.ImpersonationStanding;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.ImpersonationRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.notice.ImpersonationNotice;
import dev.bailiwick.notice.Notice;
import dev.bailiwick.store.StoredImpersonation;
import java.time.Duration;
import java.time.Instant;

/**
 * Begins an impersonation. Ends the earlier ones of the same target in the org that are by the same
 * impersonator or do not count any more. Holds the locks of the org and of both accounts: a
 * demotion, a lock, the end of the membership or of the owner's consent comes before, and the call
 * is refused, or comes after, and finds the impersonation.
 */
public record BeginImpersonation(UserId by, NewImpersonation wanted)
    implements Command<BeginNeed.Allowed, Written<Impersonation>> {
  @Override
  public Event event() {
    return Event.IMPERSONATION_BEGIN;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new BeginNeed(by, wanted));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("by", by)
        .accessor("org", wanted.org())
        .accessor("user", wanted.user())
        .text("lifetime", wanted.lifetime().map(Duration::toString))
        .flag("break_glass", wanted.breakGlass());
  }

  @Override
  public StoredResult<Written<Impersonation>> result() {
    return EndNeed.RESULT;
  }

  @Override
  public Plan<BeginNeed.Allowed> plan(Caller caller) {
    InvalidParameter.unless(
        !by.equals(wanted.user()), "impersonation.user", "must not be the impersonator");
    BeginNeed.Allowed allowed = caller.require(new BeginNeed(by, wanted));
    return Plan.of(wanted.org(), ImmutableSet.of(by, wanted.user()), allowed);
  }

  @Override
  public Written<Impersonation> apply(Change change, BeginNeed.Allowed allowed) {
    OrgId org = wanted.org();
    Impersonation begun =
        new Impersonation(
            new ImpersonationId(change.nextId()),
            org,
            wanted.user(),
            by,
            change.caller().isSystem(),
            wanted.breakGlass(),
            wanted.reason(),
            change.now(),
            end(change));
    ImpersonationRules.of(change.view(), wanted.user())
        .filter(earlier -> earlier.impersonation().org().equals(org))
        .filter(earlier -> isOver(change, earlier))
        .map(StoredImpersonation::impersonation)
        .toList()
        .forEach(change.impersonations()::delete);
    change
        .impersonations()
        .create(new StoredImpersonation(begun, allowed.user().stamp(), allowed.by().stamp()));
    tell(change, Notice.Kind.IMPERSONATED, wanted.user(), begun);
    if (wanted.breakGlass()) {
      tell(change, Notice.Kind.BREAK_GLASS, allowed.org().owner(), begun);
    }
    return change.written(begun);
  }

  private boolean isOver(Change change, StoredImpersonation earlier) {
    return earlier.impersonation().by().equals(by)
        || !ImpersonationStanding.counts(change.view(), earlier, change.now());
  }

  /** Returns the end: that of the lifetime, or that of the owner's consent if it is earlier. */
  private Instant end(Change change) {
    ImpersonationLimits limits = change.host().impersonationLimits();
    Duration lifetime = wanted.lifetime().orElse(limits.usual());
    InvalidParameter.unless(
        lifetime.compareTo(limits.longest()) <= 0,
        "impersonation.lifetime",
        "must be at most " + limits.longest());
    Instant end = change.now().plus(lifetime);
    return change
        .view()
        .impersonations()
        .support(wanted.org())
        .filter(consent -> !wanted.breakGlass())
        .map(SupportAccess::until)
        .filter(until -> until.isBefore(end))
        .orElse(end);
  }

  private static void tell(Change change, Notice.Kind kind, UserId user, Impersonation begun) {
    change.tell(new ImpersonationNotice(kind, user, change.now(), begun));
  }
}
