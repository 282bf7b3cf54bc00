package dev.bailiwick.jdbc.internal.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.unit.JdbcView;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.Standing;
import dev.bailiwick.team.Seat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Facts about one tenant and whoever asks something of it. What is named is fetched when the first
 * of it is asked for, all in one statement; what is not named, when it is asked for, together with
 * what a lookup has announced.
 */
public final class JdbcFacts implements Facts {
  /** At most this many people, and as many resources, are named in one statement. */
  private static final int CHUNK = 1_000;

  private final JdbcView view;
  private final Tenant tenant;
  private final Set<UserId> users = new LinkedHashSet<>();
  private final Set<ResourceId> resources = new LinkedHashSet<>();
  private final Set<UserId> expectedUsers = new LinkedHashSet<>();
  private final Set<ResourceId> expectedResources = new LinkedHashSet<>();
  private final Set<UserId> fetchedUsers = new HashSet<>();
  private final Set<ResourceId> fetchedResources = new HashSet<>();
  private final List<FactsPage> pages = new ArrayList<>();

  public JdbcFacts(JdbcView view, Tenant tenant) {
    this.view = view;
    this.tenant = tenant;
  }

  /** The same facts, for a view that goes on from the one that read them. */
  public JdbcFacts in(JdbcView other) {
    JdbcFacts same = new JdbcFacts(other, tenant);
    same.users.addAll(users);
    same.resources.addAll(resources);
    same.expectedUsers.addAll(expectedUsers);
    same.expectedResources.addAll(expectedResources);
    same.fetchedUsers.addAll(fetchedUsers);
    same.fetchedResources.addAll(fetchedResources);
    same.pages.addAll(pages);
    return same;
  }

  /** Names what will be asked about. */
  public void name(Collection<UserId> people, Collection<? extends ResourceRef> things) {
    users.addAll(people);
    for (ResourceRef thing : things) {
      Optional<? extends ResourceRef> next = Optional.of(thing);
      while (next.isPresent()) {
        resources.add(next.get().key());
        next = next.get().parent();
      }
    }
    if (tenant instanceof OrgId org) {
      resources.add(org.key());
    }
  }

  /** Whether a person was named. */
  public boolean names(UserId user) {
    return users.contains(user);
  }

  /** The org whose facts these are. */
  public Optional<OrgId> org() {
    return tenant.match(person -> Optional.empty(), Optional::of);
  }

  /** Somebody's seat in a team, or that they have none, if it was fetched. */
  public Optional<Optional<Seat>> fetchedSeat(TeamId team, UserId user) {
    return known(page -> page.seat(team, user));
  }

  public void expectUsers(Collection<UserId> people) {
    expectedUsers.clear();
    expectedUsers.addAll(people);
  }

  public void expectResources(Collection<ResourceId> things) {
    expectedResources.clear();
    expectedResources.addAll(things);
  }

  /** A person's place in the org, if it was fetched, or is to be with the others. */
  public Optional<Optional<Membership>> namedMembership(OrgId org, UserId user) {
    return users.contains(user) ? Optional.of(membership(org, user)) : Optional.empty();
  }

  /** A resource, or that it is not registered, if it was fetched. */
  public Optional<Optional<Resource>> fetchedResource(ResourceId id) {
    return known(page -> page.resource(id));
  }

  /** A grant, or that there is none, if it was fetched. */
  public Optional<Optional<Grant>> fetchedGrant(Grant.Key key) {
    Optional<ImmutableList<Grant>> fetched =
        known(page -> granted(page, key.resource(), Set.of(key.accessor())));
    return fetched.isEmpty()
        ? Optional.empty()
        : Optional.of(fetched.get().stream().filter(grant -> grant.key().equals(key)).findFirst());
  }

  /** Forgets what was fetched, since something has been written. */
  public void forget() {
    pages.clear();
    fetchedUsers.clear();
    fetchedResources.clear();
  }

  /** What a page knows, or the one that is fetched now with these. */
  private <T> T ask(
      Function<FactsPage, Optional<T>> question, Set<UserId> people, Set<ResourceId> things) {
    Optional<T> known = known(question);
    if (known.isPresent()) {
      return known.get();
    }
    FactsPage fetched =
        fetch(
            some(people, users, expectedUsers, fetchedUsers),
            some(things, resources, expectedResources, fetchedResources));
    return question
        .apply(fetched)
        .orElseThrow(() -> new IllegalStateException("facts that were fetched are missing"));
  }

