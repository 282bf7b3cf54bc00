package dev.bailiwick.internal.grant;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;

/** The rules that each grant must obey. */
final class GrantRules {
  private GrantRules() {}

  /**
   * Returns the grant that a request names, if it may exist on the resource.
   *
   * @throws InvalidParameter for an undefined role, or a denial on an org
   * @throws NoSuchMember for an accessor that does not exist or is out of reach
   */
  static Grant checked(Caller caller, GrantTarget target, NewGrant grant) {
    InvalidParameter.unless(
        RolePermissions.permissions(caller.view(), caller.model(), target.tenant(), grant.role())
            .isPresent(),
        "role",
        "is not defined: " + grant.role());
    InvalidParameter.unless(
        grant.effect() == Effect.ALLOW || !target.id().type().equals(ResourceId.ORG),
        "grant.effect",
        "an org itself has no denials");
    if (!reachable(caller.view(), target.tenant(), grant.accessor())) {
      throw new NoSuchMember(grant.accessor());
    }
    return Grant.of(
        target.tenant(),
        new Grant.Key(target.id(), grant.accessor(), grant.role(), grant.effect()),
        grant.window());
  }

  private static boolean reachable(View view, Tenant tenant, Accessor accessor) {
    return Kinds.match(
        accessor,
        user ->
            Kinds.match(
                    tenant, person -> false, org -> view.orgs().membership(org, user).isPresent())
                || (shares(view, tenant)
                    && view.users().find(user).filter(User::usable).isPresent()),
        team -> view.teams().find(team).filter(t -> t.tenant().equals(tenant)).isPresent(),
        other ->
            other.equals(tenant)
                || (tenant instanceof OrgId
                    && shares(view, tenant)
                    && view.orgs().find(other).filter(o -> !o.deleted()).isPresent()),
        everyone -> true);
  }

  private static boolean shares(View view, Tenant tenant) {
    return Kinds.match(
        tenant, person -> true, org -> view.orgs().find(org).filter(Org::sharing).isPresent());
  }
}
