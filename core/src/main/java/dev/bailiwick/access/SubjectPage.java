package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;

/**
 * The users with a permission on a resource.
 *
 * @param users a page of these users, by ascending id
 * @param everyone whether every other active account, about which nothing is known in the tenant,
 *     has the permission too. Members of an org that have it by a grant to everyone are listed in
 *     {@code users}.
 */
public record SubjectPage(Page<UserId> users, boolean everyone) {
  /** Refuses a null. */
  public SubjectPage {
    given(users, "subjects.users");
  }
}
