package dev.bailiwick.internal.bulk;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterators;
import com.google.common.collect.UnmodifiableIterator;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.Nameless;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One running export. It reads the contents of an org page by page, and gives out each thing after
 * the things that it refers to.
 */
public final class TenantExport {
  private final View view;
  private final Org org;
  private final Consumer<TenantRecord> sink;
  private long count;

  public TenantExport(View view, Org org, Consumer<TenantRecord> sink) {
    this.view = view;
    this.org = org;
    this.sink = sink;
  }

  /** Gives out everything. Returns the number of records. */
  public long run() {
    Slices.all(slice -> view.orgs().roles(org.id(), slice), RoleDefinition::role)
        .forEach(role -> give(new TenantRecord.OwnRole(role.role(), role.permissions())));
    give(
        new TenantRecord.Settings(
            org.description(), org.sharing(), org.membersDefaultRole(), org.attributes()));
    pages(StoredLists.members(view, org.id())).forEachRemaining(this::members);
    pages(StoredLists.accessors(view, org.id())).forEachRemaining(this::guests);
    parentsFirst(
        Limits.TEAM_DEPTH,
        () -> StoredLists.teams(view, org.id()),
        team -> team.parents().stream().findFirst(),
        view.teams()::findAll,
        this::teams);
    StoredLists.teams(view, org.id())
        .forEach(
            team ->
                pages(StoredLists.seats(view, team.id())).forEachRemaining(s -> seats(team, s)));
    parentsFirst(
        Limits.RESOURCE_DEPTH,
        () -> StoredLists.resources(view, org.id()),
        Resource::parent,
        ids -> view.resources().findAll(org.id(), ids),
        this::resources);
    pages(StoredLists.grants(view, org.id())).forEachRemaining(this::grants);
    return count;
  }

  private void give(TenantRecord record) {
    sink.accept(record);
    count++;
  }

  private static <T> UnmodifiableIterator<List<T>> pages(Stream<T> all) {
    return Iterators.partition(all.iterator(), Limits.CHUNK);
  }

  private void members(List<Membership> page) {
    Map<UserId, User> users = users(page, Membership::user);
    for (Membership member : page) {
      User user = present(users, member.user());
      if (user.serviceOf().isEmpty()) {
        person(user);
        give(
            new TenantRecord.Member(
                identity(user),
                member.admin(),
                org.owner().equals(member.user()),
                member.active()));
      }
    }
  }

  /** Gives out the accounts of users that have a grant and are not members. */
  private void guests(List<Accessor> page) {
    ImmutableSet<UserId> people = people(page);
    Map<UserId, Membership> members = view.orgs().memberships(org.id(), people);
    view.users().findAll(people).values().stream()
        .filter(user -> !members.containsKey(user.id()))
        .forEach(this::person);
  }

  private static ImmutableSet<UserId> people(Collection<Accessor> accessors) {
    return accessors.stream()
        .filter(UserId.class::isInstance)
        .map(UserId.class::cast)
        .collect(toImmutableSet());
  }

  private void person(User user) {
    identity(user);
    give(
        new TenantRecord.Person(
            user.identities(),
            user.fullName(),
            user.email(),
            user.emailVerifiedAt(),
            user.attributes(),
            user.status() == UserStatus.ACTIVE,
            user.locked()));
  }

  private void teams(List<Team> page) {
    Map<UserId, User> owners = users(page, Team::owner);
    Map<TeamId, Team> parents =
        view.teams().findAll(parents(page, team -> team.parents().stream().findFirst()));
    for (Team team : page) {
      give(
          new TenantRecord.Team(
              team.name(),
              team.parents().stream().findFirst().map(parent -> present(parents, parent).name()),
              identity(present(owners, team.owner())),
              team.description(),
              team.tags(),
              team.attributes()));
    }
  }

  private void seats(Team team, List<Seat> page) {
    Map<UserId, User> users = users(page, Seat::user);
    for (Seat seat : page) {
      User user = present(users, seat.user());
      if (user.serviceOf().isEmpty()) {
        give(new TenantRecord.Seat(team.name(), identity(user), seat.admin()));
      }
    }
  }

  private void resources(List<Resource> page) {
    Map<UserId, User> owners = users(page, Resource::owner);
    for (Resource resource : page) {
      give(
          new TenantRecord.Resource(
              resource.id(), identity(present(owners, resource.owner())), resource.parent()));
    }
  }

