package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps all data of the library: accounts, orgs, teams, resources, grants, the audit log. Safe for
 * use by many threads.
 *
 * <p>A view or a transaction, and every object that it returned, is used only until the function
 * that received it returns.
 */
public interface Store {
  /**
   * Answers a question from one snapshot: everything that the function reads is from the same
   * revision of each tenant, and at least as fresh as requested.
   *
   * @param consistency how fresh the snapshot must be
   * @param question reads from the snapshot and returns the answer
   * @throws StoreFailure if the store cannot answer, or cannot be that fresh
   */
  <R> R read(Consistency consistency, Function<View, R> question);

  /**
   * Runs a unit of work that holds the locks of these tenants, and commits it as a whole when the
   * function returns. If the function throws an exception, nothing of the unit remains. The locks
   * are taken in the order of {@link Tenant#ORDER}.
   *
   * <p>The transaction reads the latest committed state of the locked tenants, and its own writes.
   * No other unit changes the locked tenants until this one ends. Units with disjoint tenants do
   * not wait for each other. The function may run again after a failed attempt to commit.
   *
   * <p>At the commit, the revision of each tenant to which the unit wrote increases by one. A unit
   * without writes changes no revision. A membership of an org belongs to two tenants, the org and
   * the user. A membership of a team belongs only to the tenant of the team. An account belongs to
   * its user, and an org to itself. Everything else belongs to the tenant that it names.
   *
   * @throws StandingLost if the unit {@link Transaction#requireAtCommit requires} a standing that
   *     is lost before the commit
   * @throws StoreFailure if it cannot be committed
   */
  <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit);

  /**
   * Whether a unit of work is committed when {@link #write} returns. False for a store within a
   * transaction of the host, which the host ends.
   */
  default boolean commits() {
    return true;
  }

  /**
   * Runs a unit of work as {@link #write(Set, Function)} does, for tenants that are known only
   * after something was read. The first function reads from one snapshot, without a lock, and
   * returns the tenants to lock. The transaction reads the latest committed state of the locked
   * tenants. For other tenants it may reuse the first function's snapshot. Both functions may run
   * again.
   *
   * <p>A store for which round trips are expensive overrides this. If the revisions of the locked
   * tenants have not changed, it may reuse everything that the first function has read, with two
   * exceptions: {@link dev.bailiwick.store.GrantRepository#tenants} and {@link
   * dev.bailiwick.store.TeamRepository#personsSeating} must be read again. A grant or a team
   * membership that a user receives in the tenant of another person takes the lock of the user, but
   * does not increment the user's revision.
   *
   * @param locks returns the tenants to lock
   * @param unit the unit of work, under these locks
   */
  default <R> R write(Function<View, Set<Tenant>> locks, Function<Transaction, R> unit) {
    given(locks, "locks");
    given(unit, "unit");
    return write(read(Consistency.latest(), locks), unit);
  }
}
