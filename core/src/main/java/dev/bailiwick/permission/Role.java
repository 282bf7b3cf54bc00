package dev.bailiwick.permission;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;

/**
 * A named set of permissions, which a grant gives. The {@link Model} defines its permissions; for a
 * role that an org defined for itself, the {@link RoleDefinition} of the org does. The two kinds
 * never share a name: the roles of an org begin with {@code org/}.
 *
 * @param name {@code [a-z][a-z0-9_.-]*}, at most 64 characters, after {@code org/} for a role of an
 *     org
 */
public record Role(String name) implements Comparable<Role> {
  private static final String OWN = "org/";

  /** Refuses a malformed name. */
  public Role {
    InvalidParameter.unless(
        Permission.NAME
            .matcher(given(name, "role").startsWith(OWN) ? name.substring(OWN.length()) : name)
            .matches(),
        "role",
        "must be a lower-case name, [a-z][a-z0-9_.-]*, of at most 64 characters");
  }

  /** The role of the model with this name. */
  public static Role of(String name) {
    return new Role(name);
  }

  /** The role that an org defined for itself with this name. */
  public static Role ofOrg(String name) {
    return new Role(OWN + given(name, "role"));
  }

  /** Whether an org defined the role; otherwise it is a role of the model. */
  public boolean isOfOrg() {
    return name.startsWith(OWN);
  }

  @Override
  public int compareTo(Role other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
