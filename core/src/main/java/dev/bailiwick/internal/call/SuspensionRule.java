package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.store.View;

/**
 * The effect of the suspensions of orgs on one call.
 *
 * @param event the call
 * @param view the snapshot of the call
 */
record SuspensionRule(Event event, View view) {
  /** The calls by which a super user finds a suspended org, learns the reason, and resumes it. */
  private static final ImmutableSet<Event> TO_RESUME =
      ImmutableSet.of(
          Event.ORG_READ, Event.ORG_LIST, Event.ORG_SUSPEND, Event.ORG_RESUME, Event.AUDIT_ORG);

  /** Whether a suspension of the org takes this call from its members. */
  boolean closes(OrgId org) {
    return view.orgs()
        .suspension(org)
        .filter(extent -> extent == Suspension.FULL || event.isChange())
        .isPresent();
  }

  /**
   * Refuses this call about a suspended org to a member and to a super user who does not need it.
   *
   * @throws OrgSuspended if it is refused
   */
  void requireOpen(OrgId org, boolean superUser, boolean member) {
    if (superUser ? !TO_RESUME.contains(event) : member) {
      throw new OrgSuspended(org);
    }
  }
}
