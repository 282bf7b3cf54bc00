package dev.bailiwick.store;

import dev.bailiwick.error.OperationReused;
import java.util.Optional;

/** The operations of a store. They belong to no tenant's revision, and take no tenant's lock. */
public interface OperationRepository {
  /** The operation of this key, however old. */
  Optional<Operation> find(Operation.Key key);

  /** Operations in a unit of work. */
  interface Writer extends OperationRepository {
    /**
     * Keeps an operation, unless there is one of its key: of units that save the same key at once,
     * one is committed. A store may throw when it commits, and may forget operations that count no
     * more when this one is made.
     *
     * @throws OperationReused if there is one of its key; nothing of the unit remains then
     */
    void save(Operation operation);

    /** Forgets an operation, unless there is another of its key in its place meanwhile. */
    void delete(Operation operation);
  }
}
