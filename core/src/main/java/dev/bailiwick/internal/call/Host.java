package dev.bailiwick.internal.call;

import dev.bailiwick.access.Listener;
import dev.bailiwick.id.Instants;
import dev.bailiwick.invitation.InvitationLimits;
import dev.bailiwick.invitation.InvitationPort;
import dev.bailiwick.org.PublicDomains;
import dev.bailiwick.permission.Model;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.AddressPort;
import dev.bailiwick.user.TrustedIssuers;
import java.time.Clock;
import java.time.Instant;

/**
 * The parts that a host configures once for all of its sessions.
 *
 * @param store keeps all data
 * @param model the host's resource types, permissions and roles
 * @param clock the source of the time
 * @param listener receives refusals and undefined roles
 * @param invitations sends the mails of invitations
 * @param invitationLimits the limits of invitations
 * @param publicDomains the domains that can belong to no org
 * @param addresses sends the mails about addresses of accounts
 * @param trustedIssuers the identity providers that are trusted for addresses
 */
public record Host(
    Store store,
    Model model,
    Clock clock,
    Listener listener,
    InvitationPort invitations,
    InvitationLimits invitationLimits,
    PublicDomains publicDomains,
    AddressPort addresses,
    TrustedIssuers trustedIssuers) {
  /** Returns a host without a listener and mails. */
  public static Host of(Store store, Model model, Clock clock) {
    return new Host(
        store,
        model,
        clock,
        Listener.NONE,
        InvitationPort.NONE,
        InvitationLimits.standard(),
        PublicDomains.standard(),
        AddressPort.NONE,
        TrustedIssuers.none());
  }

  /** Returns a copy with another clock. */
  public Host withClock(Clock other) {
    return new Host(
        store,
        model,
        other,
        listener,
        invitations,
        invitationLimits,
        publicDomains,
        addresses,
        trustedIssuers);
  }

  /** Returns a copy with another listener. */
  public Host withListener(Listener other) {
    return new Host(
        store,
        model,
        clock,
        other,
        invitations,
        invitationLimits,
        publicDomains,
        addresses,
        trustedIssuers);
  }

  /** Returns a copy with another port and other limits of invitations. */
  public Host withInvitations(InvitationPort port, InvitationLimits limits) {
    return new Host(
        store, model, clock, listener, port, limits, publicDomains, addresses, trustedIssuers);
  }

  /** Returns a copy with other domains that can belong to no org. */
  public Host withPublicDomains(PublicDomains other) {
    return new Host(
        store,
        model,
        clock,
        listener,
        invitations,
        invitationLimits,
        other,
        addresses,
        trustedIssuers);
  }

  /** Returns a copy with another port for mails about addresses. */
  public Host withAddresses(AddressPort port) {
    return new Host(
        store,
        model,
        clock,
        listener,
        invitations,
        invitationLimits,
        publicDomains,
        port,
        trustedIssuers);
  }

  /** Returns a copy with other trusted identity providers. */
  public Host withTrustedIssuers(TrustedIssuers issuers) {
    return new Host(
        store,
        model,
        clock,
        listener,
        invitations,
        invitationLimits,
        publicDomains,
        addresses,
        issuers);
  }

  /**
   * Returns the present instant, at microsecond precision.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the instant of the clock is outside the range
   *     that a store can hold
   */
  public Instant now() {
    return Instants.kept(clock.instant(), "clock");
  }
}
