package dev.bailiwick.contract;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Session;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A world of a file, built over a store through the library's own calls. */
final class PlayedWorld {
  /** Nobody's: no store gives so high a number out. */
  private static final long NOBODY = Long.MAX_VALUE - 1;

  private final WorldFile file;
  private final World world;
  private final OrgId home;
  private final Map<String, UserId> users = new LinkedHashMap<>();
  private final Map<UserId, String> names = new LinkedHashMap<>();
  private final Map<String, OrgId> orgs = new LinkedHashMap<>();
  private final Map<String, TeamId> teams = new LinkedHashMap<>();
  private final UserId owner;

  PlayedWorld(WorldFile file, Store store) {
    this.file = file;
    this.world = new World(store, model(file));
    this.owner = extraOwner();
    file.users().forEach(this::addUser);
    file.orgs().forEach(this::addOrg);
    this.home = named(orgs, file.home());
    world.sharing(home, true);
    addTeams();
    resources().forEach(this::register);
    file.grants().forEach(this::grant);
  }

  private static Model model(WorldFile file) {
    Model.Builder model = Model.builder();
    Set<String> types = new LinkedHashSet<>();
    resources(file).forEach(id -> types.add(id.type()));
    Set<String> permissions = new LinkedHashSet<>();
    file.roles().values().forEach(permissions::addAll);
    for (WorldFile.Expectation expected : file.expectations()) {
      permissions.add(expected.part("permission"));
      types.add(
          expected.ask().equals("resources")
              ? expected.part("type")
              : id(expected.part("resource")).type());
    }
    types.stream()
        .filter(type -> !new ResourceId(type, "0").builtIn())
        .forEach(type -> model.types(ResourceType.of(type)));
    permissions.stream()
        .map(Permission::of)
        .filter(permission -> !Model.builder().build().knows(permission))
        .forEach(model::permissions);
    file.roles()
        .forEach(
            (role, permits) ->
                model.role(
                    Role.of(role),
                    permits.stream().map(Permission::of).toArray(Permission[]::new)));
    return model.build();
  }

