package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Finds the account of an external identity and updates it, or creates one. */
public record EnsureUser(ExternalIdentity identity, Profile profile)
    implements Command<Optional<User>, User> {
  @Override
  public Event event() {
    return Event.USER_ENSURE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.text("issuer", identity.issuer()).text("subject", identity.subject());
    AccountRules.describe(digest, profile);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<Optional<User>> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    Optional<User> existing = caller.view().users().find(identity);
    AccountRules.refuseTaken(caller.view(), profile.email(), existing.map(User::id));
    return existing
        .map(user -> Plan.of(user.id(), existing))
        .orElseGet(() -> Plan.making(ImmutableSet.of(), existing));
  }

  @Override
  public User apply(Change change, Optional<User> existing) {
    return existing.isPresent()
        ? change.update(existing.get(), AccountRules.edited(existing.get(), profile))
        : AccountRules.create(change, profile, Optional.empty(), Optional.of(identity));
  }
}
