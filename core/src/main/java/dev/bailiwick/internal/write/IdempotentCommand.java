package dev.bailiwick.internal.write;

import dev.bailiwick.error.OperationReused;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.util.Optional;

/** A command with an operation id: it is applied at most once, even if the call is repeated. */
final class IdempotentCommand<R> {
  private final Operation.Key key;
  private final Request request;
  private final Command<?, R> command;
  private Optional<Operation> expired = Optional.empty();

  IdempotentCommand(String id, Request request, Command<?, R> command) {
    this.key = Operation.Key.of(request.actor(), id);
    this.request = request;
    this.command = command;
  }

  /**
   * Returns the result of the first application; empty if the command was not applied in the period
   * for which operations are kept.
   *
   * @throws OperationReused if another request was made with the same id
   * @throws OrgSuspended if the org in which the actor acts is suspended by now
   */
  Optional<R> earlierResult(Caller caller) {
    Optional<Operation> found = caller.view().operations().find(key);
    expired = found.filter(operation -> !operation.countsAt(caller.now()));
    if (found.isEmpty() || expired.isPresent()) {
      return Optional.empty();
    }
    if (!found.get().digest().equals(digest(caller.view()))) {
      throw new OperationReused(key.id());
    }
    caller.actor().org().ifPresent(caller::requireOpen);
    return Optional.of(command.result().fromText(caller, found.get().result()));
  }

  /**
   * Stores the result in this unit of work.
   *
   * @throws OperationReused if another unit of work has stored a result with the same id in the
   *     meantime
   */
  void store(Transaction tx, Caller caller, R result) {
    expired.ifPresent(tx.operations()::delete);
    tx.operations()
        .save(new Operation(key, digest(tx), command.result().toText(result), caller.now()));
  }

  private String digest(View view) {
    RequestDigest digest = RequestDigest.keyed(view.pageKey());
    digest.text("event", command.event().name()).text("reason", request.reason());
    command.describe(digest);
    return digest.hex();
  }
}
