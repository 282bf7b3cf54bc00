package dev.bailiwick.invitation;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.FactoryValue;
import java.time.Duration;
import org.immutables.value.Value;

/** The limits of invitations, as a host sets them. */
@FactoryValue
@Value.Immutable
public abstract class InvitationLimits {
  /** A tenant cannot invite an address again for so long after the person has declined. */
  public static final Duration DECLINED = Duration.ofDays(30);

  /** The greatest number of open invitations of a tenant that a host can allow. */
  public static final int MOST_OPEN = 1_000;

  InvitationLimits() {}

  /** Returns the time for which an invitation can be accepted after it was sent. */
  @Value.Parameter
  public abstract Duration lifetime();

  /** Returns the greatest number of open invitations of one tenant. */
  @Value.Parameter
  public abstract int open();

  /**
   * Returns the greatest number of mails to one address within 24 hours, from all tenants together.
   * Further invitations of the address are made without a mail.
   */
  @Value.Parameter
  public abstract int mails();

  /**
   * Returns the time for which an unclaimed account can be claimed after an admin has named its
   * address.
   */
  @Value.Parameter
  public abstract Duration claimable();

  /** Refuses limits out of range. */
  @Value.Check
  void check() {
    check(lifetime(), "invitation.lifetime");
    check(claimable(), "invitation.claimable");
    InvalidParameter.unless(
        open() > 0 && open() <= MOST_OPEN, "invitation.open", "must be 1 to " + MOST_OPEN);
    InvalidParameter.unless(mails() >= 0 && mails() <= 100, "invitation.mails", "must be 0 to 100");
  }

  private static void check(Duration time, String field) {
    InvalidParameter.unless(
        time.compareTo(Duration.ZERO) > 0 && time.compareTo(Duration.ofDays(365)) <= 0,
        field,
        "must be positive, and at most 365 days");
  }

  /**
   * Returns 7 days, 200 open invitations of a tenant, 3 mails to an address in 24 hours, and 30
   * days for an unclaimed account.
   */
  public static InvitationLimits standard() {
    return ImmutableInvitationLimits.of(Duration.ofDays(7), 200, 3, Duration.ofDays(30));
  }

  /** Returns a copy with the given {@link #lifetime}. */
  public InvitationLimits withLifetime(Duration lifetime) {
    return ImmutableInvitationLimits.of(
        given(lifetime, "invitation.lifetime"), open(), mails(), claimable());
  }

  /** Returns a copy with the given {@link #open}. */
  public InvitationLimits withOpen(int open) {
    return ImmutableInvitationLimits.of(lifetime(), open, mails(), claimable());
  }

  /** Returns a copy with the given {@link #mails}. */
  public InvitationLimits withMails(int mails) {
    return ImmutableInvitationLimits.of(lifetime(), open(), mails, claimable());
  }

  /** Returns a copy with the given {@link #claimable}. */
  public InvitationLimits withClaimable(Duration claimable) {
    return ImmutableInvitationLimits.of(
        lifetime(), open(), mails(), given(claimable, "invitation.claimable"));
  }
}
