package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Tenant;
import java.util.Optional;

/**
 * The result of authorising a command: the tenants that the command will change, and the things
 * that it has read.
 *
 * @param log the tenant whose audit log gets the entry; empty if the command creates that tenant
 * @param locks every existing tenant that the command writes to; each is locked before the command
 *     is applied
 * @param found the things that the authorisation has read and that the change needs
 */
public record Plan<P>(Optional<Tenant> log, ImmutableSet<Tenant> locks, P found) {
  /**
   * Returns the plan of a command that changes one tenant. The log of that tenant gets the entry.
   */
  public static <P> Plan<P> of(Tenant tenant, P found) {
    return of(tenant, ImmutableSet.of(), found);
  }

  /**
   * Returns the plan of a command that changes several tenants.
   *
   * @param log the tenant whose log gets the entry
   * @param others the other tenants, in any order
   */
  public static <P> Plan<P> of(Tenant log, Iterable<? extends Tenant> others, P found) {
    return new Plan<>(
        Optional.of(log),
        ImmutableSet.copyOf(Iterables.concat(ImmutableSet.<Tenant>of(log), others)),
        found);
  }

  /**
   * Returns the plan of a command that creates the tenant whose log gets the entry.
   *
   * @param others the existing tenants that the command also changes
   */
  public static <P> Plan<P> making(Iterable<? extends Tenant> others, P found) {
    return new Plan<>(Optional.empty(), ImmutableSet.copyOf(others), found);
  }

  /**
   * Returns the same plan, for an actor with a companion with the locks of both accounts: neither
   * can lose its standing while the command is applied. The org, which an impersonation and a
   * delegation need too, is the tenant that the command changes.
   */
  Plan<P> with(Actor actor) {
    if (actor.companion().isEmpty()) {
      return this;
    }
    ImmutableSet.Builder<Tenant> all = ImmutableSet.<Tenant>builder().addAll(locks);
    actor.user().ifPresent(all::add);
    all.add(actor.companion().get());
    return new Plan<>(log, all.build(), found);
  }
}
