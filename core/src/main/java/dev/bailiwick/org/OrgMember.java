package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.UserStatus;
import java.util.Optional;

/**
 * A member as a list of an org's members shows them.
 *
 * @param id the person
 * @param fullName the name to show; may be empty
 * @param email the address, if they have one
 * @param admin whether they administer the org
 * @param owner whether they own it
 * @param active whether the membership counts
 * @param status the state of the account
 */
public record OrgMember(
    UserId id,
    String fullName,
    Optional<Email> email,
    boolean admin,
    boolean owner,
    boolean active,
    UserStatus status) {
  /** Refuses a null. */
  public OrgMember {
    given(id, "member.id");
    given(fullName, "member.full_name");
    given(email, "member.email");
    given(status, "member.status");
  }
}
