package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Instants;
import dev.bailiwick.id.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * The offer of an org's ownership to one of its admins, who can accept or decline it.
 *
 * @param candidate the admin
 * @param until the instant from which the offer cannot be accepted
 */
public record OwnershipOffer(UserId candidate, Instant until) {
  /** The time within which an offer can be accepted: 7 days. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  /** Refuses a null, and an instant that no store can hold. */
  public OwnershipOffer {
    given(candidate, "ownership_offer.candidate");
    Instants.kept(given(until, "ownership_offer.until"), "ownership_offer.until");
  }

  /** Returns an offer that is made at an instant. */
  public static OwnershipOffer made(UserId candidate, Instant now) {
    return new OwnershipOffer(candidate, given(now, "now").plus(LIFETIME));
  }

  /** Returns whether the offer can be accepted at an instant. */
  public boolean isOpen(Instant now) {
    return given(now, "now").isBefore(until);
  }
}
