package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Org;
import dev.bailiwick.user.User;

/** Creates a service account of an org. */
public record RegisterServiceAccount(OrgId org, String name) implements Command<Org, User> {
  @Override
  public Event event() {
    return Event.USER_REGISTER_SERVICE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).text("name", name);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    return Plan.of(org, caller.require(OrgNeed.admin(org)));
  }

  @Override
  public User apply(Change change, Org found) {
    return AccountRules.createService(change, org, name);
  }
}
