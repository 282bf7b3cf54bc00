package dev.bailiwick.internal.decision;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The path of a resource: the resource and its ancestors up to the tenant. A grant on any of them
 * applies to the resource.
 *
 * @param nodes the resource first; the org last if the tenant is an org. Empty if the resource is a
 *     team or an org that does not exist in the tenant.
 */
public record Ancestors(ImmutableList<Node> nodes) {

  /** A resource on the path, and its owner. */
  public record Node(ResourceId id, Optional<UserId> owner) {}

  /** Whether the resource does not exist in the tenant. */
  public boolean missing() {
    return nodes.isEmpty();
  }

  public boolean ownedBy(UserId user) {
    return nodes.stream().anyMatch(node -> node.owner().filter(user::equals).isPresent());
  }

  /**
   * Returns the path of a resource. Registered owners and parents win over caller-supplied ones.
   *
   * @throws InvalidParameter if a caller-supplied parent is in another tenant
   * @throws CorruptData if the parents form a cycle
   * @throws LimitExceeded if there are more than {@link Limits#RESOURCE_DEPTH} ancestors
   */
  public static Ancestors of(Tenant tenant, ResourceRef resource, Facts facts) {
    List<Node> nodes = new ArrayList<>();
    Set<ResourceId> seen = new HashSet<>();
    Optional<? extends ResourceRef> next = Optional.of(resource);
    while (next.isPresent()) {
      ResourceRef ref = next.get();
      ResourceId id = ref.key();
      InvalidParameter.unless(
          ref.tenant().map(tenant::equals).orElse(true),
          "resource.parent",
          "must be in the tenant of the resource");
      if (id.type().equals(ResourceId.ORG)) {
        if (nodes.isEmpty() && !isRoot(tenant, id)) {
          return new Ancestors(ImmutableList.of());
        }
        InvalidParameter.unless(
            isRoot(tenant, id), "resource.parent", "must be in the tenant of the resource");
        break;
      }
      if (!seen.add(id)) {
        throw new CorruptData("the parents of " + resource.key() + " form a cycle");
      }
      if (nodes.size() > Limits.RESOURCE_DEPTH) {
        throw new LimitExceeded("resource parents", Limits.RESOURCE_DEPTH);
      }
      if (id.type().equals(ResourceId.TEAM)) {
        Optional<Facts.TeamFacts> team =
            teamId(id).flatMap(facts::team).filter(found -> found.tenant().equals(tenant));
        if (team.isEmpty()) {
          return new Ancestors(ImmutableList.of());
        }
        nodes.add(new Node(id, team.map(Facts.TeamFacts::owner)));
        break;
      }
      Optional<Facts.ResourceFacts> registered = facts.resource(tenant, id);
      if (registered.isPresent()) {
        nodes.add(new Node(id, registered.map(Facts.ResourceFacts::owner)));
        next = registered.get().parent();
      } else {
        nodes.add(new Node(id, ref.owner()));
        next = ref.parent();
      }
    }
    if (tenant instanceof OrgId org) {
      nodes.add(new Node(org.key(), Optional.empty()));
    }
    return new Ancestors(ImmutableList.copyOf(nodes));
  }

  /**
   * Checks the caller-supplied parents of a resource, before anything is read from the tenant.
   *
   * @throws InvalidParameter if one of them is in another tenant
   */
  public static void requireOneTenant(Tenant tenant, ResourceRef resource) {
    Optional<ResourceRef> next = resource.parent();
    while (next.isPresent()) {
      ResourceRef parent = next.get();
      InvalidParameter.unless(
          parent.tenant().map(tenant::equals).orElse(true)
              && (!parent.key().type().equals(ResourceId.ORG) || isRoot(tenant, parent.key())),
          "resource.parent",
          "must be in the tenant of the resource");
      next = parent.parent();
    }
  }

  /** The team that a resource id names; empty if the id is not a number. */
  public static Optional<TeamId> teamId(ResourceId id) {
    return id.id().matches("[1-9][0-9]{0,17}")
        ? Optional.of(new TeamId(Long.parseLong(id.id())))
        : Optional.empty();
  }

  private static boolean isRoot(Tenant tenant, ResourceId id) {
    return tenant instanceof OrgId org && org.key().equals(id);
  }
}
