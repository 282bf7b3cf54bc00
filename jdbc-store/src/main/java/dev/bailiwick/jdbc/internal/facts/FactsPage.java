package dev.bailiwick.jdbc.internal.facts;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.SetMultimap;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Accessors;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Facts.OrgFacts;
import dev.bailiwick.store.Facts.TeamFacts;
import dev.bailiwick.store.Standing;
import dev.bailiwick.team.Seat;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts of one statement. An answer is empty where the statement did not ask. */
public final class FactsPage {
  private final FactsQuery query;
  private final PeopleFacts people;
  private final Map<ResourceId, Resource> registered = new HashMap<>();
  private final SetMultimap<ResourceId, Grant> grants = HashMultimap.create();
  private final Set<ResourceId> nodes = new HashSet<>();
  private final Set<ResourceId> followed = new HashSet<>();

  private FactsPage(FactsQuery query, PeopleFacts people) {
    this.query = query;
    this.people = people;
    nodes.addAll(query.resources());
  }

  /**
   * Reads the rows.
   *
   * @throws CorruptData if one of them cannot be understood
   */
  public static FactsPage of(FactsQuery query, Collection<Fact> facts) {
    return of(query, PeopleFacts.of(query, facts), facts);
  }

  /** As {@link #of(FactsQuery, Collection)}, where the facts about users are known already. */
  public static FactsPage of(FactsQuery query, PeopleFacts people, Collection<Fact> facts) {
    FactsPage page = new FactsPage(query, people);
    Fact.each(facts, page::add);
    return page;
  }

  /** The query that brought these facts. */
  public FactsQuery query() {
    return query;
  }

  private void add(Fact fact) {
    switch (fact.kind()) {
      case RESOURCE -> resource(fact);
      case GRANT -> {
        Grant grant = grant(fact);
        grants.put(grant.resource(), grant);
      }
      case USER, ORG, MEMBERSHIP, ROLE, SEAT, TEAM, STAMP, ALONG -> {}
    }
  }

  /** Whether another statement of the same query brought the same. */
  public boolean saysTheSameAs(FactsPage other) {
    return people.equals(other.people)
        && registered.equals(other.registered)
        && grants.equals(other.grants);
  }

  private void resource(Fact fact) {
    ResourceId id = ResourceId.of(Fact.one(fact.s1()), Fact.one(fact.k1()));
    Optional<ResourceId> parent = fact.s2().map(t -> ResourceId.of(t, Fact.one(fact.k2())));
    Resource row =
        new Resource(
            query.tenant(), id, new UserId(Fact.one(fact.n1())), parent, Fact.one(fact.n3()));
    registered.put(id, row);
    nodes.add(id);
    parent.ifPresent(nodes::add);
    // The query looked for this parent, so its absence is known too.
    parent.filter(p -> Fact.one(fact.n2()) <= Limits.RESOURCE_DEPTH).ifPresent(followed::add);
  }

  private Grant grant(Fact fact) {
    return Grant.of(
        query.tenant(),
        new Grant.Key(
            ResourceId.of(Fact.one(fact.s1()), Fact.one(fact.k1())),
            Accessors.of(Fact.one(fact.n1()), Fact.one(fact.n2())),
            new Role(Fact.one(fact.s2())),
            Accessors.effect(Fact.one(fact.n3()))),
        new Window(fact.n4().map(Row::instant), fact.n5().map(Row::instant)));
  }

  public Optional<Standing> standing(UserId user) {
    boolean asked = query.users().contains(user) || user.equals(query.tenant());
    return asked ? Optional.of(people.standing(user)) : Optional.empty();
  }

  public Optional<Long> stamp(UserId user) {
    return standing(user).map(known -> people.stamp(user));
  }

  public Optional<Optional<OrgId>> serviceOf(UserId user) {
    return standing(user).isPresent() ? Optional.of(people.serviceOf(user)) : Optional.empty();
  }

  /** The org itself; every page asks for it. */
  public Optional<OrgFacts> org() {
    return people.org();
  }

  public Optional<Optional<Membership>> membership(UserId user) {
    return about(user, Optional.ofNullable(people.memberships().get(user)));
  }

  /** The orgs of a user; the query asks for them only where the org shares. */
  public Optional<ImmutableList<OrgId>> orgs(UserId user) {
    return about(user, people.orgs(user));
  }

  /** Those of {@link #orgs} that are suspended. */
  public Optional<ImmutableList<OrgId>> suspendedOrgs(UserId user) {
    return about(user, people.suspendedOrgs(user));
  }

  public Optional<ImmutableList<TeamId>> teams(UserId user) {
    return about(user, people.teams(user));
  }

  /** A seat, if it was asked about this person's seats; the team is of this tenant. */
  public Optional<Optional<Seat>> seat(TeamId team, UserId user) {
    return about(user, people.seat(team, user));
  }

  private <T> Optional<T> about(UserId user, T answer) {
    return query.users().contains(user) ? Optional.of(answer) : Optional.empty();
  }

  public Optional<TeamFacts> team(TeamId team) {
    return Optional.ofNullable(people.teams().get(team));
  }

  /** A team that was named, or its absence. */
  public Optional<Optional<TeamFacts>> namedTeam(TeamId team) {
    return query.resources().contains(team.key()) ? Optional.of(team(team)) : Optional.empty();
  }

  public Optional<Optional<Resource>> resource(ResourceId id) {
    Resource known = registered.get(id);
    if (known != null) {
      return Optional.of(Optional.of(known));
    }
    return query.resources().contains(id) || followed.contains(id)
        ? Optional.of(Optional.empty())
        : Optional.empty();
  }

  /** Whether every grant on a resource to these accessors was asked for. */
  public boolean covers(ResourceId resource, Set<Accessor> wanted) {
    return nodes.contains(resource) && people.accessors().containsAll(wanted);
  }

  /** The users of the query, if these are among them. */
  public Optional<Set<UserId>> peopleWith(Set<UserId> some) {
    return query.users().containsAll(some) ? Optional.of(query.users()) : Optional.empty();
  }

  /** The resources of the query, if this is among them or above them. */
  public Optional<Set<ResourceId>> resourcesWith(ResourceId one) {
    return nodes.contains(one) ? Optional.of(query.resources()) : Optional.empty();
  }

  public ImmutableList<Grant> grants(ResourceId resource, Set<Accessor> wanted) {
    return grants.get(resource).stream()
        .filter(grant -> wanted.contains(grant.accessor()))
        .sorted(Comparator.comparing(Grant::key))
        .collect(ImmutableList.toImmutableList());
  }

  public boolean rolesAreComplete() {
    return people.roles().size() <= FactsQuery.ROLES;
  }

  public Optional<RoleDefinition> role(OrgId of, Role role) {
    return of.equals(query.tenant())
        ? Optional.ofNullable(people.roles().get(role))
        : Optional.empty();
  }
}
