package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.team.AddTeamMembers;
import dev.bailiwick.internal.team.LeaveTeam;
import dev.bailiwick.internal.team.RemoveTeamMembers;
import dev.bailiwick.internal.team.ReplaceTeamMembers;
import dev.bailiwick.internal.team.TeamMemberList;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import java.util.Collection;
import java.util.List;

/** The questions and changes of an actor about the members of one team. */
public final class TeamMembers {
  private final Calls calls;
  private final TeamId team;

  TeamMembers(Calls calls, TeamId team) {
    this.calls = calls;
    this.team = team;
  }

  /**
   * Returns a page of the members, by ascending user id, without the members of child teams.
   * Requires a role in the team.
   */
  public Page<TeamMember> list(PageRequest request) {
    Required.given(request, "page");
    return calls.ask(Event.TEAM_MEMBERS, caller -> TeamMemberList.page(caller, team, request));
  }

  /** Adds members, as {@link #add(Collection)}. */
  public Written<ImmutableList<MemberOutcome>> add(NewMember... members) {
    return add(Required.list(members, "members"));
  }

  /**
   * Adds the given users to the team and updates the admin flag of existing members where the call
   * sets it. Removes no member. Requires the team-admin role. Changes and records nothing for
   * members that are already as given. Existing members can be named even if their accounts or
   * memberships of the org are not active. The cost does not depend on the size of the team.
   *
   * @return the outcome for each person that the call names, in the order of the call
   * @throws NoSuchMember for all named persons who are not members and cannot be: in an org, if
   *     they have no active membership of it; in a stand-alone team, if they cannot use their
   *     account. Then no user is added.
   */
  public Written<ImmutableList<MemberOutcome>> add(Collection<NewMember> members) {
    Required.each(members, "members");
    return calls.change(new AddTeamMembers(team, ImmutableList.copyOf(members), false));
  }

  /**
   * As {@link #add(Collection)}, but skips the persons for whom {@code add} throws {@link
   * NoSuchMember}, for example when a directory is synchronised.
   *
   * @return the outcome for each person that the call names, in the order of the call; for a
   *     skipped person, {@link MemberOutcome.Kind#UNREACHABLE}
   */
  public Written<ImmutableList<MemberOutcome>> addReachable(Collection<NewMember> members) {
    Required.each(members, "members");
    return calls.change(new AddTeamMembers(team, ImmutableList.copyOf(members), true));
  }

  /** Replaces the members, as {@link #replace(Collection)}. */
  public Written<ImmutableList<MemberOutcome>> replace(NewMember first, NewMember... more) {
    return replace(Required.list(first, more, "members"));
  }

  /**
   * Makes the given list the members of the team, and the admins on it its admins. An empty list
   * removes all members. Requires control of the team, which a team admin does not have. Existing
   * members can be named in any state, so a list that {@link #list} returned can be written back:
   *
   * <pre>{@code
   * members.replace(listed.stream().map(TeamMember::asNewMember).toList())
   * }</pre>
   *
   * @return the outcome for each person that the call names, in the order of the call, and then for
   *     each removed member, by ascending user id
   * @throws NoSuchMember as {@link #add}
   */
  public Written<ImmutableList<MemberOutcome>> replace(Collection<NewMember> members) {
    Required.each(members, "members");
    return calls.change(new ReplaceTeamMembers(team, ImmutableList.copyOf(members), false));
  }

  /**
   * As {@link #replace(Collection)}, but skips the persons for whom {@code replace} throws {@link
   * NoSuchMember}.
   *
   * @return as {@link #replace(Collection)}; for a skipped person, {@link
   *     MemberOutcome.Kind#UNREACHABLE}
   */
  public Written<ImmutableList<MemberOutcome>> replaceReachable(Collection<NewMember> members) {
    Required.each(members, "members");
    return calls.change(new ReplaceTeamMembers(team, ImmutableList.copyOf(members), true));
  }

  /** Removes members, as {@link #remove(Collection)}. */
  public Written<ImmutableList<UserId>> remove(NewMember... members) {
    return remove(Required.list(members, "members"));
  }

  /**
   * Removes members, by id or address. Skips users without a membership. A removed member loses the
   * rights that came through the team, and no others. Requires control of the team; a member may
   * remove only themselves without it. The cost does not depend on the size of the team.
   *
   * @return the removed users
   */
  public Written<ImmutableList<UserId>> remove(Collection<NewMember> members) {
    Required.each(members, "members");
    return calls.change(new RemoveTeamMembers(team, ImmutableList.copyOf(members)));
  }

  /**
   * Removes every member. Requires control of the team.
   *
   * @return the removed users
   */
  public Written<ImmutableList<UserId>> removeAll() {
    Written<ImmutableList<MemberOutcome>> removed = replace(List.of());
    return new Written<>(
        removed.value().stream().map(MemberOutcome::id).collect(ImmutableList.toImmutableList()),
        removed.revision());
  }

  /**
   * Ends the actor's own membership of the team. Every member may.
   *
   * @return the revision of the change
   */
  public Revision leave() {
    return calls.change(new LeaveTeam(team));
  }
}
