package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The access tokens of a store that has them. */
public interface TokenPortsContract extends ContractTopic {
  private static AccessToken token(long id, UserId owner, Optional<OrgId> org, Instant end) {
    return new AccessToken(
        new AccessTokenId(id),
        owner,
        org,
        "token \ud83d\ude00 " + id,
        id,
        Optional.of(new KeyUse(new ApiKeyId(77), 3)).filter(use -> org.isPresent()),
        World.START,
        end);
  }

  private static List<Long> ids(StoreRows rows, UserId owner) {
    return rows
        .list(view -> view.tokens().ownedBy(owner, new Slice<>(Optional.empty(), 100)))
        .stream()
        .map(token -> token.id().value())
        .toList();
  }

  @Test
  default void a_token_is_kept_with_its_hash_and_listed_by_owner() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId other = rows.user();
    OrgId org = rows.org(owner);
    Instant soon = World.START.plusSeconds(1);
    AccessToken first = token(1_000_001, owner, Optional.empty(), soon);
    AccessToken second = token(1_000_002, owner, Optional.of(org), soon.plusNanos(1_000));
    AccessToken third = token(1_000_003, other, Optional.empty(), soon);
    long revision = rows.revision(owner);
    rows.write(
        tx -> {
          tx.tokens().add(new StoredToken(first, "a".repeat(64)));
          tx.tokens().add(new StoredToken(second, "b".repeat(64)));
          tx.tokens().add(new StoredToken(third, "c".repeat(64)));
        },
        owner,
        other);

    assertThat(rows.revision(owner)).as("the revision of the owner").isEqualTo(revision);
    for (AccessToken token : List.of(first, second, third)) {
      assertThat(rows.find(view -> view.tokens().find(token.id())).map(StoredToken::token))
          .contains(token);
    }
    assertThat(rows.find(view -> view.tokens().find(second.id())))
        .contains(new StoredToken(second, "b".repeat(64)));
    assertThat(rows.find(view -> view.tokens().find(new AccessTokenId(5)))).isEmpty();
    assertThat(ids(rows, owner)).containsExactly(1_000_001L, 1_000_002L);
    assertThat(
            rows.list(
                view -> view.tokens().ownedBy(owner, new Slice<>(Optional.of(first.id()), 1))))
        .containsExactly(second);
    assertThat(rows.<Long>read(view -> view.tokens().count(owner))).isEqualTo(2);

    rows.write(tx -> tx.tokens().deleteEnded(owner, soon));
    assertThat(ids(rows, owner)).containsExactly(1_000_002L);
    assertThat(ids(rows, other)).as("of another owner").hasSize(1);
    rows.write(tx -> tx.tokens().delete(second));
    rows.write(tx -> tx.tokens().delete(second));
    assertThat(ids(rows, owner)).isEmpty();
    assertThat(rows.find(view -> view.tokens().find(second.id()))).isEmpty();
  }

  @Test
  default void tokens_end_by_owner_by_place_and_by_org() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId mia = rows.user();
    OrgId acme = rows.org(owner);
    OrgId other = rows.org(owner);
    rows.member(acme, mia);
    Consumer<Runnable> from =
        end -> {
          rows.write(
              tx -> {
                long id = 1_000_000;
                tx.tokens().deleteAll(mia);
                tx.tokens().deleteAll(owner);
                for (UserId user : List.of(owner, mia)) {
                  tx.tokens()
                      .add(new StoredToken(token(++id, user, Optional.empty(), World.START), "a"));
                  tx.tokens()
                      .add(new StoredToken(token(++id, user, Optional.of(acme), World.START), "b"));
                }
                tx.tokens()
                    .add(new StoredToken(token(++id, owner, Optional.of(other), World.START), "c"));
              },
              owner,
              mia);
          end.run();
        };
    from.accept(() -> rows.write(tx -> tx.tokens().deleteAll(owner), owner));
    assertThat(ids(rows, owner)).isEmpty();
    assertThat(ids(rows, mia)).hasSize(2);
    from.accept(() -> rows.write(tx -> tx.tokens().deleteAll(owner, acme), owner));
    assertThat(ids(rows, owner)).containsExactly(1_000_001L, 1_000_005L);
    assertThat(ids(rows, mia)).hasSize(2);
    from.accept(() -> rows.write(tx -> tx.tokens().deleteAll(acme), acme));
    assertThat(ids(rows, owner)).containsExactly(1_000_001L, 1_000_005L);
    assertThat(ids(rows, mia)).containsExactly(1_000_003L);
    from.accept(() -> rows.write(tx -> tx.orgs().delete(Membership.of(acme, mia)), acme, mia));
    assertThat(ids(rows, mia)).as("after the membership").containsExactly(1_000_003L);
    assertThat(ids(rows, owner)).hasSize(3);
  }

  @Test
  default void a_user_has_a_bounded_number_of_tokens() {
    World world = world();
    UserId mia = world.user("mia");
    Instant end = world.clock().instant().plus(Duration.ofHours(1));
    new StoreRows(world.store())
        .write(
            tx -> {
              for (int i = 1; i < AccessToken.MOST; i++) {
                tx.tokens()
                    .add(new StoredToken(token(1_000_000 + i, mia, Optional.empty(), end), "a"));
              }
            },
            mia);
    world.as(mia).accessTokens().create("the last one");
    assertThatThrownBy(() -> world.as(mia).accessTokens().create("one more"))
        .isInstanceOf(LimitExceeded.class);
    world.clock().advance(Duration.ofHours(1));
    world.as(mia).accessTokens().create("after the others have ended");
    assertThat(ids(new StoreRows(world.store()), mia)).hasSize(1);
  }
}
