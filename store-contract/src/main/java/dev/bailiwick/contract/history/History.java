package dev.bailiwick.contract.history;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A random history of a small world: two orgs and the tenants of persons, changed by all mutators,
 * by actors with and without the right to. Each step follows from one number, so that a list of
 * numbers is a history that can be played again; the steps are kept as Java.
 */
public final class History {
  private static final int PEOPLE = 7;
  private static final int ORGS = 2;

  private final World world;
  private final List<String> steps = new ArrayList<>();
  private StoreContents contents;
  private Optional<Integer> last = Optional.empty();
  private StoreContents beforeLast;
  private final Set<Object> seen = new HashSet<>();
  private Instant previous = World.START;
  private long compared;

  public History(Store store) {
    this.world = new World(store);
    this.contents = StoreContents.of(store);
    this.beforeLast = contents;
    settle();
  }

  /**
   * The numbers of a history.
   *
   * @param seed the same seed gives the same numbers
   * @param length the number of steps; every mutator has one turn in each {@code Moves.ALL.size()}
   *     of them
   */
  public static List<Integer> numbers(long seed, int length) {
    Random random = new Random(seed);
    List<Integer> numbers = new ArrayList<>();
    while (numbers.size() < length) {
      List<Integer> turn = new ArrayList<>();
      for (int move = 0; move < Moves.ALL.size(); move++) {
        turn.add(random.nextInt(1 << 20) * Moves.ALL.size() + move);
      }
      Collections.shuffle(turn, random);
      numbers.addAll(turn);
    }
    return numbers.subList(0, length);
  }

  public World world() {
    return world;
  }

  public StoreContents contents() {
    return contents;
  }

  /** The steps so far, as Java that takes them again, each with its result. */
  public List<String> steps() {
    return steps;
  }

  /** Every id that was ever seen. */
  public Set<Object> seen() {
    return seen;
  }

  /** So many more answers were compared. */
  public void compared(long answers) {
    compared += answers;
  }

  /** How many answers were compared so far. */
  public long compared() {
    return compared;
  }

  /** How many entries a page has now: from 1 to 7, another in each step. */
  public int pageSize() {
    return 1 + Math.floorMod(last.orElse(0) / Moves.ALL.size(), 7);
  }

  /** Whether a grant came into force or went out of it as the time went on to this step. */
  public boolean windowPassed() {
    Instant now = world.clock().instant();
    return beforeLast.grants().stream()
        .flatMap(grant -> Stream.of(grant.window().from(), grant.window().until()))
        .flatMap(Optional::stream)
        .anyMatch(edge -> edge.isAfter(previous) && !edge.isAfter(now));
  }

  /** Takes one step; a refusal is part of the step, and any other failure is thrown. */
  public HistoryStep step(int number) {
    previous = world.clock().instant();
    settle();
    world.clock().advance(Duration.ofSeconds(1));
    last = Optional.of(number);
    beforeLast = contents;
    return taken(number, contents);
  }

  /** Makes the call of the last step again, about the same. */
  public HistoryStep again() {
    HistoryStep again = taken(last.orElseThrow(), beforeLast);
    steps.set(steps.size() - 1, "history.again(); // " + again.refusal());
    return again;
  }

  private HistoryStep taken(int number, StoreContents seen) {
    Moves.Move move = Moves.ALL.get(Math.floorMod(number, Moves.ALL.size()));
    RandomChoices choices = new RandomChoices(world, seen, number);
    StoreContents before = contents;
    Optional<BailiwickException> refusal = Optional.empty();
    Actor actor = Actor.system("test");
    try {
      Session session = move.actor().apply(choices);
      actor = session.actor();
      choices.actingAs(actor);
      move.call().accept(choices, session);
    } catch (StoreFailure | CorruptData broken) {
      throw broken;
    } catch (BailiwickException refused) {
      refusal = Optional.of(refused);
    } finally {
      String call = move.name() + " " + String.join(" ", choices.said());
      steps.add(
          "history.step(" + number + "); // " + call + refusal.map(r -> " // " + r).orElse(""));
    }
    contents = StoreContents.of(world.store());
    return new HistoryStep(move.name(), actor, refusal, before, contents, entriesSince(before));
  }

