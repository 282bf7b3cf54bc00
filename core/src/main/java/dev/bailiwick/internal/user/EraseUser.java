package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.Bars;
import dev.bailiwick.internal.rule.InvitationRules;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.rule.OrgDeletion;
import dev.bailiwick.internal.rule.TenantDeletion;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.View;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Erases a person: their memberships, their own things, and their personal data in every log. An
 * org that concerns nobody besides its owner is deleted with the owner. In any other org, the
 * closed account stays the owner and a member, without any access, until the org has a new owner.
 * For an account that its person has erased, removes the rest of the personal data from the logs.
 */
public record EraseUser(UserId user) implements Command<EraseUser.Prepared, User> {
  /**
   * The account, and the orgs that are deleted with it.
   *
   * @param alone the orgs that concern nobody besides this user
   */
  public record Prepared(User user, ImmutableSet<OrgId> alone) {}

  @Override
  public Event event() {
    return Event.USER_ERASE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new ErasableAccount(user));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user);
  }

  /** The erased account is shown only to actors with the right to erase the accounts of others. */
  @Override
  public StoredResult<User> result() {
    return new StoredResult<User>(
            (out, erased) -> out.number(erased.id().value()),
            (caller, in) -> {
              UserId id = in.user();
              return caller
                  .view()
                  .users()
                  .find(id)
                  .filter(found -> caller.trusted())
                  .orElseThrow(() -> new NoSuchUser(id));
            })
        .carrying(User::revision, User::withChangedWith);
  }

  @Override
  public Plan<Prepared> plan(Caller caller) {
    User found = caller.require(new ErasableAccount(user));
    if (isErased(found)) {
      return Plan.of(user, new Prepared(found, ImmutableSet.of()));
    }
    View view = caller.view();
    Set<Tenant> tenants = new HashSet<>(AccountRules.standingOf(caller, found));
    ImmutableSet.Builder<OrgId> alone = ImmutableSet.builder();
    for (Membership membership : StoredLists.memberships(view, user).toList()) {
      Org org = AccountRules.orgOf(view, membership);
      tenants.add(org.id());
      if (org.owner().equals(user) && OrgDeletion.concernsOnlyItsOwner(view, org, caller.now())) {
        alone.add(org.id());
        tenants.addAll(OrgDeletion.written(view, org.id()));
      }
    }
    StoredLists.joinRequests(view, user).map(JoinRequest::org).forEach(tenants::add);
    StoredLists.tenantsGranting(view, user).forEach(tenants::add);
    StoredLists.personsSeating(view, user).forEach(tenants::add);
    return Plan.of(user, tenants, new Prepared(found, alone.build()));
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    View view = change.view();
    if (isErased(prepared.user())) {
      if (!isErasedByHost(view)) {
        change.note();
        change.erasePersonalData(user, Erasure.ACCOUNT_AND_CALLS);
      }
      return prepared.user();
    }
    for (Membership membership : StoredLists.memberships(view, user).toList()) {
      Org org = AccountRules.orgOf(view, membership);
      if (prepared.alone().contains(org.id())) {
        OrgDeletion.delete(change, org);
      } else if (org.owner().equals(user)) {
        MembershipRemoval.loseSeatsAndGrants(change, org.id(), user);
        InvitationRules.withdrawAbout(change, org.id(), user);
      } else {
        if (!membership.active()) {
          // Otherwise a person could come back as a new one to an org that switched the membership
          // off.
          Bars.add(change, org.id(), prepared.user());
        }
        MembershipRemoval.leave(change, membership, org.owner());
      }
    }
    StoredLists.joinRequests(view, user).toList().forEach(change.joining()::delete);
    for (Tenant tenant : StoredLists.tenantsGranting(view, user).toList()) {
      MembershipRemoval.loseSeatsAndGrants(change, tenant, user);
    }
    for (UserId person : StoredLists.personsSeating(view, user).toList()) {
      MembershipRemoval.loseSeatsAndGrants(change, person, user);
    }
    TenantDeletion.clear(change, user);
    User left = view.users().find(user).orElseThrow();
    User erased = change.update(left, AccountRules.closed(left, Optional.empty()));
    change.erasePersonalData(
        user, change.caller().is(user) ? Erasure.ACCOUNT : Erasure.ACCOUNT_AND_CALLS);
    return erased;
  }

  private static boolean isErased(User found) {
    return found.status() == UserStatus.ERASED;
  }

  /** Whether another actor than the person has erased the account: then nothing is left. */
  private boolean isErasedByHost(View view) {
    return view
        .audit()
        .list(user, Optional.empty(), AuditFilter.all().events(Event.USER_ERASE), Slice.first())
        .stream()
        .anyMatch(entry -> !entry.actor().user().equals(Optional.of(user)));
  }
}
