package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredToken;
import dev.bailiwick.store.TokenRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** The access tokens of a view. */
record InMemoryTokenRepository(InMemoryView view) implements TokenRepository.Writer {
  @Override
  public Optional<StoredToken> find(AccessTokenId id) {
    return Optional.ofNullable(view.state().tokens().get(id));
  }

  @Override
  public ImmutableList<AccessToken> ownedBy(UserId owner, Slice<AccessTokenId> slice) {
    return Table.slice(view.state().tokensOwned().of(owner), slice);
  }

  @Override
  public long count(UserId owner) {
    return view.state().tokensOwned().of(owner).size();
  }

  @Override
  public void add(StoredToken stored) {
    AccessToken token = stored.token();
    AccessTokenId id = token.id();
    view.write(
        state ->
            state
                .withTokens(state.tokens().plus(id, stored))
                .withTokensOwned(state.tokensOwned().with(token.owner(), id, token))
                .withUsed(id.value()));
  }

  @Override
  public void delete(AccessToken token) {
    view.write(state -> without(state, token.owner(), other -> other.id().equals(token.id())));
  }

  @Override
  public void deleteEnded(UserId owner, Instant now) {
    view.write(state -> without(state, owner, token -> !now.isBefore(token.endsAt())));
  }

  @Override
  public void deleteAll(UserId owner) {
    view.write(state -> without(state, owner, token -> true));
  }

  @Override
  public void deleteAll(UserId owner, OrgId org) {
    view.write(state -> withoutTokensOf(state, org, owner));
  }

  @Override
  public void deleteAll(OrgId org) {
    view.write(
        state -> {
          State left = state;
          for (UserId member : state.members().of(org).keySet()) {
            left = withoutTokensOf(left, org, member);
          }
          return left;
        });
  }

  /** Returns a state without the tokens of a user in an org: they end with the membership. */
  static State withoutTokensOf(State state, OrgId org, UserId owner) {
    return without(state, owner, token -> token.org().equals(Optional.of(org)));
  }

  private static State without(State state, UserId owner, Predicate<AccessToken> which) {
    State left = state;
    for (AccessToken token : state.tokensOwned().of(owner).values()) {
      if (which.test(token)) {
        AccessTokenId id = token.id();
        left =
            left.withTokens(left.tokens().minus(id))
                .withTokensOwned(left.tokensOwned().without(owner, id));
      }
    }
    return left;
  }
}
