package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
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
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Role;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Writes to a store as the use cases do, and reads it, one thing at a time. */
final class Rows {
  static final Instant THEN = Instant.parse("2026-01-01T00:00:00.000001Z");
  static final Role VIEWER = Role.of("viewer");
  static final Role EDITOR = Role.of("editor");

  private final Store store;

  Rows(Store store) {
    this.store = store;
  }

  Store store() {
    return store;
  }

  void write(Consumer<Transaction> unit, Tenant... locks) {
    store.write(
        Set.copyOf(Arrays.asList(locks)),
        tx -> {
          unit.accept(tx);
          return true;
        });
  }

  <R> R read(Function<View, R> question) {
    return store.read(Consistency.latest(), question);
  }

  <T> Optional<T> find(Function<View, Optional<T>> question) {
    return read(question);
  }

  <T> ImmutableList<T> list(Function<View, ImmutableList<T>> question) {
    return read(question);
  }

  long revision(Tenant tenant) {
    return read(view -> view.revision(tenant));
  }

  static <K> Slice<K> all() {
    return Slice.first();
  }

  /** An account that is in the store. */
  UserId user() {
    return user(builder -> builder);
  }

  UserId user(UnaryOperator<User.Builder> edit) {
    return store.write(
        Set.of(),
        tx -> {
          UserId id = new UserId(tx.nextId());
          tx.users().save(edit.apply(account(id)).build());
          return id;
        });
  }

  static User.Builder account(UserId id) {
    return User.builder()
        .id(id)
        .identities(ImmutableSortedSet.of())
        .createdAt(THEN)
        .updatedAt(THEN);
  }

  /** An org that is in the store, with its owner for a member. */
  OrgId org(UserId owner) {
    return org(owner, builder -> builder);
  }

  OrgId org(UserId owner, UnaryOperator<Org.Builder> edit) {
    return store.write(
        Set.of(owner),
        tx -> {
          OrgId id = new OrgId(tx.nextId());
          tx.orgs().save(edit.apply(settings(id, owner)).build());
          tx.orgs().save(new Membership(id, owner, true, true));
          return id;
        });
  }

  static Org.Builder settings(OrgId id, UserId owner) {
    return Org.builder().id(id).owner(owner).name("an org").createdAt(THEN).updatedAt(THEN);
  }

  void member(OrgId org, UserId user) {
    write(tx -> tx.orgs().save(new Membership(org, user, false, true)), user, org);
  }

  TeamId team(Tenant tenant, UserId owner, String name) {
    return team(tenant, owner, name, builder -> builder);
  }

  TeamId team(Tenant tenant, UserId owner, String name, UnaryOperator<Team.Builder> edit) {
    return store.write(
        Set.of(tenant),
        tx -> {
          TeamId id = new TeamId(tx.nextId());
          tx.teams().save(edit.apply(group(id, tenant, owner, name)).build());
          return id;
        });
  }

  static Team.Builder group(TeamId id, Tenant tenant, UserId owner, String name) {
    return Team.builder()
        .id(id)
        .tenant(tenant)
        .owner(owner)
        .name(name)
        .tags(ImmutableSortedSet.of())
        .createdAt(THEN)
        .updatedAt(THEN);
  }

  void seat(Tenant tenant, TeamId team, UserId user) {
    write(tx -> tx.teams().save(new Seat(team, user, false)), tenant);
  }

  Resource resource(Tenant tenant, ResourceId id, UserId owner, ResourceId... parent) {
    Resource resource = new Resource(tenant, id, owner, Arrays.stream(parent).findFirst(), 1);
    write(tx -> tx.resources().save(resource), tenant);
    return resource;
  }

  Grant grant(Tenant tenant, ResourceId resource, Accessor accessor) {
    return grant(given(tenant, resource, accessor, VIEWER, Effect.ALLOW));
  }

  Grant grant(Grant grant) {
    write(tx -> tx.grants().save(grant), grant.tenant());
    return grant;
  }

  static Grant given(
      Tenant tenant, ResourceId resource, Accessor accessor, Role role, Effect effect) {
    return new Grant(tenant, new Grant.Key(resource, accessor, role, effect), Window.ALWAYS);
  }

  /** An entry of what came, as the transaction's revision numbers it. */
  AuditEntry entry(Tenant tenant, String event, Actor actor, Instant at, Audited... came) {
    return store.write(
        Set.of(tenant),
        tx -> {
          AuditEntry entry =
              AuditEntry.builder()
                  .tenant(tenant)
                  .number(tx.revision(tenant) + 1)
                  .event(Event.of(event))
                  .actor(actor)
                  .bySuperUser(false)
                  .reason(Optional.of("because"))
                  .items(
                      Arrays.stream(came)
                          .map(ItemChange::created)
                          .collect(ImmutableList.toImmutableList()))
                  .at(at)
                  .build();
          tx.audit().append(entry);
          return entry;
        });
  }

  /**
   * Every entry of a list, read in slices of every size: each full but the last, and each the same
   * whole in the end.
   */
  <K, V> ImmutableList<V> inSlices(
      Function<View, Function<Slice<K>, ImmutableList<V>>> list, Function<V, K> key) {
    ImmutableList<V> whole = read(view -> list.apply(view).apply(Slice.<K>first()));
    for (int limit = 1; limit <= whole.size() + 1; limit++) {
      ImmutableList.Builder<V> joined = ImmutableList.builder();
      Slice<K> next = new Slice<>(Optional.empty(), limit);
      int seen = 0;
      while (true) {
        Slice<K> wanted = next;
        ImmutableList<V> slice = read(view -> list.apply(view).apply(wanted));
        joined.addAll(slice);
        seen += slice.size();
        if (slice.size() != limit) {
          break;
        }
        next = next.after(key.apply(slice.get(limit - 1)));
      }
      if (seen != whole.size() || !joined.build().equals(whole)) {
        throw new AssertionError("slices of " + limit + ": " + joined.build() + " of " + whole);
      }
    }
    return whole;
  }

  static ResourceId doc(String id) {
    return new ResourceId("doc", id);
  }
}
