package dev.bailiwick.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.reference.AnswerComparison;
import dev.bailiwick.contract.reference.Reference;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.resource.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The permissions of every user on every resource, by the reference, so that two states compare at
 * one instant.
 */
public final class ReferenceRights {
  /** A user, and a resource of a tenant. */
  public record Right(UserId user, Tenant tenant, ResourceId resource) {}

  private final StoreContents contents;
  private final Reference reference;
  private final Map<Right, Set<Permission>> known = new HashMap<>();

  private ReferenceRights(StoreContents contents, Reference reference) {
    this.contents = contents;
    this.reference = reference;
  }

  public static ReferenceRights of(StoreContents contents, History history) {
    return new ReferenceRights(
        contents, new Reference(World.MODEL, contents, history.world().clock().instant()));
  }

  /** Whether both the user and the resource exist. */
  public boolean knows(Right right) {
    return contents.people().contains(right.user())
        && contents.askable(right.tenant()).contains(right.resource());
  }

  public Set<Permission> on(Right right) {
    return known.computeIfAbsent(
        right, r -> reference.permissions(r.user(), r.tenant(), r.resource()));
  }

  private Map<Right, Set<Permission>> all() {
    for (Tenant tenant : AnswerComparison.tenants(contents)) {
      for (ResourceId resource : contents.askable(tenant)) {
        contents.users().forEach(user -> on(new Right(user.id(), tenant, resource)));
      }
    }
    return Map.copyOf(known);
  }

  /** Checks that every right of the other state exists in this one. */
  public void covers(ReferenceRights there, String when) {
    there
        .all()
        .forEach(
            (right, permissions) ->
                assertThat(on(right)).as("%s, %s", right, when).containsAll(permissions));
  }

  /** The rights of this state that the other lacks. */
  public Map<Right, Set<Permission>> gainedOver(ReferenceRights there) {
    Map<Right, Set<Permission>> gained = new LinkedHashMap<>();
    all()
        .forEach(
            (right, permissions) -> {
              Set<Permission> more = Sets.difference(permissions, there.on(right));
              if (!more.isEmpty()) {
                gained.put(right, more);
              }
            });
    return gained;
  }

  /**
   * The permissions of a user on a resource or above it, in spite of a denial on the resource
   * itself that stops them there; also an admin's structural permissions, since an admin of an org
   * can appoint another admin.
   */
  public Set<Permission> fromAbove(Right right) {
    Set<Permission> has = new HashSet<>();
    Set<ResourceId> seen = new HashSet<>();
    Optional<ResourceId> next = Optional.of(right.resource());
    while (next.isPresent() && seen.add(next.get())) {
      ResourceId resource = next.get();
      has.addAll(on(new Right(right.user(), right.tenant(), resource)));
      next =
          contents.resources().stream()
              .filter(r -> r.tenant().equals(right.tenant()) && r.id().equals(resource))
              .findFirst()
              .flatMap(Resource::parent);
    }
    if (right.tenant() instanceof OrgId org) {
      has.addAll(on(new Right(right.user(), org, org.key())));
      if (contents.memberships().contains(Membership.of(org, right.user()).asAdmin())) {
        has.addAll(Sets.difference(World.MODEL.permissions(), World.MODEL.ownerOnly().toSet()));
      }
    }
    return has;
  }
}
