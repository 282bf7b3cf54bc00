package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.ListedGrant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.grant.DenyRole;
import dev.bailiwick.internal.grant.GrantRole;
import dev.bailiwick.internal.grant.LiftDenial;
import dev.bailiwick.internal.grant.ListGrants;
import dev.bailiwick.internal.grant.MergeGrants;
import dev.bailiwick.internal.grant.RemoveAccessors;
import dev.bailiwick.internal.grant.RemoveAllAccessors;
import dev.bailiwick.internal.grant.ReplaceGrants;
import dev.bailiwick.internal.grant.RevokeGrant;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import java.util.Collection;

/**
 * The questions and changes of an actor about grants and denials on a resource. All of them require
 * {@link Permission#MANAGE} on the resource. No user gives or takes a role with more permissions
 * than they have on the resource themselves. In an org, a grant is to its members, its teams, the
 * org itself or everyone; where the org shares with guests, also to users and orgs outside. Outside
 * orgs, a grant is to users with a usable account, to the person's own teams, or to everyone.
 */
public final class Grants {
  private final Calls calls;

  Grants(Calls calls) {
    this.calls = calls;
  }

  /**
   * Gives an accessor a role on a resource, without an end: removes the validity period of an
   * existing grant. As {@link #merge} of this one grant, with an event of its own.
   *
   * @return the grant
   */
  public Written<Grant> grant(Role role, ResourceRef resource, Accessor accessor) {
    Required.given(role, "role", resource, "resource", accessor, "accessor");
    return one(calls.change(new GrantRole(resource, role, accessor)));
  }

  /**
   * Denies an accessor a role on a resource and everything below it. A denial takes the role's
   * permissions away even if several grants give them. It does not bind the owner of the resource
   * or the owner of the org. As {@link #merge} of this one denial, with an event of its own.
   *
   * @return the denial
   */
  public Written<Grant> deny(Role role, ResourceRef resource, Accessor accessor) {
    Required.given(role, "role", resource, "resource", accessor, "accessor");
    return one(calls.change(new DenyRole(resource, role, accessor)));
  }

  private static Written<Grant> one(Written<ImmutableList<Grant>> saved) {
    return new Written<>(saved.value().get(0), saved.revision());
  }

  /** Adds grants, as {@link #merge(ResourceRef, Collection)}. */
  public Written<ImmutableList<Grant>> merge(ResourceRef resource, NewGrant... grants) {
    return merge(resource, Required.list(grants, "grants"));
  }

  /**
   * Adds grants and denials to a resource and keeps its other ones. An existing grant gets the
   * validity period of this call.
   *
   * @return the named grants after the change
   * @throws InvalidParameter for a role that neither the model nor the org defines, a denial on an
   *     org, or a grant that is named twice with different validity periods
   * @throws NoSuchMember for all accessors of new grants that do not exist or are out of reach
   */
  public Written<ImmutableList<Grant>> merge(ResourceRef resource, Collection<NewGrant> grants) {
    Required.given(resource, "resource");
    Required.each(grants, "grants");
    return calls.change(new MergeGrants(resource, ImmutableList.copyOf(grants), false));
  }

  /**
   * As {@link #merge(ResourceRef, Collection)}, but skips new grants to accessors that do not exist
   * or are out of reach, such as those of a directory that is being synchronised.
   *
   * @return the named grants after the change, without those that were skipped
   */
  public Written<ImmutableList<Grant>> mergeReachable(
      ResourceRef resource, Collection<NewGrant> grants) {
    Required.given(resource, "resource");
    Required.each(grants, "grants");
    return calls.change(new MergeGrants(resource, ImmutableList.copyOf(grants), true));
  }

  /** Replaces the grants, as {@link #replace(ResourceRef, Collection)}. */
  public Written<ImmutableList<Grant>> replace(
      ResourceRef resource, NewGrant first, NewGrant... more) {
    return replace(resource, Required.list(first, more, "grants"));
  }

  /**
   * Makes the given list the grants and denials on a resource. An empty list removes all of them.
   * Existing grants can be named whatever the state of their accessors and roles, so a list that
   * {@link #list} returned can be written back, by {@link Grant#asNewGrant}.
   *
   * @return the list after the change
   * @throws InvalidParameter as {@link #merge}
   * @throws NoSuchMember as {@link #merge}
   */
  public Written<ImmutableList<Grant>> replace(ResourceRef resource, Collection<NewGrant> grants) {
    Required.given(resource, "resource");
    Required.each(grants, "grants");
    return calls.change(new ReplaceGrants(resource, ImmutableList.copyOf(grants), false));
  }

  /**
   * As {@link #replace(ResourceRef, Collection)}, but skips new grants to accessors that do not
   * exist or are out of reach.
   *
   * @return the list after the change, without those that were skipped
   */
  public Written<ImmutableList<Grant>> replaceReachable(
      ResourceRef resource, Collection<NewGrant> grants) {
    Required.given(resource, "resource");
    Required.each(grants, "grants");
    return calls.change(new ReplaceGrants(resource, ImmutableList.copyOf(grants), true));
  }

  /**
   * Takes one role on a resource from an accessor. Changes nothing if they do not have it. A denial
   * stays.
   *
   * @return the grants that were removed
   */
  public Written<ImmutableList<Grant>> revoke(Role role, ResourceRef resource, Accessor accessor) {
    Required.given(role, "role", resource, "resource", accessor, "accessor");
    return calls.change(new RevokeGrant(resource, role, accessor));
  }

  /**
   * Lifts the denial of one role. Changes nothing if the role is not denied to the accessor.
   *
   * @return the denials that were lifted
   */
  public Written<ImmutableList<Grant>> lift(Role role, ResourceRef resource, Accessor accessor) {
    Required.given(role, "role", resource, "resource", accessor, "accessor");
    return calls.change(new LiftDenial(resource, role, accessor));
  }

  /**
   * Removes all grants and denials of the given accessors from a resource.
   *
   * @return the grants and denials that were removed
   */
  public Written<ImmutableList<Grant>> remove(ResourceRef resource, Accessor... accessors) {
    Required.given(resource, "resource");
    return calls.change(
        new RemoveAccessors(resource, ImmutableSet.copyOf(Required.list(accessors, "accessors"))));
  }

  /**
   * Removes every grant and denial from a resource.
   *
   * @return the grants and denials that were removed
   */
  public Written<ImmutableList<Grant>> removeAll(ResourceRef resource) {
    Required.given(resource, "resource");
    return calls.change(new RemoveAllAccessors(resource));
  }

  /**
   * Returns a page of the grants and denials on a resource itself, in force or not, ordered by
   * accessor, role and effect.
   */
  public Page<Grant> list(ResourceRef resource, PageRequest request) {
    Required.given(resource, "resource", request, "page");
    return calls.ask(Event.GRANT_LIST, caller -> ListGrants.page(caller, resource, request));
  }

  /** As {@link #list}, and says of each grant whether it counts at present. */
  public Page<ListedGrant> listWithState(ResourceRef resource, PageRequest request) {
    Required.given(resource, "resource", request, "page");
    return calls.ask(Event.GRANT_LIST, caller -> ListGrants.withState(caller, resource, request));
  }
}
