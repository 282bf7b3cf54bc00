package dev.bailiwick.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source of whose JDBC calls some fail, before they reach the database or after it. */
final class Faults {
  /** An input or output error, which no rule says to retry. */
  static final Supplier<SQLException> BROKEN = () -> new SQLException("it failed", "58030");

  private static final Rule NONE = (call, number) -> false;

  /** The calls that fail. */
  interface Rule {
    /**
     * Whether a call fails.
     *
     * @param call its name
     * @param number how many calls there were since the rule was set, with this one
     */
    boolean fails(String call, int number);
  }

  private final DataSource sound;
  private Rule rule = NONE;
  private When when = When.BEFORE;
  private Supplier<SQLException> failure = BROKEN;
  private int calls;
  private int times;

  Faults(DataSource sound) {
    this.sound = sound;
  }

  DataSource dataSource() {
    return proxy(DataSource.class, sound);
  }

  /** Whether a call fails before it reaches the database, or after that has done what it says. */
  enum When {
    BEFORE,
    AFTER
  }

  /** From now on, calls fail by a rule. */
  void fail(When newWhen, Rule newRule, Supplier<SQLException> newFailure) {
    when = newWhen;
    rule = newRule;
    failure = newFailure;
    calls = 0;
    times = 0;
  }

  /** From now on, no call fails. */
  void never() {
    rule = NONE;
  }

  /** How many calls failed since the rule was set. */
  int times() {
    return times;
  }

  /** Binding a parameter and reading a column of a row that is here stay within the driver. */
  private static boolean local(Object target, Method method) {
    return method.getDeclaringClass().equals(Object.class)
        || (target instanceof PreparedStatement && method.getName().startsWith("set"))
        || (target instanceof ResultSet && !List.of("next", "close").contains(method.getName()));
  }

  private <T> T proxy(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (local(target, method)) {
                return invoke(target, method, arguments);
              }
              calls++;
              boolean fails = rule.fails(method.getName(), calls);
              // A connection that never came back would be this test's leak.
              boolean must = target instanceof Connection && method.getName().equals("close");
              if (fails && when == When.BEFORE && !must) {
                times++;
                throw failure.get();
              }
              Object result = invoke(target, method, arguments);
              if (fails) {
                times++;
                if (result instanceof AutoCloseable lost) {
                  lost.close();
                }
                throw failure.get();
              }
              return proxied(result);
            }));
  }

  private @Nullable Object proxied(@Nullable Object result) {
    if (result instanceof Connection connection) {
      return proxy(Connection.class, connection);
    }
    if (result instanceof PreparedStatement statement) {
      return proxy(PreparedStatement.class, statement);
    }
    if (result instanceof Statement statement) {
      return proxy(Statement.class, statement);
    }
    return result instanceof ResultSet rows ? proxy(ResultSet.class, rows) : result;
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The n-th call, and no other. */
  static Rule nth(int n) {
    return (call, number) -> number == n;
  }

  /** Every call of a kind. */
  static Rule each(Predicate<String> kind) {
    return (call, number) -> kind.test(call);
  }
}
