package dev.bailiwick.contract.topic.invitation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationCode;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.invitation.InvitationDetails;
import dev.bailiwick.invitation.NoSuchInvitation;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailKind;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.Profile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People join by accepting an invitation to their address. */
public interface InvitationsContract extends ContractTopic {
  /** Returns the ids of the members of an org. */
  static List<UserId> members(World world, OrgId org) {
    return Page.all(world.system().orgs().members(org)::list).map(OrgMember::id).toList();
  }

  /** Returns the invitations that a person sees. */
  static List<Invitation> received(Session session) {
    return Page.all(session.invitations()::received).map(InvitationDetails::invitation).toList();
  }

  /** Returns the code of the latest mail. */
  static InvitationCode latestCode(World world) {
    return world.mails().get(world.mails().size() - 1).code();
  }

  @Test
  default void a_person_who_accepts_becomes_a_member_and_gets_the_gift() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    TeamId ops = world.team("ops", acme, olga);
    TeamId night = world.team("night", acme, olga);
    UserId ben = world.user("ben");
    Session admin = world.as(olga, acme);

    Invitation sent =
        admin
            .invitations()
            .send(
                acme,
                Email.of("ben@world.test"),
                Gift.membership()
                    .asAdmin()
                    .inTeam(night)
                    .asAdminOf(ops)
                    .withRole(Standard.OPERATOR, DOC.id("1").key()))
            .value();

    assertThat(members(world, acme)).doesNotContain(ben);
    assertThat(world.as(ben, acme).may(Permission.READ, DOC.id("1"))).isFalse();
    assertThatThrownBy(() -> world.as(ben, acme).orgs().get(acme)).isInstanceOf(NoSuchOrg.class);
    assertThat(received(world.as(ben))).containsExactly(sent);
    assertThat(received(world.as(world.user("eve")))).isEmpty();
    InvitationDetails details =
        world.as(ben).invitations().received(PageRequest.first()).items().get(0);
    assertThat(details.orgName()).contains("acme");
    assertThat(details.inviterName()).contains("olga");

    assertThat(world.as(ben).invitations().accept(sent.id()).value()).isEqualTo(acme);

