package dev.bailiwick.internal.key;

import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.IssuedApiKey;
import java.util.Optional;

/** The stored forms of results about API keys. None has a secret. */
final class KeyResults {
  /** A key: a retry reads it again, and refuses an actor who may not change it any more. */
  static final StoredResult<Written<ApiKey>> KEY =
      new StoredResult<ApiKey>(
              (out, key) -> out.number(key.id().value()),
              (caller, in) ->
                  new KeyNeed(new ApiKeyId(in.number()), KeyNeed.Right.REVOKE).check(caller))
          .withRevision();

  /** A key with a new secret, which a retry does not have. */
  static final StoredResult<Written<IssuedApiKey>> ISSUED =
      new StoredResult<IssuedApiKey>(
              (out, issued) -> out.number(issued.key().id().value()),
              (caller, in) -> {
                ApiKeyId id = new ApiKeyId(in.number());
                return new IssuedApiKey(
                    new KeyNeed(id, KeyNeed.Right.REVOKE).check(caller), Optional.empty());
              })
          .withRevision();

  /** The id of a key that was revoked. */
  static final StoredResult<Written<ApiKeyId>> ID =
      new StoredResult<ApiKeyId>(
              (out, id) -> out.number(id.value()), (caller, in) -> new ApiKeyId(in.number()))
          .withRevision();

  private KeyResults() {}
}
