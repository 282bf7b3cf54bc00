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
import dev.bailiwick.jdbc.internal.rows.FetchedFacts;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.Standing;
import dev.bailiwick.store.View;
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
 * Facts about one tenant. The users and resources that were announced are read when the first of
 * them is asked for, all by one statement. Others are read when they are asked for, together with
 * the candidates that a lookup has announced.
 */
public final class JdbcFacts implements Facts, FetchedFacts {
  /** The number of users, and of resources, that one statement names at most. */
  private static final int CHUNK = 1_000;

  private final Tenant tenant;
  private final View view;
  private final RowSource rows;
  private final Function<FactsQuery, FactsPage> source;
  private final Function<Tenant, Facts> others;
  private final List<FactsPage> pages = new ArrayList<>();
  private ReadAhead<UserId> users = new ReadAhead<>();
  private ReadAhead<ResourceId> resources = new ReadAhead<>();

  /**
   * Facts of a view that has not read any so far.
   *
   * @param view the repositories, which answer about other orgs and teams
   * @param source reads facts in the snapshot of the view
   * @param others the facts about other tenants
   */
  JdbcFacts(
      Tenant tenant,
      View view,
      RowSource rows,
      Function<FactsQuery, FactsPage> source,
      Function<Tenant, Facts> others) {
    this.tenant = tenant;
    this.view = view;
    this.rows = rows;
    this.source = source;
    this.others = others;
  }

  /** Takes over the facts about the same tenant that another view has read. */
  void adopt(JdbcFacts other) {
    users = other.users.copy();
    resources = other.resources.copy();
    pages.addAll(other.pages);
  }

  /** Announces the users and resources about which facts will be asked. */
  public void announce(Collection<UserId> people, Collection<? extends ResourceRef> things) {
    people.forEach(users::announce);
    for (ResourceRef thing : things) {
      Optional<? extends ResourceRef> next = Optional.of(thing);
      while (next.isPresent()) {
        resources.announce(next.get().key());
        next = next.get().parent();
      }
    }
    if (tenant instanceof OrgId org) {
      resources.announce(org.key());
    }
  }

  boolean isAnnounced(UserId user) {
    return users.isAnnounced(user);
  }

  /** The org of these facts. */
  Optional<OrgId> org() {
    return tenant instanceof OrgId org ? Optional.of(org) : Optional.empty();
  }

  @Override
  public Optional<Optional<Seat>> fetchedSeat(TeamId team, UserId user) {
    return known(page -> page.seat(team, user));
  }

  /** Notes the candidates of a lookup, so that facts about them are read together. */
  void expectUsers(Collection<UserId> candidates) {
    users.expect(candidates);
  }

  /** As {@link #expectUsers}, of resources. */
  void expectResources(Collection<ResourceId> candidates) {
    resources.expect(candidates);
  }

  @Override
  public Optional<Optional<Membership>> announcedMembership(OrgId org, UserId user) {
    return users.isAnnounced(user) ? Optional.of(membership(org, user)) : Optional.empty();
  }

  @Override
  public Optional<Suspension> suspension() {
    return org(tenant).flatMap(OrgFacts::suspension);
  }

  @Override
  public Optional<Optional<Resource>> fetchedResource(ResourceId id) {
    return known(page -> page.resource(id));
  }

  @Override
  public Optional<Optional<Grant>> fetchedGrant(Grant.Key key) {
    Optional<ImmutableList<Grant>> fetched =
        known(page -> granted(page, key.resource(), Set.of(key.accessor())));
    return fetched.isEmpty()
        ? Optional.empty()
        : Optional.of(fetched.get().stream().filter(grant -> grant.key().equals(key)).findFirst());
  }

  /** Forgets the facts that were read, since the unit of work has written. */
  public void forget() {
    pages.clear();
    users.forget();
    resources.forget();
  }

