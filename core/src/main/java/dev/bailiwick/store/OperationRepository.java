package dev.bailiwick.store;

import dev.bailiwick.error.OperationReused;
import java.util.Optional;

/**
 * The operations of a store. They do not belong to the revision of a tenant, and take no tenant's
 * lock.
 */
public interface OperationRepository {
  /** The operation with this key, however old. */
  Optional<Operation> find(Operation.Key key);

  /** The writes of operations in a unit of work. */
  interface Writer extends OperationRepository {
    /**
     * Stores an operation, unless the key has one. If several units save the same key at once, only
     * one of them is committed. A store may throw the exception at the commit. During this call it
     * may delete operations that no longer count.
     *
     * @throws OperationReused if the key has an operation; then nothing of the unit remains
     */
    void save(Operation operation);

    /** Deletes an operation, unless the key has another operation in the meantime. */
    void delete(Operation operation);
  }
}