    assertThat(world.as(olga).orgs().members(acme).list(PageRequest.first()).items())
        .anyMatch(member -> member.id().equals(ben) && member.admin());
    assertThat(world.as(ben, acme).may(Permission.READ, DOC.id("1"))).isTrue();
    assertThat(world.as(ben).teams().members(ops).list(PageRequest.first()).items())
        .anyMatch(member -> member.id().equals(ben) && member.admin());
    assertThat(world.as(ben).teams().members(night).list(PageRequest.first()).items())
        .anyMatch(member -> member.id().equals(ben) && !member.admin());
    assertThat(received(world.as(ben))).isEmpty();
    assertThatThrownBy(() -> world.as(ben).invitations().accept(sent.id()))
        .isInstanceOf(NoSuchInvitation.class);
    assertThat(world.log(acme).get(0).event().name()).isEqualTo("invitation.accept");
  }

  // 55, 57.
  @Test
  default void naming_an_address_invites_in_the_same_way_whatever_account_has_it() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    OrgId globex = world.org("globex", world.user("otto"));
    world.user("verified");
    world.system().users().register(Profile.empty().withEmail("noted@world.test"));
    world.system().orgs().members(globex).add(member("unclaimed@world.test"));
    world.system().users().deactivate(world.user("deactivated"));
    world.system().users().lock(world.user("locked"));
    UserId barred = world.member("barred", acme);
    world.as(olga).orgs().members(acme).remove(barred);
    List<String> states =
        List.of(
            "unknown", "verified", "noted", "unclaimed", "deactivated", "locked", "barred", "new");

    for (String state : states) {
      MemberOutcome outcome =
          world
              .as(olga)
              .orgs()
              .members(acme)
              .add(member(state + "@world.test").asAdmin())
              .value()
              .get(0);
      assertThat(outcome.kind()).as(state).isEqualTo(MemberOutcome.Kind.INVITED);
      assertThat(outcome.user()).as(state).isEmpty();
      assertThat(world.mails().get(world.mails().size() - 1).details().invitation().id())
          .as(state)
          .isEqualTo(outcome.invitation().orElseThrow());
      var entry = world.log(acme).get(0);
      assertThat(entry.items()).as(state).hasSize(1);
      assertThat(entry.touches()).as(state).containsExactly(acme.key());
    }
    assertThat(members(world, acme)).containsExactly(olga);
    assertThat(world.mails()).hasSize(states.size());
    assertThat(Page.all(r -> world.as(olga).invitations().list(acme, r)))
        .extracting(sent -> sent.email().address())
        .containsExactlyElementsOf(states.stream().map(s -> s + "@world.test").toList());
  }

  @Test
  default void a_member_is_named_by_address_without_an_invitation() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId mia = world.member("mia", acme);

    var outcomes =
        world.as(olga).orgs().members(acme).add(member("mia@world.test").asAdmin()).value();

    assertThat(outcomes)
        .extracting(MemberOutcome::kind)
        .containsExactly(MemberOutcome.Kind.CHANGED);
    assertThat(outcomes.get(0).id()).isEqualTo(mia);
    assertThat(world.mails()).isEmpty();
  }

  @Test
  default void a_person_of_another_org_is_asked_too_when_named_by_id() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    OrgId globex = world.org("globex", olga);
    UserId gus = world.member("gus", globex);

    var outcome = world.as(olga).orgs().members(acme).add(member(gus)).value().get(0);

    assertThat(outcome.kind()).isEqualTo(MemberOutcome.Kind.INVITED);
    assertThat(members(world, acme)).doesNotContain(gus);
    assertThat(received(world.as(gus))).extracting(Invitation::tenant).containsExactly(acme);
  }

  @Test
  default void an_address_of_the_verified_domain_and_the_host_add_at_once() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    world.domain(acme, "acme.test", SignUp.OFF);
    assertThatThrownBy(
            () ->
                world
                    .as(olga, acme)
                    .orgs()
                    .update(acme, OrgChange.builder().joining(Joining.DIRECT).build()))
        .as("only the host decides")
        .isInstanceOf(NoPermission.class);
    assertThat(
            world
                .as(olga)
                .orgs()
                .members(acme)
                .add(member("new@acme.test"), member("new@world.test"))
                .value())
        .extracting(MemberOutcome::kind)
        .containsExactly(MemberOutcome.Kind.ADDED, MemberOutcome.Kind.INVITED);
    assertThat(world.system().orgs().members(acme).add(member("other@world.test")).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(MemberOutcome.Kind.ADDED);
    assertThatThrownBy(
            () -> world.as(olga, acme).users().register(Profile.empty().withEmail("x@world.test")))
        .isInstanceOfSatisfying(
            OrgConflict.class, e -> assertThat(e.rule()).isEqualTo(OrgConflict.Rule.INVITES));
    assertThat(
            world
                .as(olga, acme)
                .users()
                .register(Profile.empty().withEmail("x@acme.test"))
                .claimed())
        .isFalse();
  }

  // 61.
  @Test
  default void only_the_latest_code_is_valid_and_looking_spends_nothing() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId ben = world.system().users().register(Profile.named("Ben")).id();
    Invitation sent =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("ben@world.test"), Gift.membership())
            .value();
    InvitationCode first = latestCode(world);
    world.as(olga, acme).invitations().resend(sent.id());
    InvitationCode second = latestCode(world);

    assertThatThrownBy(() -> world.as(ben).invitations().accept(first))
        .isInstanceOf(NoSuchInvitation.class);
    for (int i = 0; i < 3; i++) {
      assertThat(world.system().invitations().get(second).invitation().id()).isEqualTo(sent.id());
    }
    assertThatThrownBy(() -> world.as(ben).invitations().accept(sent.id()))
        .as("without a verified address, by id")
        .isInstanceOf(NoSuchInvitation.class);

    world.as(ben).invitations().accept(second);

    assertThat(members(world, acme)).contains(ben);
    assertThat(world.system().users().get(ben).emailKind()).contains(EmailKind.VERIFIED);
    assertThat(world.system().users().get(ben).email()).contains(Email.of("ben@world.test"));
    assertThatThrownBy(() -> world.as(world.user("eve")).invitations().accept(second))
        .isInstanceOf(NoSuchInvitation.class);
    assertThat(second.toString() + sent + world.mails())
        .doesNotContain(second.secret())
        .doesNotContain(second.hash());
  }

  // 61.
  @Test
  default void a_forwarded_code_does_not_let_another_person_in() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId eve = world.user("eve");
    UserId ben = world.user("ben");
    world
        .as(olga, acme)
        .invitations()
        .send(acme, Email.of("ben@world.test"), Gift.membership().asAdmin());
    InvitationCode code = latestCode(world);
    UserId blank = world.system().users().register(Profile.named("blank")).id();

    for (UserId other : List.of(eve, blank)) {
      assertThatThrownBy(() -> world.as(other).invitations().accept(code))
          .isInstanceOfSatisfying(
              InvitationConflict.class,
              e -> assertThat(e.rule()).isEqualTo(InvitationConflict.Rule.OTHER_ADDRESS));
    }
    assertThat(members(world, acme)).containsExactly(olga);
    world.as(ben).invitations().accept(code);
    assertThat(members(world, acme)).contains(ben);
  }

  @Test
  default void a_code_gives_its_person_the_unclaimed_accounts_for_the_address() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    OrgId globex = world.org("globex", olga);
    world.as(olga).orgs().members(globex).add(member("ben@world.test"));
    UserId ben = world.system().users().register(Profile.named("Ben")).id();
    world.as(olga, acme).invitations().send(acme, Email.of("ben@world.test"), Gift.membership());

    world.as(ben).invitations().accept(latestCode(world));

    assertThat(members(world, globex)).contains(ben);
    assertThat(members(world, acme)).contains(ben);
  }

  @Test
  default void a_code_changes_no_suspended_org() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    OrgId globex = world.org("globex", olga);
    world.as(olga).orgs().members(globex).add(member("ben@world.test"));
    UserId ben = world.system().users().register(Profile.named("Ben")).id();
    world.as(olga, acme).invitations().send(acme, Email.of("ben@world.test"), Gift.membership());
    world.system().orgs().suspend(globex, "unpaid");
    List<AuditEntry> log = world.log(globex);

    world.as(ben).invitations().accept(latestCode(world));

    assertThat(members(world, acme)).contains(ben);
    assertThat(members(world, globex)).doesNotContain(ben).hasSize(2);
    assertThat(world.log(globex)).isEqualTo(log);
  }

  @Test
  default void the_host_declines_by_code_for_a_person_without_an_account() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    world.as(olga, acme).invitations().send(acme, Email.of("x@world.test"), Gift.membership());
    InvitationCode code = latestCode(world);
    world.system().invitations().decline(code);
    assertThatThrownBy(() -> world.system().invitations().get(code))
        .isInstanceOf(NoSuchInvitation.class);
    assertThat(Page.all(r -> world.as(olga).invitations().list(acme, r)))
        .extracting(Invitation::state)
        .containsExactly(Invitation.State.DECLINED);
  }

  // 56.
  @Test
  default void a_team_of_a_persons_own_invites_and_does_not_tell_who_has_an_account() {
    World world = world();
    UserId ann = world.user("ann");
    UserId ben = world.user("ben");
    TeamId team =
        world
            .as(ann)
            .teams()
            .create(NewTeam.named("own").with(member("ben@world.test"), member("no@world.test")))
            .id();
    assertThat(world.as(ann).teams().members(team).list(PageRequest.first()).items()).isEmpty();
    assertThat(
            world
                .as(ann)
                .teams()
                .members(team)
                .add(member("ben@world.test").asAdmin(), member("other@world.test"))
                .value())
        .extracting(MemberOutcome::kind)
        .containsExactly(MemberOutcome.Kind.INVITED, MemberOutcome.Kind.INVITED);
    Invitation sent = received(world.as(ben)).get(0);
    assertThat(sent.tenant()).isEqualTo(ann);
    assertThat(world.as(ann).invitations().list(ann, PageRequest.first()).items()).hasSize(3);
    assertThatThrownBy(() -> world.as(ben).invitations().list(ann, PageRequest.first()))
        .isInstanceOf(NoPermission.class);

    assertThat(world.as(ben).invitations().accept(sent.id()).value()).isEqualTo(ann);

    assertThat(world.as(ann).teams().members(team).list(PageRequest.first()).items())
        .anyMatch(member -> member.id().equals(ben) && member.admin())
        .hasSize(1);
    assertThat(world.as(ann).teams().members(team).add(member("ben@world.test")).value())
        .extracting(MemberOutcome::kind)
        .containsExactly(MemberOutcome.Kind.UNCHANGED);
    assertThat(world.system().teams().members(team).add(member("ann@world.test")).value())
        .as("the host")
        .extracting(MemberOutcome::user)
        .containsExactly(Optional.of(ann));
  }
}
