package dev.bailiwick.contract.topic.invitation;

import static dev.bailiwick.contract.topic.invitation.InvitationsContract.members;
import static dev.bailiwick.contract.topic.invitation.InvitationsContract.received;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.invitation.NoSuchInvitation;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person who was removed from an org does not come back without an admin or the host. */
public interface BarsContract extends ContractTopic {
  /** An org with sign-up for its domain, which invites people of other domains. */
  static OrgId org(World world, UserId owner) {
    OrgId acme = world.invitingOrg("acme", owner);
    world.domain(acme, "world.test", SignUp.JOIN);
    return acme;
  }

  /** A person who leaves an org loses the proof of an address of its domain. */
  private static void verify(World world, UserId user, String local) {
    world.system().users().verifyEmail(user, Email.of(local + "@world.test"));
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
    verify(world, ben, "ben");
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

  // 64.
  @Test
  default void a_removed_person_without_an_address_does_not_come_back_as_another_account() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = org(world, olga);
    ExternalIdentity badge = ExternalIdentity.of("idp", "ben");
    UserId ben = world.system().users().ensure(badge, Profile.named("ben")).id();
    world.system().orgs().members(acme).join(ben);
    world.as(olga).orgs().members(acme).remove(ben);
    world.as(ben).users().erase(ben);

    UserId again = world.system().users().ensure(badge, Profile.named("ben")).id();
    assertThat(again).isNotEqualTo(ben);
    assertThatThrownBy(() -> world.system().orgs().members(acme).join(again))
        .isInstanceOfSatisfying(
            OrgConflict.class, e -> assertThat(e.rule()).isEqualTo(OrgConflict.Rule.REMOVED));
    ExternalIdentity other = ExternalIdentity.of("another idp", "ben");
    UserId stranger = world.system().users().ensure(other, Profile.named("ben")).id();
    world.system().orgs().members(acme).join(stranger);
    world.system().orgs().members(acme).add(member(again));
    assertThat(members(world, acme)).contains(again, stranger);
  }

  @Test
  default void a_member_who_left_may_come_back() {
    World world = world();
    OrgId acme = org(world, world.user("olga"));
    UserId ben = world.user("ben");
    world.system().orgs().members(acme).signUp(ben);
    world.as(ben).orgs().members(acme).leave();
    verify(world, ben, "ben");
    assertThatCode(() -> world.system().orgs().members(acme).signUp(ben))
        .doesNotThrowAnyException();
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
    InvitationId plus =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("ben+1@world.test"), Gift.membership())
            .value()
            .id();
    UserId other =
        world.system().users().register(Profile.empty().withVerifiedEmail("ben+1@world.test")).id();
    InvitationId kept =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("c@world.test"), Gift.membership())
            .value()
            .id();
    world.system().orgs().members(acme).add(member(ben));
    world.clock().advance(Duration.ofSeconds(1));
    world.as(olga).orgs().members(acme).remove(ben);
    for (InvitationId gone : List.of(older, plus)) {
      assertThatThrownBy(() -> world.as(ben).invitations().accept(gone))
          .isInstanceOf(NoSuchInvitation.class);
      assertThatThrownBy(() -> world.as(other).invitations().accept(gone))
          .isInstanceOf(NoSuchInvitation.class);
    }
    world.system().users().update(ben, Profile.empty().withVerifiedEmail("c@world.test"));
    assertThatThrownBy(() -> world.as(ben).invitations().accept(kept))
        .as("the account, at another mailbox")
        .isInstanceOfSatisfying(
            InvitationConflict.class,
            e -> assertThat(e.rule()).isEqualTo(InvitationConflict.Rule.REMOVED));
    world.system().users().update(ben, Profile.empty().withVerifiedEmail("ben@world.test"));
    world.clock().advance(Duration.ofSeconds(1));

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
    world.clock().advance(Duration.ofSeconds(1));
    world.as(olga).orgs().members(acme).remove(ben);
    world.as(ben).users().erase(ben);
    for (Runnable claim :
        List.<Runnable>of(
            () -> world.claim(waiting, "ben+1@world.test"),
            () ->
                world
                    .system()
                    .users()
                    .update(waiting, Profile.empty().withVerifiedEmail("ben+1@world.test")),
            () -> world.system().users().link(waiting, ExternalIdentity.of("idp", "x")))) {
      assertThatThrownBy(claim::run).isInstanceOf(InvalidParameter.class);
    }

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
    world.clock().advance(Duration.ofSeconds(1));
    world.as(olga).orgs().members(acme).add(member("ben+1@world.test"));
    world.claim(plus, "ben+1@world.test");
    assertThat(members(world, acme)).contains(plus);
  }

  @Test
  default void the_mailbox_of_a_removed_unclaimed_account_does_not_come_back() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = org(world, olga);
    UserId waiting =
        world.as(olga).orgs().members(acme).add(member("bob@world.test")).value().get(0).id();
    world.as(olga).orgs().members(acme).remove(waiting);
    UserId bob = world.user("bob");
    assertBarred(world, acme, bob);

    world.clock().advance(Duration.ofSeconds(1));
    world.as(olga, acme).users().register(Profile.empty().withEmail("bob+2@world.test"));
    world.system().users().update(bob, Profile.empty().withVerifiedEmail("bob+2@world.test"));
    assertThat(members(world, acme)).as("registered anew by an admin").contains(bob);
    world.as(bob).orgs().members(acme).leave();
    verify(world, bob, "bob+2");
    world.system().orgs().members(acme).signUp(bob);
    assertThat(members(world, acme)).as("the bar has ended").contains(bob);
  }

  @Test
  default void an_account_without_an_address_that_was_removed_comes_back_by_a_newer_invitation() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = org(world, olga);
    UserId ben = world.system().users().register(Profile.named("Ben")).id();
    world.system().orgs().members(acme).add(member(ben));
    world.as(olga).orgs().members(acme).remove(ben);
    world.clock().advance(Duration.ofSeconds(1));
    world.as(olga, acme).invitations().send(acme, Email.of("ben@x.test"), Gift.membership());
    world.as(ben).invitations().accept(InvitationsContract.latestCode(world));
    assertThat(members(world, acme)).contains(ben);
  }
}
