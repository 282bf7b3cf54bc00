package dev.bailiwick.jdbc.internal.facts;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.RoleColumns;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.SuspensionColumn;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.Facts.OrgFacts;
import dev.bailiwick.store.Facts.TeamFacts;
import dev.bailiwick.store.Standing;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.UserStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The facts about some users, and about the tenant in which they were read. They do not change once
 * they are read; two with the same facts are equal.
 *
 * @param accessors the accessors through which grants reach one of the users
 */
public record PeopleFacts(
    Optional<OrgFacts> org,
    Map<UserId, Standing> standings,
    Map<UserId, Long> stamps,
    Map<UserId, OrgId> serviceAccounts,
    Map<UserId, Membership> memberships,
    Map<UserId, Set<OrgId>> orgs,
    Map<UserId, Set<OrgId>> suspendedOrgs,
    Map<UserId, Map<TeamId, Seat>> seats,
    Map<TeamId, TeamFacts> teams,
    Map<Role, RoleDefinition> roles,
    Set<Accessor> accessors) {

  /** The states of an org beside which a membership is read; 0 if it is neither of them. */
  private static final long DELETED = 1;

  private static final long SUSPENDED = 2;

  /**
   * Reads the facts about the users of a query, and leaves out all others.
   *
   * @throws CorruptData if one of them cannot be understood
   */
  public static PeopleFacts of(FactsQuery query, Collection<Fact> facts) {
    List<OrgFacts> org = new ArrayList<>();
    Fact.each(facts, fact -> org(fact).ifPresent(org::add));
    PeopleFacts people =
        new PeopleFacts(
            org.stream().findFirst(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashSet<>());
    people.accessors.addAll(query.users());
    people.accessors.add(Everyone.EVERYONE);
    if (query.tenant() instanceof OrgId own) {
      people.accessors.add(own);
    }
    Fact.each(facts, fact -> people.add(query.tenant(), fact));
    return people;
  }

  private void add(Tenant tenant, Fact fact) {
    switch (fact.kind()) {
      case USER -> {
        UserId user = new UserId(Fact.one(fact.n1()));
        standings.put(
            user, standing(UserStatus.valueOf(Fact.one(fact.s1())), Fact.one(fact.n2()) == 1));
        stamps.put(user, Fact.one(fact.n3()));
        if (Fact.one(fact.n4()) > 0) {
          serviceAccounts.put(user, new OrgId(Fact.one(fact.n4())));
        }
      }
      case MEMBERSHIP -> member(tenant, fact);
      case SEAT -> {
        UserId user = new UserId(Fact.one(fact.n1()));
        TeamId team = new TeamId(Fact.one(fact.n2()));
        seats
            .computeIfAbsent(user, unused -> new TreeMap<>())
            .put(team, new Seat(team, user, Fact.one(fact.n3()) == 1));
      }
      case TEAM -> team(fact);
      case ROLE -> {
        RoleDefinition role =
            RoleColumns.read((OrgId) tenant, Fact.one(fact.s1()), Fact.one(fact.s2()));
        roles.put(role.role(), role);
      }
      case ORG, RESOURCE, GRANT, STAMP, ALONG -> {}
    }
  }

  private static Optional<OrgFacts> org(Fact fact) {
    return fact.kind() == Fact.Kind.ORG && Fact.one(fact.n4()) == 0
        ? Optional.of(
            new OrgFacts(
                new UserId(Fact.one(fact.n2())),
                Fact.one(fact.n3()) == 1,
                fact.s1().map(Role::new),
                SuspensionColumn.of(Fact.one(fact.n5()))))
        : Optional.empty();
  }

  private void member(Tenant tenant, Fact fact) {
    OrgId of = new OrgId(Fact.one(fact.n1()));
    UserId user = new UserId(Fact.one(fact.n2()));
    boolean active = Fact.one(fact.n4()) == 1;
    if (of.equals(tenant)) {
      memberships.put(
          user, Membership.of(of, user).withAdmin(Fact.one(fact.n3()) == 1).withActive(active));
    }
    long state = Fact.one(fact.n5());
    if (active && state != DELETED) {
      orgs.computeIfAbsent(user, unused -> new TreeSet<>()).add(of);
      accessors.add(of);
      if (state == SUSPENDED) {
        suspendedOrgs.computeIfAbsent(user, unused -> new TreeSet<>()).add(of);
      }
    }
  }

  private void team(Fact fact) {
    TeamId id = new TeamId(Fact.one(fact.n1()));
    Tenant tenant = Row.tenant(Fact.one(fact.n3()), Fact.one(fact.n2()));
    teams.put(
        id, new TeamFacts(tenant, new UserId(Fact.one(fact.n4())), fact.n5().map(TeamId::new)));
    if (fact.s1().equals(Optional.of(FactsQuery.HELD))) {
      accessors.add(id);
    }
  }

  private static Standing standing(UserStatus status, boolean locked) {
    return switch (status) {
      case ACTIVE -> locked ? Standing.LOCKED : Standing.ACTIVE;
      case UNCLAIMED -> locked ? Standing.LOCKED : Standing.UNCLAIMED;
      case DEACTIVATED -> Standing.DEACTIVATED;
      case ERASED -> Standing.UNKNOWN;
    };
  }

  public Standing standing(UserId user) {
    return standings.getOrDefault(user, Standing.UNKNOWN);
  }

  public long stamp(UserId user) {
    return stamps.getOrDefault(user, 0L);
  }

  public Optional<OrgId> serviceOf(UserId user) {
    return Optional.ofNullable(serviceAccounts.get(user));
  }

  public ImmutableList<OrgId> orgs(UserId user) {
    return ImmutableList.copyOf(orgs.getOrDefault(user, Set.of()));
  }

  public ImmutableList<OrgId> suspendedOrgs(UserId user) {
    return ImmutableList.copyOf(suspendedOrgs.getOrDefault(user, Set.of()));
  }

  public ImmutableList<TeamId> teams(UserId user) {
    return ImmutableList.copyOf(seats.getOrDefault(user, Map.of()).keySet());
  }

  public Optional<Seat> seat(TeamId team, UserId user) {
    return Optional.ofNullable(seats.getOrDefault(user, Map.of()).get(team));
  }
}
