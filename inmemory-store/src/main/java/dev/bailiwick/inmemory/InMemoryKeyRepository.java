package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.store.KeyRepository;
import dev.bailiwick.store.Slice;
import java.util.Optional;

/** The API keys of a view. */
record InMemoryKeyRepository(InMemoryView view) implements KeyRepository.Writer {
  @Override
  public Optional<ApiKey> find(ApiKeyId id) {
    return Optional.ofNullable(view.state().keys().get(id));
  }

  @Override
  public Optional<Hashes> hashes(ApiKeyId id) {
    return Optional.ofNullable(view.state().keyHashes().get(id));
  }

  @Override
  public ImmutableList<ApiKey> list(Tenant tenant, Slice<ApiKeyId> slice) {
    return Table.slice(view.state().keysOf().of(tenant), slice);
  }

  @Override
  public ImmutableList<ApiKey> ownedBy(UserId owner, Slice<ApiKeyId> slice) {
    return Table.slice(view.state().keysOwned().of(owner), slice);
  }

  @Override
  public void save(ApiKey key, Hashes hashes) {
    view.write(
        state -> {
          State saved = with(state, key);
          return saved.withKeyHashes(saved.keyHashes().plus(key.id(), hashes));
        },
        key.tenant());
  }

  @Override
  public void delete(ApiKey key) {
    view.write(state -> without(state, key), key.tenant());
  }

  private static State with(State state, ApiKey key) {
    ApiKeyId id = key.id();
    return state
        .withKeys(state.keys().plus(id, key))
        .withKeysOf(state.keysOf().with(key.tenant(), id, key))
        .withKeysOwned(state.keysOwned().with(key.owner(), id, key))
        .withUsed(id.value());
  }

  private static State without(State state, ApiKey key) {
    ApiKeyId id = key.id();
    return state
        .withKeys(state.keys().minus(id))
        .withKeyHashes(state.keyHashes().minus(id))
        .withKeysOf(state.keysOf().without(key.tenant(), id))
        .withKeysOwned(state.keysOwned().without(key.owner(), id));
  }

  /** Returns a state without the keys of a user in an org: they end with the membership. */
  static State withoutKeysOf(State state, OrgId org, UserId owner) {
    State left = state;
    for (ApiKey key : state.keysOwned().of(owner).values()) {
      if (key.tenant().equals(org)) {
        left = without(left, key);
      }
    }
    return left;
  }
}
