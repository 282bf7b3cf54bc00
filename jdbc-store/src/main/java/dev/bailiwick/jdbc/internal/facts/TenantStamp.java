package dev.bailiwick.jdbc.internal.facts;

/**
 * The columns of a tenant's row on which remembered facts depend.
 *
 * @param tenant the number of the tenant
 * @param shape the kinds of resources that were registered in it so far: 0, 1 or 2, as explained in
 *     the schema
 * @param structure a random number, new with each change of its users, teams and roles
 */
public record TenantStamp(long tenant, int shape, long structure) {
  /** Reads the stamp of a fact of the kind {@link Fact.Kind#STAMP}. */
  public static TenantStamp of(Fact fact) {
    return new TenantStamp(
        fact.n1().orElseThrow(), Math.toIntExact(fact.n3().orElseThrow()), fact.n2().orElseThrow());
  }
}
