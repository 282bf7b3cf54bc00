package dev.bailiwick.internal.key;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.KeyRules;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.store.Part;
import dev.bailiwick.user.User;

/**
 * The right to make a key in the tenant of the session: for oneself, or, as an admin of the org who
 * holds all that it can do, for a service account of the org. The system actor has it for anybody.
 *
 * @param owner the owner of the key
 */
record NewKeyNeed(UserId owner) implements Need<Tenant> {
  @Override
  public Tenant check(Caller caller) {
    caller.view().requirePart(Part.KEYS);
    Tenant tenant = caller.actor().org().<Tenant>map(org -> org).orElse(owner);
    User account =
        caller
            .view()
            .users()
            .find(owner)
            .filter(User::usable)
            .filter(user -> Kinds.match(tenant, user.id()::equals, org -> isIn(caller, org)))
            .orElseThrow(() -> new NoSuchMember(owner));
    if (!caller.is(owner) && !caller.isSystem()) {
      OrgId org = caller.sessionOrg();
      if (!caller.administers(org)) {
        throw caller.refused("org admin");
      }
      if (account.serviceOf().isEmpty()) {
        throw caller.refused("owner of the key, or a service account");
      }
      KeyRules.requireHoldsAll(caller, org, owner);
    }
    caller.requireOpen(tenant);
    return tenant;
  }

  private boolean isIn(Caller caller, OrgId org) {
    caller.org(org);
    return caller.view().orgs().membership(org, owner).filter(Membership::active).isPresent();
  }
}
