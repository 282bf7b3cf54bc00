package dev.bailiwick.inmemory;

import dev.bailiwick.error.OperationReused;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.OperationRepository;
import java.util.Optional;

/** The operations of a view. Expired operations are removed when new ones are saved. */
record InMemoryOperationRepository(InMemoryView view) implements OperationRepository.Writer {
  @Override
  public Optional<Operation> find(Operation.Key key) {
    return Optional.ofNullable(view.state().operations().get(key));
  }

  @Override
  public void save(Operation operation) {
    view.write(
        state -> {
          if (state.operations().containsKey(operation.key())) {
            throw new OperationReused(operation.key().id());
          }
          State kept = state;
          var byTime = state.operationsByTime().groups();
          for (var some : byTime.headMap(operation.at(), false).values()) {
            if (some.values().iterator().next().countsAt(operation.at())) {
              break;
            }
            for (Operation old : some.values()) {
              kept = without(kept, old);
            }
          }
          return kept.withOperations(kept.operations().plus(operation.key(), operation))
              .withOperationsByTime(
                  kept.operationsByTime().with(operation.at(), operation.key(), operation));
        });
  }

  @Override
  public void delete(Operation operation) {
    view.write(
        state ->
            operation.equals(state.operations().get(operation.key()))
                ? without(state, operation)
                : state);
  }

  private static State without(State state, Operation operation) {
    return state
        .withOperations(state.operations().minus(operation.key()))
        .withOperationsByTime(state.operationsByTime().without(operation.at(), operation.key()));
  }
}
