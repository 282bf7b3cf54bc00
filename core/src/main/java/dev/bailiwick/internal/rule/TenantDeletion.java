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

/** What goes with a tenant: everything in it. */
public final class TenantDeletion {
  private TenantDeletion() {}

  /** Deletes every grant, team and resource of a tenant, what is part of another before that. */
  public static void clear(Change change, Tenant tenant) {
    StoredLists.grants(change.view(), tenant).toList().forEach(change::delete);
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

  /** The same, each before what it is part of; what is stored in a circle, in any order. */
  private static <K, V> List<V> leavesFirst(
      List<V> all, Function<V, K> id, Function<V, Optional<K>> parent) {
    Map<K, V> byId = Maps.uniqueIndex(all, id::apply);
    Set<K> placed = new HashSet<>();
    Deque<V> leavesFirst = new ArrayDeque<>();
    for (V thing : all) {
      // From the thing up to what is placed already; then down again, each put before its parent.
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
