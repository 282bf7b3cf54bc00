package dev.bailiwick.store;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Finds candidates through the repositories of a view, by reading the whole tenant. */
record RepositoryCandidates(View view) implements CandidateRepository {
  @Override
  public ImmutableList<ResourceId> resources(Tenant tenant, String type, Slice<ResourceId> slice) {
    NavigableSet<ResourceId> known = new TreeSet<>();
    if (tenant instanceof OrgId org) {
      known.add(org.key());
    }
    teams(tenant).forEach(team -> known.add(team.id().key()));
    Slices.all(rest -> view.resources().list(tenant, rest), Resource::id)
        .forEach(resource -> known.add(resource.id()));
    Slices.all(rest -> view.grants().list(tenant, rest), Grant::key)
        .forEach(grant -> known.add(grant.resource()));
    known.removeIf(id -> !id.type().equals(type));
    return slice(known, slice);
  }

  @Override
  public ImmutableList<UserId> subjects(
      Tenant tenant, ImmutableList<ResourceId> resources, Slice<UserId> slice) {
    NavigableSet<UserId> users = new TreeSet<>();
    Set<TeamId> teams = new HashSet<>();
    Set<OrgId> orgs = new HashSet<>();
    List<Team> all = teams(tenant);
    for (ResourceId id : resources) {
      view.resources().find(tenant, id).ifPresent(resource -> users.add(resource.owner()));
      if (tenant instanceof OrgId org && org.key().equals(id)) {
        orgs.add(org);
      }
      for (Team team : all) {
        if (team.id().key().equals(id)) {
          users.add(team.owner());
          teams.add(team.id());
        }
      }
      Slices.all(rest -> view.grants().on(tenant, id, rest), Grant::key)
          .map(Grant::accessor)
          .forEach(
              accessor -> {
                if (accessor instanceof UserId user) {
                  users.add(user);
                } else if (accessor instanceof TeamId team) {
                  teams.add(team);
                } else if (accessor instanceof OrgId org) {
                  orgs.add(org);
                }
              });
    }
    Deque<TeamId> parents = new ArrayDeque<>(teams);
    while (!parents.isEmpty()) {
      TeamId parent = parents.remove();
      for (Team team : all) {
        if (team.parents().contains(parent) && teams.add(team.id())) {
          parents.add(team.id());
        }
      }
    }
    for (TeamId team : teams) {
      Slices.all(rest -> view.teams().seats(team, rest), Seat::user)
          .forEach(seat -> users.add(seat.user()));
    }
    for (OrgId org : orgs) {
      Slices.all(rest -> view.orgs().members(org, rest), Membership::user)
          .forEach(member -> users.add(member.user()));
    }
    return slice(users, slice);
  }

  private List<Team> teams(Tenant tenant) {
    return Slices.all(slice -> view.teams().list(tenant, slice), Team::id).toList();
  }

  private static <T> ImmutableList<T> slice(NavigableSet<T> all, Slice<T> slice) {
    return slice.after().map(after -> all.tailSet(after, false)).orElse(all).stream()
        .limit(slice.limit())
        .collect(toImmutableList());
  }
}
