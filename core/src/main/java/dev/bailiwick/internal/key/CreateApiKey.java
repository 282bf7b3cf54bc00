package dev.bailiwick.internal.key;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.KeyRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.ApiKeySecret;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.KeyLimits;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.store.KeyRepository.Hashes;
import java.util.Optional;

/** Makes an API key in the tenant of the session. */
public record CreateApiKey(UserId owner, NewApiKey key)
    implements Command<Tenant, Written<IssuedApiKey>> {
  @Override
  public Event event() {
    return Event.KEY_CREATE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new NewKeyNeed(owner));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("owner", owner).text("name", key.name());
    KeyRules.describe(digest, key.scope());
    digest.text("lifetime", key.lifetime().map(Object::toString));
  }

  @Override
  public StoredResult<Written<IssuedApiKey>> result() {
    return KeyResults.ISSUED;
  }

  @Override
  public Plan<Tenant> plan(Caller caller) {
    Tenant tenant = caller.require(new NewKeyNeed(owner));
    KeyRules.requireKnown(caller.model(), key.scope());
    long present =
        KeyRules.ownedBy(caller.view(), owner).filter(k -> k.tenant().equals(tenant)).count();
    if (present >= KeyLimits.MOST_KEYS) {
      throw new LimitExceeded("API keys of one owner", KeyLimits.MOST_KEYS);
    }
    // With the lock of the owner, since a sign-out everywhere ends each key that is there.
    return Plan.of(tenant, ImmutableSet.of(owner), tenant);
  }

  @Override
  public Written<IssuedApiKey> apply(Change change, Tenant tenant) {
    ApiKeyId id = new ApiKeyId(change.nextId());
    ApiKeySecret secret = ApiKeySecret.random(change.host().keyLimits().prefix(), id);
    ApiKey made =
        new ApiKey(
            id,
            tenant,
            owner,
            key.name(),
            key.scope(),
            0,
            Optional.empty(),
            change.caller().userId().map(ImmutableSortedSet::of).orElseGet(ImmutableSortedSet::of),
            change.now(),
            change.now().plus(Lifetimes.of(change, owner, key.lifetime())));
    change.keys().save(Optional.empty(), made, new Hashes(secret.hash(), Optional.empty()));
    KeyNotices.ofSecret(change, made);
    return change.written(new IssuedApiKey(made, Optional.of(secret)));
  }
}
