package dev.bailiwick.contract;

import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store that answers one method wrongly, in every port object that has the method. */
final class BrokenStore {
  private BrokenStore() {}

  /** The answer of a broken method, computed from the answer of the sound one. */
  interface Answer {
    /** Answers, or does. */
    Object to(View view, Object[] arguments, Supplier<Object> sound);
  }

  /** A store without a fault, built in the same way as the broken ones. */
  static Store nowhere(Store store) {
    return at(store, View.class, "", (view, arguments, sound) -> sound.get());
  }

  /** A store with one broken method in its facts. */
  static Store facts(String method, Answer answer) {
    return at(
        InMemoryStore.create(),
        View.class,
        "facts",
        (view, arguments, sound) -> answering(Facts.class, sound.get(), method, answer));
  }

  /** A store broken in one method of a port. */
  static Store at(Store store, Class<?> port, String method, Answer answer) {
    return new Store() {
      @Override
      public <R> R read(Consistency consistency, Function<View, R> question) {
        return store.read(
            consistency, view -> question.apply((View) wrapped(view, view, port, method, answer)));
      }

      @Override
      public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
        return store.write(
            tenants, tx -> unit.apply((Transaction) wrapped(tx, tx, port, method, answer)));
      }
    };
  }

  /** One object broken in one method. */
  static Object answering(Class<?> port, Object sound, String method, Answer answer) {
    return proxied(
        sound,
        (called, arguments) ->
            called.getName().equals(method) && port.isInstance(sound)
                ? answer.to(NO_VIEW, arguments, () -> invoked(sound, called, arguments))
                : invoked(sound, called, arguments));
  }

  private static final View NO_VIEW =
      (View)
          Proxy.newProxyInstance(
              BrokenStore.class.getClassLoader(),
              new Class<?>[] {View.class},
              (proxy, called, arguments) -> {
                throw new AssertionError("no view here");
              });

  private static Object wrapped(
      View view, Object sound, Class<?> port, String method, Answer answer) {
    return proxied(
        sound,
        (called, arguments) -> {
          Supplier<Object> call = () -> invoked(sound, called, arguments);
          if (called.getName().equals(method) && port.isInstance(sound)) {
            return answer.to(view, arguments, call);
          }
          Object result = call.get();
          boolean repository =
              sound instanceof View && called.getReturnType().getName().contains("Repository");
          return repository ? wrapped(view, result, port, method, answer) : result;
        });
  }

  private static Object proxied(Object sound, Called called) {
    return Proxy.newProxyInstance(
        BrokenStore.class.getClassLoader(),
        INTERFACES.get(sound.getClass()),
        (proxy, method, arguments) ->
            called.with(method, arguments == null ? new Object[0] : arguments));
  }

  private interface Called {
    Object with(Method method, Object[] arguments);
  }

  private static final ClassValue<Class<?>[]> INTERFACES =
      new ClassValue<>() {
        @Override
        protected Class<?>[] computeValue(Class<?> type) {
          Set<Class<?>> all = new LinkedHashSet<>();
          for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            all.addAll(Arrays.asList(next.getInterfaces()));
          }
          return all.toArray(Class<?>[]::new);
        }
      };

  private static Object invoked(Object sound, Method method, Object[] arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(sound, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
