package dev.bailiwick.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A data source whose connections keep their prepared statements, as the drivers of PostgreSQL and
 * MariaDB do. H2 keeps no plan of a UNION or of a recursive query, and otherwise spends half of the
 * tests' time on parsing.
 */
final class ReusedStatements {
  private static final int KEPT = 200;

  private ReusedStatements() {}

  static DataSource of(DataSource dataSource) {
    return proxy(
        DataSource.class,
        (method, args) -> {
          Object answer = call(dataSource, method, args);
          return answer instanceof Connection connection ? connection(connection) : answer;
        });
  }

  private static Connection connection(Connection connection) {
    Map<String, PreparedStatement> idle = new LinkedHashMap<>(16, 0.75f, true);
    return proxy(
        Connection.class,
        (method, args) -> {
          if (!method.getName().equals("prepareStatement") || args.length > 1) {
            return call(connection, method, args);
          }
          String text = (String) args[0];
          PreparedStatement kept = idle.remove(text);
          return statement(idle, text, kept == null ? connection.prepareStatement(text) : kept);
        });
  }

  private static PreparedStatement statement(
      Map<String, PreparedStatement> idle, String text, PreparedStatement statement) {
    boolean[] failed = {false};
    boolean[] returned = {false};
    return proxy(
        PreparedStatement.class,
        (method, args) -> {
          if (method.getName().equals("close")) {
            if (!returned[0]) {
              returned[0] = true;
              giveBack(idle, text, statement, failed[0]);
            }
            return null;
          }
          try {
            return call(statement, method, args);
          } catch (SQLException | RuntimeException failure) {
            failed[0] = true;
            throw failure;
          }
        });
  }

  private static void giveBack(
      Map<String, PreparedStatement> idle, String text, PreparedStatement statement, boolean failed)
      throws SQLException {
    if (failed || statement.isClosed() || idle.containsKey(text)) {
      statement.close();
      return;
    }
    statement.clearParameters();
    idle.put(text, statement);
    if (idle.size() > KEPT) {
      String oldest = idle.keySet().iterator().next();
      idle.remove(oldest).close();
    }
  }

  private interface Called {
    Object with(Method method, Object[] args) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Called called) {
    return type.cast(
        Proxy.newProxyInstance(
            ReusedStatements.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> called.with(method, args == null ? new Object[0] : args)));
  }

  private static Object call(Object target, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
