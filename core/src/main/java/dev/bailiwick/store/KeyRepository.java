package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.ApiKey;
import java.util.Collection;
import java.util.Optional;

/** The API keys of a store, in the part {@link Part#KEYS}. A key belongs to its tenant. */
public interface KeyRepository {
  /**
   * The hashes of the secrets of a key.
   *
   * @param hash of the latest secret
   * @param former of the secret before, if the key has a {@link ApiKey#formerUntil}
   */
  record Hashes(String hash, Optional<String> former) {
    /** Refuses a null. */
    public Hashes {
      given(hash, "key.hash");
      given(former, "key.former");
    }
  }

  /** The key with this id. */
  Optional<ApiKey> find(ApiKeyId id);

  /**
   * Returns the keys with these ids, by id. Ids without a key are left out. A store for which round
   * trips are expensive overrides this, and reads all of them in one request.
   */
  default ImmutableMap<ApiKeyId, ApiKey> findAll(Collection<ApiKeyId> ids) {
    return ImmutableSet.copyOf(ids).stream()
        .flatMap(id -> find(id).stream())
        .collect(ImmutableMap.toImmutableMap(ApiKey::id, key -> key));
  }

  /** The hashes of the key with this id. */
  Optional<Hashes> hashes(ApiKeyId id);

  /** The keys of a tenant, by ascending id. */
  ImmutableList<ApiKey> list(Tenant tenant, Slice<ApiKeyId> slice);

  /** The keys of an owner, of all tenants, by ascending id. */
  ImmutableList<ApiKey> ownedBy(UserId owner, Slice<ApiKeyId> slice);

  /**
   * The writes, in a transaction that holds the lock of the key's tenant. A key ends with the
   * owner's membership of the org, even if the caller does not delete it.
   */
  interface Writer extends KeyRepository {
    /** Stores a key and the hashes of its secrets. Replaces the key with the same id. */
    void save(ApiKey key, Hashes hashes);

    /** Deletes a key. */
    void delete(ApiKey key);
  }
}
