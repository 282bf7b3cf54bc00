package dev.bailiwick.contract;

import static java.util.Objects.requireNonNull;

import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A random history of a small world: two orgs and what people have of their own, changed by all
 * mutators, by actors with and without the right to. Each step follows from one number, so that a
 * list of numbers is a history that can be played again; the steps are kept as Java.
 */
final class History {
  /** So many mutators there are. */
  static final int MUTATORS = 50;

  private static final int PEOPLE = 6;
  private static final int ORGS = 2;
  private static final List<Role> ROLES =
      List.of(
          Standard.COLLABORATOR,
          Standard.OPERATOR,
          Standard.ADMIN,
          Standard.OWNER,
          Role.ofOrg("auditor"),
          Role.ofOrg("keeper"));

  private final World world;
  private final List<String> steps = new ArrayList<>();
  private final Map<String, Integer> tried = new LinkedHashMap<>();
  private final Map<String, Integer> accepted = new LinkedHashMap<>();
  private Random random = new Random(0);
  private Optional<OrgId> about = Optional.empty();
  private Optional<Email> theirs = Optional.empty();
  private Contents contents;

  History(Store store) {
    this.world = new World(store);
    this.contents = store.read(Consistency.latest(), Contents::of);
    settle();
  }

  World world() {
    return world;
  }

  Contents contents() {
    return contents;
  }

  /** The steps so far, as Java that takes them again, each with what it did. */
  List<String> steps() {
    return steps;
  }

  Map<String, Integer> tried() {
    return tried;
  }

  Map<String, Integer> accepted() {
    return accepted;
  }

  /** The resources about which questions are asked, in every tenant. */
  List<ResourceId> resources(Tenant tenant) {
    List<ResourceId> resources = new ArrayList<>();
    for (String id : List.of("a", "b", "c", "d", "e", "f")) {
      resources.add(World.DOC.id(id));
    }
    for (long id = 1; id <= 4; id++) {
      resources.add(World.FOLDER.id(id));
    }
    contents.teams().stream()
        .filter(team -> team.tenant().equals(tenant))
        .forEach(team -> resources.add(team.id().key()));
    if (tenant instanceof OrgId org) {
      resources.add(org.key());
    }
    return resources;
  }

  /** Takes one step; whoever is refused is refused, and whatever else goes wrong is thrown. */
  void step(int number) {
    world.clock().advance(Duration.ofSeconds(1));
    about = Optional.empty();
    theirs = Optional.empty();
    random = new Random(number * 0x9E3779B97F4A7C15L);
    Map<String, Runnable> moves = moves();
    List<String> names = List.copyOf(moves.keySet());
    String name = names.get(random.nextInt(names.size()));
    steps.add("history.step(" + number + "); // " + name);
    tried.merge(name, 1, Integer::sum);
    try {
      requireNonNull(moves.get(name)).run();
      accepted.merge(name, 1, Integer::sum);
    } catch (StoreFailure | CorruptData broken) {
      throw broken;
    } catch (BailiwickException refused) {
      steps.set(steps.size() - 1, steps.get(steps.size() - 1) + " // " + refused);
    }
    contents = world.store().read(Consistency.latest(), Contents::of);
    settle();
  }

  /** Keeps the world from dying out. */
  private void settle() {
    while (people().size() < PEOPLE) {
      world.system().users().register(Profile.named("P" + contents.users().size()));
      contents = world.store().read(Consistency.latest(), Contents::of);
    }
    for (UserId user : people()) {
      if (acting().size() < PEOPLE / 2) {
        world.system().users().activate(user);
        world.system().users().unlock(user);
        contents = world.store().read(Consistency.latest(), Contents::of);
      }
    }
    while (orgs().size() < ORGS) {
      List<UserId> owners = acting();
      OrgId org =
          world
              .system()
              .orgs()
              .create(NewOrg.named("O" + contents.orgs().size(), owners.get(0)))
              .id();
      for (UserId user : people().subList(0, 4)) {
        world.system().orgs().members(org).add(NewMember.member(user));
      }
      world.system(org).orgs().members(org).setAdmin(true, people().get(1));
      world
          .system(org)
          .orgs()
          .update(org, OrgChange.builder().selfSignup(true).emailDomain("world.test").build());
      for (String name : List.of("A", "B", "C")) {
        world.team(name, org, owners.get(0), people().get(2));
      }
      world.system(org).resources().register(World.FOLDER.id(1L).ownedBy(owners.get(0)));
      contents = world.store().read(Consistency.latest(), Contents::of);
    }
  }

