package dev.bailiwick.actor;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The actor of a call: a system actor or a user. A {@linkplain #system system actor} is trusted and
 * named in the audit log. A user is authorised at each call, by the rights at the time of the call.
 */
@FactoryValue
@Value.Immutable
public abstract class Actor {
  Actor() {}

  /** Returns the name of the system actor; empty for a user. */
  @Value.Parameter
  public abstract Optional<String> system();

  /** Returns the user; empty for a system actor. */
  @Value.Parameter
  public abstract Optional<UserId> user();

  /** Returns the org of the call. Without an org, a user acts on personal resources. */
  @Value.Parameter
  public abstract Optional<OrgId> org();

  /** Returns the origin of the request. */
  @Value.Parameter
  public abstract RequestContext context();

  /** Returns the stamp of the sign-in of the user; empty for a user that the host vouches for. */
  @Value.Parameter
  public abstract Optional<Long> since();

  /** Returns the API key through which the user acts; empty for a user that acts in person. */
  @Value.Parameter
  public abstract Optional<KeyUse> key();

  /** Returns the access token by which the user is signed in, if it is by one. */
  @Value.Parameter
  public abstract Optional<AccessTokenId> token();

  /**
   * Returns the impersonation by which another user acts as this one; empty for a user that acts.
   */
  @Value.Parameter
  public abstract Optional<ImpersonationUse> impersonation();

  /**
   * Returns the delegation by which a service account acts for a person; empty for a user that acts
   * for themselves.
   */
  @Value.Parameter
  public abstract Optional<DelegationUse> delegation();

  /** Returns a system actor with a name for the audit log, such as {@code billing-sync}. */
  public static Actor system(String name) {
    return of(Optional.of(Text.name(name, "actor.system")), Optional.empty());
  }

  /** Returns a user outside orgs. To act on resources of an org, name the org with {@link #in}. */
  public static Actor user(UserId user) {
    return of(Optional.empty(), Optional.of(given(user, "actor.user")));
  }

  /**
   * Returns the actor of an entry that does not name the person: with {@link #in}, an org,
   * otherwise the platform. Every call of such an actor is refused.
   */
  public static Actor unnamed() {
    return of(Optional.empty(), Optional.empty());
  }

  private static Actor of(Optional<String> system, Optional<UserId> user) {
    return ImmutableActor.of(
        system,
        user,
        Optional.empty(),
        RequestContext.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Actor placed(Optional<OrgId> org, RequestContext context) {
    return ImmutableActor.of(
        system(), user(), org, context, since(), key(), token(), impersonation(), delegation());
  }

  private Actor signedIn(
      Optional<Long> since,
      Optional<KeyUse> key,
      Optional<AccessTokenId> token,
      Optional<ImpersonationUse> impersonation,
      Optional<DelegationUse> delegation) {
    return ImmutableActor.of(
        system(), user(), org(), context(), since, key, token, impersonation, delegation);
  }

  /** Returns the same actor inside the given org. Nothing outside the org can be reached. */
  public Actor in(OrgId org) {
    return placed(Optional.of(given(org, "actor.org")), context());
  }

  /** Returns the same actor without an org. */
  public Actor outsideOrgs() {
    return placed(Optional.empty(), context());
  }

  /** Returns the same actor with the given origin of the request. */
  public Actor from(RequestContext context) {
    return placed(org(), given(context, "actor.context"));
  }

  /**
   * Returns the same user, signed in with a stamp that {@link dev.bailiwick.Users#signIn} returned.
   * Once the stamp is old, every call of such an actor throws {@link SignInEnded}.
   *
   * @throws InvalidParameter if the actor is not a user
   */
  public Actor since(long stamp) {
    InvalidParameter.unless(user().isPresent(), "actor.since", "must be the sign-in of a user");
    return signedIn(Optional.of(stamp), key(), token(), impersonation(), delegation());
  }

  /**
   * Returns the same actor as an audit log names it: without the sign-in, the key and the token,
   * and without the impersonation and the delegation, whose second user has a place of its own in
   * the entry.
   */
  public Actor named() {
    return signedIn(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Returns the same user, acting through an API key: each right is the user's, within the scope of
   * the key. {@link dev.bailiwick.Bailiwick#authenticate} makes such an actor.
   *
   * @throws InvalidParameter if the actor is not a user, or acts by impersonation
   */
  public Actor through(KeyUse key) {
    InvalidParameter.unless(user().isPresent(), "actor.key", "must be the key of a user");
    requireOneWay(impersonation().isEmpty());
    return signedIn(
        since(), Optional.of(given(key, "actor.key")), token(), Optional.empty(), delegation());
  }

  /**
   * Returns the same user, signed in by an access token: every call is refused once the token has
   * ended. {@link dev.bailiwick.Bailiwick#authenticate} makes such an actor.
   *
   * @throws InvalidParameter if the actor is not a user, or acts by impersonation
   */
  public Actor by(AccessTokenId token) {
    InvalidParameter.unless(user().isPresent(), "actor.token", "must be the token of a user");
    requireOneWay(impersonation().isEmpty());
    return signedIn(
        since(), key(), Optional.of(given(token, "actor.token")), Optional.empty(), delegation());
  }

  /**
   * Returns the same user, in whose name another user acts: each right is this user's, and both are
   * named in the audit log. {@link dev.bailiwick.impersonation.Impersonation#actor} makes such an
   * actor. Once the impersonation has ended, every call of the actor throws {@link SignInEnded}.
   *
   * @throws InvalidParameter if the actor is not a user, acts through an API key or a token, or for
   *     another person
   */
  public Actor impersonatedBy(ImpersonationUse impersonation) {
    InvalidParameter.unless(user().isPresent(), "actor.impersonation", "must be of a user");
    requireOneWay(key().isEmpty() && token().isEmpty() && delegation().isEmpty());
    return signedIn(
        since(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(given(impersonation, "actor.impersonation")),
        Optional.empty());
  }

  /**
   * Returns the same service account, acting for a person who allowed it: each right is the part
   * that the account, the person and the scope of the delegation have in common, and both are named
   * in the audit log. {@link dev.bailiwick.delegation.Delegation#actor} makes such an actor. Once
   * the delegation has ended, every call of the actor throws {@link SignInEnded}.
   *
   * @throws InvalidParameter if the actor is not a user, or acts by impersonation
   */
  public Actor actingFor(DelegationUse delegation) {
    InvalidParameter.unless(user().isPresent(), "actor.delegation", "must be of a user");
    requireOneWay(impersonation().isEmpty());
    return signedIn(
        since(),
        key(),
        token(),
        Optional.empty(),
        Optional.of(given(delegation, "actor.delegation")));
  }

  /**
   * Returns the second user whom the audit log names: the impersonator, or the person for whom a
   * service account acts. Empty for an actor in person.
   */
  public Optional<UserId> companion() {
    return impersonation()
        .map(ImpersonationUse::by)
        .or(() -> delegation().map(DelegationUse::person));
  }

  private static void requireOneWay(boolean one) {
    InvalidParameter.unless(
        one,
        "actor",
        "must act by impersonation, or through an API key or token or for a person, not by both");
  }

  /** Returns whether this is a system actor. */
  public boolean isSystem() {
    return system().isPresent();
  }

  /** Returns whether this actor is an org or the platform, for a person that is not named. */
  public boolean isUnnamed() {
    return system().isEmpty() && user().isEmpty();
  }

  @Override
  public String toString() {
    if (isUnnamed()) {
      return org().map(OrgId::toString).orElse("the platform");
    }
    String name =
        system().map(system -> "system " + system).orElseGet(() -> user().orElseThrow().toString());
    return name
        + org().map(org -> " in " + org).orElse("")
        + impersonation().map(use -> " impersonated by " + use.by()).orElse("")
        + delegation().map(use -> " for " + use.person()).orElse("");
  }
}
