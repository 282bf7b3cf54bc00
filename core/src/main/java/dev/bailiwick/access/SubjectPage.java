package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;

/**
 * Who has a permission on a resource.
 *
 * @param users a page of those who have it, by ascending id
 * @param everyone whether every other account that is in use, and of which nothing is known in the
 *     tenant, has it too. Where members of an org have it because everyone has, they are listed.
 */
public record SubjectPage(Page<UserId> users, boolean everyone) {
  /** Refuses a null. */
  public SubjectPage {
    given(users, "subjects.users");
  }
}
