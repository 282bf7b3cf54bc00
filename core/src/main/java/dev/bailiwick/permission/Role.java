package dev.bailiwick.permission;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;

/**
 * A bundle of permissions, by name: what a grant gives. What is in it stands in the {@link Model},
 * or, for a role that an org composed for itself, in that org's {@link RoleDefinition}. The two
 * kinds never share a name: an org's own begin with {@code org/}.
 *
 * @param name {@code [a-z][a-z0-9_.-]*}, at most 64 characters, after {@code org/} for an org's own
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

  /** The role of the model that has this name. */
  public static Role of(String name) {
    return new Role(name);
  }

  /** The role that an org composed for itself under this name. */
  public static Role ofOrg(String name) {
    return new Role(OWN + given(name, "role"));
  }

  /** Whether an org composed it; else it is the model's. */
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