  /** The newest answer of a page that has one. */
  private <T> Optional<T> known(Function<FactsPage, Optional<T>> question) {
    for (int i = pages.size() - 1; i >= 0; i--) {
      Optional<T> known = question.apply(pages.get(i));
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  /**
   * What is asked for, together with what is expected, or else was named: what is not there yet
   * first. Where nothing is asked for, what was named.
   */
  private static <T> Set<T> some(Set<T> wanted, Set<T> named, Set<T> expected, Set<T> fetched) {
    boolean isExpected = !named.containsAll(wanted) && expected.containsAll(wanted);
    Iterable<T> others = isExpected ? expected : named;
    return ImmutableSet.copyOf(
        Iterables.limit(
            Iterables.concat(
                wanted,
                wanted.isEmpty()
                    ? others
                    : Iterables.filter(others, other -> !fetched.contains(other))),
            Math.max(CHUNK, wanted.size())));
  }

  private FactsPage fetch(Set<UserId> people, Set<ResourceId> things) {
    FactsQuery query = new FactsQuery(tenant, people, things);
    FactsPage page = view.facts(query);
    pages.add(page);
    fetchedUsers.addAll(people);
    fetchedResources.addAll(things);
    return page;
  }

  @Override
  public Standing standing(UserId user) {
    return ask(page -> page.standing(user), Set.of(user), Set.of());
  }

  @Override
  public Optional<OrgFacts> org(OrgId org) {
    return org.equals(tenant)
        ? ask(page -> Optional.of(page.org()), Set.of(), Set.of())
        : view.orgs()
            .find(org)
            .filter(found -> !found.deleted())
            .map(o -> new OrgFacts(o.owner(), o.sharing(), o.membersDefaultRole()));
  }

  @Override
  public Optional<Membership> membership(OrgId org, UserId user) {
    return org.equals(tenant)
        ? ask(page -> page.membership(user), Set.of(user), Set.of())
        : view.orgs().membership(org, user);
  }

  @Override
  public ImmutableList<OrgId> orgs(UserId user) {
    return org(tenant).filter(OrgFacts::sharing).isPresent()
        ? ask(page -> page.orgs(user), Set.of(user), Set.of())
        : allOrgs(user);
  }

  private Optional<OrgFacts> org(Tenant any) {
    return any.match(person -> Optional.empty(), this::org);
  }

  private ImmutableList<OrgId> allOrgs(UserId user) {
    return view.list(
        Query.of(
            "SELECT m.org FROM bailiwick_membership m JOIN bailiwick_org o ON o.id = m.org"
                + " WHERE m.user_id = ? AND m.active AND NOT o.deleted ORDER BY m.org",
            user.value()),
        Row::org);
  }

  @Override
  public Iterable<TeamId> teams(UserId user, Tenant where) {
    if (!where.equals(tenant)) {
      return view.factsOf(where).teams(user, where);
    }
    return ask(page -> page.teams(user), Set.of(user), Set.of());
  }

  @Override
  public Optional<TeamFacts> team(TeamId team) {
    Optional<TeamFacts> known = known(page -> page.team(team));
    if (known.isPresent()) {
      return known;
    }
    return resources.contains(team.key())
        ? ask(page -> page.namedTeam(team), Set.of(), Set.of(team.key()))
        : view.teams().find(team).map(t -> new TeamFacts(t.tenant(), t.owner(), t.parent()));
  }

  @Override
  public Optional<ResourceFacts> resource(Tenant where, ResourceId resource) {
    Optional<Resource> found =
        where.equals(tenant)
            ? ask(page -> page.resource(resource), Set.of(), Set.of(resource))
            : view.resources().find(where, resource);
    return found.map(r -> new ResourceFacts(r.owner(), r.parent()));
  }

  @Override
  public Iterable<Grant> grants(Tenant where, ResourceId resource, Set<Accessor> accessors) {
    if (!where.equals(tenant)) {
      return view.factsOf(where).grants(where, resource, accessors);
    }
    Optional<ImmutableList<Grant>> known = known(page -> granted(page, resource, accessors));
    if (known.isPresent()) {
      return known.get();
    }
    Set<UserId> people =
        accessors.stream()
            .filter(UserId.class::isInstance)
            .map(UserId.class::cast)
            .collect(ImmutableSet.toImmutableSet());
    // Those who were fetched with others stay with them: so the pages are few.
    FactsPage fetched =
        fetch(
            known(page -> page.peopleWith(people))
                .orElseGet(() -> some(people, users, expectedUsers, fetchedUsers)),
            known(page -> page.resourcesWith(resource))
                .orElseGet(
                    () -> some(Set.of(resource), resources, expectedResources, fetchedResources)));
    // What is left are accessors that are not those of anybody who was named.
    return granted(fetched, resource, accessors)
        .orElseGet(
            () ->
                Slices.all(slice -> view.grants().on(tenant, resource, slice), Grant::key)
                    .filter(grant -> accessors.contains(grant.accessor()))
                    .collect(ImmutableList.toImmutableList()));
  }

  private static Optional<ImmutableList<Grant>> granted(
      FactsPage page, ResourceId resource, Set<Accessor> accessors) {
    return page.covers(resource, accessors)
        ? Optional.of(page.grants(resource, accessors))
        : Optional.empty();
  }

  @Override
  public Optional<RoleDefinition> role(OrgId org, Role role) {
    if (!org.equals(tenant)) {
      return view.orgs().role(org, role);
    }
    FactsPage page = ask(Optional::of, Set.of(), Set.of());
    return page.rolesAreComplete()
        ? page.role(org, role)
        : page.role(org, role).or(() -> view.orgs().role(org, role));
  }
}