  private static ResourceId id(String text) {
    int colon = text.indexOf(':');
    assertThat(colon).as("a resource is type:id: %s", text).isPositive();
    return new ResourceId(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Every resource that is there, as opposed to asked about. */
  private static Set<ResourceId> resources(WorldFile file) {
    return Stream.of(
            file.parents().keySet().stream(),
            file.parents().values().stream(),
            file.grants().stream().map(WorldFile.Given::resource))
        .flatMap(texts -> texts)
        .map(PlayedWorld::id)
        .filter(id -> !id.builtIn())
        .collect(toImmutableSet());
  }

  private Set<ResourceId> resources() {
    return resources(file);
  }

  private static <T> T named(Map<String, T> things, String name) {
    return Optional.ofNullable(things.get(name))
        .orElseThrow(() -> new AssertionError("the world has no " + name));
  }

  private void addUser(String name) {
    UserId user = world.user(name);
    users.put(name, user);
    names.put(user, name);
  }

  /** Somebody who is no part of the world, and is left out of what comes back. */
  private UserId extraOwner() {
    return world.system().users().register(Profile.named("the extra owner")).id();
  }

  private void addOrg(String name, Iterable<String> members) {
    boolean isHome = name.equals(file.home());
    OrgId org = world.org(name, isHome ? owner : extraOwner());
    orgs.put(name, org);
    members.forEach(member -> world.join(org, named(users, member)));
  }

  private void addTeams() {
    Session system = world.system(home);
    file.teams().keySet().forEach(name -> teams.put(name, world.team(name, home, owner)));
    file.teams()
        .forEach(
            (name, members) -> {
              TeamId team = named(teams, name);
              for (String member : members) {
                accessor(member)
                    .match(
                        user -> system.teams().addMembers(team, NewMember.member(user)),
                        child -> system.teams().nest(child, team),
                        PlayedWorld::noMember,
                        PlayedWorld::noMember);
              }
            });
  }

  private static Object noMember(Accessor accessor) {
    throw new AssertionError("no member of a team: " + accessor);
  }

  private Accessor accessor(String subject) {
    if (subject.equals("everyone")) {
      return Everyone.EVERYONE;
    }
    ResourceId name = id(subject);
    return switch (name.type()) {
      case "user" -> named(users, name.id());
      case "team" -> named(teams, name.id());
      case "org" -> named(orgs, name.id());
      default -> throw new AssertionError("no subject: " + subject);
    };
  }

  /** Registers a resource after those above it. */
  private void register(ResourceId resource) {
    Deque<ResourceId> line = new ArrayDeque<>();
    Optional<ResourceId> next = Optional.of(resource);
    while (next.isPresent()) {
      assertThat(line).as("parents without a cycle").doesNotContain(next.get());
      line.push(next.get());
      next = parent(next.get());
    }
    for (ResourceId id : line) {
      ResourceRef ref = id.ownedBy(owner);
      Optional<ResourceId> parent = parent(id);
      world.system(home).resources().register(parent.isPresent() ? ref.under(parent.get()) : ref);
    }
  }

  private Optional<ResourceId> parent(ResourceId id) {
    return Optional.ofNullable(file.parents().get(id.toString()))
        .map(PlayedWorld::id)
        .filter(parent -> !parent.type().equals(ResourceId.ORG));
  }

  private void grant(WorldFile.Given given) {
    NewGrant grant =
        new NewGrant(
            Role.of(given.role()),
            accessor(given.subject()),
            given.denied() ? Effect.DENY : Effect.ALLOW,
            new Window(
                given.from().map(Instant::ofEpochSecond),
                given.until().map(Instant::ofEpochSecond)));
    world.system(home).grants().merge(ref(given.resource()), grant);
  }

  /** A resource, or a team of {@code home}, or {@code home} itself; one that is not is nobody's. */
  private ResourceRef ref(String text) {
    ResourceId id = id(text);
    return switch (id.type()) {
      case ResourceId.TEAM -> teams.getOrDefault(id.id(), new TeamId(NOBODY));
      case ResourceId.ORG -> orgs.getOrDefault(id.id(), new OrgId(NOBODY));
      default -> id;
    };
  }

  /** Asks, in every way that the library has, and compares. */
  void verify(WorldFile.Expectation expected) {
    world.clock().set(Instant.ofEpochSecond(expected.at()));
    Permission permission = Permission.of(expected.part("permission"));
    switch (expected.ask()) {
      case "check" -> verifyCheck(expected, permission);
      case "subjects" -> verifySubjects(expected, permission);
      default -> verifyResources(expected, permission);
    }
  }

  private UserId user(WorldFile.Expectation expected) {
    return users.getOrDefault(expected.part("user"), new UserId(NOBODY));
  }

  private void verifyCheck(WorldFile.Expectation expected, Permission permission) {
    UserId user = user(expected);
    ResourceRef resource = ref(expected.part("resource"));
    Session system = world.system(home);
    Session themselves = world.as(user, home);
    assertThat(
            ImmutableSet.of(
                system.access().check(user, permission, resource),
                system.access().explain(user, permission, resource).allowed(),
                themselves.may(permission, resource),
                themselves.explain(permission, resource).allowed()))
        .as("%s", expected)
        .containsExactly(expected.answer().yes().orElseThrow());
  }

  private void verifySubjects(WorldFile.Expectation expected, Permission permission) {
    ResourceRef resource = ref(expected.part("resource"));
    Session system = world.system(home);
    Set<String> found =
        Page.all(
                request ->
                    system.access().lookupSubjects(permission, resource, true, request).users())
            .flatMap(user -> Optional.ofNullable(names.get(user)).stream())
            .collect(toImmutableSet());
    assertThat(found).as("%s", expected).isEqualTo(expected.answer().names());
    for (UserId user : names.keySet()) {
      assertThat(system.access().check(user, permission, resource))
          .as("%s: %s", expected, names.get(user))
          .isEqualTo(found.contains(names.get(user)));
    }
  }

  private void verifyResources(WorldFile.Expectation expected, Permission permission) {
    ResourceType<String> type = ResourceType.of(expected.part("type"));
    Session system = world.system(home);
    Set<ResourceId> found =
        Page.all(
                request ->
                    system.access().lookupResources(user(expected), permission, type, request))
            .collect(toImmutableSet());
    assertThat(found.stream().map(ResourceId::toString).collect(toImmutableSet()))
        .as("%s", expected)
        .isEqualTo(expected.answer().names());
    for (ResourceId id : resources()) {
      if (id.type().equals(type.name())) {
        assertThat(system.access().check(user(expected), permission, id))
            .as("%s: %s", expected, id)
            .isEqualTo(found.contains(id));
      }
    }
  }
}
