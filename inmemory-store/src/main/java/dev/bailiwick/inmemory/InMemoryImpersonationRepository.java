package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.store.ImpersonationRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredImpersonation;
import java.util.Optional;

/** The impersonations of a view. */
record InMemoryImpersonationRepository(InMemoryView view)
    implements ImpersonationRepository.Writer {
  @Override
  public Optional<StoredImpersonation> find(ImpersonationId id) {
    return Optional.ofNullable(view.state().impersonations().get(id));
  }

  @Override
  public ImmutableList<StoredImpersonation> list(OrgId org, Slice<ImpersonationId> slice) {
    return Table.slice(view.state().impersonationsIn().of(org), slice);
  }

  @Override
  public ImmutableList<StoredImpersonation> of(UserId target, Slice<ImpersonationId> slice) {
    return Table.slice(view.state().impersonationsOf().of(target), slice);
  }

  @Override
  public ImmutableList<StoredImpersonation> by(UserId impersonator, Slice<ImpersonationId> slice) {
    return Table.slice(view.state().impersonationsBy().of(impersonator), slice);
  }

  @Override
  public Optional<SupportAccess> support(OrgId org) {
    return Optional.ofNullable(view.state().support().get(org));
  }

  @Override
  public void save(StoredImpersonation stored) {
    Impersonation begun = stored.impersonation();
    view.write(
        state ->
            state
                .withImpersonations(state.impersonations().plus(begun.id(), stored))
                .withImpersonationsIn(
                    state.impersonationsIn().with(begun.org(), begun.id(), stored))
                .withImpersonationsOf(
                    state.impersonationsOf().with(begun.user(), begun.id(), stored))
                .withImpersonationsBy(state.impersonationsBy().with(begun.by(), begun.id(), stored))
                .withUsed(begun.id().value()),
        begun.org());
  }

  @Override
  public void delete(Impersonation impersonation) {
    view.write(state -> without(state, impersonation), impersonation.org());
  }

  private static State without(State state, Impersonation over) {
    return state
        .withImpersonations(state.impersonations().minus(over.id()))
        .withImpersonationsIn(state.impersonationsIn().without(over.org(), over.id()))
        .withImpersonationsOf(state.impersonationsOf().without(over.user(), over.id()))
        .withImpersonationsBy(state.impersonationsBy().without(over.by(), over.id()));
  }

  @Override
  public void save(SupportAccess access) {
    view.write(
        state -> state.withSupport(state.support().plus(access.org(), access)), access.org());
  }

  @Override
  public void delete(SupportAccess access) {
    view.write(state -> state.withSupport(state.support().minus(access.org())), access.org());
  }

  /** Returns a state without the impersonations of a target in an org. */
  static State withoutThoseOf(State state, OrgId org, UserId target) {
    State left = state;
    for (StoredImpersonation stored : state.impersonationsOf().of(target).values()) {
      if (stored.impersonation().org().equals(org)) {
        left = without(left, stored.impersonation());
      }
    }
    return left;
  }
}
