package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.org.ActivateMembers;
import dev.bailiwick.internal.org.AddOrgMembers;
import dev.bailiwick.internal.org.DeactivateMembers;
import dev.bailiwick.internal.org.JoinMember;
import dev.bailiwick.internal.org.OrgMemberList;
import dev.bailiwick.internal.org.RemoveOrgMembers;
import dev.bailiwick.internal.org.ReplaceOrgMembers;
import dev.bailiwick.internal.org.SetOrgAdmins;
import dev.bailiwick.internal.org.SignUpMember;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import java.util.Collection;
import java.util.Optional;

/**
 * The questions and changes of an actor about the members of an org. Org admins add and remove
 * members. The membership of the owner cannot be removed, suspended or made an ordinary one. Only
 * the system actor and super users can do so with the membership of a super user.
 */
public final class OrgMembers {
  private final Calls calls;
  private final OrgId org;

  OrgMembers(Calls calls, OrgId org) {
    this.calls = calls;
    this.org = org;
  }

  /** Returns a page of the members, by ascending user id. Requires an active membership. */
  public Page<OrgMember> list(PageRequest request) {
    Required.given(request, "page");
    return calls.ask(Event.ORG_MEMBERS, caller -> OrgMemberList.page(caller, org, request));
  }

  /** Adds members, as {@link #add(Collection)}. */
  public Written<ImmutableList<MemberOutcome>> add(NewMember... members) {
    return add(Required.list(members, "members"));
  }

  /**
   * Adds members and updates the admin flag of existing members where the call sets it. Removes no
   * member. For an org admin, an address names the member with this verified address; any other
   * address gets an unclaimed account of this org. For the system actor and super users it also
   * names the person outside the org who has proved it. By id, only users within the actor's reach
   * are added. An existing account does not come under the org's power by this. An inactive
   * membership stays inactive. Requires an org admin.
   *
   * @return the outcome for each person that the call names, each once, in the order of the call
   * @throws NoSuchMember for all ids out of reach. Then no user is added.
   * @throws OrgConflict if the owner would not be an admin any more
   */
  public Written<ImmutableList<MemberOutcome>> add(Collection<NewMember> members) {
    Required.each(members, "members");
    return calls.change(new AddOrgMembers(org, ImmutableList.copyOf(members), false));
  }

  /**
   * As {@link #add(Collection)}, but skips the ids for which {@code add} throws {@link
   * NoSuchMember}, for example when a directory is synchronised.
   *
   * @return as {@link #add(Collection)}; for a skipped person, {@link
   *     MemberOutcome.Kind#UNREACHABLE}
   * @throws OrgConflict if the owner would not be an admin any more
   */
  public Written<ImmutableList<MemberOutcome>> addReachable(Collection<NewMember> members) {
    Required.each(members, "members");
    return calls.change(new AddOrgMembers(org, ImmutableList.copyOf(members), true));
  }

  /** Replaces the members, as {@link #replace(Collection)}. */
  public Written<ImmutableList<MemberOutcome>> replace(NewMember first, NewMember... more) {
    return replace(Required.list(first, more, "members"));
  }

  /**
   * Replaces the members, as {@link #replace(Collection, UserId)}. The org's owner becomes the
   * owner of everything that removed members own.
   */
  public Written<ImmutableList<MemberOutcome>> replace(Collection<NewMember> members) {
    return replaced(members, Optional.empty(), false);
  }

  /**
   * Makes the given list the members of the org, and the admins on it its admins. Members that the
   * list does not name are removed, as by {@link #remove}. The owner must be on the list. Existing
   * members can be named in any state, so a list that {@link #list} returned can be written back,
   * by {@link OrgMember#asNewMember}. Requires an org admin.
   *
   * @param heir becomes the owner of everything that removed members own
   * @return the outcome for each person that the call names, in the order of the call, and then for
   *     each removed member, by ascending user id
   * @throws NoSuchMember for all ids out of reach, or if the heir is not an active member after the
   *     change
   * @throws OrgConflict if the owner is not on the list, or not as an admin
   */
  public Written<ImmutableList<MemberOutcome>> replace(Collection<NewMember> members, UserId heir) {
    Required.given(heir, "heir");
    return replaced(members, Optional.of(heir), false);
  }

  /**
   * As {@link #replace(Collection)}, but skips the ids for which {@code replace} throws {@link
   * NoSuchMember}.
   *
   * @return as {@link #replace(Collection)}; for a skipped person, {@link
   *     MemberOutcome.Kind#UNREACHABLE}
   * @throws OrgConflict as {@link #replace(Collection)}
   */
  public Written<ImmutableList<MemberOutcome>> replaceReachable(Collection<NewMember> members) {
    return replaced(members, Optional.empty(), true);
  }

