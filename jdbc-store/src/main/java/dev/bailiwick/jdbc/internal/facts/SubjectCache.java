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
 * The memory of the subjects of earlier questions: the facts about one user in one tenant that only
 * a change of users, teams or roles makes untrue. Each such change gives its tenants a new {@code
 * structure}, a random number. The statement that reads the facts about the resources of a question
 * reads these numbers too. So a remembered fact is used only if it is true in the snapshot of the
 * question, even if another node has changed the data.
 */
public final class SubjectCache implements FactsSource {
  /** At most so many facts are remembered. */
  private static final int FACTS = 100_000;

  /** A user, as seen in a tenant. */
  private record Subject(Tenant tenant, UserId user) {}

  private final FactsSource plain;

  private final Cache<Subject, KnownSubject> known =
      CacheBuilder.newBuilder()
          .maximumWeight(FACTS)
          .weigher((Subject subject, KnownSubject of) -> of.weight())
          .build();

  /** The structures that were seen or made last. Facts with another structure need not be tried. */
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

  /** Notes the structure that a unit of work gives to tenants, before it is committed or undone. */
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
