package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.user.NewMember;

/**
 * The persons that a list of members names.
 *
 * @param found the users who are members or can become members, in the order of the list
 * @param unreachable the persons who do not exist or cannot become members, in the order of the
 *     list
 */
public record NamedMembers(
    ImmutableMap<UserId, NewMember> found, ImmutableList<NewMember> unreachable) {
  /**
   * Returns the users, if the list names no other persons.
   *
   * @throws NoSuchMember for all persons who do not exist or cannot become members
   */
  public ImmutableMap<UserId, NewMember> required() {
    NoSuchMember.refuse(unreachable);
    return found;
  }
}
