package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.util.List;
import java.util.Optional;

/** A change that is asked for under an operation id, and made once however often that is. */
final class Once<R> {
  private final Operation.Key key;
  private final List<Object> request;
  private final Outcome<R> outcome;
  private Optional<Operation> outdated = Optional.empty();

  /** What is asked for: the event, the reason, and every argument. */
  Once(Request asked, String id, String event, List<?> arguments, Outcome<R> outcome) {
    this.key = Operation.Key.of(asked.actor(), id);
    this.request = ImmutableList.builder().add(event, asked.reason()).addAll(arguments).build();
    this.outcome = outcome;
  }

  /**
   * What was done already; empty if nothing was.
   *
   * @throws OperationReused if it was something else
   */
  Optional<R> done(Caller caller) {
    Optional<Operation> found = caller.view().operations().find(key);
    outdated = found.filter(operation -> !operation.countsAt(caller.now()));
    if (found.isEmpty() || outdated.isPresent()) {
      return Optional.empty();
    }
    if (!found.get().digest().equals(digest(caller.view()))) {
      throw new OperationReused(key.id());
    }
    return Optional.of(outcome.read(caller, found.get().result()));
  }

  /**
   * Keeps what is done in this unit of work.
   *
   * @throws OperationReused if it was done meanwhile, or something else was under the id
   */
  void keep(Transaction tx, Caller caller, R result) {
    outdated.ifPresent(tx.operations()::delete);
    tx.operations().save(new Operation(key, digest(tx), outcome.write(result), caller.now()));
  }

  private String digest(View view) {
    return RequestDigest.keyed(view.pageKey(), request);
  }
}
