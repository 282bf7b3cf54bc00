package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.ImpersonationLimits;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.impersonation.NoSuchImpersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.impersonation.BeginImpersonation;
import dev.bailiwick.internal.impersonation.CloseToSupport;
import dev.bailiwick.internal.impersonation.EndImpersonation;
import dev.bailiwick.internal.impersonation.ListImpersonations;
import dev.bailiwick.internal.impersonation.OpenToSupport;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.NoSuchUser;
import java.time.Instant;
import java.util.Optional;

/**
 * The questions and changes of an actor about impersonations. An impersonator acts inside one org
 * with the rights of a member, the target. The actor of the requests is {@link
 * Impersonation#actor}. It can ask what the target may do and see, and delete a resource that the
 * target may delete; every other call throws {@link NoPermission}.
 *
 * <p>An impersonation counts while the impersonator is a super user or was named by the host, the
 * target has an active membership of the org and is neither a super user nor a service account, and
 * the org is open to support or the call broke the glass. Each call checks this again. The
 * impersonation ends with its lifetime, when one of the two people or the host ends it, and when an
 * account of the two is locked, deactivated, signed out everywhere or erased.
 *
 * <p>Each call throws {@link dev.bailiwick.store.MissingPart} if the store has no part {@link
 * dev.bailiwick.store.Part#IMPERSONATION}.
 */
public final class Impersonations {
  private final Calls calls;

  Impersonations(Calls calls) {
    this.calls = calls;
  }

  /**
   * Begins an impersonation by the actor. Requires a super user in person, and an org that its
   * owner has {@linkplain #openToSupport opened}, unless the call breaks the glass. It ends with
   * the owner's consent at the latest. An earlier one by the actor of the same member in the org
   * ends. The target is told, and with a broken glass the org's owner, by {@link
   * dev.bailiwick.notice.NoticePort}. The entry in the org's log has the given reason, which takes
   * the place of {@link Session#because}.
   *
   * @throws NoSuchMember if the target has no active membership of the org
   * @throws NoPermission if the target is a super user or a service account, or cannot be used
   * @throws InvalidParameter if the target is the actor, or the lifetime is longer than {@link
   *     ImpersonationLimits} permits
   */
  public Written<Impersonation> begin(NewImpersonation impersonation) {
    Required.given(impersonation, "impersonation");
    UserId me =
        calls
            .request()
            .actor()
            .user()
            .orElseThrow(
                () -> new InvalidParameter("actor", "the system actor names the impersonator"));
    return begin(me, impersonation);
  }

  /**
   * As {@link #begin}, by a person whom the host names, such as a member of its support team. The
   * person need not be a super user. Requires the system actor.
   *
   * @throws NoSuchUser if the impersonator has no claimed account in use, or a service account
   */
  public Written<Impersonation> beginFor(UserId impersonator, NewImpersonation impersonation) {
    Required.given(impersonator, "impersonator", impersonation, "impersonation");
    return begin(impersonator, impersonation);
  }

  private Written<Impersonation> begin(UserId by, NewImpersonation wanted) {
    return new Calls(calls.host(), calls.request().because(wanted.reason()))
        .change(new BeginImpersonation(by, wanted));
  }

  /**
   * Ends an impersonation. Requires the impersonator, the target, the system actor or a super user;
   * the impersonator also through the session of the impersonation.
   *
   * @throws NoSuchImpersonation if there is no such impersonation for the actor
   */
  public Written<ImpersonationId> end(ImpersonationId impersonation) {
    Required.given(impersonation, "impersonation");
    return calls.change(new EndImpersonation(impersonation));
  }

  /** Returns the impersonations by the actor that count, in all orgs, by ascending id. */
  public ImmutableList<Impersonation> mine() {
    return calls.ask(Event.IMPERSONATION_LIST, ListImpersonations::byActor);
  }

  /** Returns the impersonations of the actor that count, within the session, by ascending id. */
  public ImmutableList<Impersonation> ofMe() {
    return calls.ask(Event.IMPERSONATION_LIST, ListImpersonations::ofActor);
  }

  /**
   * Returns a page of the impersonations in an org that count, by ascending id. Requires the org's
   * owner, the system actor or a super user.
   */
  public Page<Impersonation> ofOrg(OrgId org, PageRequest request) {
    Required.given(org, "org", request, "page");
    return calls.ask(
        Event.IMPERSONATION_LIST, caller -> ListImpersonations.ofOrg(caller, org, request));
  }

  /**
   * Opens an org to support: until an instant, super users and people whom the host names can
   * impersonate its members. Replaces an earlier instant. An impersonation that has begun does not
   * become longer by it, and does not count after the new instant. Requires the org's owner.
   *
   * @param until in the future, and not later than {@link ImpersonationLimits#support} from now
   * @throws InvalidParameter if it is not
   */
  public Written<SupportAccess> openToSupport(OrgId org, Instant until) {
    Required.given(org, "org", until, "until");
    return calls.change(new OpenToSupport(org, Instants.kept(until, "support.until")));
  }

  /**
   * Closes an org to support, and ends the impersonations in it that rest on the owner's consent.
   * Changes nothing if it is closed. Requires the org's owner, the system actor or a super user.
   */
  public Revision closeToSupport(OrgId org) {
    Required.given(org, "org");
    return calls.change(new CloseToSupport(org));
  }

  /** Returns until when an org is open to support; empty if it is closed. Requires an org admin. */
  public Optional<SupportAccess> support(OrgId org) {
    Required.given(org, "org");
    return calls.ask(Event.IMPERSONATION_LIST, caller -> ListImpersonations.support(caller, org));
  }
}
