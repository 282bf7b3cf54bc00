package dev.bailiwick.jdbc.internal.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.facts.Fact.Kind;
import dev.bailiwick.jdbc.internal.sql.Accessors;
import dev.bailiwick.jdbc.internal.sql.Row;

/**
 * The facts that are remembered of a subject.
 *
 * @param onOrg the grants on the org itself
 * @param stamps the facts hold for as long as the tenants have these stamps
 */
public record KnownSubject(
    PeopleFacts people, ImmutableList<Fact> onOrg, ImmutableSet<TenantStamp> stamps) {
  /** Whether it is no grant, or one by which the subject is reached. */
  public boolean counts(Fact fact) {
    return fact.kind() != Kind.GRANT
        || people.accessors().contains(Accessors.of(Fact.one(fact.n1()), Fact.one(fact.n2())));
  }

  int weight() {
    return stamps.size()
        + onOrg.size()
        + people.accessors().size()
        + people.teams().size()
        + people.roles().size();
  }

  /** The tenants on which the facts depend. */
  public ImmutableList<Long> tenants() {
    return stamps.stream().map(TenantStamp::tenant).collect(ImmutableList.toImmutableList());
  }

  /** The shape of a tenant of these stamps. */
  public int shape(Tenant tenant) {
    return stamps.stream()
        .filter(stamp -> stamp.tenant() == Row.number(tenant))
        .mapToInt(TenantStamp::shape)
        .findFirst()
        .orElseThrow();
  }
}
