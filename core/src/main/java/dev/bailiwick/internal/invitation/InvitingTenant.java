package dev.bailiwick.internal.invitation;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.OwnTenant;

/**
 * The right to the invitations of a tenant: an org's admins have it for the org, a person has it
 * for their own teams.
 *
 * @param tenant the tenant
 */
record InvitingTenant(Tenant tenant) implements Need<Tenant> {
  @Override
  public Tenant check(Caller caller) {
    if (tenant instanceof OrgId org) {
      OrgNeed.admin(org).check(caller);
    } else {
      new OwnTenant((UserId) tenant).check(caller);
    }
    return tenant;
  }
}
