package dev.bailiwick.contract;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store whose audit log takes no entry any more once it is told so. */
final class FailingAudit implements Store {
  private final Store store;
  private boolean failing;

  FailingAudit(Store store) {
    this.store = store;
  }

  void fail(boolean now) {
    failing = now;
  }

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    return store.read(consistency, question);
  }

  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    return store.write(tenants, tx -> unit.apply(failing ? withoutAudit(tx) : tx));
  }

  private static Transaction withoutAudit(Transaction tx) {
    AuditRepository.Writer audit =
        replacing(
            AuditRepository.Writer.class,
            tx.audit(),
            "append",
            () -> {
              throw new StoreFailure("the log is full", false);
            });
    return replacing(Transaction.class, tx, "audit", () -> audit);
  }

  /** The same, but for what one method answers. */
  private static <T> T replacing(Class<T> type, T inner, String name, Supplier<?> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals(name)) {
                return answer.get();
              }
              try {
                return method.invoke(inner, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }
}
