package dev.bailiwick.internal.bulk;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.bailiwick.error.InvalidParameter.unless;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Role;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The users, teams, roles and resources that the records of a chunk name. They are read from the
 * store at once, and updated by each record of the chunk. A record that names a thing which does
 * not exist is refused.
 */
public final class ChunkReferences {
  private final Caller caller;
  private final OrgId org;
  private final Map<ExternalIdentity, UserId> people = new HashMap<>();
  private final Map<UserId, User> accounts = new HashMap<>();
  private final Map<UserId, Membership> memberships = new HashMap<>();
  private final Map<String, Team> teams = new HashMap<>();
  private final Map<TeamId, Team> teamsById = new HashMap<>();
  private final Map<ResourceId, Resource> resources = new HashMap<>();
  private final Set<Role> roles = new HashSet<>();

  /** Reads everything that these records name from the store. */
  public ChunkReferences(Caller caller, OrgId org, Iterable<? extends TenantRecord> records) {
    this.caller = caller;
    this.org = org;
    Named named = new Named(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    records.forEach(named::add);
    View view = caller.view();
    view.users()
        .findByIdentity(named.people())
        .forEach(
            (identity, user) -> {
              people.put(identity, user.id());
              accounts.put(user.id(), user);
            });
    memberships.putAll(view.orgs().memberships(org, accounts.keySet()));
    teams.putAll(view.teams().findByName(org, named.teams()));
    resources.putAll(view.resources().findAll(org, named.resources()));
  }

  /** The names that the records use. */
  private record Named(Set<ExternalIdentity> people, Set<String> teams, Set<ResourceId> resources) {
    void add(TenantRecord record) {
      if (record instanceof TenantRecord.Person person) {
        people.addAll(person.identities());
      } else if (record instanceof TenantRecord.Member member) {
        people.add(member.person());
      } else if (record instanceof TenantRecord.Team team) {
        people.add(team.owner());
        team(team.name());
        team.parent().ifPresent(this::team);
      } else if (record instanceof TenantRecord.Seat seat) {
        people.add(seat.person());
        team(seat.team());
      } else if (record instanceof TenantRecord.Resource resource) {
        people.add(resource.owner());
        resources.add(resource.id());
        resource.parent().ifPresent(resources::add);
      } else if (record instanceof TenantRecord.Grant grant) {
        add(grant.resource());
        add(grant.accessor());
      }
    }

    private void add(Name name) {
      if (name instanceof Name.User user) {
        people.add(user.identity());
      } else if (name instanceof Name.Team team) {
        team(team.name());
      }
    }

    private void team(String name) {
      teams.add(Text.canonical(name));
    }
  }

  /** Returns the accounts to which these identities belong. */
  public ImmutableSet<User> accounts(Set<ExternalIdentity> identities) {
    identities.stream()
        .filter(people::containsKey)
        .forEach(identity -> person(identity, "person.identities"));
    return identities.stream()
        .flatMap(identity -> Optional.ofNullable(people.get(identity)).stream())
        .flatMap(user -> Optional.ofNullable(accounts.get(user)).stream())
        .collect(toImmutableSet());
  }

  public UserId person(ExternalIdentity identity, String field) {
    UserId user = people.get(identity);
    if (user == null) {
      throw new InvalidParameter(field, "belongs to no account: " + identity);
    }
    User account = accounts.get(user);
    unless(
        account == null || account.serviceOf().isEmpty(),
        field,
        "belongs to a service account: " + identity);
    return user;
  }

  public UserId member(ExternalIdentity identity, String field) {
    UserId user = person(identity, field);
    unless(memberships.containsKey(user), field, "is no member of the org: " + identity);
    return user;
  }

  public Optional<Membership> membership(UserId user) {
    return Optional.ofNullable(memberships.get(user));
  }

  public Team team(String name, String field) {
    return team(name)
        .orElseThrow(
            () -> new InvalidParameter(field, "the org has no team of this name: " + name));
  }

  public Optional<Team> team(String name) {
    return Optional.ofNullable(teams.get(Text.canonical(name)));
  }

  /** Refuses a parent below which a team would have too many ancestors. */
  public void requireDepth(Team parent) {
    int ancestors = 0;
    for (Optional<Team> above = Optional.of(parent); above.isPresent(); ) {
      ancestors++;
      unless(
          ancestors <= Limits.TEAM_DEPTH,
          "team.parent",
          "has too many ancestors: at most " + Limits.TEAM_DEPTH);
      above =
          above.get().parents().stream()
              .findFirst()
              .flatMap(
                  id ->
                      Optional.ofNullable(teamsById.get(id))
                          .or(() -> caller.view().teams().find(id)));
    }
  }

  /**
   * Refuses a parent that is not registered, or below which a resource would have too many
   * ancestors.
   */
  public void requireDepth(ResourceId parent) {
    int ancestors = 0;
    for (Optional<ResourceId> above = Optional.of(parent); above.isPresent(); ) {
      Optional<Resource> next = resource(above.get());
      unless(next.isPresent(), "resource.parent", "is not registered: " + above.get());
      ancestors++;
      unless(
          ancestors <= Limits.RESOURCE_DEPTH,
          "resource.parent",
          "has too many ancestors: at most " + Limits.RESOURCE_DEPTH);
      above = next.flatMap(Resource::parent);
    }
  }

  public Optional<Resource> resource(ResourceId id) {
    return Optional.ofNullable(resources.get(id)).or(() -> caller.view().resources().find(org, id));
  }

  public void requireDefined(Role role, String field) {
    if (!roles.contains(role)) {
      unless(
          RolePermissions.permissions(caller.view(), caller.model(), org, role).isPresent(),
          field,
          "is not defined: " + role);
      roles.add(role);
    }
  }

  public void put(User user) {
    user.identities().forEach(identity -> people.put(identity, user.id()));
    accounts.put(user.id(), user);
  }

  public void put(Membership member) {
    memberships.put(member.user(), member);
  }

  public void put(Role role) {
    roles.add(role);
  }

  public void put(Team team) {
    teams.put(Text.canonical(team.name()), team);
    teamsById.put(team.id(), team);
  }

  public void put(Resource resource) {
    resources.put(resource.id(), resource);
  }
}
