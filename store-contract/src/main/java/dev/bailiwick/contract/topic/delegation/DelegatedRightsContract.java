package dev.bailiwick.contract.topic.delegation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.PURGE;
import static dev.bailiwick.permission.Permission.DELETE;
import static dev.bailiwick.permission.Permission.MANAGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.permission.Standard.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Agents;
import dev.bailiwick.Session;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.ClosedCalls;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.EveryCall;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.isolation.ExistenceContract;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.store.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The rights of a service account that acts for a person: the part that the account, the person and
 * the scope have in common.
 */
public interface DelegatedRightsContract extends ContractTopic {
  /** The calls that are open to a service account that acts for a person. */
  Set<String> OPEN =
      ImmutableSet.of("Session.may", "Session.require", "Resources.get", "Resources.delete");

  @Test
  default void the_right_is_what_the_agent_and_the_person_have_in_common() {
    DelegationScene scene = DelegationScene.in(world());
    for (String id : List.of("2", "3", "4")) {
      scene.document(id);
    }
    scene.owner().grants().grant(ADMIN, DOC.id("2"), scene.robot());
    scene.owner().grants().grant(ADMIN, DOC.id("3"), scene.pat());
    scene.owner().grants().grant(ADMIN, DOC.id("4"), scene.robot());
    scene.owner().grants().grant(COLLABORATOR, DOC.id("4"), scene.pat());
    Session acting = scene.acting(scene.allow());

    assertThat(acting.may(OPERATE, DOC.id("1"))).as("both").isTrue();
    assertThat(acting.may(MANAGE, DOC.id("1"))).as("neither").isFalse();
    assertThat(acting.may(READ, DOC.id("2"))).as("the person lacks it").isFalse();
    assertThat(acting.may(READ, DOC.id("3"))).as("the agent lacks it").isFalse();
    assertThat(acting.may(READ, DOC.id("4"))).isTrue();
    assertThat(acting.may(OPERATE, DOC.id("4"))).as("the person has less").isFalse();
    assertThat(scene.agent().may(MANAGE, DOC.id("2"))).isTrue();
    assertThat(scene.person().may(MANAGE, DOC.id("3"))).isTrue();
    assertThatCode(() -> acting.require(OPERATE, DOC.id("1"))).doesNotThrowAnyException();
    for (String id : List.of("2", "3")) {
      assertThatThrownBy(() -> acting.require(READ, DOC.id(id))).isInstanceOf(AccessDenied.class);
      assertThatThrownBy(() -> acting.resources().get(DOC.id(id)))
          .isInstanceOf(NoSuchResource.class);
      assertThatThrownBy(() -> acting.resources().delete(DOC.id(id)))
          .isInstanceOf(NoSuchResource.class);
    }
    assertThat(acting.resources().get(DOC.id("4")).id()).isEqualTo(DOC.id("4").key());
    assertThatThrownBy(() -> acting.resources().delete(DOC.id("4")))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void the_right_changes_with_that_of_either_at_once() {
    DelegationScene scene = DelegationScene.in(world());
    Session acting = scene.acting(scene.allow());
    for (UserId one : List.of(scene.pat(), scene.robot())) {
      assertThat(acting.may(READ, DOC.id("1"))).isTrue();
      scene.owner().grants().revoke(OPERATOR, DOC.id("1"), one);
      assertThat(acting.may(READ, DOC.id("1"))).as("revoked").isFalse();
      scene.owner().grants().grant(OPERATOR, DOC.id("1"), one);
      assertThat(acting.may(READ, DOC.id("1"))).isTrue();
      scene.owner().grants().deny(OPERATOR, DOC.id("1"), one);
      assertThat(acting.may(OPERATE, DOC.id("1"))).as("denied").isFalse();
      scene.owner().grants().lift(OPERATOR, DOC.id("1"), one);
    }
    assertThat(acting.may(OPERATE, DOC.id("1"))).isTrue();
  }

  @Test
  default void the_scope_narrows_the_right_by_role_and_by_resource() {
    DelegationScene scene = DelegationScene.in(world());
    scene.deletable("2");
    scene.deletable("3");
    KeyScope all = KeyScope.all();
    Session reading =
        scene.acting(scene.allow(scene.wanted().withScope(all.withRoles(COLLABORATOR))));
    assertThat(reading.may(READ, DOC.id("1"))).isTrue();
    assertThat(reading.may(OPERATE, DOC.id("1"))).isFalse();
    assertThat(reading.may(DELETE, DOC.id("2"))).isFalse();
    assertThatThrownBy(() -> reading.resources().delete(DOC.id("2")))
        .isInstanceOf(NoPermission.class);

    Session one =
        scene.acting(scene.allow(scene.wanted().withScope(all.withResources(DOC.id("2")))));
    assertThat(one.may(DELETE, DOC.id("2"))).isTrue();
    assertThat(one.may(READ, DOC.id("2/page").under(DOC.id("2")))).as("below").isTrue();
    assertThat(one.may(READ, DOC.id("1"))).isFalse();
    assertThatThrownBy(() -> one.resources().delete(DOC.id("3")))
        .isInstanceOf(NoSuchResource.class);
    one.resources().delete(DOC.id("2"));

    Session whole = scene.acting(scene.allow());
    assertThat(whole.may(OPERATE, DOC.id("1"))).isTrue();
    whole.resources().delete(DOC.id("3"));
    assertThatThrownBy(() -> scene.owner().resources().get(DOC.id("3")))
        .isInstanceOf(NoSuchResource.class);
  }

  @Test
  default void admins_and_owners_lend_no_right_of_their_place() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    scene.owner().orgs().members(scene.org()).makeAdmin(scene.robot());
    scene.document("2");
    scene.owner().grants().grant(OPERATOR, DOC.id("2"), scene.robot());
    UserId adam = world.admin("adam", scene.org());
    for (UserId person : List.of(scene.olga(), adam)) {
      Delegation allowed = world.as(person, scene.org()).agents().allow(scene.wanted()).value();
      Session acting = scene.acting(allowed);
      assertThat(acting.may(PURGE, DOC.id("2"))).as("the agent lacks it").isFalse();
      for (Runnable call :
          List.<Runnable>of(
              () -> acting.orgs().members(scene.org()).list(PageRequest.first()),
              () -> acting.orgs().members(scene.org()).remove(scene.pat()),
              () -> acting.users().lock(scene.pat()),
              () -> acting.agents().ofOrg(scene.org(), PageRequest.first()))) {
        assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
      }
    }
  }

