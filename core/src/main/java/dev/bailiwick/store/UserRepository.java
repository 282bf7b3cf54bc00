package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.Optional;

/** The accounts of a store, erased ones included. */
public interface UserRepository {
  /** The account with this id. */
  Optional<User> find(UserId id);

  /** The account that has this address. */
  Optional<User> find(Email email);

  /** The account that this identity belongs to. */
  Optional<User> find(ExternalIdentity identity);

  /**
   * Those of the accounts that exist, by id. A store that pays for round trips overrides this, and
   * fetches them in one.
   */
  default ImmutableMap<UserId, User> findAll(Collection<UserId> ids) {
    return ImmutableSet.copyOf(ids).stream()
        .flatMap(id -> find(id).stream())
        .collect(ImmutableMap.toImmutableMap(User::id, user -> user));
  }

  /**
   * The accounts that these identities belong to, by identity; one that belongs to nobody is left
   * out. A store that pays for round trips overrides this, and fetches them in one.
   */
  default ImmutableMap<ExternalIdentity, User> findByIdentity(
      Collection<ExternalIdentity> identities) {
    ImmutableMap.Builder<ExternalIdentity, User> found = ImmutableMap.builder();
    for (ExternalIdentity identity : ImmutableSet.copyOf(identities)) {
      find(identity).ifPresent(user -> found.put(identity, user));
    }
    return found.buildOrThrow();
  }

  /** Every account, by ascending id. */
  ImmutableList<User> list(Slice<UserId> slice);

  /** Writes, in a transaction that holds the person's lock, or has made the person. */
  interface Writer extends UserRepository {
    /**
     * Stores an account, in place of the one with the same id.
     *
     * @throws EmailTaken if another account has the address; at the latest when the transaction
     *     commits
     * @throws IdentityTaken if another account has one of the identities; likewise
     */
    void save(User user);
  }
}
