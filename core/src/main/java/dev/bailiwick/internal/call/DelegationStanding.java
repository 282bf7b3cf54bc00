package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.DelegationUse;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.StoredDelegation;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * The conditions under which a delegation counts, by both accounts as they are in one snapshot.
 * They are checked at each use, so that no other change needs to know of delegations in order to
 * end them.
 */
public final class DelegationStanding {
  private DelegationStanding() {}

  /** Returns the delegation by which an actor acts, if it counts for this actor. */
  static Optional<Delegation> of(View view, Actor actor, Instant now) {
    DelegationUse use = actor.delegation().orElseThrow();
    return view.delegations()
        .find(use.delegation())
        .filter(found -> found.delegation().person().equals(use.person()))
        .filter(found -> actor.user().equals(Optional.of(found.delegation().agent())))
        .filter(found -> actor.org().equals(Optional.of(found.delegation().org())))
        .filter(found -> counts(view, found, now))
        .map(StoredDelegation::delegation);
  }

  /** Returns whether a delegation counts at an instant. */
  public static boolean counts(View view, StoredDelegation stored, Instant now) {
    Delegation found = stored.delegation();
    if (!now.isBefore(found.endsAt())) {
      return false;
    }
    // Both accounts in one request.
    ImmutableMap<UserId, User> both =
        view.users().findAll(ImmutableList.of(found.person(), found.agent()));
    return Optional.ofNullable(both.get(found.person()))
            .filter(DelegationStanding::mayAllow)
            .filter(person -> person.stamp() == stored.personStamp())
            .isPresent()
        && Optional.ofNullable(both.get(found.agent()))
            .filter(agent -> isAgentOf(found.org(), agent))
            .filter(agent -> agent.stamp() == stored.agentStamp())
            .isPresent()
        && ImpersonationStanding.isActiveMember(view, found.org(), found.person())
        && ImpersonationStanding.isActiveMember(view, found.org(), found.agent());
  }

  /**
   * Returns whether others can act for an account: the same accounts that can be impersonated. So a
   * service account has no agents of its own, and a super user none either.
   */
  public static boolean mayAllow(User person) {
    return ImpersonationStanding.isBelow(person);
  }

  /** Returns whether an account is a service account of an org, in use. */
  public static boolean isAgentOf(OrgId org, User account) {
    return account.usable() && !account.superUser() && account.serviceOf().equals(Optional.of(org));
  }
}
