package dev.bailiwick.impersonation;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import java.time.Instant;

/**
 * The consent of an org's owner to impersonations of the org's members.
 *
 * @param org the org
 * @param until the instant from which the org is closed again
 */
public record SupportAccess(OrgId org, Instant until) implements Audited {
  /** Refuses nulls, and an instant that no store can hold. */
  public SupportAccess {
    given(org, "support.org");
    until = Instants.kept(until, "support.until");
  }

  /** Returns whether the org is open at an instant. */
  public boolean isOpen(Instant now) {
    return given(now, "now").isBefore(until);
  }

  @Override
  public ItemType itemType() {
    return ItemType.SUPPORT_ACCESS;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("org", Long.toString(org.value()));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of("until", until.toString());
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(org.key());
  }
}
