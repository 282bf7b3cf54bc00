package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.org.Membership;

/** Makes inactive memberships of an org active again. */
public record ActivateMembers(OrgId org, ImmutableList<UserId> users) implements MembershipEdit {
  /** Refuses a list that is too long. */
  public ActivateMembers {
    MemberLookup.checkSize(users.size());
  }

  @Override
  public Event event() {
    return Event.ORG_ACTIVATE_MEMBERS;
  }

  @Override
  public Membership edit(Membership before) {
    return before.withActive(true);
  }
}
