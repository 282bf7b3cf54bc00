package dev.bailiwick.contract.topic.isolation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import dev.bailiwick.Access;
import dev.bailiwick.AuditLog;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.Orgs;
import dev.bailiwick.Session;
import dev.bailiwick.Users;
import dev.bailiwick.access.Explanation;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.EveryCall;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Items of another tenant answer exactly like missing items. */
public interface ExistenceContract extends ContractTopic {
  /** The membership of an actor in their own org. */
  enum Kind {
    MEMBER,
    ADMIN,
    OWNER
  }

  /** The other org. A suspended one shares, too. */
  enum Globex {
    CLOSED,
    SHARING,
    SUSPENDED,
    MISSING
  }

  /** One actor, with the names of another org's items or of missing items. */
  final class Stage {
    private static final long UNKNOWN_ID = 900_000_000_000L;

    private final World world;
    private final Session session;
    private final EveryCall.Reach reach;
    private final ImmutableList<Pattern> names;

    Stage(Store store, Kind kind, boolean inOrg, Globex state, boolean usersExist) {
      world = new World(store);
      UserId owner = world.user("olga");
      OrgId acme = world.org("acme", owner);
      UserId member = world.member("mia", acme);
      UserId admin = world.admin("adam", acme);
      EveryCall.Things own = things(world, acme, world.member("carl", acme), "own", member);
      UserId stranger = world.user("otto");
      OrgId globex =
          world
              .system()
              .orgs()
              .create(
                  NewOrg.builder()
                      .name("globex")
                      .owner(stranger)
                      .externalKey("key of other")
                      .build())
              .id();
      EveryCall.Things other =
          things(world, globex, world.member("oscar", globex), "other", stranger);
      if (state == Globex.SHARING || state == Globex.SUSPENDED) {
        world.sharing(globex, true);
      }
      if (state == Globex.SUSPENDED) {
        world.system().orgs().suspend(globex, "unpaid");
      }
      EveryCall.Things missing =
          new EveryCall.Things(
              new OrgId(UNKNOWN_ID + 1),
              usersExist ? other.user() : new UserId(UNKNOWN_ID + 2),
              new TeamId(UNKNOWN_ID + 3),
              DOC.id("otherwise"),
              "key of missing",
              ExternalIdentity.of("issuer", "missing"),
              Email.of("missing@world.test"),
              new InvitationId(UNKNOWN_ID + 4));
      reach = new EveryCall.Reach(own, state == Globex.MISSING ? missing : other);
      names = names(reach.other());
      UserId actor = kind == Kind.MEMBER ? member : kind == Kind.ADMIN ? admin : owner;
      session = world.bailiwick().actingAs(inOrg ? Actor.user(actor).in(acme) : Actor.user(actor));
    }

    /** Things of an org, by a name. */
    public static EveryCall.Things things(
        World world, OrgId org, UserId user, String name, UserId owner) {
      TeamId team = world.team(name, org, owner, user);
      ExternalIdentity identity = ExternalIdentity.of("issuer", name);
      world.system().users().link(user, identity);
      world.system(org).resources().register(DOC.id(name).ownedBy(owner));
      world.system(org).grants().grant(Standard.OPERATOR, DOC.id(name), team);
      world.system(org).orgs().defineRole(org, Role.ofOrg("own"), Permission.READ);
      return new EveryCall.Things(
          org,
          user,
          team,
          DOC.id(name),
          "key of " + name,
          identity,
          world.system().users().get(user).email().orElseThrow(),
          world
              .system()
              .invitations()
              .send(org, Email.of("letter@world.test"), Gift.membership())
              .value()
              .id());
    }

    private static ImmutableList<Pattern> names(EveryCall.Things things) {
      return Stream.of(
              things.org(),
              things.user(),
              things.team(),
              things.doc(),
              things.identity(),
              things.email(),
              things.key(),
              things.invitation(),
              things.doc().key().id())
          .map(name -> Pattern.compile("\\b" + Pattern.quote(name.toString()) + "\\b"))
          .collect(ImmutableList.toImmutableList());
    }

    /** The answers of the calls, each with the names of the other things replaced. */
    ImmutableList<String> answers(List<EveryCall.Call> calls) {
      return calls.stream().map(this::answer).collect(ImmutableList.toImmutableList());
    }

    private String answer(EveryCall.Call call) {
      String answer = String.valueOf(call.answer(session, reach));
      for (int i = 0; i < names.size(); i++) {
        answer = names.get(i).matcher(answer).replaceAll("<" + i + ">");
      }
      return answer;
    }
  }

