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
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rules that each grant must obey. */
final class GrantRules {
  private GrantRules() {}

  /**
   * Returns the grant that a request names, if it may exist on the resource. A grant that exists
   * may be named whatever the state of its role.
   *
   * @throws InvalidParameter for a grant with an undefined role that is new or changed, or for a
   *     denial on an org
   */
  static Grant checked(Caller caller, GrantTarget target, NewGrant grant) {
    Grant wanted =
        Grant.of(
            target.tenant(),
            new Grant.Key(target.id(), grant.accessor(), grant.role(), grant.effect()),
            grant.window());
    Optional<Grant> stored = caller.view().grants().find(target.tenant(), wanted.key());
    if (stored.equals(Optional.of(wanted))) {
      return wanted;
    }
    InvalidParameter.unless(
        RolePermissions.permissions(caller.view(), caller.model(), target.tenant(), grant.role())
            .isPresent(),
        "role",
        "is not defined: " + grant.role());
    InvalidParameter.unless(
        grant.effect() == Effect.ALLOW || !target.id().type().equals(ResourceId.ORG),
        "grant.effect",
        "an org itself has no denials");
    return wanted;
  }

  /**
   * Returns the new grants to accessors that do not exist or are out of reach. The accessor of a
   * grant that exists may be named whatever its state.
   */
  static List<Grant> unreachable(View view, Collection<Grant> wanted) {
    return wanted.stream()
        .filter(grant -> view.grants().find(grant.tenant(), grant.key()).isEmpty())
        .filter(grant -> !reachable(view, grant.tenant(), grant.accessor()))
        .toList();
  }

  private static boolean reachable(View view, Tenant tenant, Accessor accessor) {
    return Kinds.match(
        accessor,
        user ->
            Kinds.match(
                    tenant,
                    person -> false,
                    org ->
                        view.orgs().membership(org, user).isPresent()
                            && !MemberLookup.isClosedOwner(view, org, user))
                || (shares(view, tenant)
                    && view.users()
                        .find(user)
                        .filter(User::usable)
                        .filter(found -> ServiceAccountRules.mayEnter(found, tenant))
                        .isPresent()),
        team -> view.teams().find(team).filter(t -> t.tenant().equals(tenant)).isPresent(),
        other ->
            other.equals(tenant)
                || (tenant instanceof OrgId
                    && shares(view, tenant)
                    && view.orgs().find(other).filter(o -> !o.deleted()).isPresent()),
        everyone -> true);
  }

  /** Returns whether an accessor gets nothing by a grant of a tenant at present. */
  static boolean isInactive(View view, Tenant tenant, Accessor accessor) {
    return Kinds.match(
        accessor,
        user ->
            view.users().find(user).filter(found -> !MemberLookup.isSwitchedOff(found)).isEmpty()
                || !Kinds.match(
                    tenant,
                    person -> true,
                    org ->
                        view.orgs()
                            .membership(org, user)
                            .map(Membership::active)
                            .orElseGet(() -> shares(view, tenant))),
        team -> view.teams().find(team).isEmpty(),
        org ->
            view.orgs().find(org).filter(found -> !found.deleted()).isEmpty()
                || view.orgs().suspension(org).isPresent()
                || (!org.equals(tenant) && !shares(view, tenant)),
        everyone -> false);
  }

  private static boolean shares(View view, Tenant tenant) {
    return Kinds.match(
        tenant, person -> true, org -> view.orgs().find(org).filter(Org::sharing).isPresent());
  }
}
