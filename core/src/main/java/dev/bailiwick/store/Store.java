package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps everything that the domain knows. Safe for use by many threads.
 *
 * <p>Nothing that a view or transaction gave out is used after the function has returned.
 */
public interface Store {
  /**
   * Answers from one moment: everything that the function reads is as of the same revision of each
   * tenant, and at least as fresh as asked.
   *
   * @throws StoreFailure if the store cannot answer, or cannot be that fresh
   */
  <R> R read(Consistency consistency, Function<View, R> question);

  /**
   * Runs a unit of work that holds the locks of these tenants, taken in the order of {@link
   * Tenant#ORDER}, and commits it whole when the function returns; if it throws, nothing of it
   * remains. What the transaction reads of the locked tenants is the latest, and nobody else
   * changes it until it ends; it also reads what it has written itself. The function may be run
   * again after a failed attempt to commit.
   *
   * <p>Every tenant of which the unit wrote something moves on by one revision; a unit that wrote
   * nothing moves none. A membership is of the org and of the person, a seat of its team's tenant
   * alone; all else is of the tenant that it names, and a person or org of itself. Units of
   * disjoint tenants do not wait for each other.
   *
   * @throws StandingLost if the unit {@link Transaction#requireAtCommit requires} a standing that
   *     is gone by then
   * @throws StoreFailure if it cannot be committed
   */
  <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit);

  /**
   * As {@link #write(Set, Function)}, of tenants that are known only when something has been read.
   * What the first function sees is one moment, without a lock. What the transaction reads of the
   * locked tenants is the latest all the same; of others, it may be what the first function was
   * shown. Both functions may be run again.
   *
   * <p>A store that pays for round trips overrides this: while the revisions of the locked tenants
   * are what they were, it need not read again what it has read; but {@link
   * dev.bailiwick.store.GrantRepository#tenants} and {@link
   * dev.bailiwick.store.TeamRepository#personsSeating} it reads again, since what is given to
   * somebody in a tenant of another's holds their lock and does not move them.
   *
   * @param locks names the tenants
   */
  default <R> R write(Function<View, Set<Tenant>> locks, Function<Transaction, R> unit) {
    given(locks, "locks");
    given(unit, "unit");
    return write(read(Consistency.latest(), locks), unit);
  }
}
