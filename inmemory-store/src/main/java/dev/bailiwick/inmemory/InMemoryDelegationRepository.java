package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.DelegationRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredDelegation;
import java.util.Optional;

/** The delegations of a view. */
record InMemoryDelegationRepository(InMemoryView view) implements DelegationRepository.Writer {
  @Override
  public Optional<StoredDelegation> find(DelegationId id) {
    return Optional.ofNullable(view.state().delegations().get(id));
  }

  @Override
  public ImmutableList<StoredDelegation> list(OrgId org, Slice<DelegationId> slice) {
    return Table.slice(view.state().delegationsIn().of(org), slice);
  }

  @Override
  public ImmutableList<StoredDelegation> by(UserId person, Slice<DelegationId> slice) {
    return Table.slice(view.state().delegationsBy().of(person), slice);
  }

  @Override
  public ImmutableList<StoredDelegation> to(UserId agent, Slice<DelegationId> slice) {
    return Table.slice(view.state().delegationsTo().of(agent), slice);
  }

  @Override
  public void save(StoredDelegation stored) {
    Delegation made = stored.delegation();
    view.write(
        state ->
            state
                .withDelegations(state.delegations().plus(made.id(), stored))
                .withDelegationsIn(state.delegationsIn().with(made.org(), made.id(), stored))
                .withDelegationsBy(state.delegationsBy().with(made.person(), made.id(), stored))
                .withDelegationsTo(state.delegationsTo().with(made.agent(), made.id(), stored))
                .withUsed(made.id().value()),
        made.org());
  }

  @Override
  public void delete(Delegation delegation) {
    view.write(state -> without(state, delegation), delegation.org());
  }

  private static State without(State state, Delegation over) {
    return state
        .withDelegations(state.delegations().minus(over.id()))
        .withDelegationsIn(state.delegationsIn().without(over.org(), over.id()))
        .withDelegationsBy(state.delegationsBy().without(over.person(), over.id()))
        .withDelegationsTo(state.delegationsTo().without(over.agent(), over.id()));
  }

  /** Returns a state without the delegations by and to a user in an org. */
  static State withoutThoseOf(State state, OrgId org, UserId user) {
    State left = state;
    for (StoredDelegation stored : state.delegationsIn().of(org).values()) {
      Delegation each = stored.delegation();
      if (each.person().equals(user) || each.agent().equals(user)) {
        left = without(left, each);
      }
    }
    return left;
  }
}
