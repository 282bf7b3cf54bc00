package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The rows that one view has read. */
public final class RowCaches {
  /** The number of lists that are kept, and of rows in each. */
  private static final int LISTS = 100;

  final RowCache<UserId, User> users = new RowCache<>();
  final RowCache<Email, User> usersByEmail = new RowCache<>();
  final RowCache<ExternalIdentity, User> usersByIdentity = new RowCache<>();
  final RowCache<OrgId, Org> orgs = new RowCache<>();
  final RowCache<String, Org> orgsByKey = new RowCache<>();
  final RowCache<RowKey<OrgId, UserId>, Membership> memberships = new RowCache<>();
  final RowCache<RowKey<OrgId, Role>, RoleDefinition> roles = new RowCache<>();
  final RowCache<TeamId, Team> teams = new RowCache<>();
  final RowCache<RowKey<Tenant, String>, Team> teamsByName = new RowCache<>();
  final RowCache<RowKey<TeamId, UserId>, Seat> seats = new RowCache<>();
  final RowCache<RowKey<Tenant, ResourceId>, Resource> resources = new RowCache<>();
  final RowCache<RowKey<Tenant, Grant.Key>, Grant> grants = new RowCache<>();
  final RowCache<RowKey<OrgId, Set<String>>, Instant> bars = new RowCache<>();
  final RowCache<Tenant, TenantVersion> tenants = new RowCache<>();
  private final Map<Query, ImmutableList<?>> lists = new HashMap<>();

  /** Returns the result of a query, which always has the same type, and runs it only once. */
  @SuppressWarnings("unchecked")
  public <T> ImmutableList<T> list(Query query, Supplier<ImmutableList<T>> run) {
    ImmutableList<?> known = lists.get(query);
    if (known != null) {
      return (ImmutableList<T>) known;
    }
    ImmutableList<T> rows = run.get();
    if (rows.size() <= LISTS) {
      putList(query, rows);
    }
    return rows;
  }

  void putList(Query query, ImmutableList<?> rows) {
    if (lists.size() < LISTS) {
      lists.put(query, rows);
    }
  }

  /** Takes over the rows that another view has read. */
  public void putAll(RowCaches other) {
    users.putAll(other.users);
    usersByEmail.putAll(other.usersByEmail);
    usersByIdentity.putAll(other.usersByIdentity);
    orgs.putAll(other.orgs);
    orgsByKey.putAll(other.orgsByKey);
    memberships.putAll(other.memberships);
    roles.putAll(other.roles);
    teams.putAll(other.teams);
    teamsByName.putAll(other.teamsByName);
    seats.putAll(other.seats);
    resources.putAll(other.resources);
    grants.putAll(other.grants);
    bars.putAll(other.bars);
    tenants.putAll(other.tenants);
    lists.putAll(other.lists);
  }

  /**
   * Removes the rows that a change of a table may make untrue. The row that is found by its own key
   * stays; the writer replaces it by its new state.
   */
  public void forget(Table changed) {
    switch (changed) {
      case USERS -> {
        usersByEmail.clear();
        usersByIdentity.clear();
      }
      case ORGS -> orgsByKey.clear();
      case TEAMS -> teamsByName.clear();
      case BARS -> bars.clear();
      case MEMBERSHIPS,
          ROLES,
          SEATS,
          RESOURCES,
          GRANTS,
          INVITATIONS,
          DOMAINS,
          KEYS,
          TOKENS,
          JOIN_REQUESTS,
          ADDRESSES,
          PASSWORDS,
          IMPERSONATIONS,
          SUPPORT,
          HISTORY,
          DELEGATIONS,
          TENANTS,
          AUDIT,
          OPERATIONS -> {}
    }
    if (changed != Table.AUDIT && changed != Table.BARS) {
      lists.clear();
    }
  }
}
