package dev.bailiwick.contract.topic.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The sign-ins of users, for hosts with sessions of their own. */
public interface SignInContract extends ContractTopic {
  /** The identity of each signed-in user below. */
  private static ExternalIdentity identity(UserId user) {
    return ExternalIdentity.of("login", user.toString());
  }

  /** The changes that end the sign-ins of an account. */
  private static Map<String, BiConsumer<World, UserId>> endings() {
    return ImmutableMap.<String, BiConsumer<World, UserId>>builder()
        .put("deactivated", (world, user) -> world.system().users().deactivate(user))
        .put(
            "deactivated and activated",
            (world, user) -> {
              world.system().users().deactivate(user);
              world.system().users().activate(user);
            })
        .put("locked", (world, user) -> world.system().users().lock(user))
        .put(
            "locked and unlocked",
            (world, user) -> {
              world.system().users().lock(user);
              world.system().users().unlock(user);
            })
        .put("erased", (world, user) -> world.system().users().erase(user))
        .put("unlinked", (world, user) -> world.system().users().unlink(user, identity(user)))
        .put(
            "another address",
            (world, user) ->
                world
                    .system()
                    .users()
                    .update(user, Profile.empty().withVerifiedEmail("other@world.test")))
        .put("signed out", (world, user) -> world.system().users().signOutEverywhere(user))
        .put("signed out alone", (world, user) -> world.as(user).users().signOutEverywhere(user))
        .build();
  }

  /** A call of each way into the library. */
  private static Map<String, BiConsumer<Session, OrgId>> calls() {
    return ImmutableMap.<String, BiConsumer<Session, OrgId>>builder()
        .put("may", (session, org) -> session.may(Permission.READ, org))
        .put("require", (session, org) -> session.require(Permission.READ, org))
        .put("explain", (session, org) -> session.explain(Permission.READ, org))
        .put("question", (session, org) -> session.users().current())
        .put("invitations", (session, org) -> session.invitations().received(PageRequest.first()))
        .put("change", (session, org) -> session.teams().create(NewTeam.named("late")))
        .build();
  }

  @Test
  default void a_sign_in_ends_with_each_change_that_ends_it_THREATS_34_75() {
    endings()
        .forEach(
            (name, ending) -> {
              World world = world();
              UserId user = world.user("ann");
              world.system().users().link(user, identity(user));
              OrgId org = world.org("acme", world.user("owner"));
              world.system(org).orgs().members(org).add(NewMember.member(user).asAdmin());
              Actor signedIn = Actor.user(user).in(org).since(world.system().users().signIn(user));
              calls()
                  .forEach(
                      (call, run) -> {
                        if (!call.equals("change")) {
                          run.accept(world.bailiwick().actingAs(signedIn), org);
                        }
                      });

              ending.accept(world, user);

              LogSnapshot before = LogSnapshot.of(world.store());
              calls()
                  .forEach(
                      (call, run) ->
                          assertThatThrownBy(
                                  () ->
                                      run.accept(
                                          world
                                              .bailiwick()
                                              .actingAs(signedIn)
                                              .at(Consistency.within(Duration.ofHours(1))),
                                          org))
                              .as("%s after the account was %s", call, name)
                              .isInstanceOfSatisfying(
                                  SignInEnded.class, e -> assertThat(e.user()).isEqualTo(user)));
              assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
            });
  }

  @Test
  default void a_sign_in_outlives_every_other_change() {
    World world = world();
    UserId user = world.user("ann");
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    world.system(org).orgs().members(org).add(NewMember.member(user));
    long stamp = world.system().users().signIn(user);
    Session session = world.bailiwick().actingAs(Actor.user(user).in(org).since(stamp));

    session.users().update(user, Profile.named("Ann"));
    world.system().users().link(user, identity(user));
    world.system().users().makeSuperUser(user);
    world.system().users().revokeSuperUser(user);
    world.as(owner, org).orgs().members(org).deactivate(user);
    world.as(owner, org).orgs().members(org).activate(user);
    world.as(user).users().setDefaultOrg(user, org);

    assertThat(session.users().current().fullName()).isEqualTo("Ann");
    assertThat(world.system().users().signIn(user)).isEqualTo(stamp);
    // The log names the person, whatever the session.
    session.teams().create(NewTeam.named("ops"));
    assertThat(world.committed().get(world.committed().size() - 1).actor())
        .isEqualTo(Actor.user(user).in(org));
  }

  @Test
  default void a_claimed_account_has_a_sign_in_of_its_own() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    User made = world.as(owner, org).users().register(Profile.empty().withEmail("new@world.test"));

