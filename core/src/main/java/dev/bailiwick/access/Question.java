package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;

/**
 * May this user do this to that?
 *
 * @param user about whom
 * @param permission to do what
 * @param resource to what
 */
public record Question(UserId user, Permission permission, ResourceRef resource) {
  /** Refuses a null. */
  public Question {
    given(user, "question.user");
    given(permission, "question.permission");
    given(resource, "question.resource");
  }
}
