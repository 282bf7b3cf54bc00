package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Map;

/**
 * A point in the history of some tenants, as a write returned it. Opaque to a host: it is passed
 * back as {@link Consistency#atLeast}. Every commit moves each tenant that it touched on by one.
 */
public final class Revision {
  /** Before everything. */
  public static final Revision NONE = new Revision(ImmutableSortedMap.of());

  private final ImmutableSortedMap<Tenant, Long> numbers;

  private Revision(ImmutableSortedMap<Tenant, Long> numbers) {
    this.numbers = numbers;
  }

  /** The revision {@code number} of one tenant. */
  public static Revision of(Tenant tenant, long number) {
    return of(Map.of(given(tenant, "tenant"), number));
  }

  /** The given revisions of some tenants. */
  public static Revision of(Map<? extends Tenant, Long> numbers) {
    return new Revision(ImmutableSortedMap.copyOf(each(numbers, "numbers"), Tenant.ORDER));
  }

  /** The number for each tenant, persons first; for stores. */
  public ImmutableSortedMap<Tenant, Long> numbers() {
    return numbers;
  }

  /** The later of both, tenant by tenant. */
  public Revision and(Revision other) {
    if (given(other, "other").numbers.isEmpty()) {
      return this;
    }
    var later = Maps.<Tenant, Long>newHashMap(numbers);
    other.numbers.forEach((tenant, number) -> later.merge(tenant, number, Math::max));
    return of(later);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Revision that && numbers.equals(that.numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }

  @Override
  public String toString() {
    return numbers.toString();
  }
}
