package dev.bailiwick.internal.rule;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.user.User;

/**
 * The right to a person's tenant outside orgs. A person has it for their own tenant; the system
 * actor and super users have it for the tenant of every person.
 *
 * @param person the person
 */
public record OwnTenant(UserId person) implements Need<User> {
  @Override
  public User check(Caller caller) {
    if (!caller.is(person)) {
      caller.requireTrusted();
    }
    return caller.user(person);
  }
}
