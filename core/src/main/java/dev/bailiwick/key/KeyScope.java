package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.permission.Role;
import java.util.Arrays;

/**
 * The scope of an API key. The right of a call is the right of the key's owner at that moment,
 * within the scope.
 *
 * @param roles the roles of the model whose permissions the key has at most; empty for all
 * @param resources the resources on which, and below which, the key has them; empty for all
 */
public record KeyScope(ImmutableSortedSet<Role> roles, ImmutableSortedSet<ResourceId> resources) {
  private static final KeyScope ALL =
      new KeyScope(ImmutableSortedSet.of(), ImmutableSortedSet.of());

  /** Refuses a scope that is too large. */
  public KeyScope {
    each(roles, "scope.roles");
    each(resources, "scope.resources");
    InvalidParameter.unless(
        roles.size() <= Limits.BATCH && resources.size() <= Limits.BATCH,
        "scope",
        "must have at most " + Limits.BATCH + " roles and resources");
  }

  /** Returns the scope of everything that the owner of the key may do through a key. */
  public static KeyScope all() {
    return ALL;
  }

  /** Returns the same scope with at most the permissions of these roles of the model. */
  public KeyScope withRoles(Role... only) {
    return new KeyScope(ImmutableSortedSet.copyOf(each(only, "scope.roles")), resources);
  }

  /** Returns the same scope on these resources and those below them. */
  public KeyScope withResources(ResourceRef... only) {
    return new KeyScope(
        roles,
        Arrays.stream(each(only, "scope.resources"))
            .map(ref -> given(ref, "scope.resources").key())
            .collect(ImmutableSortedSet.toImmutableSortedSet(ResourceId::compareTo)));
  }

  /** Returns whether the scope is everything. */
  public boolean isAll() {
    return equals(ALL);
  }
}
