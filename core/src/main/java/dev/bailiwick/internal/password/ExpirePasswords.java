package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.store.StoredPassword;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Lets the passwords of accounts serve only to change them, and ends their sign-ins. */
public record ExpirePasswords(ImmutableSet<UserId> users)
    implements Command<ImmutableList<User>, Revision> {
  @Override
  public Event event() {
    return Event.PASSWORD_EXPIRE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM_OR_SUPER_USER);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.each("user", users.stream().sorted().toList(), (out, user) -> out.accessor("id", user));
  }

  @Override
  public StoredResult<Revision> result() {
    return StoredResult.REVISION;
  }

  @Override
  public Plan<ImmutableList<User>> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
    ImmutableList<User> found =
        users.stream().sorted().map(caller::user).collect(ImmutableList.toImmutableList());
    ImmutableSet<Tenant> locks =
        found.stream()
            .flatMap(user -> AccountRules.standingOf(caller, user).stream())
            .collect(ImmutableSet.toImmutableSet());
    return Plan.of(found.get(0).id(), locks, found);
  }

  @Override
  public Revision apply(Change change, ImmutableList<User> found) {
    for (User user : found) {
      Optional<StoredPassword> password =
          change.view().passwords().find(user.id()).filter(stored -> !stored.expired());
      password.ifPresent(
          stored -> {
            change
                .view()
                .passwords()
                .save(new StoredPassword(user.id(), stored.hash(), stored.setAt(), true));
            change.update(user, user.withNextStamp());
          });
    }
    return change.revision();
  }
}
