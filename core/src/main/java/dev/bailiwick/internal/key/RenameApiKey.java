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
import java.util.Optional;

/** Changes the name of an API key. */
public record RenameApiKey(ApiKeyId key, String name) implements Command<ApiKey, Written<ApiKey>> {
  @Override
  public Event event() {
    return Event.KEY_RENAME;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(need());
  }

  private KeyNeed need() {
    return new KeyNeed(key, KeyNeed.Right.RENAME);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.number("key", key.value()).text("name", name);
  }

  @Override
  public StoredResult<Written<ApiKey>> result() {
    return KeyResults.KEY;
  }

  @Override
  public Plan<ApiKey> plan(Caller caller) {
    ApiKey found = caller.require(need());
    return Plan.of(found.tenant(), found);
  }

  @Override
  public Written<ApiKey> apply(Change change, ApiKey found) {
    ApiKey renamed = found.withName(name);
    if (!renamed.equals(found)) {
      change
          .keys()
          .save(Optional.of(found), renamed, change.view().keys().hashes(key).orElseThrow());
    }
    return change.written(renamed);
  }
}
