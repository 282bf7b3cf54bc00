package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.util.function.Supplier;

/** Translates the failure of a write with a key that was taken. */
final class Duplicates {
  private Duplicates() {}

  /** Returns the typed error if a row had the key already, and the failure itself otherwise. */
  static RuntimeException typed(StoreFailure failure, Supplier<RuntimeException> error) {
    if (!Sql.duplicate(failure)) {
      return failure;
    }
    RuntimeException typed = error.get();
    typed.initCause(failure);
    return typed;
  }
}
