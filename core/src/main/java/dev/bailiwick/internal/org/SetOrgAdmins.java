package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.org.Membership;

/** Makes members admins of an org, or makes admins ordinary members. */
public record SetOrgAdmins(OrgId org, boolean admin, ImmutableList<UserId> users)
    implements MembershipEdit {
  /** Refuses a list that is too long. */
  public SetOrgAdmins {
    MemberLookup.checkSize(users.size());
  }

  @Override
  public Event event() {
    return Event.ORG_SET_ADMIN;
  }

  @Override
  public void describe(RequestDigest digest) {
    MembershipEdit.super.describe(digest);
    digest.flag("admin", admin);
  }

  @Override
  public Membership edit(Membership before) {
    return before.withAdmin(admin);
  }
}
