package dev.bailiwick.permission;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.util.regex.Pattern;

/**
 * One action on a resource, by name. The four constants belong to every model, since the library's
 * own rules use them; the others are the host's.
 *
 * @param name {@code [a-z][a-z0-9_.-]*}, at most 64 characters
 */
public record Permission(String name) implements Comparable<Permission> {
  // First, since the constants below are checked by it.
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

  /** To see the resource. */
  public static final Permission READ = new Permission("read");

  /** To change the resource and the access to it: to grant, to revoke, to deny. */
  public static final Permission MANAGE = new Permission("manage");

  /** To delete the resource. */
  public static final Permission DELETE = new Permission("delete");

  /** To transfer the resource to another owner, or to move it to another parent. */
  public static final Permission TRANSFER = new Permission("transfer");

  /** Refuses a malformed name. */
  public Permission {
    InvalidParameter.unless(
        NAME.matcher(given(name, "permission")).matches(),
        "permission",
        "must be a lower-case name, [a-z][a-z0-9_.-]*, of at most 64 characters");
  }

  /** The permission of this name. */
  public static Permission of(String name) {
    return new Permission(name);
  }

  @Override
  public int compareTo(Permission other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
