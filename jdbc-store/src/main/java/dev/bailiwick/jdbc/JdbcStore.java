package dev.bailiwick.jdbc;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Access;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.filter.ReachQuestion;
import dev.bailiwick.jdbc.internal.filter.FilterQuery;
import dev.bailiwick.jdbc.internal.filter.HostRows;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.schema.JoinCheck;
import dev.bailiwick.jdbc.internal.schema.Migration;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.schema.SchemaState;
import dev.bailiwick.jdbc.internal.schema.Scripts;
import dev.bailiwick.jdbc.internal.schema.Suitability;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.unit.OwnStore;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A store in a database: PostgreSQL 15 or later, MariaDB 10.11 or later, or H2 2.3 or later.
 *
 * <pre>{@code
 * JdbcStore store = JdbcStore.over(dataSource);
 * store.migrate();
 * Bailiwick bailiwick = Bailiwick.over(store);
 * }</pre>
 *
 * <p>A read is one statement, or a transaction that reads a snapshot. A unit of work is a
 * transaction at READ COMMITTED that locks the rows of its tenants first. If the database gives
 * another transaction precedence, the unit is run again, a bounded number of times. So a question
 * or a unit may be run more than once; only the last run counts.
 *
 * <p>A connection that comes with autocommit switched off belongs to a transaction of the host, as
 * behind Spring's {@code TransactionAwareDataSourceProxy}. The store uses it as described at {@link
 * #on}.
 */
public final class JdbcStore implements Store {
  private final DataSource dataSource;
  private final Product product;
  private final Dialect dialect;
  private final int usualIsolation;
  private final InstantSource clock;
  private final ImmutableSet<Part> parts;
  private final SchemaState.Check schema;
  private final OwnStore own;

  private JdbcStore(
      DataSource dataSource,
      Product product,
      int usualIsolation,
      InstantSource clock,
      ImmutableSet<Part> parts) {
    this.dataSource = dataSource;
    this.product = product;
    this.dialect = product.dialect();
    this.usualIsolation = usualIsolation;
    this.clock = clock;
    this.parts = parts;
    this.schema = new SchemaState.Check(product, clock, parts);
    this.own = new OwnStore(dataSource, dialect, usualIsolation, schema);
  }

  /**
   * Returns a store in the database of the given connections. It changes nothing there. Whether the
   * database has the schema is checked by {@link #migrate} or by the first use.
   *
   * @param dataSource the host's data source, in most cases a pool; its connections come with
   *     autocommit switched on
   * @throws UnsuitableDatabase if the store cannot work correctly over this database
   * @throws StoreFailure if the database cannot be reached
   */
  public static JdbcStore over(DataSource dataSource) {
    return over(dataSource, InstantSource.system());
  }

  /**
   * Returns the same store with a clock of the caller's.
   *
   * @param clock tells when to look again whether a newer node has migrated the schema
   */
  static JdbcStore over(DataSource dataSource, InstantSource clock) {
    given(dataSource, "data_source");
    try (Connection connection = dataSource.getConnection()) {
      Product product = Suitability.check(connection);
      return new JdbcStore(
          dataSource, product, connection.getTransactionIsolation(), clock, ImmutableSet.of());
    } catch (SQLException e) {
      throw new StoreFailure("the database cannot be reached: " + e.getMessage(), true, e);
    }
  }

  /**
   * Returns the same store with an optional part. Its calls are then possible, {@link #migrate}
   * makes its tables too, and the first use checks them. Without the part, the database needs none
   * of its tables. A host with a migration tool runs the scripts of the folder of the part, {@code
   * dev/bailiwick/jdbc/<part>/<product>}, after the others and with a history table of their own.
   */
  public JdbcStore with(Part part) {
    given(part, "part");
    return new JdbcStore(
        dataSource,
        product,
        usualIsolation,
        clock,
        ImmutableSet.<Part>builder().addAll(parts).add(part).build());
  }