  /** By every kind of actor, inside their org or in no org, with each state of the other org. */
  @TestFactory
  default List<DynamicTest> what_belongs_to_another_org_answers_like_what_does_not_exist() {
    // Outside orgs every user shares with every user, so that only questions can be kept apart.
    ImmutableList<Class<?>> questions =
        ImmutableList.of(
            Session.class, Users.class, Orgs.class, OrgMembers.class, Access.class, AuditLog.class);
    List<DynamicTest> tests = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      tests.addAll(
          comparisons(kind + " in their org about things", kind, true, false, EveryCall.CLASSES));
      tests.addAll(
          comparisons(kind + " in no org about things", kind, false, true, EveryCall.CLASSES));
      tests.addAll(comparisons(kind + " in no org about people", kind, false, false, questions));
    }
    return tests;
  }

  /**
   * The same calls with the other org's items, in each state of that org, each compared with the
   * calls with missing items.
   */
  private List<DynamicTest> comparisons(
      String name, Kind kind, boolean inOrg, boolean usersExist, List<Class<?>> classes) {
    List<EveryCall.Call> calls =
        EveryCall.all().stream()
            .filter(call -> classes.contains(call.method().getDeclaringClass()))
            .toList();
    // Without a name of the other org, the answers do not depend on its state.
    Supplier<ImmutableList<String>> nowhere =
        Suppliers.memoize(
            () -> new Stage(newStore(), kind, inOrg, Globex.MISSING, usersExist).answers(calls));
    return Stream.of(Globex.CLOSED, Globex.SHARING, Globex.SUSPENDED)
        .map(
            state ->
                DynamicTest.dynamicTest(
                    name + ", of an org that is " + state,
                    () ->
                        assertSame(
                            calls,
                            new Stage(newStore(), kind, inOrg, state, usersExist).answers(calls),
                            nowhere.get())))
        .toList();
  }

  @Test
  default void an_org_admin_gets_a_plain_no_about_missing_items() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    TeamId nowhere = new TeamId(Long.MAX_VALUE - 1);
    UserId unknownUser = new UserId(Long.MAX_VALUE - 2);
    for (UserId asker : List.of(olga, world.admin("adam", org))) {
      Access access = world.as(asker, org).access();
      assertThat(access.check(mia, READ, nowhere)).isFalse();
      assertThat(access.check(unknownUser, READ, DOC.id("1"))).isFalse();
      assertThat(access.explain(mia, READ, nowhere).allowed()).isFalse();
      assertThat(access.permissions(mia, nowhere)).isEmpty();
      assertThat(access.lookupSubjects(READ, nowhere, PageRequest.first()).users()).isEmpty();
    }
    assertThatThrownBy(() -> world.as(mia, org).access().check(olga, READ, nowhere))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void an_account_outside_is_explained_like_one_that_does_not_exist() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId manager = world.member("max", org);
    world.system(org).grants().grant(ADMIN, DOC.id("1"), manager);
    world.sharing(org, true);
    UserId otto = world.user("otto");
    UserId locked = world.user("lou");
    world.system().users().lock(locked);
    UserId unknownUser = new UserId(Long.MAX_VALUE - 1);
    for (UserId asker : ImmutableList.of(olga, manager)) {
      Explanation missing = world.as(asker, org).access().explain(unknownUser, READ, DOC.id("1"));
      for (UserId outside : ImmutableList.of(otto, locked)) {
        Explanation veiled = world.as(asker, org).access().explain(outside, READ, DOC.id("1"));
        assertThat(veiled.decision().reasons()).isEqualTo(missing.decision().reasons());
        assertThat(veiled.toString().replace(outside.toString(), "X"))
            .isEqualTo(missing.toString().replace(unknownUser.toString(), "X"));
      }
    }
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), otto);
    assertThat(world.as(olga, org).access().explain(otto, READ, DOC.id("1")).allowed()).isTrue();
  }

  private static void assertSame(
      List<EveryCall.Call> calls, List<String> there, List<String> nowhere) {
    assertThat(calls).isNotEmpty();
    List<String> leaks = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      if (!there.get(i).equals(nowhere.get(i))) {
        leaks.add(calls.get(i) + "\n   there: " + there.get(i) + "\n   nowhere: " + nowhere.get(i));
      }
    }
    assertThat(leaks).isEmpty();
  }
}
