package dev.bailiwick.contract.topic.invitation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.topic.invitation.InvitationsContract.latestCode;
import static dev.bailiwick.contract.topic.invitation.InvitationsContract.members;
import static dev.bailiwick.contract.topic.invitation.InvitationsContract.received;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Invitations;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationCode;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.invitation.InvitationLimits;
import dev.bailiwick.invitation.InvitationMail;
import dev.bailiwick.invitation.NoSuchInvitation;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limits and the end of invitations. */
public interface InvitationRulesContract extends ContractTopic {
  // 63.
  @Test
  default void a_person_who_has_declined_is_left_alone() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId adam = world.admin("adam", acme);
    UserId ben = world.user("ben");
    InvitationId sent =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("ben@world.test"), Gift.membership())
            .value()
            .id();
    world.as(ben).invitations().decline(sent);
    int mails = world.mails().size();

    assertThat(world.as(adam).orgs().members(acme).add(member("ben@world.test")).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(MemberOutcome.Kind.DECLINED);
    assertThatThrownBy(() -> world.as(olga, acme).invitations().resend(sent))
        .isInstanceOf(NoSuchInvitation.class);
    assertThat(world.as(olga, acme).invitations().withdraw(acme, sent).value()).isEmpty();
    assertThat(world.mails()).hasSize(mails);
    assertThat(received(world.as(ben))).isEmpty();

    world.clock().advance(Duration.ofDays(30));
    assertThat(world.as(adam).orgs().members(acme).add(member("ben@world.test")).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(MemberOutcome.Kind.INVITED);
    assertThat(world.mails()).hasSize(mails + 1);
  }

  // 62.
  @Test
  default void an_admin_who_loses_the_right_leaves_no_open_invitation() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId ben = world.user("ben");
    Email address = Email.of("ben@world.test");
    List<Runnable> ends =
        List.of(
            () -> world.as(olga).orgs().members(acme).revokeAdmin(id(world, "a0")),
            () -> world.as(olga).orgs().members(acme).deactivate(id(world, "a1")),
            () -> world.as(olga).orgs().members(acme).remove(id(world, "a2")),
            () -> world.as(olga).orgs().members(acme).add(member(id(world, "a3")).withAdmin(false)),
            () -> world.as(id(world, "a4"), acme).orgs().members(acme).leave(),
            () -> world.system().users().erase(id(world, "a5")));
    for (int i = 0; i < ends.size(); i++) {
      UserId admin = world.admin("a" + i, acme);
      world.as(admin, acme).invitations().send(acme, address, Gift.membership().asAdmin());
      ends.get(i).run();
      assertThat(received(world.as(ben))).as("admin %s", i).isEmpty();
    }
    UserId locked = world.admin("locked", acme);
    InvitationId sent =
        world.as(locked, acme).invitations().send(acme, address, Gift.membership()).value().id();
    world.system().users().lock(locked);
    assertThatThrownBy(() -> world.as(ben).invitations().accept(sent))
        .isInstanceOfSatisfying(
            InvitationConflict.class,
            e -> assertThat(e.rule()).isEqualTo(InvitationConflict.Rule.NOT_GIVEN_ANY_MORE));
    assertThat(members(world, acme)).doesNotContain(ben);
  }

  // 63.
  @Test
  default void an_org_has_at_most_200_open_invitations() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    var many = IntStream.range(0, 200).mapToObj(i -> member("p" + i + "@world.test")).toList();
    world.as(olga).orgs().members(acme).add(many);
    assertThatThrownBy(() -> world.as(olga).orgs().members(acme).add(member("more@world.test")))
        .isInstanceOfSatisfying(LimitExceeded.class, e -> assertThat(e.limit()).isEqualTo(200));
    assertThat(world.mails()).hasSize(200);
    world.as(olga).orgs().members(acme).add(member("p1@world.test"));
    assertThat(world.mails()).as("named again, not sent again").hasSize(200);
    assertThat(Page.all(r -> world.as(olga).invitations().list(acme, r)).count()).isEqualTo(200);
  }

  // 63.
  @Test
  default void a_mailbox_gets_at_most_three_mails_a_day_from_all_orgs_together() {
    World world = world();
    UserId olga = world.user("olga");
    for (int i = 0; i < 5; i++) {
      OrgId org = world.invitingOrg("org" + i, olga);
      Email address = Email.of("ben+" + i + "@world.test");
      assertThat(
              world
                  .as(olga, org)
                  .invitations()
                  .send(org, address, Gift.membership())
                  .value()
                  .isOpen(world.clock().instant()))
          .isTrue();
    }
    assertThat(world.mails()).hasSize(3);
    world.clock().advance(Duration.ofDays(1));
    OrgId late = world.invitingOrg("late", olga);
    world.as(olga, late).invitations().send(late, Email.of("ben@world.test"), Gift.membership());
    assertThat(world.mails()).hasSize(3);
    world.clock().advance(Duration.ofSeconds(1));
    world.as(olga, late).invitations().send(late, Email.of("ben@world.test"), Gift.membership());
    assertThat(world.mails()).hasSize(4);
  }

  @Test
  default void an_admin_gives_only_what_the_admin_could_give_at_acceptance() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    OrgId globex = world.org("globex", olga);
    TeamId foreign = world.team("foreign", globex, olga);
    TeamId ops = world.team("ops", acme, olga);
    UserId ben = world.user("ben");
    Email address = Email.of("ben@world.test");
    Session admin = world.as(world.admin("adam", acme), acme);
    assertThatThrownBy(
            () -> admin.invitations().send(acme, address, Gift.membership().inTeam(foreign)))
        .isInstanceOf(NoSuchTeam.class);
    assertThatThrownBy(
            () ->
                admin
                    .invitations()
                    .send(
                        acme,
                        address,
                        Gift.membership().withRole(Standard.OWNER, DOC.id("1").key())))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(
            () ->
                world
                    .as(world.member("mia", acme), acme)
                    .invitations()
                    .send(acme, address, Gift.membership()))
        .isInstanceOf(NoPermission.class);
    InvitationId sent =
        admin
            .invitations()
            .send(
                acme,
                address,
                Gift.membership().inTeam(ops).withRole(Standard.OPERATOR, DOC.id("1").key()))
            .value()
            .id();
    world.system(acme).grants().deny(Standard.OWNER, DOC.id("1"), admin.actor().user().get());
    assertThatThrownBy(() -> world.as(ben).invitations().accept(sent))
        .isInstanceOf(InvitationConflict.class);
    world.system(acme).grants().removeAll(DOC.id("1"));
    world.system().teams().delete(ops);
    world.as(ben).invitations().accept(sent);
    assertThat(members(world, acme)).contains(ben);
  }

  @Test
  default void a_role_on_a_deleted_resource_does_not_come_back_with_its_id() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId ben = world.user("ben");
    world.system(acme).resources().register(DOC.id("1").ownedBy(olga));
    InvitationId sent =
        world
            .as(olga, acme)
            .invitations()
            .send(
                acme,
                Email.of("ben@world.test"),
                Gift.membership().withRole(Standard.OPERATOR, DOC.id("1").key()))
            .value()
            .id();
    world.system(acme).resources().delete(DOC.id("1"));
    world.system(acme).resources().register(DOC.id("1").ownedBy(olga));
    world.as(ben).invitations().accept(sent);
    assertThat(world.as(ben, acme).may(Permission.READ, DOC.id("1"))).isFalse();
  }

  @Test
  default void a_suspended_org_and_a_deleted_one_let_nobody_in() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId ben = world.user("ben");
    InvitationId sent =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("ben@world.test"), Gift.membership())
            .value()
            .id();
    InvitationCode code = latestCode(world);
    world.system().orgs().suspend(acme, "unpaid");
    assertThat(received(world.as(ben))).isEmpty();
    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(ben).invitations().accept(sent),
            () -> world.as(ben).invitations().accept(code),
            () -> world.as(ben).invitations().decline(sent),
            () -> world.system().invitations().get(code))) {
      assertThatThrownBy(call::run).isInstanceOf(NoSuchInvitation.class);
    }
    world.system().orgs().resume(acme);
    assertThat(received(world.as(ben))).hasSize(1);
    world.as(olga).orgs().delete(acme);
    assertThat(received(world.as(ben))).isEmpty();
    assertThatThrownBy(() -> world.as(ben).invitations().accept(code))
        .isInstanceOf(NoSuchInvitation.class);
  }

  @Test
  default void a_withdrawn_invitation_does_not_exist() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId ben = world.user("ben");
    InvitationId sent =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("ben@world.test"), Gift.membership())
            .value()
            .id();
    assertThatThrownBy(() -> world.as(ben).invitations().withdraw(acme, sent))
        .isInstanceOf(NoSuchOrg.class);
    assertThat(world.as(olga, acme).invitations().withdraw(acme, sent).value())
        .containsExactly(sent);
    assertThat(received(world.as(ben))).isEmpty();
    assertThatThrownBy(() -> world.as(ben).invitations().accept(sent))
        .isInstanceOf(NoSuchInvitation.class);
    assertThatThrownBy(() -> world.as(ben).invitations().accept(latestCode(world)))
        .isInstanceOf(NoSuchInvitation.class);
    assertThat(world.as(olga, acme).invitations().withdraw(acme, sent).value()).isEmpty();
  }

  @Test
  default void an_ended_invitation_is_worth_nothing_until_it_is_sent_again() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId ben = world.user("ben");
    InvitationId sent =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("ben@world.test"), Gift.membership())
            .value()
            .id();
    world.clock().advance(Duration.ofDays(7));
    assertThat(received(world.as(ben))).isEmpty();
    assertThatThrownBy(() -> world.as(ben).invitations().accept(sent))
        .isInstanceOf(NoSuchInvitation.class);
    assertThatThrownBy(() -> world.as(ben).invitations().decline(sent))
        .isInstanceOf(NoSuchInvitation.class);
    assertThatThrownBy(() -> world.system().invitations().get(latestCode(world)))
        .isInstanceOf(NoSuchInvitation.class);

    world.as(olga, acme).invitations().resend(sent);
    world.as(ben).invitations().accept(sent);
    assertThat(members(world, acme)).contains(ben);
  }

  private static UserId id(World world, String name) {
    return world.system().users().find(Email.of(name + "@world.test")).orElseThrow().id();
  }

  @Test
  default void an_older_invitation_gives_nothing_back_after_a_demotion() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId adam = world.admin("adam", acme);
    UserId ben = world.user("ben");
    Email address = Email.of("ben@world.test");
    Gift admin = Gift.membership().asAdmin();
    InvitationId first = world.as(olga, acme).invitations().send(acme, address, admin).value().id();
    InvitationId second =
        world.as(adam, acme).invitations().send(acme, address, admin).value().id();
    world.as(ben).invitations().accept(first);
    assertThat(received(world.as(ben))).as("the answer ends the other one").isEmpty();
    world.as(olga).orgs().members(acme).revokeAdmin(ben);
    assertThatThrownBy(() -> world.as(ben).invitations().accept(second))
        .isInstanceOf(NoSuchInvitation.class);

    UserId cai = world.user("cai");
    InvitationId third =
        world
            .as(adam, acme)
            .invitations()
            .send(acme, Email.of("cai@world.test"), admin)
            .value()
            .id();
    world.system().orgs().members(acme).add(member(cai).asAdmin());
    world.as(olga).orgs().members(acme).revokeAdmin(cai);
    assertThatThrownBy(() -> world.as(cai).invitations().accept(third))
        .isInstanceOf(NoSuchInvitation.class);
  }

  @Test
  default void a_mailbox_that_has_declined_is_left_alone_by_every_admin() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId adam = world.admin("adam", acme);
    UserId ben = world.user("ben");
    Email address = Email.of("ben@world.test");
    InvitationId first =
        world.as(olga, acme).invitations().send(acme, address, Gift.membership()).value().id();
    InvitationId second =
        world.as(adam, acme).invitations().send(acme, address, Gift.membership()).value().id();
    UserId eve = world.user("eve");
    assertThatThrownBy(() -> world.as(eve).invitations().decline(latestCode(world)))
        .as("a forwarded code")
        .isInstanceOf(InvitationConflict.class);
    world.as(ben).invitations().decline(first);
    int mails = world.mails().size();
    assertThatThrownBy(() -> world.as(adam, acme).invitations().resend(second))
        .isInstanceOf(NoSuchInvitation.class);
    assertThat(
            world
                .as(adam, acme)
                .invitations()
                .send(acme, Email.of("ben+1@world.test"), Gift.membership())
                .value()
                .state())
        .isEqualTo(Invitation.State.DECLINED);
    assertThat(world.mails()).hasSize(mails);
    assertThat(world.system().invitations().send(acme, address, Gift.membership()).value().state())
        .as("the host")
        .isEqualTo(Invitation.State.OPEN);
  }

  @Test
  default void an_org_sends_a_bounded_number_of_mails_a_day() {
    InvitationLimits limits = InvitationLimits.standard().withOpen(2);
    List<InvitationMail> mails = new ArrayList<>();
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    Invitations invitations =
        Bailiwick.over(world.store())
            .withClock(world.clock())
            .withInvitations(mails::add, limits)
            .actingAs(Actor.user(olga).in(acme))
            .invitations();
    for (int i = 0; i < 10; i++) {
      InvitationId sent =
          invitations.send(acme, Email.of("p" + i + "@world.test"), Gift.membership()).value().id();
      invitations.withdraw(acme, sent);
    }
    assertThat(mails).hasSize(6);
    world.clock().advance(Duration.ofDays(2));
    InvitationId one =
        invitations.send(acme, Email.of("a@world.test"), Gift.membership()).value().id();
    world.clock().advance(Duration.ofDays(7));
    invitations.send(acme, Email.of("b@world.test"), Gift.membership());
    invitations.send(acme, Email.of("c@world.test"), Gift.membership());
    assertThatThrownBy(() -> invitations.resend(one)).isInstanceOf(LimitExceeded.class);
  }

  @Test
  default void a_role_that_an_invitation_gives_is_in_use() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    Role own = Role.ofOrg("own");
    world.system(acme).orgs().defineRole(acme, own, Permission.READ);
    UserId adam = world.admin("adam", acme);
    world.system(acme).grants().deny(Standard.ADMIN, DOC.id("1"), adam);
    world
        .system()
        .invitations()
        .send(acme, Email.of("b@world.test"), Gift.membership().withRole(own, DOC.id("1").key()));
    assertThatThrownBy(() -> world.as(olga, acme).orgs().deleteRole(acme, own))
        .isInstanceOf(OrgConflict.class);
    assertThatThrownBy(() -> world.as(adam, acme).orgs().defineRole(acme, own, Permission.MANAGE))
        .as("the admin does not manage the resource")
        .isInstanceOf(NoPermission.class);
  }

  // 63.
  @Test
  default void a_name_that_looks_like_a_link_is_left_out_of_the_mail() {
    World world = world();
    UserId olga =
        world
            .system()
            .users()
            .register(
                Profile.named("Win at HTTPS://evil.test").withVerifiedEmail("olga@world.test"))
            .id();
    for (String name : List.of("Go to www.evil.test now", "Acme & Sons")) {
      OrgId org = world.invitingOrg(name, olga);
      world.as(olga, org).invitations().send(org, Email.of("b@world.test"), Gift.membership());
    }
    assertThat(world.mails())
        .extracting(mail -> mail.details().orgName())
        .containsExactly(Optional.empty(), Optional.of("Acme & Sons"));
    assertThat(world.mails())
        .extracting(mail -> mail.details().inviterName())
        .containsOnly(Optional.empty());
  }
}
