package dev.bailiwick;

import dev.bailiwick.access.Listener;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.impersonation.ImpersonationLimits;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.internal.history.LastUse;
import dev.bailiwick.internal.key.Authentication;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.invitation.InvitationLimits;
import dev.bailiwick.invitation.InvitationPort;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.key.KeyLimits;
import dev.bailiwick.key.NotAuthenticated;
import dev.bailiwick.notice.NoticePort;
import dev.bailiwick.org.PublicDomains;
import dev.bailiwick.password.Credentials;
import dev.bailiwick.permission.Model;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.AddressPort;
import dev.bailiwick.user.TrustedIssuers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Accounts and access control over a store. One object serves a whole host, from all of its
 * threads.
 *
 * <pre>{@code
 * Bailiwick bailiwick = Bailiwick.over(InMemoryStore.create());
 * Session request = bailiwick.actingAs(Actor.user(alice).in(acme));
 * request.require(Permission.READ, DOC.id("7900"));
 * }</pre>
 */
public final class Bailiwick {
  private final Host host;

  private Bailiwick(Host host) {
    this.host = host;
  }

  /**
   * Returns the library over a store, with the roles of {@link dev.bailiwick.permission.Standard}
   * on any resource type.
   */
  public static Bailiwick over(Store store) {
    return over(store, Model.standard());
  }

  /** Returns the library over a store, with a model of the host's own. */
  public static Bailiwick over(Store store, Model model) {
    Required.given(store, "store", model, "model");
    return new Bailiwick(Host.of(store, model, Clock.systemUTC()));
  }

  /** Returns the same with another clock. The default is the system clock, in UTC. */
  public Bailiwick withClock(Clock newClock) {
    Required.given(newClock, "clock");
    return new Bailiwick(host.withClock(newClock));
  }

  /**
   * Returns the same with a listener, which is told of refusals and of grants of undefined roles.
   */
  public Bailiwick withListener(Listener newListener) {
    Required.given(newListener, "listener");
    return new Bailiwick(host.withListener(newListener));
  }

  /**
   * Returns the same with a port that sends the mails of invitations, and with other limits. By
   * default no mail is sent, and the limits are {@link InvitationLimits#standard}.
   */
  public Bailiwick withInvitations(InvitationPort port, InvitationLimits limits) {
    Required.given(port, "port", limits, "limits");
    return new Bailiwick(host.withInvitations(port).withInvitationLimits(limits));
  }

  /**
   * Returns the same with other domains that can be the verified domain of no org. The default is
   * {@link PublicDomains#standard}.
   */
  public Bailiwick withPublicDomains(PublicDomains domains) {
    Required.given(domains, "domains");
    return new Bailiwick(host.withPublicDomains(domains));
  }

  /**
   * Returns the same with a port that sends the mails about addresses of accounts. By default no
   * mail is sent, and addresses are proved by the host's own code only.
   */
  public Bailiwick withAddressPort(AddressPort port) {
    Required.given(port, "port");
    return new Bailiwick(host.withAddresses(port));
  }

  /**
   * Returns the same with identity providers that are trusted to say that addresses of some domains
   * are verified. By default none is trusted.
   */
  public Bailiwick withTrustedIssuers(TrustedIssuers issuers) {
    Required.given(issuers, "issuers");
    return new Bailiwick(host.withTrustedIssuers(issuers));
  }

  /**
   * Returns the same with another greatest age of the state on which a signed-in actor ({@link
   * Actor#since}) is judged. The default is one second. It bounds the consistency that a session
   * names; with zero, each question reads the latest state.
   *
   * @throws InvalidParameter if the age is negative
   */
  public Bailiwick withSignInAge(Duration age) {
    Required.given(age, "age");
    InvalidParameter.unless(!age.isNegative(), "age", "must not be negative");
    return new Bailiwick(host.withSignInAge(age));
  }

  /**
   * Returns the same with other settings of API keys. The default is {@link KeyLimits#standard}.
   */
  public Bailiwick withApiKeys(KeyLimits limits) {
    Required.given(limits, "limits");
    return new Bailiwick(host.withKeyLimits(limits));
  }

  /**
   * Returns the same with other settings of impersonations. The default is {@link
   * ImpersonationLimits#standard}.
   */
  public Bailiwick withImpersonation(ImpersonationLimits limits) {
    Required.given(limits, "limits");
    return new Bailiwick(host.withImpersonationLimits(limits));
  }

  /**
   * Returns the same with a port that tells people the news about their account. By default nothing
   * is told.
   */
  public Bailiwick withNotices(NoticePort port) {
    Required.given(port, "port");
    return new Bailiwick(host.withNotices(port));
  }

  /**
   * Returns the same with another lifetime of access tokens. The default is one hour.
   *
   * @param lifetime more than zero, and at most {@link AccessToken#LONGEST}
   */
  public Bailiwick withAccessTokens(Duration lifetime) {
    Required.given(lifetime, "lifetime");
    InvalidParameter.unless(
        lifetime.compareTo(Duration.ZERO) > 0 && lifetime.compareTo(AccessToken.LONGEST) <= 0,
        "lifetime",
        "must be positive, and at most " + AccessToken.LONGEST);
    return new Bailiwick(host.withTokenLifetime(lifetime));
  }

  /**
   * Returns the actor for whom an API key or an access token acts, as the latest state says. Every
   * right of the actor is the owner's at the time of the call. Through a key, or a token that was
   * exchanged for one, it is within the scope of the key, and no call about credentials, addresses,
   * identities, invitations, ownership or erasure can be made. Once the key, the token or the
   * account has ended, every call throws {@link dev.bailiwick.actor.SignInEnded}.
   *
   * <p>In a store with histories ({@link dev.bailiwick.store.Part#HISTORY}) the use is recorded, at
   * most once in a minute and without a tenant's lock; not within a transaction of the host, and
   * for a failure to do so see {@link Listener#useNotRecorded}.
   *
   * @param secret the text that the client sent
   * @throws NotAuthenticated if it is no secret that is good now; the exception does not say why
   * @throws dev.bailiwick.store.MissingPart if the store has no part for keys
   */
  public Actor authenticate(String secret) {
    Required.given(secret, "secret");
    Instant now = host.now();
    return host.store()
        .read(
            Consistency.latest(),
            view -> LastUse.of(view, now, Authentication.of(view, now, secret)))
        .recordedBy(host);
  }

  /**
   * Returns the same with passwords: with the calls of {@link #signIns} and {@link
   * Session#passwords}. The store must have the part {@link dev.bailiwick.store.Part#PASSWORDS}.
   * Computes one hash.
   */
  public Bailiwick withCredentials(Credentials credentials) {
    Required.given(credentials, "credentials");
    return new Bailiwick(host.withPasswordHashing(Optional.of(new PasswordHashing(credentials))));
  }

  /**
   * Returns the calls for people who are not signed in. Each of them throws {@link
   * dev.bailiwick.password.NoCredentials} unless {@link #withCredentials} was called.
   */
  public SignIns signIns() {
    return new SignIns(host);
  }

  /**
   * Returns the session of an actor. Reads nothing yet: each call of the session checks that the
   * actor exists and may make the call. A system actor ({@link Actor#system}), the host's own code,
   * is trusted.
   */
  public Session actingAs(Actor actor) {
    Required.given(actor, "actor");
    return new Session(new Calls(host, Request.of(actor)));
  }

  /** Returns the model: the resource types, permissions and roles. */
  public Model model() {
    return host.model();
  }
}
