package dev.bailiwick.internal.rule;

import com.google.common.collect.Maps;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Team;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Deletes the contents of a tenant, before the tenant itself is deleted. */
public final class TenantDeletion {
  private TenantDeletion() {}

  /**
   * Deletes every invitation, grant, key, impersonation, delegation, team and resource of a tenant.
   * Children are deleted before their parents.
   */
  public static void clear(Change change, Tenant tenant) {
    StoredLists.invitations(change.view(), tenant).toList().forEach(change::delete);
    StoredLists.grants(change.view(), tenant).toList().forEach(change::delete);
    KeyRules.of(change.view(), tenant).toList().forEach(change.keys()::delete);
    ImpersonationRules.clear(change, tenant);
    DelegationRules.clear(change, tenant);
    leavesFirst(
            StoredLists.teams(change.view(), tenant).toList(),
            Team::id,
            team -> team.parents().stream().findFirst())
        .forEach(
            team -> {
              StoredLists.seats(change.view(), team.id())
                  .toList()
                  .forEach(seat -> change.delete(tenant, seat));
              change.delete(team);
            });
    leavesFirst(
            StoredLists.resources(change.view(), tenant).toList(), Resource::id, Resource::parent)
        .forEach(change::delete);
  }

  /**
   * Returns the given things, each before its parent. Things whose stored parents form a cycle come
   * in any order.
   */
  private static <K, V> List<V> leavesFirst(
      List<V> all, Function<V, K> id, Function<V, Optional<K>> parent) {
    Map<K, V> byId = Maps.uniqueIndex(all, id::apply);
    Set<K> placed = new HashSet<>();
    Deque<V> leavesFirst = new ArrayDeque<>();
    for (V thing : all) {
      // Go up from the thing to the first ancestor that is already placed. Then place the new ones,
      // each in front of its parent.
      Deque<V> line = new ArrayDeque<>();
      Optional<V> next = Optional.of(thing);
      while (next.isPresent() && placed.add(id.apply(next.get()))) {
        line.push(next.get());
        next = parent.apply(next.get()).flatMap(key -> Optional.ofNullable(byId.get(key)));
      }
      line.forEach(leavesFirst::push);
    }
    return List.copyOf(leavesFirst);
  }
}
