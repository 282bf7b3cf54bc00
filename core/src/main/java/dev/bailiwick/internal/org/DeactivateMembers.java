package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.org.Membership;

/** Makes memberships of an org inactive; accounts and ownership stay unchanged. */
public record DeactivateMembers(OrgId org, ImmutableList<UserId> users) implements MembershipEdit {
  /** Refuses a list that is too long. */
  public DeactivateMembers {
    MemberLookup.checkSize(users.size());
  }

  @Override
  public Event event() {
    return Event.ORG_DEACTIVATE_MEMBERS;
  }

  @Override
  public Membership edit(Membership before) {
    return before.withActive(false);
  }
}
