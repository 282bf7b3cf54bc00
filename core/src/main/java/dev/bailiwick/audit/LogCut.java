package dev.bailiwick.audit;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;

/**
 * The removal of the oldest entries of a log, as the log itself records it. The entries cannot be
 * replayed any more.
 *
 * @param org the org with the log
 * @param from the number of the first removed entry
 * @param to the number of the last removed entry
 * @param entries the number of removed entries
 */
public record LogCut(OrgId org, long from, long to, int entries) implements Audited {
  /** Refuses a null. */
  public LogCut {
    given(org, "cut.org");
  }

  @Override
  public ItemType itemType() {
    return ItemType.LOG;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("org", Long.toString(org.value()), "to", Long.toString(to));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of("from", Long.toString(from), "entries", Integer.toString(entries));
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(org.key());
  }
}
