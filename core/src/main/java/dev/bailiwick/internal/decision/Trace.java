package dev.bailiwick.internal.decision;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.bailiwick.access.AccessConflict;
import dev.bailiwick.access.Decision;
import dev.bailiwick.access.Path;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the facts that the interpreter meets during a decision, for an explanation. It decides
 * nothing.
 */
public final class Trace {
  private final Model model;
  private final Map<Path, PermissionSet> given = new LinkedHashMap<>();
  private final Map<Path, PermissionSet> taken = new LinkedHashMap<>();
  private final List<Grant> outOfWindow = new ArrayList<>();
  private final List<Grant> unknownRoles = new ArrayList<>();
  private boolean missing;

  public Trace(Model model) {
    this.model = model;
  }

  public void missing() {
    missing = true;
  }

  public void structural(Path.Kind kind, ResourceId at, PermissionSet permissions) {
    given.put(
        new Path(kind, at, Optional.empty(), Optional.empty(), ImmutableList.of()), permissions);
  }

  public void membersDefault(ResourceId at, Role role, PermissionSet permissions) {
    given.put(
        new Path(
            Path.Kind.MEMBERS_DEFAULT, at, Optional.of(role), Optional.empty(), ImmutableList.of()),
        permissions);
  }

  public void outOfWindow(Grant grant) {
    outOfWindow.add(grant);
  }

  public void grant(Subject subject, Grant grant, Optional<PermissionSet> role) {
    if (role.isEmpty()) {
      unknownRoles.add(grant);
      return;
    }
    boolean denial = grant.effect() == Effect.DENY;
    for (ImmutableList<TeamId> teams : waysThroughTeams(subject, grant)) {
      Path path =
          new Path(
              denial ? Path.Kind.DENIAL : Path.Kind.GRANT,
              grant.resource(),
              Optional.of(grant.role()),
              Optional.of(grant),
              teams);
      (denial ? taken : given).put(path, role.get());
    }
  }

  /**
   * Returns every way from the user to the accessor: one way without teams, unless the accessor is
   * a team.
   */
  private static List<ImmutableList<TeamId>> waysThroughTeams(Subject subject, Grant grant) {
    if (!(grant.accessor() instanceof TeamId team)) {
      return List.of(ImmutableList.of());
    }
    return subject.teams().stream()
        .filter(line -> line.contains(team))
        .map(line -> line.subList(0, line.indexOf(team) + 1))
        .toList();
  }

  public Decision decision(
      Subject subject, ResourceId resource, Permission permission, boolean allowed) {
    Decision.Builder decision =
        Decision.builder()
            .allowed(allowed)
            .user(subject.user())
            .permission(permission)
            .resource(resource)
            .tenant(subject.tenant())
            .paths(with(permission, given))
            .denials(with(permission, taken))
            .outOfWindow(outOfWindow)
            .unknownRoles(unknownRoles)
            .conflict(conflict(subject.user()));
    if (!allowed) {
      decision.reasons(reasons(subject, permission)).elsewhere(without(permission));
    }
    return decision.build();
  }

  private ImmutableList<Path> without(Permission permission) {
    return given.entrySet().stream()
        .filter(path -> !path.getValue().contains(permission))
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Path> with(Permission permission, Map<Path, PermissionSet> paths) {
    return paths.entrySet().stream()
        .filter(path -> path.getValue().contains(permission))
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }

  private Set<Decision.Reason> reasons(Subject subject, Permission permission) {
    if (subject.standing() != Standing.ACTIVE) {
      return Set.of(
          switch (subject.standing()) {
            case DEACTIVATED -> Decision.Reason.USER_DEACTIVATED;
            case UNCLAIMED -> Decision.Reason.USER_UNCLAIMED;
            case LOCKED -> Decision.Reason.USER_LOCKED;
            default -> Decision.Reason.NO_SUCH_USER;
          });
    }
    if (subject.isSuspendedFor(permission)) {
      return Set.of(Decision.Reason.ORG_SUSPENDED);
    } else if (subject.position() == Subject.Position.INACTIVE) {
      return Set.of(Decision.Reason.MEMBERSHIP_INACTIVE);
    } else if (subject.position() == Subject.Position.OUTSIDER) {
      return Set.of(Decision.Reason.NOT_A_MEMBER);
    } else if (missing) {
      return Set.of(Decision.Reason.NO_SUCH_RESOURCE);
    }
    Set<Decision.Reason> reasons = new LinkedHashSet<>();
    if (!with(permission, given).isEmpty()) {
      reasons.add(Decision.Reason.DENIED);
    } else {
      reasons.add(
          given.isEmpty() ? Decision.Reason.NO_GRANT : Decision.Reason.ROLES_LACK_PERMISSION);
    }
    if (!outOfWindow.isEmpty()) {
      reasons.add(Decision.Reason.OUT_OF_WINDOW);
    }
    if (!unknownRoles.isEmpty()) {
      reasons.add(Decision.Reason.UNKNOWN_ROLE);
    }
    return reasons;
  }

  private Optional<AccessConflict> conflict(UserId user) {
    Set<Role> own = new LinkedHashSet<>();
    Set<Role> throughTeams = new LinkedHashSet<>();
    PermissionSet ownPermissions = model.none();
    PermissionSet teamPermissions = model.none();
    for (Map.Entry<Path, PermissionSet> way : given.entrySet()) {
      Path path = way.getKey();
      if (path.grant().filter(grant -> grant.accessor().equals(user)).isPresent()) {
        path.role().ifPresent(own::add);
        ownPermissions = ownPermissions.and(way.getValue());
      } else if (!path.teams().isEmpty()) {
        path.role().ifPresent(throughTeams::add);
        teamPermissions = teamPermissions.and(way.getValue());
      }
    }
    if (own.isEmpty() || throughTeams.isEmpty() || ownPermissions.equals(teamPermissions)) {
      return Optional.empty();
    }
    return Optional.of(
        new AccessConflict(
            ImmutableSet.copyOf(own),
            ImmutableSet.copyOf(throughTeams),
            ImmutableSet.copyOf(Sets.union(ownPermissions.toSet(), teamPermissions.toSet()))));
  }
}
