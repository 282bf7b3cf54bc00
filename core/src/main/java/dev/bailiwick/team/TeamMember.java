package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import java.util.Optional;

/**
 * A member as a team's list shows them.
 *
 * @param id the person
 * @param fullName the name to show; may be empty
 * @param email the address, if they have one
 * @param admin whether they add and change members
 */
public record TeamMember(UserId id, String fullName, Optional<Email> email, boolean admin) {
  /** Refuses a null. */
  public TeamMember {
    given(id, "member.id");
    given(fullName, "member.full_name");
    given(email, "member.email");
  }
}
