package dev.bailiwick.notice;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import java.time.Instant;

/**
 * News of a verified address of an account.
 *
 * @param kind {@link Notice.Kind#ADDRESS_ADDED} or {@link Notice.Kind#ADDRESS_REMOVED}
 * @param user the person to tell, at another address of theirs
 * @param at the instant of the change
 * @param address the address
 */
public record AddressNotice(Notice.Kind kind, UserId user, Instant at, Email address)
    implements Notice {
  /** Refuses nulls. */
  public AddressNotice {
    given(kind, "notice.kind");
    given(user, "notice.user");
    given(at, "notice.at");
    given(address, "notice.address");
  }
}
