package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.Explanation;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.access.Question;
import dev.bailiwick.access.SubjectPage;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.access.AccessScope;
import dev.bailiwick.internal.access.Checks;
import dev.bailiwick.internal.access.Explanations;
import dev.bailiwick.internal.access.GrantedTo;
import dev.bailiwick.internal.access.Lookups;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Questions about the permissions of any user. Users may ask about themselves. To ask about others
 * requires the system actor, a super user, or {@link Permission#MANAGE} on the resource; a question
 * about a whole org requires an org admin.
 *
 * <p>The answer about a user or resource that does not exist is no, not an error.
 */
public final class Access {
  private final Calls calls;
  private final Optional<Tenant> tenant;

  Access(Calls calls, Optional<Tenant> tenant) {
    this.calls = calls;
    this.tenant = tenant;
  }

  /**
   * Returns the same questions in another tenant than the actor's, for example in the tenant of a
   * person with shared resources outside orgs.
   */
  public Access in(Tenant other) {
    Required.given(other, "tenant");
    return new Access(calls, Optional.of(other));
  }

  private AccessScope scope(Caller caller) {
    return new AccessScope(caller, tenant);
  }

  /** Whether a user has a permission on a resource. */
  public boolean check(UserId user, Permission permission, ResourceRef resource) {
    Required.given(user, "user", permission, "permission", resource, "resource");
    return checkAll(List.of(new Question(user, permission, resource))).get(0);
  }

  /**
   * Answers many questions, at most {@link Limits#BATCH}, from one snapshot, in their order.
   *
   * @throws NoPermission if the actor may not ask one of them
   */
  public ImmutableList<Boolean> checkAll(Collection<Question> questions) {
    Required.each(questions, "questions");
    InvalidParameter.unless(
        questions.size() <= Limits.BATCH,
        "questions",
        "must be at most " + Limits.BATCH + " in one call");
    return calls.ask(Event.ACCESS_CHECK, caller -> Checks.all(scope(caller), questions));
  }

  /** Returns whether a user has a permission on a resource, and why. */
  public Explanation explain(UserId user, Permission permission, ResourceRef resource) {
    Required.given(user, "user", permission, "permission", resource, "resource");
    return calls.ask(
        Event.ACCESS_EXPLAIN, caller -> Explanations.of(scope(caller), user, permission, resource));
  }

  /** Returns all permissions of a user on a resource, in the model's order. */
  public ImmutableSet<Permission> permissions(UserId user, ResourceRef resource) {
    Required.given(user, "user", resource, "resource");
    return calls.ask(
        Event.ACCESS_PERMISSIONS, caller -> Checks.permissions(scope(caller), user, resource));
  }

  /** Returns the roles on one resource, as {@link #effectiveRoles(UserId, Collection)}. */
  public ImmutableSet<Role> effectiveRoles(UserId user, ResourceRef resource) {
    Required.given(resource, "resource");
    return effectiveRoles(user, ImmutableList.of(resource)).values().iterator().next();
  }

  /**
   * Returns the roles of the model that a user has in effect on each resource, from one snapshot:
   * the roles of which the user has every permission there, in the model's order.
   */
  public ImmutableMap<ResourceId, ImmutableSet<Role>> effectiveRoles(
      UserId user, Collection<? extends ResourceRef> resources) {
    Required.given(user, "user");
    Required.each(resources, "resources");
    return calls.ask(Event.ACCESS_ROLES, caller -> Checks.roles(scope(caller), user, resources));
  }

  /**
   * Returns a page of the resources of a type on which a user has a permission, by id in code-point
   * order, also where ids are numbers. It covers the resources that the tenant is known to have:
   * registered resources, resources with a grant, teams and the org itself. A resource that is only
   * supplied by callers is not known.
   */
  public Page<ResourceId> lookupResources(
      UserId user, Permission permission, ResourceType<?> type, PageRequest request) {
    Required.given(request, "page");
    Required.given(user, "user", permission, "permission", type, "type");
    return calls.ask(
        Event.ACCESS_LOOKUP_RESOURCES,
        caller -> Lookups.resources(scope(caller), user, permission, type, request));
  }

  /**
   * Returns a page of the users who have a permission on a resource, by ascending id. {@link
   * SubjectPage#everyone} stands for the outside accounts that have the permission only because
   * everyone has it.
   */
  public SubjectPage lookupSubjects(
      Permission permission, ResourceRef resource, PageRequest request) {
    return subjects(permission, resource, false, request);
  }

  /**
   * Returns a page of users as {@link #lookupSubjects} does, and lists the outside accounts that
   * have the permission only because everyone has it.
   */
  public SubjectPage lookupAllSubjects(
      Permission permission, ResourceRef resource, PageRequest request) {
    return subjects(permission, resource, true, request);
  }

  private SubjectPage subjects(
      Permission permission, ResourceRef resource, boolean spellOut, PageRequest request) {
    Required.given(permission, "permission", resource, "resource", request, "page");
    return calls.ask(
        Event.ACCESS_LOOKUP_SUBJECTS,
        caller -> Lookups.subjects(scope(caller), permission, resource, spellOut, request));
  }

  /**
   * Returns a page of the grants and denials that an accessor received itself in the actor's
   * tenant, by resource. A user's own grants are shown to the user and to org admins, a team's to
   * its members, an org's and everyone's to org admins.
   */
  public Page<Grant> grantedTo(Accessor accessor, PageRequest request) {
    Required.given(accessor, "accessor", request, "page");
    return calls.ask(
        Event.ACCESS_GRANTED, caller -> GrantedTo.page(scope(caller), accessor, request));
  }
}
