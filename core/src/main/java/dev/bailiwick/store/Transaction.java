package dev.bailiwick.store;

/** A view that holds the locks of some tenants, and writes to them. */
public interface Transaction extends View {
  @Override
  UserRepository.Writer users();

  @Override
  OrgRepository.Writer orgs();

  @Override
  TeamRepository.Writer teams();

  @Override
  ResourceRepository.Writer resources();

  @Override
  GrantRepository.Writer grants();

  @Override
  AuditRepository.Writer audit();

  @Override
  OperationRepository.Writer operations();

  /**
   * Makes the commit of this unit depend on the standing of the user who acts. The store judges it
   * once more in the last statement that the unit sends, or under the lock under which it commits,
   * against what is committed by then. If it does not hold, the unit is undone as a whole and
   * {@link Store#write} throws {@link StandingLost}. A unit that wrote nothing may end without this
   * judgement. Called at most once, last in the unit.
   *
   * <p>So a unit is never committed if its last statement began after the standing was gone and the
   * change that took it had returned. A unit whose last statement began before may be.
   *
   * <p>The judgement is a condition and not a lock. The user can be switched off while the unit is
   * under way, and that change does not wait for this unit, however long its transaction is held
   * open. A store that reads an old moment here, as in a transaction of the host's at a higher
   * isolation, either locks what it reads or fails with a {@link dev.bailiwick.error.StoreFailure}
   * that is retryable.
   *
   * @param standing of a user whose own lock this unit does not hold, in orgs whose locks it does
   *     not hold: what a unit has locked, nobody else changes
   */
  void requireAtCommit(ActorStanding standing);

  /** A number that no user, org or team of this store has or had, positive. */
  long nextId();
}