    assertThatThrownBy(() -> world.system().users().signIn(made.id()))
        .isInstanceOf(SignInEnded.class);
    world.claim(made.id(), "new@world.test");
    User claimed = world.system().users().get(made.id());

    assertThat(claimed.stamp()).isGreaterThan(made.stamp());
    assertThat(world.system().users().signIn(made.id())).isEqualTo(claimed.stamp());
  }

  @Test
  default void only_the_host_signs_in_and_only_a_usable_account() {
    World world = world();
    UserId user = world.user("ann");
    UserId locked = world.user("lou");
    world.system().users().lock(locked);
    UserId gone = world.user("gil");
    world.system().users().erase(gone);

    for (UserId unusable : List.of(locked, gone, new UserId(987654321))) {
      assertThatThrownBy(() -> world.system().users().signIn(unusable))
          .isInstanceOfSatisfying(SignInEnded.class, e -> assertThat(e.user()).isEqualTo(unusable));
    }
    for (UserId other : List.of(user, world.superUser("sue"))) {
      assertThatThrownBy(() -> world.as(other).users().signIn(user))
          .isInstanceOf(NoPermission.class);
    }
    assertThatThrownBy(() -> Actor.system("test").since(0))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("actor.since"));
  }

  @Test
  default void an_admin_signs_out_the_unclaimed_accounts_of_the_org_and_nobody_else() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId member = world.user("mia");
    world.system(org).orgs().members(org).add(NewMember.member(member));
    UserId made =
        world.as(owner, org).users().register(Profile.empty().withEmail("new@world.test")).id();

    world.as(owner, org).users().signOutEverywhere(made);

    assertThatThrownBy(() -> world.as(owner, org).users().signOutEverywhere(member))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(member, org).users().signOutEverywhere(owner))
        .isInstanceOf(NoPermission.class);
    world.as(world.superUser("sue")).users().signOutEverywhere(member);
    assertThat(world.system().users().get(member).stamp()).isEqualTo(1);
  }

  @Test
  default void a_merged_account_is_signed_out() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId made =
        world.as(owner, org).users().register(Profile.empty().withEmail("new@world.test")).id();
    UserId person = world.system().users().register(Profile.named("New")).id();
    long stamp = world.system().users().signIn(person);

    world.system().users().verifyEmail(addressed(world, person), Email.of("new@world.test"));

    assertThat(world.system().users().get(made).id()).isEqualTo(person);
    assertThatThrownBy(() -> world.system().users().signIn(made)).isInstanceOf(SignInEnded.class);
    assertThat(world.system().users().signIn(person)).isEqualTo(stamp);
  }

  private static UserId addressed(World world, UserId person) {
    return world
        .as(person)
        .users()
        .update(person, Profile.empty().withEmail("new@world.test"))
        .id();
  }

  @Test
  default void no_session_of_a_sign_in_asks_for_a_state_older_than_a_second() {
    List<Consistency> asked = new ArrayList<>();
    Store store = newStore();
    World world =
        new World(
            new Store() {
              @Override
              public <R> R read(Consistency consistency, Function<View, R> question) {
                asked.add(consistency);
                return store.read(consistency, question);
              }

              @Override
              public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
                return store.write(tenants, unit);
              }
            });
    UserId user = world.user("ann");
    OrgId org = world.system().orgs().create(NewOrg.named("acme", user)).id();
    Consistency hour = Consistency.within(Duration.ofHours(1));
    Actor signedIn = Actor.user(user).in(org).since(world.system().at(hour).users().signIn(user));
    assertThat(asked.get(asked.size() - 1)).isEqualTo(Consistency.latest());

    Map<Duration, Bailiwick> hosts =
        Map.of(
            Duration.ofSeconds(1),
            world.bailiwick(),
            Duration.ZERO,
            world.bailiwick().withSignInAge(Duration.ZERO));
    hosts.forEach(
        (age, host) -> {
          Session session = host.actingAs(signedIn);
          session.at(hour).may(Permission.READ, org);
          assertThat(asked.get(asked.size() - 1)).isEqualTo(Consistency.within(age));
          Consistency old = Consistency.atLeast(world.system().orgs().get(org).revision());
          session.at(old).users().current();
          assertThat(asked.get(asked.size() - 1)).isEqualTo(old.butWithin(age));
          session.users().current();
          assertThat(asked.get(asked.size() - 1)).isEqualTo(Consistency.latest());
        });
    world.as(user, org).at(hour).may(Permission.READ, org);
    assertThat(asked.get(asked.size() - 1)).isEqualTo(hour);
    assertThatThrownBy(() -> world.bailiwick().withSignInAge(Duration.ofSeconds(-1)))
        .isInstanceOf(InvalidParameter.class);
  }
}
