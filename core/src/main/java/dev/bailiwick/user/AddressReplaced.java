package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;

/**
 * The notice that the primary address of an account is another one, for the host to send to the old
 * address.
 *
 * @param user the account
 * @param before the old address, which was verified
 * @param after the new address
 * @param committed whether the change is committed; false within a transaction of the host. The
 *     host sends such a notice only after its own commit.
 */
public record AddressReplaced(UserId user, Email before, Email after, boolean committed) {
  /** Refuses a null. */
  public AddressReplaced {
    given(user, "notice.user");
    given(before, "notice.before");
    given(after, "notice.after");
  }
}
