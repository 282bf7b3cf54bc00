package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.ImpersonationUse;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.StoredImpersonation;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * The conditions under which an impersonation counts, by both accounts and the org as they are in
 * one snapshot. They are checked at each use, so that no other change needs to know of
 * impersonations in order to end them.
 */
public final class ImpersonationStanding {
  private ImpersonationStanding() {}

  /** Returns the impersonation by which an actor acts, if it counts for this actor. */
  static Optional<Impersonation> of(View view, Actor actor, Instant now) {
    ImpersonationUse use = actor.impersonation().orElseThrow();
    return view.impersonations()
        .find(use.impersonation())
        .filter(found -> found.impersonation().by().equals(use.by()))
        .filter(found -> actor.user().equals(Optional.of(found.impersonation().user())))
        .filter(found -> actor.org().equals(Optional.of(found.impersonation().org())))
        .filter(found -> counts(view, found, now))
        .map(StoredImpersonation::impersonation);
  }

  /** Returns whether an impersonation counts at an instant. */
  public static boolean counts(View view, StoredImpersonation stored, Instant now) {
    Impersonation found = stored.impersonation();
    if (!now.isBefore(found.endsAt())) {
      return false;
    }
    // Both accounts in one request.
    ImmutableMap<UserId, User> people =
        view.users().findAll(ImmutableList.of(found.user(), found.by()));
    return Optional.ofNullable(people.get(found.by()))
            .filter(User::usable)
            .filter(by -> by.stamp() == stored.byStamp())
            .filter(by -> found.byHost() || by.superUser())
            .isPresent()
        && Optional.ofNullable(people.get(found.user()))
            .filter(ImpersonationStanding::isBelow)
            .filter(target -> target.stamp() == stored.userStamp())
            .isPresent()
        && isActiveMember(view, found.org(), found.user())
        && (found.breakGlass() || isOpen(view, found.org(), now));
  }

  /** Returns whether an account can be impersonated at all: never upwards. */
  public static boolean isBelow(User user) {
    return user.usable() && user.claimed() && !user.superUser() && user.serviceOf().isEmpty();
  }

  /** Returns whether a user has an active membership of an org. */
  public static boolean isActiveMember(View view, OrgId org, UserId user) {
    return view.orgs().membership(org, user).filter(Membership::active).isPresent();
  }

  /** Returns whether the owner of an org has opened it to support at an instant. */
  public static boolean isOpen(View view, OrgId org, Instant now) {
    return view.impersonations().support(org).filter(access -> access.isOpen(now)).isPresent();
  }
}
