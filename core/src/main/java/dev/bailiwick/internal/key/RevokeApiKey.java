package dev.bailiwick.internal.key;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.key.ApiKey;

/** Ends an API key for good. */
public record RevokeApiKey(ApiKeyId key) implements Command<ApiKey, Written<ApiKeyId>> {
  @Override
  public Event event() {
    return Event.KEY_REVOKE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new KeyNeed(key, KeyNeed.Right.REVOKE));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.number("key", key.value());
  }

  @Override
  public StoredResult<Written<ApiKeyId>> result() {
    return KeyResults.ID;
  }

  @Override
  public Plan<ApiKey> plan(Caller caller) {
    ApiKey found = caller.require(new KeyNeed(key, KeyNeed.Right.REVOKE));
    return Plan.of(found.tenant(), found);
  }

  @Override
  public Written<ApiKeyId> apply(Change change, ApiKey found) {
    change.keys().delete(found);
    return change.written(key);
  }
}
