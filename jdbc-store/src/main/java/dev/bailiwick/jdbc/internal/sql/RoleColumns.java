package dev.bailiwick.jdbc.internal.sql;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;

/** The columns of a role of an org. */
public final class RoleColumns {
  private RoleColumns() {}

  /** Reads a role from its columns. */
  public static RoleDefinition read(OrgId org, String name, String permissions) {
    return new RoleDefinition(
        org,
        new Role(name),
        Splitter.on(' ')
            .splitToStream(permissions)
            .map(Permission::new)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Permission::compareTo)));
  }

  /** Returns the permissions of a role as one column. */
  public static String permissions(RoleDefinition role) {
    return Joiner.on(' ').join(role.permissions());
  }
}
