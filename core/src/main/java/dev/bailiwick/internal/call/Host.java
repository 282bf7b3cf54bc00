package dev.bailiwick.internal.call;

import dev.bailiwick.access.Listener;
import dev.bailiwick.id.Instants;
import dev.bailiwick.impersonation.ImpersonationLimits;
import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.invitation.InvitationLimits;
import dev.bailiwick.invitation.InvitationPort;
import dev.bailiwick.key.KeyLimits;
import dev.bailiwick.notice.NoticePort;
import dev.bailiwick.org.PublicDomains;
import dev.bailiwick.password.NoCredentials;
import dev.bailiwick.permission.Model;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.AddressPort;
import dev.bailiwick.user.TrustedIssuers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** The parts that a host configures once for all of its sessions. */
@Value.Immutable(copy = true)
public abstract class Host implements WithHost {
  private static final Duration SIGN_IN_AGE = Duration.ofSeconds(1);
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  Host() {}

  /** Returns the store, which keeps all data. */
  @Value.Parameter
  public abstract Store store();

  /** Returns the host's resource types, permissions and roles. */
  @Value.Parameter
  public abstract Model model();

  /** Returns the source of the time. */
  @Value.Parameter
  public abstract Clock clock();

  /** Returns the receiver of refusals and undefined roles. */
  @Value.Default
  public Listener listener() {
    return Listener.NONE;
  }

  /** Returns the port that sends the mails of invitations. */
  @Value.Default
  public InvitationPort invitations() {
    return InvitationPort.NONE;
  }

  /** Returns the limits of invitations. */
  @Value.Default
  public InvitationLimits invitationLimits() {
    return InvitationLimits.standard();
  }

  /** Returns the domains that can belong to no org. */
  @Value.Default
  public PublicDomains publicDomains() {
    return PublicDomains.standard();
  }

  /** Returns the port that sends the mails about addresses of accounts. */
  @Value.Default
  public AddressPort addresses() {
    return AddressPort.NONE;
  }

  /** Returns the identity providers that are trusted for addresses. */
  @Value.Default
  public TrustedIssuers trustedIssuers() {
    return TrustedIssuers.none();
  }

  /** Returns the settings of API keys. */
  @Value.Default
  public KeyLimits keyLimits() {
    return KeyLimits.standard();
  }

  /** Returns the lifetime of access tokens. */
  @Value.Default
  public Duration tokenLifetime() {
    return TOKEN_LIFETIME;
  }

  /** Returns the settings of impersonations. */
  @Value.Default
  public ImpersonationLimits impersonationLimits() {
    return ImpersonationLimits.standard();
  }

  /** Returns the port that tells people the news about their account. */
  @Value.Default
  public NoticePort notices() {
    return NoticePort.NONE;
  }

  /** Returns the greatest age of a state on which a signed-in actor is judged. */
  @Value.Default
  public Duration signInAge() {
    return SIGN_IN_AGE;
  }

  /** Returns the hashing of passwords, where the host has them. */
  public abstract Optional<PasswordHashing> passwordHashing();

  /**
   * Returns the hashing of passwords.
   *
   * @throws NoCredentials if the host has no passwords
   */
  public PasswordHashing hashing() {
    return passwordHashing().orElseThrow(NoCredentials::new);
  }

  /** Returns a host without a listener and mails. */
  public static Host of(Store store, Model model, Clock clock) {
    return ImmutableHost.builder().store(store).model(model).clock(clock).build();
  }

  /**
   * Returns the present instant, at microsecond precision.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the instant of the clock is outside the range
   *     that a store can hold
   */
  public Instant now() {
    return Instants.kept(clock().instant(), "clock");
  }
}