  private void grants(List<Grant> page) {
    Map<UserId, User> users =
        view.users().findAll(people(page.stream().map(Grant::accessor).toList()));
    ImmutableSet.Builder<TeamId> named = ImmutableSet.builder();
    for (Grant grant : page) {
      if (grant.accessor() instanceof TeamId team) {
        named.add(team);
      }
      teamOf(grant.resource()).ifPresent(named::add);
    }
    Map<TeamId, Team> teams = view.teams().findAll(named.build());
    for (Grant grant : page) {
      if (grant.accessor() instanceof UserId user && present(users, user).serviceOf().isPresent()) {
        continue;
      }
      give(
          new TenantRecord.Grant(
              name(grant.resource(), teams),
              name(grant.accessor(), users, teams),
              grant.role(),
              grant.effect(),
              grant.window()));
    }
  }

  private static Optional<TeamId> teamOf(ResourceId resource) {
    return resource.type().equals(ResourceId.TEAM)
        ? Optional.of(new TeamId(Long.parseLong(resource.id())))
        : Optional.empty();
  }

  private Name name(ResourceId resource, Map<TeamId, Team> teams) {
    if (resource.equals(org.id().key())) {
      return new Name.Org(Optional.empty());
    }
    return teamOf(resource)
        .<Name>map(team -> new Name.Team(present(teams, team).name()))
        .orElseGet(() -> new Name.Resource(resource));
  }

  private Name name(Accessor accessor, Map<UserId, User> users, Map<TeamId, Team> teams) {
    return Kinds.match(
        accessor,
        user -> new Name.User(identity(present(users, user))),
        team -> new Name.Team(present(teams, team).name()),
        this::name,
        everyone -> new Name.Everyone());
  }

  private Name name(OrgId accessor) {
    if (accessor.equals(org.id())) {
      return new Name.Org(Optional.empty());
    }
    Optional<String> key = view.orgs().find(accessor).flatMap(Org::externalKey);
    if (key.isEmpty()) {
      throw new Nameless(accessor);
    }
    return new Name.Org(key);
  }

  /** Returns the first identity of a user. Every record uses it as the name of the user. */
  private static ExternalIdentity identity(User user) {
    if (user.identities().isEmpty()) {
      throw new Nameless(user.id());
    }
    return user.identities().first();
  }

  private <T> Map<UserId, User> users(List<T> page, Function<T, UserId> who) {
    return view.users().findAll(page.stream().map(who).toList());
  }

  private static <K, V> V present(Map<K, V> found, K key) {
    V value = found.get(key);
    if (value == null) {
      throw new CorruptData("a stored reference names a thing that does not exist: " + key);
    }
    return value;
  }

  private static <K, V> ImmutableSet<K> parents(List<V> things, Function<V, Optional<K>> parent) {
    return things.stream().flatMap(thing -> parent.apply(thing).stream()).collect(toImmutableSet());
  }

  /**
   * Gives out things level by level, and never holds more than one page of them: first the things
   * without a parent, then those with one ancestor, and so on. Each level reads all things once.
   */
  private static <K, V> void parentsFirst(
      int limit,
      Supplier<Stream<V>> all,
      Function<V, Optional<K>> parent,
      Function<Collection<K>, ? extends Map<K, V>> find,
      Consumer<List<V>> level) {
    boolean deeper = true;
    for (int depth = 0; deeper; depth++) {
      if (depth > limit) {
        throw new CorruptData("something has more than " + limit + " ancestors, or is its own");
      }
      deeper = false;
      for (var pages = pages(all.get()); pages.hasNext(); ) {
        List<V> page = pages.next();
        List<V> above = page;
        for (int step = 0; step < depth && !above.isEmpty(); step++) {
          // A thing with fewer ancestors than this belongs to an earlier level.
          Map<K, V> parents = find.apply(parents(above, parent));
          List<V> things = new ArrayList<>();
          List<V> ancestors = new ArrayList<>();
          for (int i = 0; i < above.size(); i++) {
            Optional<K> next = parent.apply(above.get(i));
            if (next.isPresent()) {
              things.add(page.get(i));
              ancestors.add(present(parents, next.get()));
            }
          }
          page = things;
          above = ancestors;
        }
        ImmutableList.Builder<V> here = ImmutableList.builder();
        for (int i = 0; i < page.size(); i++) {
          if (parent.apply(above.get(i)).isEmpty()) {
            here.add(page.get(i));
          } else {
            deeper = true;
          }
        }
        level.accept(here.build());
      }
    }
  }
}
