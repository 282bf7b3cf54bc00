package dev.bailiwick.jdbc.internal.filter;

import dev.bailiwick.id.ResourceType;
import java.util.Optional;

/**
 * The columns of the host's rows that a filter reads.
 *
 * @param id the column of the resources' ids
 * @param tenant the column of the tenants; empty if all rows belong to one tenant
 * @param owner the column of the owners
 * @param parent the column of the parents
 * @param pages whether the host reads the first rows only, in the order of an index
 */
public record HostRows(
    String id,
    Optional<Held> tenant,
    Optional<Held> owner,
    Optional<Parent> parent,
    boolean pages) {
  /**
   * A column that is compared with one value.
   *
   * @param value a Long, a String or a UUID; the library's number if empty
   */
  public record Held(String column, Optional<Object> value) {}

  /** The column of the parents' ids, and the type of the parents. */
  public record Parent(ResourceType<?> type, String column) {}
}
