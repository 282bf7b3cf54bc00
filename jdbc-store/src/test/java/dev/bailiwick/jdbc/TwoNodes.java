package dev.bailiwick.jdbc;

import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.util.Set;
import java.util.function.Function;

/**
 * Two nodes of a host over one database, one of which answers what the other has changed: what a
 * node remembers is never its own.
 */
record TwoNodes(Store writing, Store reading) implements Store {
  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    return reading.read(consistency, question);
  }

  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    return writing.write(tenants, unit);
  }

  @Override
  public <R> R write(Function<View, Set<Tenant>> locks, Function<Transaction, R> unit) {
    return writing.write(locks, unit);
  }
}
