package dev.bailiwick.audit;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ResourceId;

/**
 * A thing with changes that the audit log records. Its key and its properties together describe the
 * whole thing, except the times and revisions that the entry itself holds. The thing can be rebuilt
 * from them.
 */
public interface Audited {
  /** The type of the thing. */
  ItemType itemType();

  /** The fields that identify the thing among the things of its type. */
  ImmutableMap<String, String> auditKey();

  /** All other fields of the thing; a field that is not set is left out. */
  ImmutableMap<String, String> auditProperties();

  /** The users, orgs, teams and resources in the logs of which the change appears. */
  ImmutableSet<ResourceId> touches();

  /**
   * The things of which this thing is part. Its creation, its deletion and each change of this set
   * also appear in their logs.
   */
  default ImmutableSet<ResourceId> auditParents() {
    return ImmutableSet.of();
  }
}
