package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.AccessToken;
import java.time.Instant;
import java.util.Optional;

/** The access tokens of a store, in the part {@link Part#KEYS}. */
public interface TokenRepository {
  /** The token with this id. */
  Optional<StoredToken> find(AccessTokenId id);

  /** The tokens of an owner, by ascending id. */
  ImmutableList<AccessToken> ownedBy(UserId owner, Slice<AccessTokenId> slice);

  /** The number of tokens of an owner. */
  long count(UserId owner);

  /**
   * The writes. They move no revision. A token of an org ends with its owner's membership of the
   * org, even if the caller does not delete it.
   */
  interface Writer extends TokenRepository {
    /** Stores a new token. Requires the lock of its owner. */
    void add(StoredToken token);

    /** Deletes a token, if it is there. Requires no lock. */
    void delete(AccessToken token);

    /** Deletes the tokens of an owner that have ended at an instant. Requires no lock. */
    void deleteEnded(UserId owner, Instant now);

    /** Deletes every token of an owner. Requires the lock of the owner. */
    void deleteAll(UserId owner);

    /** Deletes every token of an owner in an org. Requires the lock of the owner. */
    void deleteAll(UserId owner, OrgId org);

    /** Deletes every token of an org. Requires the lock of the org. */
    void deleteAll(OrgId org);
  }
}