  private ImmutableList<AuditEntry> entriesSince(StoreContents before) {
    return world
        .store()
        .read(
            Consistency.latest(),
            view ->
                contents.revisions().keySet().stream()
                    .filter(t -> revision(contents, t) > revision(before, t))
                    .flatMap(
                        tenant ->
                            view
                                .audit()
                                .list(
                                    tenant,
                                    Optional.empty(),
                                    AuditFilter.all(),
                                    new Slice<>(Optional.empty(), 3))
                                .stream()
                                .filter(e -> e.number() > revision(before, tenant)))
                    .collect(ImmutableList.toImmutableList()));
  }

  private static long revision(StoreContents contents, Tenant tenant) {
    return contents.revisions().getOrDefault(tenant, 0L);
  }

  // ---- upkeep, so that the world does not die out

  private void settle() {
    while (persons().count() < PEOPLE) {
      tick().users().register(Profile.named("P" + contents.users().size()));
      contents = StoreContents.of(world.store());
    }
    for (UserId user : contents.people()) {
      if (persons().filter(User::usable).count() < PEOPLE - 2) {
        tick().users().activate(user);
        tick().users().unlock(user);
        contents = StoreContents.of(world.store());
      }
    }
    while (contents.suspendedOrgs().size() > 1) {
      tick().orgs().resume(contents.suspendedOrgs().get(0));
      contents = StoreContents.of(world.store());
    }
    while (contents.liveOrgs().size() < ORGS) {
      found();
      contents = StoreContents.of(world.store());
    }
    if (contents.orgs().stream().allMatch(org -> org.ownershipOffer().isEmpty()) && offered()) {
      contents = StoreContents.of(world.store());
    }
    invite();
    ask();
    if (contents.resources().stream().allMatch(r -> r.tenant() instanceof OrgId)) {
      furnish(usable().get(0));
      contents = StoreContents.of(world.store());
    }
  }

  /** Offers the ownership of an org to another admin, if there is one. */
  private boolean offered() {
    List<UserId> people = usable();
    for (Org org : contents.orgs()) {
      Optional<UserId> candidate =
          contents.memberships().stream()
              .filter(m -> m.org().equals(org.id()) && m.admin() && m.active())
              .map(Membership::user)
              .filter(user -> people.contains(user) && !user.equals(org.owner()))
              .findFirst();
      if (candidate.isPresent() && people.contains(org.owner()) && org.suspension().isEmpty()) {
        tick();
        world.as(org.owner(), org.id()).orgs().offerOwnership(org.id(), candidate.get());
        return true;
      }
    }
    return false;
  }

  /** An open invitation to a person with a verified address, if there is none. */
  private void invite() {
    boolean waits =
        contents.invitations().stream()
            .filter(sent -> sent.isOpen(world.clock().instant()))
            .anyMatch(
                sent -> reachable().anyMatch(u -> u.email().equals(Optional.of(sent.email()))));
    if (waits) {
      return;
    }
    for (Org org : contents.orgs()) {
      Optional<User> guest =
          reachable()
              .filter(
                  user ->
                      contents.memberships().stream()
                          .noneMatch(m -> m.org().equals(org.id()) && m.user().equals(user.id())))
              .findFirst();
      boolean invites =
          !org.deleted() && org.suspension().isEmpty() && usable().contains(org.owner());
      if (invites && guest.isPresent()) {
        tick();
        world
            .as(org.owner(), org.id())
            .invitations()
            .send(org.id(), guest.get().email().orElseThrow(), Gift.membership());
        contents = StoreContents.of(world.store());
        return;
      }
    }
  }

  /** A request to join an org, if there is none and a person can make one. */
  private void ask() {
    if (!contents.joinRequests().isEmpty()) {
      return;
    }
    EmailDomain name = EmailDomain.of("else.test");
    Optional<OrgDomain> domain =
        contents.domains().stream().filter(own -> own.domain().equals(name)).findFirst();
    OrgId org = domain.map(OrgDomain::org).orElseGet(() -> contents.liveOrgs().get(0));
    List<User> outside =
        reachable()
            .filter(user -> user.verifiedEmails().stream().anyMatch(name::has))
            .filter(
                user ->
                    contents.memberships().stream()
                        .noneMatch(m -> m.org().equals(org) && m.user().equals(user.id())))
            .limit(3)
            .toList();
    if (outside.isEmpty()) {
      return;
    }
    tick();
    if (domain.filter(own -> own.signUp() == SignUp.REQUEST).isEmpty()) {
      world.domain(org, name.name(), SignUp.REQUEST);
    }
    for (User user : outside) {
      try {
        world.system().orgs().members(org).signUp(user.id());
        break;
      } catch (OrgConflict removed) {
        // The org has removed or rejected this person: the next one asks.
        assertThat(removed.rule()).isNotEqualTo(OrgConflict.Rule.NO_SIGNUP);
      }
    }
    contents = StoreContents.of(world.store());
  }

