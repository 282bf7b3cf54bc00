package dev.bailiwick.internal.access;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.Decision;
import dev.bailiwick.access.Explanation;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.permission.Permission;
import java.util.Optional;

/** Explains decisions, as far as the actor may know their reasons. */
public final class Explanations {
  /**
   * The reasons from which an outsider could conclude that a tenant exists, and the contents of it.
   */
  private static final ImmutableSet<Decision.Reason> OUTSIDE =
      ImmutableSet.of(
          Decision.Reason.NOT_A_MEMBER, Decision.Reason.NO_SUCH_RESOURCE, Decision.Reason.NO_GRANT);

  private Explanations() {}

  /** Explains to users whether they have a permission themselves. */
  public static Explanation own(AccessScope scope, Permission permission, ResourceRef resource) {
    UserId me =
        scope
            .caller()
            .actor()
            .user()
            .orElseThrow(
                () -> new InvalidParameter("actor", "must be a user: name one to explain"));
    return explained(scope, me, permission, resource);
  }

  /** Explains whether a user has a permission. */
  public static Explanation of(
      AccessScope scope, UserId user, Permission permission, ResourceRef resource) {
    scope.requireMayAsk(scope.where(resource), user, resource);
    return explained(scope, user, permission, resource);
  }

  private static Explanation explained(
      AccessScope scope, UserId user, Permission permission, ResourceRef resource) {
    Caller caller = scope.caller();
    scope.requireKnown(permission, resource);
    Optional<Tenant> where = scope.where(resource).filter(t -> !caller.outsideSession(t));
    if (where.isEmpty()) {
      Decision unknown =
          Decision.builder()
              .allowed(false)
              .user(user)
              .permission(permission)
              .resource(resource.key())
              .tenant(caller.tenant())
              .addReason(Decision.Reason.NOT_A_MEMBER)
              .build();
      return new Explanation(
          unknown,
          new ExplanationText(caller.view(), unknown, false, names(caller, user)).sentences());
    }
    Decision decision =
        caller
            .interpreter(where.get(), ImmutableSet.of(user), ImmutableSet.of(resource))
            .explain(user, permission, where.get(), resource);
    Decision shown = mayKnow(caller, decision, where.get()) ? decision : veiled(decision);
    boolean namesOrg = where.get() instanceof OrgId org && caller.sees(org);
    return new Explanation(
        shown,
        new ExplanationText(caller.view(), shown, namesOrg, names(caller, user)).sentences());
  }

  /**
   * Whether the actor may learn the status of the user, and not only that the permission is
   * missing.
   */
  private static boolean mayKnow(Caller caller, Decision decision, Tenant where) {
    UserId user = decision.user();
    boolean oneself = caller.actor().user().filter(user::equals).isPresent();
    return caller.isSystem()
        || (oneself && !OUTSIDE.containsAll(decision.reasons()))
        || Kinds.match(
            where, user::equals, org -> caller.view().orgs().membership(org, user).isPresent())
        || caller.trusted();
  }

  /** Whether the actor may see the name of a user. */
  private static boolean names(Caller caller, UserId user) {
    return caller.actor().user().filter(user::equals).isPresent()
        || caller.sharesOrg(user)
        || caller.trusted();
  }

  /**
   * Makes an account outside the tenant look like an account that does not exist, unless the
   * decision allows it.
   */
  private static Decision veiled(Decision decision) {
    return decision.allowed()
        ? decision
        : Decision.builder()
            .allowed(false)
            .user(decision.user())
            .permission(decision.permission())
            .resource(decision.resource())
            .tenant(decision.tenant())
            .addReason(Decision.Reason.NOT_A_MEMBER)
            .build();
  }
}
