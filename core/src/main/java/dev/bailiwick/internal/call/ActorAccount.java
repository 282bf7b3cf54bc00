package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.DelegationUse;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.store.ActorStanding;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Standing;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The account and the sign-in of the actor of one call, in one snapshot. */
final class ActorAccount {
  private final Event event;
  private final Actor actor;
  private final View view;
  private final Instant now;
  private @Nullable User known;
  private boolean looked;
  private boolean signedIn;

  ActorAccount(Event event, Actor actor, View view, Instant now) {
    this.event = event;
    this.actor = actor;
    this.view = view;
    this.now = now;
    this.signedIn = actor.since().isEmpty() && actor.token().isEmpty() && inPerson();
  }

  /**
   * Returns the account of the actor; empty for a system actor, an unusable account, an ended
   * sign-in, key, impersonation or delegation, and a service account outside its org. Read late:
   * decisions about the actor's grants do not need it.
   */
  Optional<User> user() {
    if (!looked) {
      known =
          actor
              .user()
              .flatMap(view.users()::find)
              .filter(User::usable)
              .filter(user -> isSince(user.stamp()) && isWayGood())
              .filter(u -> u.serviceOf().isEmpty() || u.serviceOf().equals(actor.org()))
              .orElse(null);
      looked = true;
    }
    return Optional.ofNullable(known);
  }

  /**
   * Refuses an actor whose sign-in, key, impersonation or delegation has ended, and a call that is
   * closed to it. Reads nothing if a decision about the actor has checked it already.
   *
   * @throws SignInEnded if the sign-in, the key, the token, the impersonation or the delegation has
   *     ended
   * @throws NoPermission if the call is closed to the key, the impersonation or the delegation
   */
  void requireSignedIn() {
    if (actor.impersonation().isPresent() && !ImpersonationPolicy.opens(event)) {
      throw new NoPermission(event, "a user in person, not by impersonation");
    }
    if (actor.delegation().isPresent() && !DelegationPolicy.opens(event)) {
      throw new NoPermission(event, "a user in person, not a service account for a person");
    }
    if (actor.key().isPresent() && !KeyPolicy.opens(event)) {
      throw new NoPermission(event, "a user in person, not through an API key");
    }
    if (!signedIn && user().isEmpty()) {
      throw new SignInEnded(actor.user().orElseThrow());
    }
    signedIn = true;
    if (isNarrowed() && !KeyPolicy.opensWithinScope(event)) {
      throw new NoPermission(event, "an API key with the whole scope");
    }
  }

  /**
   * Returns the standing of the actor in some orgs. Empty for a system actor, and if the actor's
   * own tenant is locked: the account and its memberships change only under that lock.
   */
  Optional<ActorStanding> standing(Set<Tenant> locks, Set<OrgId> reliedOn) {
    return user()
        .filter(me -> !locks.contains(me.id()))
        .map(
            me ->
                new ActorStanding(
                    me.id(),
                    actor.since(),
                    me.superUser(),
                    ImmutableSet.copyOf(Sets.difference(reliedOn, locks))));
  }

  /** The scope of the key, unless it is everything. */
  private Optional<KeyScope> narrowed() {
    return key().map(ApiKey::scope).filter(scope -> !scope.isAll());
  }

  /** Whether the actor acts through a key with a narrower scope than everything. */
  boolean isNarrowed() {
    return narrowed().isPresent();
  }

  /** Whether the actor can have the rights of an org admin: not through a part of a person. */
  boolean mayAdminister() {
    return !isNarrowed() && actor.companion().isEmpty();
  }

  /** Whether the actor acts neither through a key nor with a companion. */
  boolean inPerson() {
    return !throughKey() && actor.companion().isEmpty();
  }

  /** Whether the actor acts through a key. */
  boolean throughKey() {
    return actor.key().isPresent();
  }

  /** Returns the users on whose permissions those of the actor rest. */
  ImmutableSet<UserId> holders() {
    return Stream.concat(actor.user().stream(), person().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  private Optional<UserId> person() {
    return actor.delegation().map(DelegationUse::person);
  }

  /**
   * Returns the permissions of the actor on a resource: those of the actor's account within the
   * scope of the key. For a service account that acts for a person, the part of these that the
   * person has and that is within the scope of the delegation.
   *
   * @param held returns the permissions of one of the {@link #holders}
   * @param line the resource and its ancestors
   */
  PermissionSet within(
      Model model, Function<UserId, PermissionSet> held, Supplier<List<ResourceId>> line) {
    PermissionSet own = held.apply(actor.user().orElseThrow());
    PermissionSet byKey = narrowed().map(scope -> narrowed(model, own, scope, line)).orElse(own);
    if (actor.delegation().isEmpty()) {
      return byKey;
    }
    return DelegationStanding.of(view, actor, now)
        .map(found -> narrowed(model, byKey, found.scope(), line))
        .map(scoped -> scoped.minus(model.all().minus(held.apply(person().orElseThrow()))))
        .orElseGet(model::none);
  }

  private static PermissionSet narrowed(
      Model model, PermissionSet own, KeyScope scope, Supplier<List<ResourceId>> line) {
    if (own.isEmpty()) {
      return own;
    }
    if (!scope.resources().isEmpty()
        && line.get().stream().noneMatch(scope.resources()::contains)) {
      return model.none();
    }
    if (scope.roles().isEmpty()) {
      return own;
    }
    PermissionSet allowed =
        scope.roles().stream()
            .flatMap(role -> model.permissionsOf(role).stream())
            .reduce(model.none(), PermissionSet::and);
    return own.minus(model.all().minus(allowed));
  }

  private Optional<ApiKey> key() {
    return actor
        .key()
        .flatMap(use -> view.keys().find(use.key()))
        .filter(found -> found.admits(actor.key().orElseThrow(), now))
        .filter(found -> actor.user().equals(Optional.of(found.owner())))
        .filter(found -> found.org().equals(actor.org()));
  }

  private boolean isKeyGood() {
    return !throughKey() || key().isPresent();
  }

  /**
   * Returns whether the key, the token, the impersonation and the delegation are good, as far as
   * there are any.
   */
  private boolean isWayGood() {
    return isKeyGood()
        && TokenCheck.admits(view, actor, now)
        && (actor.impersonation().isEmpty()
            || ImpersonationStanding.of(view, actor, now).isPresent())
        && (actor.delegation().isEmpty() || DelegationStanding.of(view, actor, now).isPresent());
  }

  /**
   * Returns the facts of a decision. If it is about the actor, the facts tell the stamp as well, so
   * that the account is not read.
   *
   * @throws SignInEnded as {@link #requireSignedIn}
   */
  Facts facts(Tenant tenant, Set<UserId> users, Set<? extends ResourceRef> resources) {
    Facts facts = view.facts(tenant, users, resources);
    Optional<UserId> me = actor.user().filter(users::contains);
    if (!signedIn && me.isPresent()) {
      signedIn =
          facts.standing(me.get()) == Standing.ACTIVE
              && isSince(facts.stamp(me.get()))
              && isWayGood();
      requireSignedIn();
    }
    return facts;
  }

  private boolean isSince(long stamp) {
    return actor.since().map(since -> since == stamp).orElse(true);
  }
}
