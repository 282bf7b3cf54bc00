package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.KeyRepository.Hashes;
import dev.bailiwick.store.Slice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The API keys of a store that has them. */
public interface KeyPortsContract extends ContractTopic {
  private static ApiKey key(long id, Tenant tenant, UserId owner, KeyScope scope) {
    return new ApiKey(
        new ApiKeyId(id),
        tenant,
        owner,
        "key \ud83d\ude00 " + id,
        scope,
        0,
        Optional.empty(),
        ImmutableSortedSet.of(owner),
        World.START,
        World.START.plus(Duration.ofDays(1)));
  }

  private static ImmutableList<ApiKeyId> ids(List<ApiKey> keys) {
    return keys.stream().map(ApiKey::id).collect(ImmutableList.toImmutableList());
  }

  @Test
  default void a_key_is_kept_with_its_hashes_and_listed_by_tenant_and_owner() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId other = rows.user();
    OrgId org = rows.org(owner);
    rows.member(org, other);
    KeyScope scope =
        KeyScope.all()
            .withRoles(Standard.ADMIN, Standard.COLLABORATOR)
            .withResources(World.DOC.id("a b/\u00e9"), org);
    ApiKey first = key(1_000_001, org, owner, scope);
    ApiKey second = key(1_000_002, owner, owner, KeyScope.all());
    ApiKey third = key(1_000_003, org, other, KeyScope.all());
    ApiKey rotated =
        first
            .withName("other")
            .rotated(
                Optional.of(World.START.plusSeconds(1)),
                ImmutableSortedSet.of(owner, other),
                World.START.plusSeconds(2));
    rows.store()
        .<Boolean>write(
            ImmutableSet.of(owner, org),
            tx -> {
              tx.keys().save(first, new Hashes("a".repeat(64), Optional.empty()));
              tx.keys().save(second, new Hashes("b".repeat(64), Optional.empty()));
              tx.keys().save(third, new Hashes("c".repeat(64), Optional.empty()));
              return true;
            });

    assertThat(rows.<Optional<ApiKey>>read(view -> view.keys().find(first.id()))).contains(first);
    assertThat(rows.<Optional<Hashes>>read(view -> view.keys().hashes(first.id())))
        .contains(new Hashes("a".repeat(64), Optional.empty()));
    assertThat(ids(rows.read(view -> view.keys().list(org, Slice.first()))))
        .containsExactly(first.id(), third.id());
    assertThat(
            ids(rows.read(view -> view.keys().list(org, new Slice<>(Optional.of(first.id()), 1)))))
        .containsExactly(third.id());
    assertThat(ids(rows.read(view -> view.keys().ownedBy(owner, Slice.first()))))
        .containsExactly(first.id(), second.id());
    assertThat(ids(rows.read(view -> view.keys().ownedBy(owner, new Slice<>(Optional.empty(), 1)))))
        .containsExactly(first.id());

    rows.store()
        .<Boolean>write(
            ImmutableSet.of(org),
            tx -> {
              tx.keys().save(rotated, new Hashes("d".repeat(64), Optional.of("a".repeat(64))));
              tx.keys().delete(third);
              return true;
            });
    assertThat(rows.<Optional<ApiKey>>read(view -> view.keys().find(first.id()))).contains(rotated);
    assertThat(rows.<Optional<Hashes>>read(view -> view.keys().hashes(first.id())))
        .contains(new Hashes("d".repeat(64), Optional.of("a".repeat(64))));
    assertThat(rows.<Optional<ApiKey>>read(view -> view.keys().find(third.id()))).isEmpty();
    assertThat(rows.<Optional<Hashes>>read(view -> view.keys().hashes(third.id()))).isEmpty();
    assertThat(ids(rows.read(view -> view.keys().ownedBy(other, Slice.first())))).isEmpty();
  }

  @Test
  default void a_key_ends_with_its_owners_membership_and_no_other_does() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId other = rows.user();
    OrgId org = rows.org(owner);
    rows.member(org, other);
    ApiKey left = key(1_000_001, org, other, KeyScope.all());
    ApiKey stays = key(1_000_002, org, owner, KeyScope.all());
    ApiKey own = key(1_000_003, other, other, KeyScope.all());
    rows.store()
        .<Boolean>write(
            ImmutableSet.of(org, other),
            tx -> {
              for (ApiKey key : List.of(left, stays, own)) {
                tx.keys().save(key, new Hashes("a".repeat(64), Optional.empty()));
              }
              return true;
            });
    rows.store()
        .<Boolean>write(
            ImmutableSet.of(org, other),
            tx -> {
              tx.orgs().delete(Membership.of(org, other));
              return true;
            });

    assertThat(rows.<Optional<ApiKey>>read(view -> view.keys().find(left.id()))).isEmpty();
    assertThat(ids(rows.read(view -> view.keys().list(org, Slice.first()))))
        .containsExactly(stays.id());
    assertThat(ids(rows.read(view -> view.keys().ownedBy(other, Slice.first()))))
        .containsExactly(own.id());
  }
}
