package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.Part;
import java.util.Optional;
import java.util.Set;

/** The snapshot that repositories read: the statements, and the rows that were read before. */
public interface RowSource {
  Dialect dialect();

  /** Whether the store has an optional part. Reads nothing. */
  boolean has(Part part);

  /** Runs a query. */
  <T> ImmutableList<T> list(Query query, Sql.Reader<T> reader);

  /** Runs a query, and returns its first row. */
  <T> Optional<T> find(Query query, Sql.Reader<T> reader);

  /** Runs a query unless the view has its result; the same query always has the same reader. */
  <T> ImmutableList<T> listOnce(Query query, Sql.Reader<T> reader);

  /** The rows that were read before. */
  RowCaches caches();

  /** The facts about a tenant that were read before, or announced. */
  Optional<? extends FetchedFacts> fetchedFacts(Tenant tenant);

  /** The user of the call that reads; empty for a system actor. */
  Optional<UserId> actor();

  /** The many users, this one among them, who were announced together; empty if it was not so. */
  Set<UserId> crowdWith(UserId user);

  /** The org in which facts about a user were announced. */
  Optional<OrgId> announcedOrg(UserId user);
}
