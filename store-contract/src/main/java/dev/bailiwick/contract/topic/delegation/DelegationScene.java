package dev.bailiwick.contract.topic.delegation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.permission.Standard.OWNER;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Role;

/**
 * An org with a service account and a person, both operators of the document {@code 1}.
 *
 * @param olga the owner of the org
 * @param pat the person: a plain member
 * @param robot the service account
 */
record DelegationScene(World world, OrgId org, UserId olga, UserId pat, UserId robot) {
  static DelegationScene in(World world) {
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId pat = world.member("pat", org);
    UserId robot = world.as(olga, org).users().registerService(org, "robot").id();
    DelegationScene scene = new DelegationScene(world, org, olga, pat, robot);
    scene.document("1");
    scene.both(OPERATOR, DOC.id("1").key());
    return scene;
  }

  /** Registers a document of the org's owner. */
  void document(String id) {
    owner().resources().register(DOC.id(id));
  }

  /** Grants a role to the person and to the service account. */
  void both(Role role, ResourceId resource) {
    owner().grants().grant(role, resource, pat);
    owner().grants().grant(role, resource, robot);
  }

  /** Registers a document that both can delete. */
  void deletable(String id) {
    document(id);
    both(OWNER, DOC.id(id).key());
  }

  Session owner() {
    return world.as(olga, org);
  }

  Session person() {
    return world.as(pat, org);
  }

  Session agent() {
    return world.as(robot, org);
  }

  /** The delegation that the person is to allow. */
  NewDelegation wanted() {
    return NewDelegation.to(robot, "reports");
  }

  Delegation allow() {
    return allow(wanted());
  }

  Delegation allow(NewDelegation wanted) {
    return person().agents().allow(wanted).value();
  }

  /** The session of the service account's requests for the person. */
  Session acting(Delegation allowed) {
    return world.bailiwick().actingAs(allowed.actor(Actor.user(robot)));
  }

  /** Checks that a delegation gives nothing any more. */
  void requireOver(Delegation allowed, String why) {
    assertThatThrownBy(() -> acting(allowed).may(READ, DOC.id("1")))
        .as(why)
        .isInstanceOf(SignInEnded.class);
    assertThatThrownBy(() -> acting(allowed).resources().delete(DOC.id("1")))
        .as(why)
        .isInstanceOf(SignInEnded.class);
  }
}
