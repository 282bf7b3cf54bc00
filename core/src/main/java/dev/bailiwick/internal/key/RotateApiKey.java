package dev.bailiwick.internal.key;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.ApiKeySecret;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.store.KeyRepository.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives an API key a new secret. A person who rotates it also gives it its whole lifetime; a
 * session through the key itself does not make the key live longer, and forgets nobody who saw a
 * secret.
 *
 * @param overlap the time for which the secret before stays good; zero for a leaked one
 */
public record RotateApiKey(ApiKeyId key, Duration overlap)
    implements Command<ApiKey, Written<IssuedApiKey>> {
  @Override
  public Event event() {
    return Event.KEY_ROTATE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(need());
  }

  private KeyNeed need() {
    return new KeyNeed(key, KeyNeed.Right.ROTATE);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.number("key", key.value()).text("overlap", overlap.toString());
  }

  @Override
  public StoredResult<Written<IssuedApiKey>> result() {
    return KeyResults.ISSUED;
  }

  @Override
  public Plan<ApiKey> plan(Caller caller) {
    ApiKey found = caller.require(need());
    return Plan.of(found.tenant(), found);
  }

  @Override
  public Written<IssuedApiKey> apply(Change change, ApiKey found) {
    ApiKeySecret secret = ApiKeySecret.random(change.host().keyLimits().prefix(), key);
    Instant ended = change.now().plus(overlap);
    boolean overlaps = change.now().isBefore(found.endsAt()) && !overlap.isZero();
    ImmutableSortedSet.Builder<UserId> shownTo = ImmutableSortedSet.naturalOrder();
    boolean byItself = change.caller().actor().key().isPresent();
    if (overlaps || byItself) {
      shownTo.addAll(found.shownTo());
    }
    change.caller().userId().ifPresent(shownTo::add);
    Hashes before = change.view().keys().hashes(key).orElseThrow();
    ApiKey rotated =
        found.rotated(
            Optional.of(ended.isBefore(found.endsAt()) ? ended : found.endsAt())
                .filter(until -> overlaps),
            shownTo.build(),
            byItself
                ? found.endsAt()
                : change.now().plus(Lifetimes.of(change, found.owner(), Optional.empty())));
    change
        .keys()
        .save(
            Optional.of(found),
            rotated,
            new Hashes(secret.hash(), Optional.of(before.hash()).filter(hash -> overlaps)));
    KeyNotices.ofSecret(change, rotated);
    return change.written(new IssuedApiKey(rotated, Optional.of(secret)));
  }
}
