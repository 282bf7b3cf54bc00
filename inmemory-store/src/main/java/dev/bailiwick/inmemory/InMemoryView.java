package dev.bailiwick.inmemory;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.View;
import java.util.Collection;
import java.util.function.UnaryOperator;

/**
 * One snapshot of the store. The repositories can write as well, so that a transaction uses them
 * too; this view refuses every write.
 */
class InMemoryView implements View {
  private final State state;
  private final byte[] pageKey;

  InMemoryView(State state, byte[] pageKey) {
    this.state = state;
    this.pageKey = pageKey;
  }

  State state() {
    return state;
  }

  /** The number of entries that the log of a tenant keeps. */
  int keptEntries() {
    return Integer.MAX_VALUE;
  }

  /**
   * Applies a write.
   *
   * @param operation has the same effect on any state with the same rows of these tenants
   * @param tenants the tenants of the rows that the operation writes
   */
  void write(UnaryOperator<State> operation, Tenant... tenants) {
    throw new IllegalStateException("a view does not write");
  }

  @Override
  public InMemoryUserRepository users() {
    return new InMemoryUserRepository(this);
  }

  @Override
  public InMemoryOrgRepository orgs() {
    return new InMemoryOrgRepository(this);
  }

  @Override
  public InMemoryTeamRepository teams() {
    return new InMemoryTeamRepository(this);
  }

  @Override
  public InMemoryResourceRepository resources() {
    return new InMemoryResourceRepository(this);
  }

  @Override
  public InMemoryGrantRepository grants() {
    return new InMemoryGrantRepository(this);
  }

  @Override
  public InMemoryJoiningRepository joining() {
    return new InMemoryJoiningRepository(this);
  }

  @Override
  public InMemoryInvitationRepository invitations() {
    return new InMemoryInvitationRepository(this);
  }

  @Override
  public InMemoryAuditRepository audit() {
    return new InMemoryAuditRepository(this);
  }

  @Override
  public InMemoryOperationRepository operations() {
    return new InMemoryOperationRepository(this);
  }

  @Override
  public InMemoryCandidateRepository candidates() {
    return new InMemoryCandidateRepository(this);
  }

  @Override
  public InMemoryPasswordRepository passwords() {
    return new InMemoryPasswordRepository(this);
  }

  /** {@inheritDoc} This store has every part. */
  @Override
  public boolean has(Part part) {
    given(part, "part");
    return true;
  }

  @Override
  public InMemoryTokenRepository tokens() {
    return new InMemoryTokenRepository(this);
  }

  @Override
  public InMemoryKeyRepository keys() {
    return new InMemoryKeyRepository(this);
  }

  @Override
  public InMemoryImpersonationRepository impersonations() {
    return new InMemoryImpersonationRepository(this);
  }

  @Override
  public InMemoryHistoryRepository history() {
    return new InMemoryHistoryRepository(this);
  }

  @Override
  public InMemoryDelegationRepository delegations() {
    return new InMemoryDelegationRepository(this);
  }

  @Override
  public long revision(Tenant tenant) {
    return state().revisions().getOrDefault(tenant, 0L);
  }

  @Override
  public byte[] pageKey() {
    return pageKey.clone();
  }

  @Override
  public Facts facts(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    return new InMemoryFacts(this);
  }
}
