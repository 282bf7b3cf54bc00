package dev.bailiwick.jdbc.internal.facts;


/**
 * What the row of a tenant says.
 *
 * @param tenant its number
 * @param shape what was registered in it so far: 0, 1 or 2, as the schema says
 * @param structure a random number, new with each change of its people, teams and roles
 */
public record TenantStamp(long tenant, int shape, long structure) {
  /** Reads the stamp of a fact of the kind {@link Fact.Kind#STAMP}. */
  public static TenantStamp of(Fact fact) {
    return new TenantStamp(
        fact.n1().orElseThrow(), Math.toIntExact(fact.n3().orElseThrow()), fact.n2().orElseThrow());
  }
}
