package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;

/**
 * A mail with the code that proves an address, for the host to send to this address.
 *
 * @param user the account that asked for the code
 * @param email the address
 * @param code the secret code, which this mail alone contains
 * @param committed whether the change is committed; false within a transaction of the host. The
 *     host sends such a mail only after its own commit.
 */
public record AddressMail(UserId user, Email email, AddressCode code, boolean committed) {
  /** Refuses a null. */
  public AddressMail {
    given(user, "mail.user");
    given(email, "mail.email");
    given(code, "mail.code");
  }
}
