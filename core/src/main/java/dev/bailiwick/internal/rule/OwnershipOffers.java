package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OwnershipOffer;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of the ownership of orgs. An offer goes to an active admin whose account is claimed and
 * usable, and ends with any of these, with an answer, after its lifetime, or with a new offer.
 */
public final class OwnershipOffers {
  private OwnershipOffers() {}

  /**
   * Refuses a candidate who could not accept an offer.
   *
   * @throws NoSuchMember if the candidate is not a member
   * @throws OrgConflict if the candidate is the owner, or no active admin with a usable account
   */
  public static void requireCandidate(View view, Org org, UserId candidate) {
    view.prefetch(org.id(), ImmutableSet.of(candidate), ImmutableSet.of());
    Membership membership =
        view.orgs().membership(org.id(), candidate).orElseThrow(() -> new NoSuchMember(candidate));
    boolean may =
        membership.admin()
            && membership.active()
            && !org.owner().equals(candidate)
            && view.users().find(candidate).filter(OwnershipOffers::mayOwn).isPresent();
    if (!may) {
      throw new OrgConflict(OrgConflict.Rule.NO_CANDIDATE);
    }
  }

  /** Whether a person can become the owner of an org. */
  public static boolean mayOwn(User user) {
    return user.usable() && user.claimed() && user.serviceOf().isEmpty();
  }

  /**
   * Requires that an offer is open to the actor, and that the owner's account was not switched off
   * after it was made. A closed account of the owner leaves the offer open.
   *
   * @throws OrgConflict if it is not open
   */
  public static UserId requireOpen(Caller caller, Org org) {
    View view = caller.view();
    boolean open =
        isOpen(caller, org)
            && caller.adminByMembership(org.id())
            && view.users().find(org.owner()).filter(MemberLookup::isSwitchedOff).isEmpty();
    return Optional.of(open)
        .filter(is -> is)
        .flatMap(is -> caller.userId())
        .orElseThrow(() -> new OrgConflict(OrgConflict.Rule.NO_OFFER));
  }

  /** Whether an offer to the actor has not expired. */
  public static boolean isOpen(Caller caller, Org org) {
    return org.ownershipOffer()
        .filter(offer -> offer.isOpen(caller.now()) && caller.is(offer.candidate()))
        .isPresent();
  }

  /** Returns an org as the actor may see it: only admins see an offer, until it expires. */
  public static Org shown(Caller caller, Org org) {
    return org.ownershipOffer().isEmpty()
        ? org
        : org.withOwnershipOffer(
            org.ownershipOffer()
                .filter(offer -> offer.isOpen(caller.now()))
                .filter(offer -> caller.administers(org.id())));
  }

  /** Ends the offer to a user who is not an active admin of the org any more. */
  public static void endFor(Change change, OrgId org, UserId user) {
    change
        .view()
        .orgs()
        .find(org)
        .filter(
            found ->
                found.ownershipOffer().map(OwnershipOffer::candidate).equals(Optional.of(user)))
        .ifPresent(found -> change.update(found, found.withOwnershipOffer(Optional.empty())));
  }

  /** Ends the offer to a member, if a change of the membership takes its admin flag or its use. */
  public static void endFor(Change change, Membership after) {
    if (!after.admin() || !after.active()) {
      endFor(change, after.org(), after.user());
    }
  }

  /** Returns the orgs whose ownership is offered to a user. */
  public static Stream<OrgId> offeredTo(View view, UserId user) {
    return Slices.all((Slice<OrgId> slice) -> view.orgs().offeredTo(user, slice), org -> org);
  }

  /**
   * Returns the tenants, besides the org, to which a hand-over writes: the new owner, and the
   * present one if the account is closed, because it leaves the org.
   */
  public static ImmutableSet<Tenant> written(View view, Org org, UserId owner) {
    return isClosed(view, org.owner())
        ? ImmutableSet.of(owner, org.owner())
        : ImmutableSet.of(owner);
  }

  private static boolean isClosed(View view, UserId user) {
    return view.users().find(user).filter(u -> u.status() == UserStatus.ERASED).isPresent();
  }

  /**
   * Makes a person the owner of an org, and an active admin. The former owner stays an admin; a
   * closed account leaves the org, and everything that it owns there goes to the new owner.
   */
  public static Org handOver(Change change, Org org, UserId owner) {
    View view = change.view();
    Optional<Membership> membership = view.orgs().membership(org.id(), owner);
    if (membership.isPresent()) {
      change.update(membership.get(), membership.get().asAdmin().withActive(true));
    } else {
      Bars.end(change, org.id(), view.users().find(owner).orElseThrow());
      change.create(Membership.of(org.id(), owner).asAdmin());
    }
    Org handed = change.update(org, org.withOwner(owner).withOwnershipOffer(Optional.empty()));
    if (!org.owner().equals(owner) && isClosed(view, org.owner())) {
      view.orgs()
          .membership(org.id(), org.owner())
          .ifPresent(left -> MembershipRemoval.leave(change, left, owner));
    }
    return handed;
  }
}
