package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.id.Tenant;
import java.util.Optional;

/**
 * What an authorised call is about to change.
 *
 * @param log the tenant whose log gets the entry; empty for the one that the call makes
 * @param locks every tenant that is there already and that it writes to
 * @param found what the authorisation read and the change goes on from
 */
public record Plan<P>(Optional<Tenant> log, ImmutableSet<Tenant> locks, P found) {
  /** A change of one tenant. */
  public static <P> Plan<P> of(Tenant tenant, P found) {
    return of(tenant, ImmutableSet.of(), found);
  }

  /** A change of the tenant whose log gets the entry, and of others. */
  public static <P> Plan<P> of(Tenant log, Iterable<? extends Tenant> others, P found) {
    return new Plan<>(
        Optional.of(log),
        ImmutableSet.copyOf(Iterables.concat(ImmutableSet.<Tenant>of(log), others)),
        found);
  }

  /** A change that makes the tenant whose log gets the entry, and touches others. */
  public static <P> Plan<P> making(Iterable<? extends Tenant> others, P found) {
    return new Plan<>(Optional.empty(), ImmutableSet.copyOf(others), found);
  }
}
