package dev.bailiwick.internal.rule;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.user.User;

/**
 * The tenant of a person outside orgs: their own, or for the system actor and super users
 * anybody's.
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
