package dev.bailiwick.jdbc;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import dev.bailiwick.access.Facts.OrgFacts;
import dev.bailiwick.access.Facts.TeamFacts;
import dev.bailiwick.access.Standing;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.FactsQuery.Fact;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.UserStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one statement brought: answers are empty where it did not ask. */
final class FactsPage {
  private final FactsQuery query;
  private final Map<UserId, Standing> standings = new HashMap<>();
  private final Map<UserId, Membership> memberships = new HashMap<>();
  private final Map<UserId, Set<OrgId>> orgs = new HashMap<>();
  private final Map<UserId, Map<TeamId, Seat>> seats = new HashMap<>();
  private final Map<TeamId, TeamFacts> teams = new HashMap<>();
  private final Map<ResourceId, Resource> registered = new HashMap<>();
  private final ListMultimap<ResourceId, Grant> grants = ArrayListMultimap.create();
  private final Map<Role, RoleDefinition> roles = new HashMap<>();
  private final Set<ResourceId> nodes = new HashSet<>();
  private final Set<ResourceId> followed = new HashSet<>();
  private final Set<Accessor> accessors = new HashSet<>();
  private Optional<OrgFacts> org = Optional.empty();

  private FactsPage(FactsQuery query) {
    this.query = query;
  }

  /**
   * What the rows say.
   *
   * @throws CorruptData if one of them cannot be understood
   */
  static FactsPage of(FactsQuery query, Collection<Fact> facts) {
    FactsPage page = new FactsPage(query);
    page.nodes.addAll(query.resources());
    page.accessors.addAll(query.users());
    page.accessors.add(Everyone.EVERYONE);
    query.tenant().match(person -> false, page.accessors::add);
    Map<Grant.Key, Grant> granted = new LinkedHashMap<>();
    for (Fact fact : facts) {
      try {
        page.add(fact, granted);
      } catch (InvalidParameter | IllegalArgumentException unreadable) {
        CorruptData corrupt = new CorruptData(fact + ": " + unreadable.getMessage());
        corrupt.initCause(unreadable);
        throw corrupt;
      }
    }
    granted.values().forEach(grant -> page.grants.put(grant.resource(), grant));
    return page;
  }

  private void add(Fact fact, Map<Grant.Key, Grant> granted) {
    switch (fact.kind()) {
      case USER ->
          standings.put(
              new UserId(one(fact.n1())),
              standing(UserStatus.valueOf(one(fact.s1())), one(fact.n2()) == 1));
      case ORG -> {
        if (one(fact.n4()) == 0) {
          org =
              Optional.of(
                  new OrgFacts(
                      new UserId(one(fact.n2())), one(fact.n3()) == 1, fact.s1().map(Role::new)));
        }
      }
      case MEMBERSHIP -> member(fact);
      case SEAT -> {
        UserId user = new UserId(one(fact.n1()));
        TeamId team = new TeamId(one(fact.n2()));
        seats
            .computeIfAbsent(user, unused -> new TreeMap<>())
            .put(team, new Seat(team, user, one(fact.n3()) == 1));
      }
      case TEAM -> team(fact);
      case RESOURCE -> resource(fact);
      case GRANT -> {
        Grant grant = grant(fact);
        granted.put(grant.key(), grant);
      }
      case STAMP -> throw new IllegalArgumentException("a stamp is no fact");
      case ROLE -> {
        OrgId owner = (OrgId) query.tenant();
        RoleDefinition role = JdbcOrgRepository.role(owner, one(fact.s1()), one(fact.s2()));
        roles.put(role.role(), role);
      }
    }
  }

  private void member(Fact fact) {
    OrgId of = new OrgId(one(fact.n1()));
    UserId user = new UserId(one(fact.n2()));
    boolean active = one(fact.n4()) == 1;
    if (of.equals(query.tenant())) {
      memberships.put(user, new Membership(of, user, one(fact.n3()) == 1, active));
    }
    if (active && one(fact.n5()) == 0) {
      orgs.computeIfAbsent(user, unused -> new TreeSet<>()).add(of);
      accessors.add(of);
    }
  }

  private void team(Fact fact) {
    TeamId id = new TeamId(one(fact.n1()));
    Tenant tenant = Row.tenant(one(fact.n3()), one(fact.n2()));
    teams.put(id, new TeamFacts(tenant, new UserId(one(fact.n4())), fact.n5().map(TeamId::new)));
    if (fact.isHeldTeam()) {
      accessors.add(id);
    }
  }

