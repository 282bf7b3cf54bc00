package dev.bailiwick.jdbc.internal.facts;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.facts.FactsQuery.Fact;
import dev.bailiwick.jdbc.internal.facts.FactsQuery.Kind;
import dev.bailiwick.jdbc.internal.sql.Accessors;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What is remembered, between one question and the next, of those who ask: the facts about one
 * person in one tenant that only a change of people, teams or roles makes untrue. Each such change
 * gives its tenants a new {@code structure}, a random number. The statement that brings what is
 * asked about brings those numbers too, so that nothing is taken for true that was not so at its
 * moment, whoever has changed it and through whatever node.
 */
public final class SubjectCache {
  /** At most so many facts are remembered. */
  private static final int FACTS = 100_000;

  /** Somebody, as seen in a tenant. */
  private record Subject(Tenant tenant, UserId user) {}

  /**
   * What the row of a tenant says.
   *
   * @param tenant its number
   * @param shape what was registered in it so far: 0, 1 or 2, as the schema says
   * @param structure a random number, new with each change of its people, teams and roles
   */
  public record Stamp(long tenant, int shape, long structure) {
    public static Stamp of(Fact fact) {
      return new Stamp(
          fact.n1().orElseThrow(),
          Math.toIntExact(fact.n3().orElseThrow()),
          fact.n2().orElseThrow());
    }
  }

  /**
   * What is remembered of a subject.
   *
   * @param onOrg what is granted on the org itself
   * @param stamps for as long as the tenants have these
   */
  public record Known(PeopleFacts people, ImmutableList<Fact> onOrg, ImmutableSet<Stamp> stamps) {
    /** Whether it is no grant, or one by which the subject is reached. */
    public boolean counts(Fact fact) {
      return fact.kind() != Kind.GRANT || people.accessors().contains(accessor(fact));
    }

    private int weight() {
      return stamps.size()
          + onOrg.size()
          + people.accessors().size()
          + people.teams().size()
          + people.roles().size();
    }

    /** The tenants on which the facts depend. */
    public ImmutableList<Long> tenants() {
      return stamps.stream().map(Stamp::tenant).collect(ImmutableList.toImmutableList());
    }

    /** What was registered so far in a tenant of these. */
    public int shape(Tenant tenant) {
      return stamps.stream()
          .filter(stamp -> stamp.tenant() == Row.number(tenant))
          .mapToInt(Stamp::shape)
          .findFirst()
          .orElseThrow();
    }
  }

  private final Cache<Subject, Known> known =
      CacheBuilder.newBuilder()
          .maximumWeight(FACTS)
          .weigher((Subject subject, Known of) -> of.weight())
          .build();

  /** The structures that were seen or made last: what does not have them need not be tried. */
  private final Cache<Long, Long> latest = CacheBuilder.newBuilder().maximumSize(FACTS).build();

  /**
   * The facts that a query asks for, in one statement where what is remembered still holds.
   *
   * @param committed whether the statement sees only what is committed, so that others may have it
   */
  public FactsPage facts(FactsQuery query, Sql sql, boolean committed) {
    Optional<UserId> user = query.subject();
    if (user.isEmpty()) {
      return query.run(sql);
    }
    Subject subject = new Subject(query.tenant(), user.get());
    Known before = known.getIfPresent(subject);
    if (before != null && before.stamps().stream().allMatch(this::isLatest)) {
      KnownSubjectQuery.Rest rest = new KnownSubjectQuery(query, before).run(sql);
      if (rest.stamps().equals(before.stamps())) {
        return FactsPage.of(query, before.people(), rest.facts());
      }
    }
    ImmutableList<Fact> all = query.runStamped(sql);
    PeopleFacts people = PeopleFacts.of(query, all);
    // A pool may have given a connection that reads otherwise than the first one did.
    if (committed && query.asksAboutTenant() && sql.readsCommitted()) {
      remember(subject, people, all);
    }
    return FactsPage.of(query, people, all);
  }

  private void remember(Subject subject, PeopleFacts people, ImmutableList<Fact> all) {
    ImmutableSet<Stamp> stamps =
        all.stream()
            .filter(fact -> fact.kind() == Kind.STAMP)
            .map(Stamp::of)
            .collect(ImmutableSet.toImmutableSet());
    stamps.forEach(stamp -> moved(ImmutableSet.of(stamp.tenant()), stamp.structure()));
    Set<Long> tenants = ImmutableSet.copyOf(stamps.stream().map(Stamp::tenant).toList());
    if (tenants.contains(Row.number(subject.tenant()))
        && tenants.contains(subject.user().value())) {
      ImmutableList<Fact> onOrg =
          all.stream()
              .filter(fact -> isOn(fact, subject.tenant()))
              .distinct()
              .collect(ImmutableList.toImmutableList());
      known.put(subject, new Known(people, onOrg, stamps));
    }
  }

  private static Accessor accessor(Fact grant) {
    return Accessors.of(grant.n1().orElseThrow(), grant.n2().orElseThrow());
  }

  /** Notes what structure a unit of work gave to tenants, whether or not it will be committed. */
  public void moved(Collection<Long> tenants, long structure) {
    tenants.forEach(tenant -> latest.put(tenant, structure));
  }

  private boolean isLatest(Stamp stamp) {
    Long seen = latest.getIfPresent(stamp.tenant());
    return seen == null || seen == stamp.structure();
  }

  /** Whether it is a grant on the org itself, which counts as its structure. */
  private static boolean isOn(Fact fact, Tenant tenant) {
    return fact.kind() == Kind.GRANT
        && tenant instanceof OrgId org
        && fact.s1().equals(Optional.of(ResourceId.ORG))
        && fact.k1().equals(Optional.of(org.key().id()));
  }
}
