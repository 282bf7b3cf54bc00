package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Creates an account; inside an org also its membership of the org. */
public record RegisterUser(Profile profile) implements Command<Profile, User> {
  @Override
  public Event event() {
    return Event.USER_REGISTER;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(
        actor.org().<Need<?>>map(OrgNeed::admin).orElse(TrustNeed.SYSTEM_OR_SUPER_USER));
  }

  @Override
  public void describe(RequestDigest digest) {
    AccountRules.describe(digest, profile);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<Profile> plan(Caller caller) {
    needs(caller.actor()).forEach(caller::require);
    if (profile.attributes().isPresent() && !caller.trusted()) {
      throw caller.refused("super user, to set attributes");
    }
    AccountRules.refuseTaken(caller.view(), profile.email(), Optional.empty());
    return caller
        .actor()
        .org()
        .map(org -> Plan.of(org, profile))
        .orElseGet(() -> Plan.making(ImmutableSet.of(), profile));
  }

  @Override
  public User apply(Change change, Profile given) {
    Optional<OrgId> org = change.caller().actor().org();
    User user = AccountRules.create(change, given, org, Optional.empty());
    org.ifPresent(in -> change.create(Membership.of(in, user.id())));
    return user;
  }
}
