package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Role;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A small world to put into a store. */
final class World {
  static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  static final UserId ALICE = new UserId(1);
  static final UserId BOB = new UserId(2);
  static final UserId CAROL = new UserId(3);
  static final OrgId ACME = new OrgId(10);
  static final OrgId GLOBEX = new OrgId(11);
  static final TeamId OPS = new TeamId(20);
  static final TeamId NIGHT = new TeamId(21);

  private World() {}

  static User.Builder user(UserId id) {
    return User.builder()
        .id(id)
        .identities(ImmutableSortedSet.of())
        .createdAt(THEN)
        .updatedAt(THEN);
  }

  static Org.Builder org(OrgId id) {
    return Org.builder().id(id).name("org").owner(ALICE).createdAt(THEN).updatedAt(THEN);
  }

  static Team.Builder team(TeamId id, String name) {
    return Team.builder()
        .id(id)
        .tenant(ACME)
        .owner(ALICE)
        .name(name)
        .tags(ImmutableSortedSet.of())
        .createdAt(THEN)
        .updatedAt(THEN);
  }

  static ResourceId doc(String id) {
    return ResourceId.of("doc", id);
  }

  static Resource resource(String id) {
    return new Resource(ACME, doc(id), ALICE, Optional.empty(), 1);
  }

  static Resource below(String parent, String id) {
    return resource(id).withParent(Optional.of(doc(parent)));
  }

  static Grant grant(ResourceId resource, Accessor accessor) {
    return grant(resource, accessor, "viewer");
  }

  static Grant grant(ResourceId resource, Accessor accessor, String role) {
    return Grant.of(
        ACME, new Grant.Key(resource, accessor, Role.of(role), Effect.ALLOW), Window.ALWAYS);
  }

  static <K> Slice<K> all() {
    return Slice.first();
  }

  static <K> Slice<K> two() {
    return new Slice<>(Optional.empty(), 2);
  }

  static void write(Store store, Tenant tenant, Consumer<Transaction> unit) {
    write(store, Set.of(tenant), unit);
  }

  static void write(Store store, Set<Tenant> tenants, Consumer<Transaction> unit) {
    store.write(
        tenants,
        tx -> {
          unit.accept(tx);
          return tenants;
        });
  }

  static <R> R read(Store store, Function<View, R> question) {
    return store.read(Consistency.latest(), question);
  }

  /** The latest moment, kept beyond the read that gave it: this store lets that be. */
  static View now(Store store) {
    return read(store, view -> view);
  }

  static long revision(Store store, Tenant tenant) {
    return now(store).revision(tenant);
  }

  /** Every entry of a list, one slice of two after the other. */
  static <K, V> ImmutableList<V> inSlices(
      Function<Slice<K>, ImmutableList<V>> list, Function<V, K> key) {
    var everything = ImmutableList.<V>builder();
    Slice<K> next = two();
    while (true) {
      ImmutableList<V> slice = list.apply(next);
      everything.addAll(slice);
      if (slice.size() < 2) {
        return everything.build();
      }
      next = next.after(key.apply(slice.get(1)));
    }
  }
}