  /** Every mutator, each as likely as any other. */
  private Map<String, Runnable> moves() {
    Map<String, Runnable> moves = new LinkedHashMap<>();
    move(moves, "user.register", this::trusted, s -> s.users().register(profile()));
    move(moves, "user.ensure", this::system, s -> s.users().ensure(identity(), profile()));
    move(moves, "user.link", this::system, s -> s.users().link(user(), identity()));
    move(moves, "user.unlink", this::system, s -> s.users().unlink(user(), identity()));
    move(moves, "user.update", this::somebody, s -> s.users().update(user(), profile()));
    move(
        moves,
        "user.verify_email",
        this::system,
        s -> s.users().verifyEmail(reachable(), theirs()));
    move(
        moves,
        "user.set_default_org",
        this::trusted,
        s -> s.users().setDefaultOrg(user(), maybe(org())));
    move(moves, "user.activate", this::trusted, s -> s.users().activate(user()));
    move(moves, "user.deactivate", this::somebody, s -> s.users().deactivate(user()));
    move(moves, "user.lock", this::somebody, s -> s.users().lock(user()));
    move(moves, "user.unlock", this::trusted, s -> s.users().unlock(user()));
    move(
        moves,
        "user.set_super_user",
        this::somebody,
        s -> s.users().setSuperUser(user(), seldom()));
    move(moves, "user.transfer", this::admin, s -> s.users().transfer(member(), member()));
    move(moves, "user.erase", this::seldomTrusted, s -> s.users().erase(user()));
    move(moves, "org.create", this::few, s -> s.orgs().create(NewOrg.named("O", user())));
    move(moves, "org.update", this::admin, s -> s.orgs().update(about(), orgChange()));
    move(
        moves,
        "org.transfer_ownership",
        this::admin,
        s -> s.orgs().transferOwnership(about(), member()));
    move(moves, "org.delete", this::seldomTrusted, s -> s.orgs().delete(about()));
    move(
        moves,
        "org.define_role",
        this::admin,
        s -> s.orgs().defineRole(about(), ownRole(), permission(), permission()));
    move(moves, "org.delete_role", this::somebody, s -> s.orgs().deleteRole(about(), ownRole()));
    move(moves, "org.add_members", this::admin, s -> s.orgs().members(about()).add(anybody()));
    move(
        moves,
        "org.replace_members",
        this::somebody,
        s -> s.orgs().members(about()).replace(owned(), known(), known(), known()));
    move(
        moves,
        "org.remove_members",
        this::admin,
        s -> s.orgs().members(about()).remove(List.of(member()), maybe(member())));
    move(moves, "org.leave", this::plain, s -> s.orgs().members(about()).leave());
    move(
        moves,
        "org.set_admin",
        this::admin,
        s -> s.orgs().members(about()).setAdmin(random.nextBoolean(), member()));
    move(
        moves,
        "org.activate_members",
        this::admin,
        s -> s.orgs().members(about()).activate(member()));
    move(
        moves,
        "org.deactivate_members",
        this::admin,
        s -> s.orgs().members(about()).deactivate(member()));
    move(moves, "org.sign_up", this::system, s -> s.orgs().members(about()).signUp(reachable()));
    move(moves, "team.create", this::somebody, s -> s.teams().create(newTeam(s)));
    move(moves, "team.update", this::admin, s -> s.teams().update(team(s), teamChange()));
    move(moves, "team.add_members", this::admin, s -> s.teams().addMembers(team(s), seated()));
    move(
        moves,
        "team.replace_members",
        this::admin,
        s -> s.teams().replaceMembers(team(s), seated(), seated()));
    move(
        moves, "team.remove_members", this::admin, s -> s.teams().removeMembers(team(s), seated()));
    move(
        moves, "team.remove_all_members", this::somebody, s -> s.teams().removeAllMembers(team(s)));
    move(moves, "team.leave", this::somebody, s -> s.teams().leave(team(s)));
    move(moves, "team.nest", this::admin, s -> s.teams().nest(team(s), maybe(team(s))));
    move(moves, "team.transfer", this::admin, s -> s.teams().transfer(team(s), member()));
    move(moves, "team.delete", this::seldomTrusted, s -> s.teams().delete(team(s)));
    move(moves, "resource.register", this::somebody, s -> s.resources().register(place(s)));
    move(
        moves,
        "resource.move",
        this::admin,
        s -> s.resources().move(registered(s), maybe(registered(s))));
    move(
        moves,
        "resource.hand_over",
        this::admin,
        s -> s.resources().handOver(registered(s), member()));
    move(moves, "resource.delete", this::seldomTrusted, s -> s.resources().delete(registered(s)));
    move(
        moves, "grant.grant", this::admin, s -> s.grants().grant(role(), resource(s), accessor(s)));
    move(moves, "grant.deny", this::admin, s -> s.grants().deny(role(), resource(s), accessor(s)));
    move(
        moves,
        "grant.merge",
        this::admin,
        s -> s.grants().merge(resource(s), newGrant(s), newGrant(s)));
    move(moves, "grant.replace", this::admin, s -> s.grants().replace(resource(s), newGrant(s)));
    move(
        moves,
        "grant.revoke",
        this::admin,
        s -> s.grants().revoke(role(), resource(s), accessor(s)));
    move(moves, "grant.lift", this::admin, s -> s.grants().lift(role(), resource(s), accessor(s)));
    move(moves, "grant.remove", this::admin, s -> s.grants().remove(resource(s), accessor(s)));
    move(moves, "grant.remove_all", this::seldomTrusted, s -> s.grants().removeAll(resource(s)));
    return moves;
  }

