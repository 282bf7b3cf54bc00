package dev.bailiwick.internal.invitation;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.Bars;
import dev.bailiwick.internal.rule.InvitationRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.user.AddressProof;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.org.Membership;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Accepts an invitation: the person becomes a member and gets the gift. */
public record AcceptInvitation(InvitationKey key)
    implements Command<AcceptInvitation.Accepted, Written<Tenant>> {
  /**
   * The invitation, and the person who accepts it.
   *
   * @param gift the gift, as far as its parts still exist
   */
  public record Accepted(Invitation invitation, Gift gift, UserId person, AddressProof proof) {}

  @Override
  public Event event() {
    return Event.INVITATION_ACCEPT;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(need(actor));
  }

  private static OwnAccount need(Actor actor) {
    return new OwnAccount(
        actor.user().orElseThrow(() -> new InvalidParameter("actor", "must be a user")));
  }

  @Override
  public void describe(RequestDigest digest) {
    key.describe(digest);
  }

  @Override
  public StoredResult<Written<Tenant>> result() {
    return InvitationResults.TENANT;
  }

  @Override
  public Plan<Accepted> plan(Caller caller) {
    User person = caller.require(need(caller.actor()));
    Invitation found = key.open(caller);
    Gift gift = GiftRules.present(caller.view(), found.gift());
    AddressProof proof = proof(caller, person, found);
    if (found.tenant() instanceof OrgId org
        && Bars.isBarredSince(
            caller.view(), org, Optional.of(person), found.email(), found.sentAt())) {
      throw new InvitationConflict(InvitationConflict.Rule.REMOVED);
    }
    GiftRules.requireStillGiven(caller, found, gift);
    return Plan.of(
        found.tenant(),
        Iterables.concat(
            ImmutableSet.of(person.id()), found.inviter().stream().toList(), proof.locks()),
        new Accepted(found, gift, person.id(), proof));
  }

  private static AddressProof proof(Caller caller, User person, Invitation found) {
    try {
      return AddressProof.of(caller, person, found.email());
    } catch (EmailTaken taken) {
      throw new InvitationConflict(InvitationConflict.Rule.OTHER_ADDRESS);
    }
  }

  @Override
  public Written<Tenant> apply(Change change, Accepted accepted) {
    Tenant tenant = accepted.invitation().tenant();
    accepted.proof().apply(change);
    InvitationRules.deleteOthers(change, accepted.invitation());
    change.delete(accepted.invitation());
    if (!(tenant instanceof OrgId org) || joins(change, org, accepted)) {
      give(change, tenant, accepted.gift(), accepted.person());
    }
    return change.written(tenant);
  }

  /** Makes the person a member of the org. Returns whether the membership is active. */
  private static boolean joins(Change change, OrgId org, Accepted accepted) {
    Optional<Membership> present = change.view().orgs().membership(org, accepted.person());
    boolean admin = accepted.gift().admin();
    if (present.isEmpty()) {
      change.create(Membership.of(org, accepted.person()).withAdmin(admin));
      Bars.end(change, org, change.view().users().find(accepted.person()).orElseThrow());
      return true;
    }
    Membership before = present.get();
    if (before.active()) {
      change.update(before, before.withAdmin(before.admin() || admin));
    }
    return before.active();
  }

  private static void give(Change change, Tenant tenant, Gift gift, UserId person) {
    gift.teams()
        .forEach(
            (team, admin) -> {
              Optional<Seat> present = change.view().teams().seat(team, person);
              boolean before = present.filter(Seat::admin).isPresent();
              change.save(tenant, present, new Seat(team, person, before || admin));
            });
    gift.roles()
        .forEach(
            given -> {
              Grant.Key key = new Grant.Key(given.resource(), person, given.role(), Effect.ALLOW);
              change.save(
                  change.view().grants().find(tenant, key), Grant.of(tenant, key, Window.ALWAYS));
            });
  }
}