  @Test
  default void an_agent_reaches_nothing_outside_the_org() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    world.as(scene.pat()).resources().register(DOC.id("own"));
    OrgId elsewhere = world.org("other", world.user("other"));
    world.join(elsewhere, scene.pat());
    world.system(elsewhere).resources().register(DOC.id("there").ownedBy(scene.pat()));
    Session acting = scene.acting(scene.allow());
    assertThat(world.as(scene.pat(), elsewhere).may(READ, DOC.id("there"))).isTrue();
    assertThat(acting.may(READ, DOC.id("own").in(scene.pat()))).isFalse();
    assertThat(acting.may(READ, DOC.id("there").in(elsewhere))).isFalse();
    for (Runnable call :
        List.<Runnable>of(
            () -> acting.resources().get(DOC.id("own").in(scene.pat())),
            () -> acting.resources().delete(DOC.id("own").in(scene.pat())),
            () -> acting.resources().delete(DOC.id("there").in(elsewhere)))) {
      assertThatThrownBy(call::run).isInstanceOf(BailiwickException.class);
    }
    assertThat(world.as(scene.pat()).may(READ, DOC.id("own"))).isTrue();
    assertThat(world.as(scene.pat(), elsewhere).may(READ, DOC.id("there"))).isTrue();
  }

  @Test
  default void every_change_is_closed_to_an_agent_until_it_is_opened_THREATS_16() {
    World world = world();
    Mutations.Scene scene = new Mutations.Scene(world, "s");
    Session owner = world.as(scene.olga, scene.org);
    UserId robot = owner.users().registerService(scene.org, "agent").id();
    owner.orgs().members(scene.org).makeAdmin(robot);
    owner.grants().grant(OWNER, scene.org, robot);
    Delegation allowed = owner.agents().allow(NewDelegation.to(robot, "all")).value();
    Session acting = world.bailiwick().actingAs(allowed.actor(Actor.user(robot)));
    LogSnapshot before = LogSnapshot.of(world.store());
    Set<String> refused = new TreeSet<>();
    Mutations.changes()
        .forEach(
            (name, change) -> {
              assertThatThrownBy(() -> change.make(acting, scene))
                  .as(name)
                  .isInstanceOf(NoPermission.class);
              refused.add(name);
            });
    // The document has a denial, which an agent does not take away.
    assertThat(refused).contains("Users.update", "Grants.grant", "Resources.delete");
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  /** For every kind of person, with each argument of the fixture. */
  @Test
  default void every_call_is_closed_to_an_agent_until_it_is_opened_THREATS_16() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId otto = world.user("otto");
    OrgId globex = world.org("globex", otto);
    UserId mia = world.member("mia", acme);
    UserId robot = world.as(olga, acme).users().registerService(acme, "agent").id();
    EveryCall.Reach reach =
        new EveryCall.Reach(
            ExistenceContract.Stage.things(world, acme, mia, "own", olga),
            ExistenceContract.Stage.things(
                world, globex, world.member("oscar", globex), "o", otto));
    ClosedCalls calls = new ClosedCalls("not a service account for a person");
    List<Delegation> all = new ArrayList<>();
    for (UserId person : List.of(mia, world.admin("adam", acme), olga)) {
      all.add(world.as(person, acme).agents().allow(NewDelegation.to(robot, "all")).value());
    }
    for (Delegation allowed : all) {
      calls.tryAll(
          world.bailiwick().actingAs(allowed.actor(Actor.user(robot))),
          reach,
          name -> name.equals("Resources.delete"));
    }
    assertThat(calls.open()).containsExactly("Resources.get", "Session.may", "Session.require");
    assertThat(calls.closed()).hasSizeGreaterThan(100).doesNotContainAnyElementsOf(OPEN);
    assertThat(EveryCall.methods(Agents.class)).as("tried below").hasSize(5);
  }

  @Test
  default void an_agent_has_no_agent_no_key_and_no_other_sign_in_THREATS_16() {
    DelegationScene scene = DelegationScene.in(world());
    Delegation allowed = scene.allow();
    Delegation other = scene.allow();
    UserId second = scene.owner().users().registerService(scene.org(), "second").id();
    Session acting = scene.acting(allowed);
    LogSnapshot before = LogSnapshot.of(scene.world().store());
    for (Runnable call :
        List.<Runnable>of(
            () -> acting.agents().allow(NewDelegation.to(second, "chain")),
            () -> acting.agents().mine(),
            () -> acting.agents().ofMe(),
            () -> acting.agents().ofOrg(scene.org(), PageRequest.first()),
            () -> acting.apiKeys().create(NewApiKey.named("mine")),
            () -> acting.apiKeys().rotate(new ApiKeyId(1)),
            () -> acting.accessTokens().create("mine"),
            () -> acting.users().signIn(scene.pat()),
            () -> acting.users().current(),
            () -> acting.explain(READ, DOC.id("1")),
            () -> acting.grants().grant(COLLABORATOR, DOC.id("1"), scene.robot()),
            () -> acting.access().lookupResources(scene.pat(), READ, DOC, PageRequest.first()))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(NoPermission.class)
          .hasMessageContaining("not a service account for a person");
    }
    assertThatThrownBy(() -> acting.agents().revoke(other.id()))
        .isInstanceOf(BailiwickException.class);
    assertThat(LogSnapshot.of(scene.world().store())).isEqualTo(before);
    acting.agents().revoke(allowed.id());
    scene.requireOver(allowed, "revoked by its own session");
    assertThat(scene.person().agents().mine()).containsExactly(other);
  }

  @Test
  default void an_agent_deletes_what_both_can_delete_unless_it_has_a_denial() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    UserId max = world.member("max", scene.org());
    scene.deletable("plain");
    scene.deletable("denied");
    world.system(scene.org()).grants().grant(COLLABORATOR, scene.org(), max);
    scene.owner().grants().deny(COLLABORATOR, DOC.id("denied"), max);
    Session acting = scene.acting(scene.allow());
    assertThatThrownBy(() -> acting.resources().delete(DOC.id("denied")))
        .isInstanceOf(NoPermission.class)
        .hasMessageContaining("denials");
    acting.resources().delete(DOC.id("plain"));
    assertThatThrownBy(() -> scene.owner().resources().get(DOC.id("plain")))
        .isInstanceOf(NoSuchResource.class);
  }

  @Test
  default void an_agent_acts_through_its_key_within_the_scopes_of_both_THREATS_15() {
    DelegationScene scene = DelegationScene.in(world());
    World world = scene.world();
    boolean keys = world.store().read(Consistency.latest(), view -> view.has(Part.KEYS));
    assumeTrue(keys, "the store has no API keys");
    scene.deletable("2");
    Delegation allowed = scene.allow();
    IssuedApiKey reading =
        scene
            .owner()
            .apiKeys()
            .createFor(
                scene.robot(),
                NewApiKey.named("ci").withScope(KeyScope.all().withRoles(COLLABORATOR)))
            .value();
    Actor byKey = world.bailiwick().authenticate(reading.secret().orElseThrow().reveal());
    Session holder = world.bailiwick().actingAs(byKey);
    assertThat(holder.agents().ofMe()).containsExactly(allowed);
    Session acting = world.bailiwick().actingAs(allowed.actor(byKey));
    assertThat(acting.may(READ, DOC.id("1"))).isTrue();
    assertThat(acting.may(OPERATE, DOC.id("1"))).as("outside the scope of the key").isFalse();
    assertThatThrownBy(() -> acting.resources().delete(DOC.id("2")))
        .isInstanceOf(NoPermission.class);

    Actor token =
        world.bailiwick().authenticate(holder.accessTokens().create("ci").secret().reveal());
    Session byToken = world.bailiwick().actingAs(allowed.actor(token));
    assertThat(byToken.may(READ, DOC.id("1"))).isTrue();
    assertThat(byToken.may(OPERATE, DOC.id("1"))).isFalse();

    // A key of the person is none of the person in person.
    IssuedApiKey ofPat = scene.person().apiKeys().create(NewApiKey.named("pat")).value();
    Session patByKey =
        world
            .bailiwick()
            .actingAs(world.bailiwick().authenticate(ofPat.secret().orElseThrow().reveal()));
    assertThatThrownBy(() -> patByKey.agents().allow(scene.wanted()))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> patByKey.agents().mine()).isInstanceOf(NoPermission.class);
    assertThat(patByKey.agents().ofMe()).isEmpty();
    assertThatThrownBy(() -> patByKey.agents().revoke(allowed.id()))
        .isInstanceOf(BailiwickException.class);

    scene.owner().apiKeys().revoke(reading.key().id());
    for (Session ended : List.of(acting, byToken)) {
      assertThatThrownBy(() -> ended.may(READ, DOC.id("1"))).isInstanceOf(SignInEnded.class);
    }
    assertThat(scene.acting(allowed).may(OPERATE, DOC.id("1"))).isTrue();
  }
}