  private void move(
      Map<String, Runnable> moves, String name, Supplier<Session> actor, Consumer<Session> call) {
    moves.put(
        name,
        () -> {
          Session session = actor.get();
          about = session.actor().org();
          said(session.actor());
          call.accept(session);
        });
  }

  // ---- who acts

  private Session system() {
    return world.system(org());
  }

  private Session trusted() {
    return random.nextInt(8) == 0 ? somebody() : random.nextBoolean() ? world.system() : system();
  }

  /** Mostly somebody who has no right to: what destroys much must not happen all the time. */
  private Session seldomTrusted() {
    return random.nextInt(8) == 0 ? system() : plain();
  }

  private Session few() {
    return orgs().size() > ORGS ? somebody() : world.system();
  }

  private Session somebody() {
    UserId user = pick(acting());
    return switch (random.nextInt(8)) {
      case 0 -> world.as(user);
      case 1, 2, 3 -> system();
      case 4, 5 -> admin();
      default -> world.as(user, orgOf(user));
    };
  }

  /** Mostly somebody who administers the org. */
  private Session admin() {
    if (random.nextInt(8) == 0) {
      UserId user = pick(acting());
      return world.as(user, orgOf(user));
    }
    OrgId org = org();
    List<UserId> admins =
        contents.memberships().stream()
            .filter(m -> m.org().equals(org) && m.admin() && m.active())
            .map(Membership::user)
            .filter(acting()::contains)
            .toList();
    return world.as(pick(admins), org);
  }

  /** A member who owns nothing but what they own. */
  private Session plain() {
    List<Membership> members =
        contents.memberships().stream()
            .filter(m -> !m.admin() && m.active() && acting().contains(m.user()))
            .toList();
    if (members.isEmpty()) {
      return somebody();
    }
    Membership member = pick(members);
    return world.as(member.user(), member.org());
  }

  private List<UserId> acting() {
    return contents.users().stream().filter(User::usable).map(User::id).toList();
  }

  // ---- about what

  /** The org that the step is about. */
  private OrgId about() {
    if (about.isEmpty()) {
      about = Optional.of(org());
    }
    return said(about.get());
  }

  private List<UserId> people() {
    return contents.users().stream()
        .filter(u -> u.status() != UserStatus.ERASED)
        .map(User::id)
        .toList();
  }

  private List<OrgId> orgs() {
    return contents.orgs().stream().filter(o -> !o.deleted()).map(Org::id).toList();
  }

  private UserId user() {
    return said(pick(people()));
  }

  private OrgId org() {
    return said(pick(orgs()));
  }

  private OrgId orgOf(UserId user) {
    List<OrgId> theirs =
        contents.memberships().stream()
            .filter(m -> m.user().equals(user))
            .map(Membership::org)
            .toList();
    return theirs.isEmpty() ? org() : pick(theirs);
  }

  /** Mostly a member of the org that the step is about. */
  private UserId member() {
    OrgId org = about();
    List<UserId> members =
        contents.memberships().stream()
            .filter(m -> m.org().equals(org) && m.active())
            .map(Membership::user)
            .toList();
    return random.nextInt(16) == 0 || members.isEmpty() ? user() : said(pick(members));
  }

  private NewMember known() {
    NewMember known = NewMember.member(random.nextInt(6) == 0 ? user() : member());
    return random.nextInt(6) == 0 ? known.asAdmin() : known;
  }

  private NewMember anybody() {
    return random.nextBoolean() ? known() : NewMember.member(email()).named("N");
  }

  private NewMember owned() {
    UserId owner =
        contents.orgs().stream()
            .filter(o -> o.id().equals(about()))
            .findFirst()
            .orElseThrow()
            .owner();
    return NewMember.member(owner).asAdmin();
  }

  private NewMember seated() {
    NewMember seated = NewMember.member(member());
    return random.nextInt(3) == 0 ? seated.asAdmin() : seated;
  }

  private TeamId team(Session session) {
    Tenant tenant = tenant(session);
    List<TeamId> all = contents.teams().stream().map(Team::id).toList();
    List<TeamId> own =
        contents.teams().stream().filter(t -> t.tenant().equals(tenant)).map(Team::id).toList();
    boolean astray = own.isEmpty() || random.nextInt(16) == 0;
    return said(all.isEmpty() ? new TeamId(999_999) : pick(astray ? all : own));
  }