  private void resource(Fact fact) {
    ResourceId id = new ResourceId(one(fact.s1()), one(fact.k1()));
    Optional<ResourceId> parent = fact.s2().map(t -> new ResourceId(t, one(fact.k2())));
    Resource row =
        new Resource(query.tenant(), id, new UserId(one(fact.n1())), parent, one(fact.n3()));
    registered.put(id, row);
    nodes.add(id);
    parent.ifPresent(nodes::add);
    // What the line went on from is registered, or is not.
    parent.filter(p -> one(fact.n2()) <= Limits.RESOURCE_DEPTH).ifPresent(followed::add);
  }

  private Grant grant(Fact fact) {
    return new Grant(
        query.tenant(),
        new Grant.Key(
            new ResourceId(one(fact.s1()), one(fact.k1())),
            JdbcGrantRepository.accessor(one(fact.n1()), one(fact.n2())),
            new Role(one(fact.s2())),
            JdbcGrantRepository.effect(one(fact.n3()))),
        new Window(fact.n4().map(Row::instant), fact.n5().map(Row::instant)));
  }

  private static <T> T one(Optional<T> column) {
    return column.orElseThrow(() -> new IllegalArgumentException("a column is empty"));
  }

  private static Standing standing(UserStatus status, boolean locked) {
    return switch (status) {
      case ACTIVE -> locked ? Standing.LOCKED : Standing.ACTIVE;
      case DEACTIVATED -> Standing.DEACTIVATED;
      case ERASED -> Standing.UNKNOWN;
    };
  }

  Optional<Standing> standing(UserId user) {
    boolean asked = query.users().contains(user) || user.equals(query.tenant());
    return asked ? Optional.of(standings.getOrDefault(user, Standing.UNKNOWN)) : Optional.empty();
  }

  /** The org itself; every page asks for it. */
  Optional<OrgFacts> org() {
    return org;
  }

  Optional<Optional<Membership>> membership(UserId user) {
    return about(user, Optional.ofNullable(memberships.get(user)));
  }

  /** The orgs of somebody; asked for only where the org shares. */
  Optional<ImmutableList<OrgId>> orgs(UserId user) {
    return about(user, ImmutableList.copyOf(orgs.getOrDefault(user, Set.of())));
  }

  Optional<ImmutableList<TeamId>> teams(UserId user) {
    return about(user, ImmutableList.copyOf(seats.getOrDefault(user, Map.of()).keySet()));
  }

  /** A seat, if it was asked about this person's seats; the team is of this tenant. */
  Optional<Optional<Seat>> seat(TeamId team, UserId user) {
    return about(user, Optional.ofNullable(seats.getOrDefault(user, Map.of()).get(team)));
  }

  private <T> Optional<T> about(UserId user, T answer) {
    return query.users().contains(user) ? Optional.of(answer) : Optional.empty();
  }

  Optional<TeamFacts> team(TeamId team) {
    return Optional.ofNullable(teams.get(team));
  }

  /** A team that was named, or that there is none. */
  Optional<Optional<TeamFacts>> namedTeam(TeamId team) {
    return query.resources().contains(team.key()) ? Optional.of(team(team)) : Optional.empty();
  }

  Optional<Optional<Resource>> resource(ResourceId id) {
    Resource known = registered.get(id);
    if (known != null) {
      return Optional.of(Optional.of(known));
    }
    return query.resources().contains(id) || followed.contains(id)
        ? Optional.of(Optional.empty())
        : Optional.empty();
  }

  /** Whether every grant on a resource to these accessors was asked for. */
  boolean covers(ResourceId resource, Set<Accessor> wanted) {
    return nodes.contains(resource) && accessors.containsAll(wanted);
  }

  /** The people about whom it was asked, if these are among them. */
  Optional<Set<UserId>> peopleWith(Set<UserId> some) {
    return query.users().containsAll(some) ? Optional.of(query.users()) : Optional.empty();
  }

  /** The resources about which it was asked, if this is among them or above them. */
  Optional<Set<ResourceId>> resourcesWith(ResourceId one) {
    return nodes.contains(one) ? Optional.of(query.resources()) : Optional.empty();
  }

  ImmutableList<Grant> grants(ResourceId resource, Set<Accessor> wanted) {
    return grants.get(resource).stream()
        .filter(grant -> wanted.contains(grant.accessor()))
        .sorted(Comparator.comparing(Grant::key))
        .collect(ImmutableList.toImmutableList());
  }

  boolean rolesAreComplete() {
    return roles.size() <= FactsQuery.ROLES;
  }

  Optional<RoleDefinition> role(OrgId of, Role role) {
    return of.equals(query.tenant()) ? Optional.ofNullable(roles.get(role)) : Optional.empty();
  }
}