  private Stream<User> reachable() {
    return contents.users().stream()
        .filter(user -> user.usable() && user.emailVerifiedAt().isPresent());
  }

  private List<UserId> usable() {
    return persons().filter(User::usable).map(User::id).toList();
  }

  /** The accounts of persons, which are not erased. */
  private Stream<User> persons() {
    return contents.users().stream()
        .filter(user -> user.status() != UserStatus.ERASED && user.serviceOf().isEmpty());
  }

  /** An org with members, an admin, nested teams, folders in folders, and some grants. */
  private void found() {
    List<UserId> people = usable();
    int which = contents.orgs().size();
    UserId owner = people.get(which % people.size());
    OrgId org = tick().orgs().create(NewOrg.named("O" + which, owner)).id();
    List<UserId> members = new ArrayList<>(people.subList(0, PEOPLE - 2));
    members.remove(owner);
    for (UserId user : members) {
      tick().orgs().members(org).add(member(user));
    }
    tick().orgs().members(org).makeAdmin(members.get(0));
    OrgChange.Builder settings = OrgChange.builder();
    if (which == 1) {
      world.domain(org, "world.test", SignUp.JOIN);
    }
    settings.sharing(which % 2 == 1);
    if (which % 3 == 0) {
      settings.membersDefaultRole(Standard.COLLABORATOR);
    }
    tick().orgs().update(org, settings.build());
    tick().orgs().defineRole(org, Role.ofOrg("auditor"), Permission.READ);
    var outer = world.team("A", org, owner, members.get(1));
    var inner = world.team("B", org, members.get(1), members.get(2));
    world.team("C", org, owner, members.get(1), members.get(3));
    session(org).teams().nest(inner, outer);
    resources(org, owner, members.get(1));
    session(org).grants().grant(Standard.OPERATOR, World.FOLDER.id(1L), outer);
    session(org).grants().grant(Standard.ADMIN, World.FOLDER.id(2L), inner);
    if (which % 2 == 1) {
      contents.liveOrgs().stream().findFirst().ifPresent(guest -> receive(org, guest));
    }
  }

  /** A grant and a denial to another org, as a guest. */
  private void receive(OrgId org, OrgId guest) {
    session(org).grants().grant(Standard.OPERATOR, World.FOLDER.id(1L), guest);
    session(org).grants().deny(Standard.OPERATOR, World.DOC.id("c"), guest);
  }

  /** The team and the resources of a person's own tenant. */
  private void furnish(UserId person) {
    resources(person, person, person);
    world.clock().advance(Duration.ofSeconds(1));
    var team = world.as(person).teams().create(NewTeam.named("own")).id();
    UserId other = usable().stream().filter(user -> !user.equals(person)).findFirst().orElseThrow();
    world.as(person).teams().members(team).add(member(other));
    world.as(person).grants().grant(Standard.COLLABORATOR, World.DOC.id("a"), team);
  }

  private void resources(Tenant tenant, UserId owner, UserId other) {
    Session session = tenant instanceof OrgId org ? session(org) : world.as((UserId) tenant);
    var first = World.FOLDER.id(1L);
    session.resources().register(first.ownedBy(owner));
    session.resources().register(World.FOLDER.id(2L).ownedBy(owner).under(first));
    session.resources().register(World.DOC.id("a").ownedBy(owner).under(World.FOLDER.id(2L)));
    session.resources().register(World.DOC.id("b").ownedBy(other).under(first));
    session.resources().register(World.DOC.id("c").ownedBy(other));
  }

  private Session tick() {
    world.clock().advance(Duration.ofSeconds(1));
    return world.system();
  }

  private Session session(OrgId org) {
    tick();
    return world.system(org);
  }
}