  private Tenant tenant(Session session) {
    Actor actor = session.actor();
    return actor.org().isPresent()
        ? actor.org().get()
        : actor.user().isPresent() ? actor.user().get() : org();
  }

  private ResourceRef registered(Session session) {
    Tenant tenant = tenant(session);
    List<ResourceId> there =
        contents.resources().stream()
            .filter(r -> r.tenant().equals(tenant))
            .map(Resource::id)
            .toList();
    ResourceId id = there.isEmpty() ? pick(resources(tenant)) : pick(there);
    return said(id).in(tenant);
  }

  private ResourceRef resource(Session session) {
    Tenant tenant = tenant(session);
    ResourceId id = said(pick(resources(tenant)));
    return id.in(tenant);
  }

  private ResourceRef place(Session session) {
    Tenant tenant = tenant(session);
    ResourceRef ref =
        said(
            random.nextBoolean()
                ? World.DOC.id(pick(List.of("a", "b", "c", "d", "e", "f")))
                : World.FOLDER.id(1L + random.nextInt(4)));
    ref = ref.in(tenant);
    if (session.actor().isSystem() || random.nextBoolean()) {
      ref = ref.ownedBy(member());
    }
    return random.nextInt(3) > 0 ? ref : ref.under(registered(session));
  }

  private Accessor accessor(Session session) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> member();
      case 2 -> user();
      case 3, 4 -> team(session);
      case 5 -> random.nextInt(4) == 0 ? org() : about();
      default -> said(Everyone.EVERYONE);
    };
  }

  private NewGrant newGrant(Session session) {
    NewGrant grant =
        random.nextInt(4) == 0
            ? NewGrant.denial(role(), accessor(session))
            : NewGrant.of(role(), accessor(session));
    Instant now = world.clock().instant();
    return said(
        switch (random.nextInt(4)) {
          case 0 -> grant.during(Window.until(now.plusSeconds(random.nextInt(20))));
          case 1 -> grant.during(Window.from(now.plusSeconds(random.nextInt(20))));
          default -> grant;
        });
  }

  private Role role() {
    return said(pick(ROLES));
  }

  private Role ownRole() {
    return said(Role.ofOrg(pick(List.of("auditor", "keeper", "spare"))));
  }

  private Permission permission() {
    return said(pick(List.of(Permission.READ, Standard.OPERATE, Permission.MANAGE)));
  }

  private Email email() {
    return said(Email.of("p" + random.nextInt(8) + "@world.test"));
  }

  /** Mostly somebody who has an address, which {@link #theirs} then is. */
  private UserId reachable() {
    List<User> reachable =
        contents.users().stream().filter(user -> user.email().isPresent()).toList();
    if (reachable.isEmpty()) {
      return user();
    }
    User user = pick(reachable);
    theirs = user.email();
    return said(user.id());
  }

  private Email theirs() {
    return random.nextInt(8) == 0 ? email() : theirs.orElseGet(this::email);
  }

  private ExternalIdentity identity() {
    return said(ExternalIdentity.of("test", "p" + random.nextInt(8)));
  }

  private Profile profile() {
    Profile profile = Profile.named("P" + random.nextInt(20));
    return random.nextInt(3) == 0 ? profile.withEmail(Optional.of(email())) : profile;
  }

  private NewTeam newTeam(Session session) {
    UserId owner =
        session.actor().user().filter(user -> random.nextBoolean()).orElseGet(this::member);
    NewTeam team = NewTeam.named("T" + random.nextInt(99)).withOwner(owner);
    return random.nextBoolean() ? team.with(seated()) : team;
  }

  private TeamChange teamChange() {
    TeamChange change = TeamChange.ofName("T" + random.nextInt(99));
    return random.nextBoolean() ? change.withMembers(seated()) : change;
  }

  private OrgChange orgChange() {
    OrgChange.Builder change = OrgChange.builder();
    switch (random.nextInt(5)) {
      case 0 -> change.sharing(random.nextInt(3) > 0);
      case 1 -> change.membersDefaultRole(role());
      case 2 -> change.noMembersDefaultRole(true);
      case 3 -> change.selfSignup(random.nextInt(4) > 0);
      default -> change.name("O" + random.nextInt(20));
    }
    return said(change.build());
  }

  private boolean seldom() {
    return random.nextInt(4) == 0;
  }

  private <T> Optional<T> maybe(T value) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Writes down what a step is about. */
  private <T> T said(T what) {
    int last = steps.size() - 1;
    if (last >= 0) {
      steps.set(last, steps.get(last) + " " + what);
    }
    return what;
  }
}
