package dev.bailiwick.store;

/** A view that holds the locks of some tenants, and can write to them. */
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
  InvitationRepository.Writer invitations();

  @Override
  JoiningRepository.Writer joining();

  @Override
  default KeyRepository.Writer keys() {
    throw new MissingPart(Part.KEYS);
  }

  @Override
  default TokenRepository.Writer tokens() {
    throw new MissingPart(Part.KEYS);
  }

  @Override
  default PasswordRepository.Writer passwords() {
    throw new MissingPart(Part.PASSWORDS);
  }

  @Override
  default ImpersonationRepository.Writer impersonations() {
    throw new MissingPart(Part.IMPERSONATION);
  }

  @Override
  default HistoryRepository.Writer history() {
    throw new MissingPart(Part.HISTORY);
  }

  @Override
  default DelegationRepository.Writer delegations() {
    throw new MissingPart(Part.IMPERSONATION);
  }

  @Override
  AuditRepository.Writer audit();

  @Override
  OperationRepository.Writer operations();

  /**
   * Makes the commit of this unit depend on the standing of its actor. The store checks the
   * standing once more against the committed state: in the last statement that the unit sends, or
   * under the lock under which it commits. If the standing does not hold, the whole unit is undone
   * and {@link Store#write} throws {@link StandingLost}. A unit without writes may end without this
   * check. Call this at most once, as the last call of the unit.
   *
   * <p>A unit is therefore never committed if its last statement began after the standing was lost
   * and the change that took it had returned. A unit whose last statement began earlier may be
   * committed.
   *
   * <p>The check is a condition and not a lock. The user can be deactivated while the unit runs,
   * and that change does not wait for this unit, however long its transaction is held open. A store
   * that reads an old snapshot here, as in a transaction of the host at a higher isolation level,
   * either locks the rows that it reads or fails with a {@link dev.bailiwick.error.StoreFailure}
   * that is retryable.
   *
   * @param standing the standing of a user whose own lock this unit does not hold, in orgs whose
   *     locks it does not hold; a tenant that the unit has locked cannot change
   */
  void requireAtCommit(ActorStanding standing);

  /** Returns a positive number that no user, org or team of this store has or had. */
  long nextId();
}
