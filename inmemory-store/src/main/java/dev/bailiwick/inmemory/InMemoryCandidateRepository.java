package dev.bailiwick.inmemory;

import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import com.google.common.primitives.Longs;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.CandidateRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.team.Team;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of the lookups in a view. Teams, and the org itself, count as resources that the
 * tenant is known to have; a team counts as related to each of its members.
 */
record InMemoryCandidateRepository(InMemoryView view) implements CandidateRepository {
  // No id comes before this one.
  private static final String FIRST_ID = "\u0001";

  @Override
  public ImmutableList<ResourceId> resources(
      Tenant tenant,
      String type,
      ImmutableSet<Accessor> accessors,
      UserId owner,
      Slice<ResourceId> slice) {
    State state = view.state();
    Set<ResourceId> tops = new HashSet<>(state.resourcesOwned().of(tenant).of(owner).keySet());
    state.teamsOwned().of(tenant).of(owner).keySet().forEach(team -> tops.add(team.key()));
    for (Accessor accessor : accessors) {
      for (Grant grant : state.grantsTo().of(tenant).of(accessor).values()) {
        tops.add(grant.resource());
      }
      if (accessor instanceof TeamId team) {
        tops.add(team.key());
      }
    }
    if (tenant instanceof OrgId org && tops.contains(org.key())) {
      return resources(tenant, type, slice);
    }
    var children = state.resourceChildren().of(tenant);
    Set<ResourceId> found = withDescendants(tops, parent -> children.of(parent).keySet());
    return Table.limited(
        found.stream()
            .filter(id -> id.type().equals(type))
            .filter(id -> slice.after().map(after -> id.compareTo(after) > 0).orElse(true))
            .sorted(),
        slice);
  }

  @Override
  public ImmutableList<ResourceId> resources(Tenant tenant, String type, Slice<ResourceId> slice) {
    State state = view.state();
    ResourceId first = ResourceId.of(type, FIRST_ID);
    ResourceId from = slice.after().filter(after -> after.compareTo(first) >= 0).orElse(first);
    var registered = state.resources().of(tenant).tailMap(from).keySet();
    var granted = state.grantsOn().of(tenant).groups().tailMap(from).keySet();
    var builtIn = builtIn(tenant, type).tailSet(from);
    return Table.limited(
        Streams.stream(
                Iterators.mergeSorted(
                    List.of(registered.iterator(), granted.iterator(), builtIn.iterator()),
                    naturalOrder()))
            .takeWhile(id -> id.type().equals(type))
            .filter(id -> !slice.after().filter(id::equals).isPresent())
            .distinct(),
        slice);
  }

  private TreeSet<ResourceId> builtIn(Tenant tenant, String type) {
    var ids = new TreeSet<ResourceId>();
    if (type.equals(ResourceId.TEAM)) {
      view.state().teamsOf().of(tenant).keySet().forEach(team -> ids.add(team.key()));
    } else if (type.equals(ResourceId.ORG) && tenant instanceof OrgId org) {
      ids.add(org.key());
    }
    return ids;
  }

  @Override
  public ImmutableList<UserId> subjects(
      Tenant tenant, ImmutableList<ResourceId> resources, Slice<UserId> slice) {
    State state = view.state();
    var users = new TreeSet<UserId>();
    Set<TeamId> teams = new HashSet<>();
    Set<OrgId> orgs = new HashSet<>();
    for (ResourceId id : resources) {
      Resource registered = state.resources().of(tenant).get(id);
      if (registered != null) {
        users.add(registered.owner());
      }
      Team team = team(tenant, id);
      if (team != null) {
        users.add(team.owner());
        teams.add(team.id());
      }
      if (tenant instanceof OrgId org && org.key().equals(id)) {
        orgs.add(org);
      }
      for (Grant grant : state.grantsOn().of(tenant).of(id).values()) {
        if (grant.accessor() instanceof UserId user) {
          users.add(user);
        } else if (grant.accessor() instanceof TeamId granted) {
          teams.add(granted);
        } else if (grant.accessor() instanceof OrgId org) {
          orgs.add(org);
        }
      }
    }
    for (TeamId team : withDescendants(teams, t -> state.teamChildren().of(t).keySet())) {
      users.addAll(state.seats().of(team).keySet());
    }
    for (OrgId org : orgs) {
      users.addAll(state.members().of(org).keySet());
    }
    return Table.limited(
        slice.after().map(after -> users.tailSet(after, false)).orElse(users).stream(), slice);
  }

  /** The team of the tenant that a resource id names. */
  private @Nullable Team team(Tenant tenant, ResourceId id) {
    Long number = id.type().equals(ResourceId.TEAM) ? Longs.tryParse(id.id()) : null;
    if (number == null || number <= 0) {
      return null;
    }
    Team team = view.state().teamsOf().of(tenant).get(new TeamId(number));
    return team != null && team.id().key().equals(id) ? team : null;
  }

  /** Returns the nodes and all nodes below them. Cycles end the walk and are no error. */
  private static <T> Set<T> withDescendants(
      Set<T> nodes, Function<T, ? extends Collection<T>> children) {
    Set<T> found = new HashSet<>(nodes);
    Deque<T> open = new ArrayDeque<>(nodes);
    while (!open.isEmpty()) {
      for (T child : children.apply(open.remove())) {
        if (found.add(child)) {
          open.add(child);
        }
      }
    }
    return found;
  }
}
