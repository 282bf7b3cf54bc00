package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;

/**
 * The question whether a user has a permission on a resource.
 *
 * @param user the user that the question is about
 * @param permission the permission that the user may have
 * @param resource the resource on which the user may have it
 */
public record Question(UserId user, Permission permission, ResourceRef resource) {
  /** Refuses a null. */
  public Question {
    given(user, "question.user");
    given(permission, "question.permission");
    given(resource, "question.resource");
  }
}
