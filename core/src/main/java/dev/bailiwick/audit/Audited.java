package dev.bailiwick.audit;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ResourceId;

/**
 * A thing whose changes go to the audit log. Key and properties together are the whole thing, but
 * for the times and revisions that the entry itself bears: it can be rebuilt from them.
 */
public interface Audited {
  /** What kind of thing it is. */
  ItemType itemType();

  /** What tells it from others of its kind, by field. */
  ImmutableMap<String, String> auditKey();

  /** All else that is known of it, by field; a field that is not set is left out. */
  ImmutableMap<String, String> auditProperties();

  /** The users, orgs, teams and resources whose logs show the change. */
  ImmutableSet<ResourceId> touches();
}
