package dev.bailiwick.jdbc.internal.facts;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.facts.Fact.Kind;
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
public final class SubjectCache implements FactsSource {
  /** At most so many facts are remembered. */
  private static final int FACTS = 100_000;

  /** Somebody, as seen in a tenant. */
  private record Subject(Tenant tenant, UserId user) {}

  private final FactsSource plain;

  private final Cache<Subject, KnownSubject> known =
      CacheBuilder.newBuilder()
          .maximumWeight(FACTS)
          .weigher((Subject subject, KnownSubject of) -> of.weight())
          .build();

  /** The structures that were seen or made last: what does not have them need not be tried. */
  private final Cache<Long, Long> latest = CacheBuilder.newBuilder().maximumSize(FACTS).build();

  /**
   * A cache before another source.
   *
   * @param plain the source of the facts about several users, or about teams
   */
  public SubjectCache(FactsSource plain) {
    this.plain = plain;
  }

  /** {@inheritDoc} Only committed facts are remembered, since other calls use them. */
  @Override
  public FactsPage read(FactsQuery query, Sql sql) {
    Optional<UserId> user = query.subject();
    if (user.isEmpty()) {
      return plain.read(query, sql);
    }
    Subject subject = new Subject(query.tenant(), user.get());
    KnownSubject before = known.getIfPresent(subject);
    if (before != null && before.stamps().stream().allMatch(this::isLatest)) {
      KnownSubjectQuery.Rest rest = new KnownSubjectQuery(query, before).run(sql);
      if (rest.stamps().equals(before.stamps())) {
        return FactsPage.of(query, before.people(), rest.facts());
      }
    }
    ImmutableList<Fact> all = query.stampedFacts(sql);
    PeopleFacts people = PeopleFacts.of(query, all);
    // A pool may have given a connection that reads otherwise than the first one did.
    if (query.asksAboutTenant() && sql.readsCommitted()) {
      remember(subject, people, all);
    }
    return FactsPage.of(query, people, all);
  }

  private void remember(Subject subject, PeopleFacts people, ImmutableList<Fact> all) {
    ImmutableSet<TenantStamp> stamps =
        all.stream()
            .filter(fact -> fact.kind() == Kind.STAMP)
            .map(TenantStamp::of)
            .collect(ImmutableSet.toImmutableSet());
    stamps.forEach(stamp -> moved(ImmutableSet.of(stamp.tenant()), stamp.structure()));
    Set<Long> tenants = ImmutableSet.copyOf(stamps.stream().map(TenantStamp::tenant).toList());
    if (tenants.contains(Row.number(subject.tenant()))
        && tenants.contains(subject.user().value())) {
      ImmutableList<Fact> onOrg =
          all.stream()
              .filter(fact -> isOn(fact, subject.tenant()))
              .distinct()
              .collect(ImmutableList.toImmutableList());
      known.put(subject, new KnownSubject(people, onOrg, stamps));
    }
  }

  /** Notes what structure a unit of work gave to tenants, whether or not it will be committed. */
  public void moved(Collection<Long> tenants, long structure) {
    tenants.forEach(tenant -> latest.put(tenant, structure));
  }

  private boolean isLatest(TenantStamp stamp) {
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