  private Written<ImmutableList<MemberOutcome>> replaced(
      Collection<NewMember> members, Optional<UserId> heir, boolean skips) {
    Required.each(members, "members");
    return calls.change(new ReplaceOrgMembers(org, ImmutableList.copyOf(members), heir, skips));
  }

  /** Removes members, as {@link #remove(Collection)}. */
  public Written<ImmutableList<UserId>> remove(UserId... users) {
    return remove(Required.list(users, "users"));
  }

  /**
   * Removes members, as {@link #remove(Collection, UserId)}. The org's owner becomes the owner of
   * everything that they own.
   */
  public Written<ImmutableList<UserId>> remove(Collection<UserId> users) {
    return removed(users, Optional.empty());
  }

  /**
   * Removes members. They lose everything in the org: their team memberships and their grants. A
   * later membership restores nothing of it. The heir becomes the owner of everything that they
   * own. Skips users without a membership. Requires an org admin; a member may remove only
   * themselves without it.
   *
   * @param heir becomes the owner of everything that they own
   * @return the removed users
   * @throws NoSuchMember if the heir is not an active member after the change
   * @throws OrgConflict if the owner is among them
   */
  public Written<ImmutableList<UserId>> remove(Collection<UserId> users, UserId heir) {
    Required.given(heir, "heir");
    return removed(users, Optional.of(heir));
  }

  private Written<ImmutableList<UserId>> removed(Collection<UserId> users, Optional<UserId> heir) {
    Required.each(users, "users");
    return calls.change(new RemoveOrgMembers(org, ImmutableList.copyOf(users), heir));
  }

  /**
   * Ends the actor's own membership. The org's owner becomes the owner of everything that the actor
   * owns in the org.
   *
   * @throws OrgConflict if the actor owns the org
   */
  public Written<ImmutableList<UserId>> leave() {
    return calls
        .request()
        .actor()
        .user()
        .map(user -> remove(user))
        .orElseThrow(() -> new InvalidParameter("actor", "must be a user"));
  }

  /**
   * Makes members admins. Requires an org admin.
   *
   * @throws NoSuchMember for a user without a membership
   */
  public Written<ImmutableList<OrgMember>> makeAdmin(UserId... users) {
    return calls.change(new SetOrgAdmins(org, true, list(users)));
  }

  /**
   * Makes admins ordinary members. Requires an org admin.
   *
   * @throws NoSuchMember for a user without a membership
   * @throws OrgConflict if the owner is among them
   */
  public Written<ImmutableList<OrgMember>> revokeAdmin(UserId... users) {
    return calls.change(new SetOrgAdmins(org, false, list(users)));
  }

  /**
   * Makes inactive memberships active again. Requires an org admin.
   *
   * @throws NoSuchMember for a user without a membership
   */
  public Written<ImmutableList<OrgMember>> activate(UserId... users) {
    return calls.change(new ActivateMembers(org, list(users)));
  }

  /**
   * Makes memberships inactive: an inactive membership gives no rights at all. Accounts and
   * ownership stay unchanged. Requires an org admin.
   *
   * @throws NoSuchMember for a user without a membership
   * @throws OrgConflict if the owner is among them
   */
  public Written<ImmutableList<OrgMember>> deactivate(UserId... users) {
    return calls.change(new DeactivateMembers(org, list(users)));
  }

  /**
   * Signs a user up by a verified address of a domain of the org ({@link Orgs#domains}). As the
   * domain is set, the user becomes an ordinary member, or asks to become one ({@link
   * Orgs#joinRequests}). Changes nothing for a member. Requires the system actor.
   *
   * @return {@link MemberOutcome.Kind#ADDED} or {@link MemberOutcome.Kind#REQUESTED}; for a member,
   *     {@link MemberOutcome.Kind#UNCHANGED} or {@link MemberOutcome.Kind#INACTIVE}
   * @throws OrgConflict if no domain of the org takes the sign-up of the user, if the account
   *     cannot be used, if the user was removed from the org or rejected, or if another account has
   *     joined or asked with the same mailbox ({@code a+1@} is {@code a@})
   */
  public Written<MemberOutcome> signUp(UserId user) {
    Required.given(user, "user");
    return calls.change(new SignUpMember(org, user));
  }

  /**
   * Makes a user an ordinary member, whatever address the user has, for example at a sign-in
   * through the org's own identity provider. Changes nothing for a member. Requires the system
   * actor.
   *
   * @return {@link MemberOutcome.Kind#ADDED}; for a member, {@link MemberOutcome.Kind#UNCHANGED} or
   *     {@link MemberOutcome.Kind#INACTIVE}
   * @throws OrgConflict if the user was removed from the org, or the account cannot be used
   */
  public Written<MemberOutcome> join(UserId user) {
    Required.given(user, "user");
    return calls.change(new JoinMember(org, user));
  }

  private static ImmutableList<UserId> list(UserId... users) {
    return ImmutableList.copyOf(Required.list(users, "users"));
  }
}