  /**
   * Migrates the schema of the database to the version that this version of the library needs. A
   * schema that is up to date stays as it is. Run it before the store is used. Several nodes may
   * run it at once: one migrates, and the others wait for it. (Not through several servers of a
   * MariaDB cluster, and not where several processes share an H2 database: there, run it from one
   * place at a time.) A host with a migration tool of its own can run the scripts by that tool.
   * They are in this artifact as {@code dev/bailiwick/jdbc/<product>/V<number>__<name>.sql}.
   *
   * @throws UnsuitableDatabase if an earlier migration was left half-done, this one fails, the
   *     schema is too new, or the search path leads to tables in another schema than its first
   * @throws StoreFailure if the database fails, or another node does not finish in time
   * @throws IllegalStateException if the connection is in a transaction of the host
   */
  public void migrate() {
    try (Connection connection = dataSource.getConnection()) {
      new Migration(connection, product, usualIsolation, Scripts.with(parts)).run();
      schema.of(connection, false);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  /**
   * Checks that this store joins the transactions of the host. It writes a row within a
   * transaction, lets the host roll that back, and checks that the row is gone. A host that relies
   * on it calls this method at its start, outside of a transaction and after the migration; with
   * Spring's {@code TransactionTemplate}:
   *
   * <pre>{@code
   * store.requireJoins(
   *     work ->
   *         transactions.executeWithoutResult(
   *             status -> {
   *               work.run();
   *               status.setRollbackOnly();
   *             }));
   * }</pre>
   *
   * @param rollingBack begins a transaction, runs the given work once, and rolls back
   * @throws UnsuitableDatabase if the row of the store does not end with the transaction; no row is
   *     left behind
   * @throws IllegalStateException if it is called within a transaction
   */
  public void requireJoins(Consumer<Runnable> rollingBack) {
    given(rollingBack, "rolling_back");
    try {
      try (Connection connection = dataSource.getConnection()) {
        schema.of(connection, !connection.getAutoCommit());
      }
      new JoinCheck(dataSource, dialect, usualIsolation).run(rollingBack);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    given(consistency, "consistency");
    given(question, "question");
    return own.read(consistency, question);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this thread is in a unit of work of this store already
   */
  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    each(tenants, "tenants");
    given(unit, "unit");
    return own.write(tenants, unit);
  }

  @Override
  public <R> R write(Function<View, Set<Tenant>> locks, Function<Transaction, R> unit) {
    given(locks, "locks");
    given(unit, "unit");
    return own.write(locks, unit);
  }

  /**
   * Returns the same store inside a transaction of the host. Its changes and their audit entries
   * become true when the host commits, and never if the host rolls back. The connection is not
   * committed, closed or changed. The returned store serves one thread at a time, for as long as
   * the host's transaction lasts; this may be a branch of an XA transaction.
   *
   * <p>A unit of work that fails leaves nothing behind, and the host's transaction goes on. The
   * store runs nothing again: a retryable {@link StoreFailure} means that the host may run its
   * whole transaction again. The locks of a unit last until the host's transaction ends.
   *
   * <p>Reads see the writes of the transaction. At READ COMMITTED, each statement has a snapshot of
   * its own; a check is one statement. At a higher level, a unit of work is refused with a
   * retryable failure if one of its tenants has changed since the transaction began to read.
   *
   * @throws IllegalStateException at each call, if the connection is in no transaction
   */
  public Store on(Connection lent) {
    given(lent, "lent");
    return own.on(lent);
  }

  /**
   * Returns a condition for a statement of the host over this database. It is true for exactly the
   * rows on which the actor of the session has a permission: the rows for which {@link Session#may}
   * returns true, asked about {@code type.id(id)} with the caller-supplied owner and parent from
   * the row's columns. A row for which it would throw, because its path is too long or stored data
   * is corrupt, is left out.
   *
   * <p>The filter is for one tenant: that of the session, or that of {@link Rows#in}. A system
   * actor sees all rows.
   *
   * @param session a session over this store, or over {@link #on} it
   * @throws InvalidParameter if the session is over another store, even over another object for the
   *     same database; if the model does not know the permission or the type; if a name is not a
   *     column of one table; or if the rows do not say which of them belong to the tenant
   * @throws NoPermission if the account of the session's user cannot be used
   * @throws LimitExceeded if a user has more teams and roles than a statement can name
   */
  public SqlFilter filter(Session session, Permission permission, ResourceType<?> type, Rows rows) {
    given(permission, "permission");
    return filter(session, Optional.empty(), permission, type, rows);
  }

  /**
   * As {@link #filter(Session, Permission, ResourceType, Rows)}, about any user. It requires the
   * right to {@link Access#lookupResources look up} the resources of that user.
   */
  public SqlFilter filter(
      Session session, UserId user, Permission permission, ResourceType<?> type, Rows rows) {
    given(user, "user");
    given(permission, "permission");
    return filter(session, Optional.of(user), permission, type, rows);
  }

  private SqlFilter filter(
      Session session,
      Optional<UserId> user,
      Permission permission,
      ResourceType<?> type,
      Rows rows) {
    given(session, "session");
    given(type, "type");
    given(rows, "rows");
    rows.check(dialect.quote(), session.actor().org().isPresent());
    return new ReachQuestion(
            rows.tenant(), user, permission, type, rows.parent().map(HostRows.Parent::type))
        .ask(
            session,
            (view, reach) -> {
              RowSource rowSource =
                  own.source(view)
                      .orElseThrow(
                          () ->
                              new InvalidParameter(
                                  "session", "must be over this store, or over on() of it"));
              return filter(FilterQuery.of(rowSource, reach, type, rows.columns()).filter());
            });
  }

  static SqlFilter filter(Query condition) {
    return new SqlFilter(
        condition.text(),
        condition.parameters().stream()
            .map(Objects::requireNonNull)
            .collect(ImmutableList.toImmutableList()));
  }

  Dialect dialect() {
    return dialect;
  }
}
