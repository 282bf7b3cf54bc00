package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** The accounts of a store, erased ones included. */
public interface UserRepository {
  /** The account with this id. */
  Optional<User> find(UserId id);

  /** The account that has this address as its verified address. */
  Optional<User> find(Email email);

  /**
   * Returns the accounts that an address names somewhere: first the one that has it as its verified
   * address, then the unclaimed ones that orgs made for it, by ascending id. A store that has an
   * index of addresses overrides this.
   */
  default ImmutableList<User> named(Email email) {
    return Stream.concat(
            find(email).stream(),
            Slices.all(this::list, User::id)
                .filter(user -> !user.claimed() && user.email().equals(Optional.of(email))))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the accounts that an address can name in an org: first the one that has it as its
   * verified address, of a member or not, then the unclaimed one of the org. A store for which
   * round trips are expensive overrides this, and reads both in one request.
   */
  default ImmutableList<User> named(OrgId org, Email email) {
    return named(email).stream()
        .filter(user -> user.claimed() || user.createdIn().equals(Optional.of(org)))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the accounts that addresses can name in an org, by address: for each address the same
   * as {@link #named(OrgId, Email)}. A store for which round trips are expensive overrides this,
   * and reads all of them in one request.
   */
  default ImmutableListMultimap<Email, User> named(OrgId org, Collection<Email> emails) {
    return ImmutableSet.copyOf(emails).stream()
        .collect(
            ImmutableListMultimap.flatteningToImmutableListMultimap(
                email -> email, email -> named(org, email).stream()));
  }

  /** The account to which this external identity belongs. */
  Optional<User> find(ExternalIdentity identity);

  /**
   * Returns the accounts with these ids, by id. Ids without an account are left out. A store for
   * which round trips are expensive overrides this, and reads all of them in one request.
   */
  default ImmutableMap<UserId, User> findAll(Collection<UserId> ids) {
    return ImmutableSet.copyOf(ids).stream()
        .flatMap(id -> find(id).stream())
        .collect(ImmutableMap.toImmutableMap(User::id, user -> user));
  }

  /**
   * Returns the accounts to which these identities belong, by identity. Identities without an
   * account are left out. A store for which round trips are expensive overrides this, and reads all
   * of them in one request.
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

  /** The writes, in a transaction that holds the user's lock, or has created the user. */
  interface Writer extends UserRepository {
    /**
     * Stores an account. Replaces the account with the same id.
     *
     * @throws EmailTaken if another account has the same verified address, or the org has another
     *     unclaimed account for the address; at the latest when the transaction commits
     * @throws IdentityTaken if another account has one of the identities; at the latest when the
     *     transaction commits
     */
    void save(User user);

    /**
     * Stores accounts, each at most once, in the same way as {@link #save}. A store for which round
     * trips are expensive overrides this.
     */
    default void saveAll(Collection<User> users) {
      users.forEach(this::save);
    }
  }
}
