package dev.bailiwick.contract.topic.invitation;

import static dev.bailiwick.contract.topic.invitation.InvitationsContract.members;
import static dev.bailiwick.contract.topic.invitation.InvitationsContract.received;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import org.junit.jupiter.api.Test;

/** A person who was removed from an org does not come back without an admin or the host. */
public interface BarsContract extends ContractTopic {
  /** An org with sign-up for its domain, which invites people of other domains. */
  static OrgId org(World world, UserId owner) {
    OrgId acme = world.invitingOrg("acme", owner);
    world
        .system()
        .orgs()
        .update(acme, OrgChange.builder().emailDomain("world.test").selfSignup(true).build());
    return acme;
  }

  private static void assertBarred(World world, OrgId org, UserId user) {
    assertThatThrownBy(() -> world.system().orgs().members(org).signUp(user))
        .isInstanceOfSatisfying(
            OrgConflict.class, e -> assertThat(e.rule()).isEqualTo(OrgConflict.Rule.REMOVED));
  }

  // 64.
  @Test
  default void a_removed_member_does_not_sign_up_again() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = org(world, olga);
    UserId ben = world.user("ben");
    world.system().orgs().members(acme).signUp(ben);
    world.as(olga).orgs().members(acme).remove(ben);
    assertBarred(world, acme, ben);
    world.as(ben).users().erase(ben);
    UserId again = world.user("ben");
    assertBarred(world, acme, again);
    UserId plus =
        world.system().users().register(Profile.empty().withVerifiedEmail("ben+1@world.test")).id();
    assertBarred(world, acme, plus);
    world.system().orgs().members(acme).signUp(world.user("benno"));

    world.system().orgs().members(acme).add(member(again));
    assertThat(members(world, acme)).contains(again).doesNotContain(plus);
  }

  @Test
  default void a_member_who_left_may_come_back() {
    World world = world();
    OrgId acme = org(world, world.user("olga"));
    UserId ben = world.user("ben");
    world.system().orgs().members(acme).signUp(ben);
    world.as(ben).orgs().members(acme).leave();
    world.system().orgs().members(acme).signUp(ben);
    assertThat(members(world, acme)).contains(ben);
  }

  @Test
  default void a_member_who_was_switched_off_does_not_come_back_as_another_account() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = org(world, olga);
    UserId ben = world.user("ben");
    world.system().orgs().members(acme).signUp(ben);
    world.as(olga).orgs().members(acme).deactivate(ben);
    world.as(ben).users().erase(ben);
    assertBarred(world, acme, world.user("ben"));
  }

  // 64.
  @Test
  default void an_older_invitation_does_not_let_a_removed_person_in() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = org(world, olga);
    UserId ben = world.user("ben");
    InvitationId older =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("ben@world.test"), Gift.membership())
            .value()
            .id();
    world.system().orgs().members(acme).add(member(ben));
    world.as(olga).orgs().members(acme).remove(ben);
    assertThatThrownBy(() -> world.as(ben).invitations().accept(older))
        .isInstanceOfSatisfying(
            InvitationConflict.class,
            e -> assertThat(e.rule()).isEqualTo(InvitationConflict.Rule.REMOVED));

    InvitationId newer =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("ben@world.test"), Gift.membership())
            .value()
            .id();
    assertThat(received(world.as(ben))).isNotEmpty();
    world.as(ben).invitations().accept(newer);
    assertThat(members(world, acme)).contains(ben);
  }

  // 64.
  @Test
  default void claiming_an_older_account_does_not_let_a_removed_person_in() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId waiting =
        world.as(olga).orgs().members(acme).add(member("ben+1@world.test")).value().get(0).id();
    UserId ben = world.member("ben", acme);
    world.as(olga).orgs().members(acme).remove(ben);
    world.as(ben).users().erase(ben);

    UserId plus =
        world
            .system()
            .users()
            .ensure(
                ExternalIdentity.of("idp", "ben"),
                Profile.empty().withVerifiedEmail("ben+1@world.test"))
            .id();

    assertThat(plus).isNotEqualTo(waiting);
    assertThat(members(world, acme)).contains(waiting).doesNotContain(plus);
    world.as(olga).orgs().members(acme).add(member("ben+1@world.test"));
    world.claim(plus, "ben+1@world.test");
    assertThat(members(world, acme)).contains(plus);
  }
}
