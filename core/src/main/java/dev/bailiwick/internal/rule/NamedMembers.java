package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.user.NewMember;

/**
 * The persons that a list of members of a team names.
 *
 * @param found the users who are members or can become members, in the order of the list
 * @param unreachable the persons who do not exist or cannot become members, in the order of the
 *     list
 * @param invited the persons who are asked by an invitation, named by address
 */
public record NamedMembers(
    ImmutableMap<UserId, NewMember> found,
    ImmutableList<NewMember> unreachable,
    ImmutableList<NewMember> invited) {
  /** Returns the invitations to a team. */
  public ImmutableMap<NewMember, InvitedMember> invitations(TeamId team) {
    return invited.stream()
        .collect(
            ImmutableMap.toImmutableMap(
                member -> member,
                member ->
                    new InvitedMember(
                        member.email().orElseThrow(),
                        member.admin().orElse(false)
                            ? Gift.membership().asAdminOf(team)
                            : Gift.membership().inTeam(team))));
  }
}