  /** Returns the answer of a page, or of the page that is read now with these names. */
  private <T> T ask(
      Function<FactsPage, Optional<T>> question, Set<UserId> people, Set<ResourceId> things) {
    Optional<T> known = known(question);
    if (known.isPresent()) {
      return known.get();
    }
    FactsPage fetched = fetch(users.next(people), resources.next(things));
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

  private FactsPage fetch(Set<UserId> people, Set<ResourceId> things) {
    FactsPage page = source.apply(new FactsQuery(tenant, people, things));
    pages.add(page);
    users.fetched(people);
    resources.fetched(things);
    return page;
  }

  @Override
  public Standing standing(UserId user) {
    return ask(page -> page.standing(user), Set.of(user), Set.of());
  }

  @Override
  public long stamp(UserId user) {
    return ask(page -> page.stamp(user), Set.of(user), Set.of());
  }

  @Override
  public Optional<OrgId> serviceOf(UserId user) {
    return ask(page -> page.serviceOf(user), Set.of(user), Set.of());
  }

  @Override
  public Optional<OrgFacts> org(OrgId org) {
    return org.equals(tenant)
        ? ask(page -> Optional.of(page.org()), Set.of(), Set.of())
        : view.orgs()
            .find(org)
            .filter(found -> !found.deleted())
            .map(o -> new OrgFacts(o.owner(), o.sharing(), o.membersDefaultRole(), o.suspension()));
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

  @Override
  public Iterable<OrgId> suspendedOrgs(UserId user) {
    return org(tenant).filter(OrgFacts::sharing).isPresent()
        ? ask(page -> page.suspendedOrgs(user), Set.of(user), Set.of())
        : Facts.super.suspendedOrgs(user);
  }

  private Optional<OrgFacts> org(Tenant any) {
    return any instanceof OrgId org ? org(org) : Optional.empty();
  }

  private ImmutableList<OrgId> allOrgs(UserId user) {
    return rows.listOnce(
        Query.of(
            "SELECT m.org FROM bailiwick_membership m JOIN bailiwick_org o ON o.id = m.org"
                + " WHERE m.user_id = ? AND m.active AND NOT o.deleted ORDER BY m.org",
            user.value()),
        Row::org);
  }

  @Override
  public Iterable<TeamId> teams(UserId user, Tenant where) {
    if (!where.equals(tenant)) {
      return others.apply(where).teams(user, where);
    }
    return ask(page -> page.teams(user), Set.of(user), Set.of());
  }

  @Override
  public Optional<TeamFacts> team(TeamId team) {
    Optional<TeamFacts> known = known(page -> page.team(team));
    if (known.isPresent()) {
      return known;
    }
    return resources.isAnnounced(team.key())
        ? ask(page -> page.namedTeam(team), Set.of(), Set.of(team.key()))
        : view.teams()
            .find(team)
            .map(t -> new TeamFacts(t.tenant(), t.owner(), t.parents().stream().findFirst()));
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
      return others.apply(where).grants(where, resource, accessors);
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
    // Users and resources of one page stay together: so there are few pages.
    FactsPage fetched =
        fetch(
            known(page -> page.peopleWith(people)).orElseGet(() -> users.next(people)),
            known(page -> page.resourcesWith(resource))
                .orElseGet(() -> resources.next(Set.of(resource))));
    // Only accessors that reach no announced user are left.
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

  /** The users, or the resources, about which facts are read: announced, expected, and read. */
  private static final class ReadAhead<T> {
    private final Set<T> announced = new LinkedHashSet<>();
    private final Set<T> expected = new LinkedHashSet<>();
    private final Set<T> fetched = new HashSet<>();

    ReadAhead<T> copy() {
      ReadAhead<T> copy = new ReadAhead<>();
      copy.announced.addAll(announced);
      copy.expected.addAll(expected);
      copy.fetched.addAll(fetched);
      return copy;
    }

    void announce(T one) {
      announced.add(one);
    }

    boolean isAnnounced(T one) {
      return announced.contains(one);
    }

    /** Sets the candidates of a lookup, which it will ask about one after the other. */
    void expect(Collection<T> candidates) {
      expected.clear();
      expected.addAll(candidates);
    }

    /**
     * Chooses the names of the next statement. The wanted names come first. Expected names follow
     * if they contain all wanted ones; otherwise announced names follow. Names that were not read
     * yet come first. If there is no wanted name, all announced names are chosen.
     */
    Set<T> next(Set<T> wanted) {
      boolean isExpected = !announced.containsAll(wanted) && expected.containsAll(wanted);
      Iterable<T> others = isExpected ? expected : announced;
      return ImmutableSet.copyOf(
          Iterables.limit(
              Iterables.concat(
                  wanted,
                  wanted.isEmpty()
                      ? others
                      : Iterables.filter(others, other -> !fetched.contains(other))),
              Math.max(CHUNK, wanted.size())));
    }

    void fetched(Set<T> names) {
      fetched.addAll(names);
    }

    void forget() {
      fetched.clear();
    }
  }
}
