package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.resource.Resource;
import java.util.Collection;
import java.util.List;

/** The unit of work that repositories write to. */
public interface RowTarget extends RowSource {
  /**
   * Announces a change of rows of some tenants. The caches forget the rows that it may make untrue.
   *
   * @throws IllegalStateException if the unit of work does not hold the locks of these tenants
   */
  void change(Table table, Tenant... tenants);

  /** Notes that the change is structural, although its table is not. */
  void changesStructure();

  /** Notes that resources are registered. */
  void registers(Collection<Resource> resources);

  /** The revision of a tenant. */
  long revision(Tenant tenant);

  /** Whether a read sees what other units have committed, and not an older snapshot. */
  boolean seesLatest();

  /** Whether a person or org has a row in the table of tenants. */
  boolean exists(Tenant tenant);

  /** Creates the row of a new tenant, which this unit moves to revision 1. */
  void create(Tenant tenant);

  /**
   * Writes a row. The statement waits in the buffer until the end of the unit or its next
   * statement.
   *
   * @param row the identity of the row in its table
   */
  void writeLater(Table table, Object row, Query write);

  /** Writes a row at once, with everything in the buffer: its key may be taken. */
  void writeNow(Table table, Object row, Query write);

  /** Runs a statement that writes, and returns the number of rows that it met. */
  int update(Query write);

  /** Runs statements of the same text that write. */
  void updateAll(List<Query> writes);
}
