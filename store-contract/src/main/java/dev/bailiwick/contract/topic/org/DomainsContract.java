package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.JoinRequestDetails;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchDomain;
import dev.bailiwick.org.NoSuchJoinRequest;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.PublicDomains;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.AddressCode;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.EmailKind;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NoSuchAddress;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verified domains of orgs, and the people who sign up by them. */
public interface DomainsContract extends ContractTopic {
  private static UserId person(World world, String address) {
    return world.system().users().register(Profile.empty().withVerifiedEmail(address)).id();
  }

  private static MemberOutcome.Kind signUp(World world, OrgId org, UserId user) {
    return world.system().orgs().members(org).signUp(user).value().kind();
  }

  private static void assertConflict(OrgConflict.Rule rule, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(OrgConflict.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  private static List<UserId> asking(World world, OrgId org, UserId admin) {
    return world.as(admin).orgs().joinRequests(org).list(PageRequest.first()).items().stream()
        .map(details -> details.request().user())
        .toList();
  }

  @Test
  default void a_domain_belongs_to_one_org_until_it_is_removed_or_the_org_deleted() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", olga);
    EmailDomain domain = EmailDomain.of("ACME.test");
    OrgDomain own = world.system().orgs().domains(acme).verify(domain, World.START).value();
    assertThat(own).isEqualTo(OrgDomain.of(acme, EmailDomain.of("acme.test"), World.START));
    assertThat(world.as(olga).orgs().domains(acme).list()).containsExactly(own);
    assertConflict(
        OrgConflict.Rule.DOMAIN_TAKEN,
        () -> world.system().orgs().domains(globex).verify(domain, World.START));
    assertThatThrownBy(() -> world.system().orgs().domains(globex).remove(domain))
        .isInstanceOf(NoSuchDomain.class);

    world.system().orgs().domains(acme).remove(domain);
    world.system().orgs().domains(globex).verify(domain, World.START);
    world.system().orgs().delete(globex);
    world.system().orgs().domains(acme).verify(domain, World.START);
    assertThat(world.as(olga).orgs().domains(acme).list()).containsExactly(own);
  }

  @Test
  default void a_second_verification_keeps_the_sign_up() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.REQUEST);
    world.clock().advance(java.time.Duration.ofDays(1));
    OrgDomain again =
        world
            .system()
            .orgs()
            .domains(acme)
            .verify(EmailDomain.of("acme.test"), world.clock().instant())
            .value();
    assertThat(again.signUp()).isEqualTo(SignUp.REQUEST);
    assertThat(again.verifiedAt()).isEqualTo(world.clock().instant());
    assertThatThrownBy(
            () ->
                world
                    .system()
                    .orgs()
                    .domains(acme)
                    .verify(EmailDomain.of("acme.test"), world.clock().instant().plusSeconds(1)))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("verified_at"));
  }

  @Test
  default void only_the_host_verifies_and_only_admins_set_the_sign_up() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    EmailDomain domain = EmailDomain.of("acme.test");
    assertThatThrownBy(() -> world.as(olga).orgs().domains(acme).verify(domain, World.START))
        .isInstanceOf(NoPermission.class);
    world.system().orgs().domains(acme).verify(domain, World.START);
    assertThatThrownBy(() -> world.as(olga).orgs().domains(acme).remove(domain))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(mia).orgs().domains(acme).setSignUp(domain, SignUp.JOIN))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(mia).orgs().domains(acme).list())
        .isInstanceOf(NoPermission.class);
    assertThat(world.as(olga).orgs().domains(acme).setSignUp(domain, SignUp.JOIN).value().signUp())
        .isEqualTo(SignUp.JOIN);
    assertThatThrownBy(
            () ->
                world
                    .as(olga)
                    .orgs()
                    .domains(acme)
                    .setSignUp(EmailDomain.of("mail.acme.test"), SignUp.JOIN))
        .isInstanceOf(NoSuchDomain.class);
  }

  // 65.
  @Test
  default void a_domain_in_which_anybody_can_get_an_address_is_refused() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    for (String open :
        List.of(
            "gmail.com", "GoogleMail.com", "sub.fastmail.com", "co.uk", "github.io", "web.de")) {
      assertConflict(
          OrgConflict.Rule.DOMAIN_PUBLIC,
          () -> world.system().orgs().domains(acme).verify(EmailDomain.of(open), World.START));
    }
    EmailDomain club = EmailDomain.of("club.test");
    assertConflict(
        OrgConflict.Rule.DOMAIN_PUBLIC,
        () ->
            world
                .bailiwick()
                .withPublicDomains(PublicDomains.standard().or(club::equals))
                .actingAs(dev.bailiwick.actor.Actor.system("test"))
                .orgs()
                .domains(acme)
                .verify(club, World.START));
    world.system().orgs().domains(acme).verify(club, World.START);
    for (String bad : List.of("", "acme", "acme.test.", "a b.test", "@acme.test", "127.0.0.1")) {
      assertThatThrownBy(() -> EmailDomain.of(bad)).isInstanceOf(InvalidParameter.class);
    }
  }

  @Test
  default void an_org_has_fifty_domains_at_most() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    for (int i = 0; i < OrgDomain.MOST; i++) {
      world.system().orgs().domains(acme).verify(EmailDomain.of("acme" + i + ".test"), World.START);
    }
    assertThatThrownBy(
            () ->
                world
                    .system()
                    .orgs()
                    .domains(acme)
                    .verify(EmailDomain.of("more.test"), World.START))
        .isInstanceOf(LimitExceeded.class);
    world.system().orgs().domains(acme).verify(EmailDomain.of("acme7.test"), World.START);
    assertThat(world.system().orgs().domains(acme).list()).hasSize(OrgDomain.MOST);
  }

  // 65.
  @Test
  default void a_sign_up_takes_addresses_of_the_whole_domain_only() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    world.domain(acme, "acme.test", SignUp.JOIN);
    for (String other : List.of("a@evilacme.test", "a@mail.acme.test", "a@acme.test.evil.test")) {
      UserId user = person(world, other);
      assertConflict(OrgConflict.Rule.NO_SIGNUP, () -> signUp(world, acme, user));
    }
    assertThatThrownBy(() -> Email.of("\"a@acme.test\"@evil.test"))
        .isInstanceOf(InvalidParameter.class);
    UserId noted = world.system().users().register(Profile.empty().withEmail("b@acme.test")).id();
    assertConflict(OrgConflict.Rule.NO_SIGNUP, () -> signUp(world, acme, noted));
    assertThat(signUp(world, acme, person(world, "a@acme.test")))
        .isEqualTo(MemberOutcome.Kind.ADDED);
  }

  @Test
  default void a_sign_up_by_request_waits_for_an_admin() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.REQUEST);
    UserId ben =
        world
            .system()
            .users()
            .register(Profile.named("Ben").withVerifiedEmail("ben@acme.test"))
            .id();
    UserId eve = person(world, "eve@acme.test");
    UserId kim = person(world, "kim@acme.test");
    for (UserId user : List.of(ben, eve, kim, ben)) {
      assertThat(signUp(world, acme, user)).isEqualTo(MemberOutcome.Kind.REQUESTED);
    }
    assertThat(world.system().users().memberships(ben)).isEmpty();
    assertThat(asking(world, acme, olga)).containsExactly(ben, eve, kim);
    JoinRequestDetails first =
        world.as(olga).orgs().joinRequests(acme).list(PageRequest.first()).items().get(0);
    assertThat(first.fullName()).isEqualTo("Ben");
    assertThat(first.request().email()).isEqualTo(Email.of("ben@acme.test"));
    UserId mia = world.member("mia", acme);
    assertThatThrownBy(() -> world.as(mia).orgs().joinRequests(acme).accept(ben))
        .isInstanceOf(NoPermission.class);

    assertThat(world.as(olga).orgs().joinRequests(acme).accept(ben).value().kind())
        .isEqualTo(MemberOutcome.Kind.ADDED);
    assertThat(world.system().users().memberships(ben)).containsExactly(Membership.of(acme, ben));
    world.as(olga).orgs().joinRequests(acme).reject(eve);
    assertConflict(OrgConflict.Rule.REMOVED, () -> signUp(world, acme, eve));
    world.as(kim).orgs().joinRequests(acme).withdraw();
    assertThatThrownBy(() -> world.as(kim).orgs().joinRequests(acme).withdraw())
        .isInstanceOf(NoSuchJoinRequest.class);
    assertThat(asking(world, acme, olga)).isEmpty();
    assertThat(signUp(world, acme, ben)).isEqualTo(MemberOutcome.Kind.UNCHANGED);
  }

  @Test
  default void a_request_ends_when_the_person_becomes_a_member_or_is_erased() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.REQUEST);
    UserId ben = person(world, "ben@acme.test");
    UserId eve = person(world, "eve@acme.test");
    signUp(world, acme, ben);
    signUp(world, acme, eve);
    world.system().orgs().members(acme).add(member(ben));
    world.system().users().erase(eve);
    assertThat(asking(world, acme, olga)).isEmpty();
    world.as(olga).orgs().members(acme).remove(ben);
    assertThat(asking(world, acme, olga)).as("nothing comes back").isEmpty();
    assertThatThrownBy(() -> world.as(olga).orgs().joinRequests(acme).accept(ben))
        .isInstanceOf(NoSuchJoinRequest.class);
  }

  @Test
  default void a_request_is_not_accepted_once_the_address_is_gone_or_the_account_switched_off() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.REQUEST);
    UserId ben = person(world, "ben@acme.test");
    signUp(world, acme, ben);
    world.system().users().lock(ben);
    assertConflict(
        OrgConflict.Rule.NO_SIGNUP, () -> world.as(olga).orgs().joinRequests(acme).accept(ben));
    world.system().users().unlock(ben);
    world.system().users().update(ben, Profile.empty().withVerifiedEmail("ben@other.test"));
    assertConflict(
        OrgConflict.Rule.NO_SIGNUP, () -> world.as(olga).orgs().joinRequests(acme).accept(ben));
    assertThat(world.system().users().memberships(ben)).isEmpty();
  }

  @Test
  default void a_mailbox_signs_up_once() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    world.domain(acme, "acme.test", SignUp.JOIN);
    world.domain(acme, "ask.test", SignUp.REQUEST);
    signUp(world, acme, person(world, "a+1@acme.test"));
    for (String same : List.of("a@acme.test", "a+2@acme.test")) {
      UserId user = person(world, same);
      assertConflict(OrgConflict.Rule.MAILBOX_JOINED, () -> signUp(world, acme, user));
    }
    signUp(world, acme, person(world, "b@ask.test"));
    UserId plus = person(world, "b+x@ask.test");
    assertConflict(OrgConflict.Rule.MAILBOX_JOINED, () -> signUp(world, acme, plus));
    assertThat(signUp(world, acme, person(world, "ab@acme.test")))
        .isEqualTo(MemberOutcome.Kind.ADDED);
  }

  // 64.
  @Test
  default void a_sign_in_by_the_host_joins_all_but_removed_people() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId ben = world.user("ben");
    assertThat(world.system().orgs().members(acme).join(ben).value().kind())
        .isEqualTo(MemberOutcome.Kind.ADDED);
    assertThat(world.system().orgs().members(acme).join(ben).value().kind())
        .isEqualTo(MemberOutcome.Kind.UNCHANGED);
    world.as(olga).orgs().members(acme).deactivate(ben);
    assertThat(world.system().orgs().members(acme).join(ben).value().kind())
        .isEqualTo(MemberOutcome.Kind.INACTIVE);
    world.as(olga).orgs().members(acme).remove(ben);
    assertConflict(OrgConflict.Rule.REMOVED, () -> world.system().orgs().members(acme).join(ben));
    assertThatThrownBy(() -> world.as(olga).orgs().members(acme).join(ben))
        .isInstanceOf(NoPermission.class);
    world.system().orgs().members(acme).add(member(ben));
    UserId locked = world.user("lou");
    world.system().users().lock(locked);
    assertConflict(
        OrgConflict.Rule.NO_SIGNUP, () -> world.system().orgs().members(acme).join(locked));
  }

  // 66.
  @Test
  default void a_person_who_leaves_an_org_loses_the_proof_of_an_address_of_its_domain() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.JOIN);
    UserId ben = person(world, "cfo@acme.test");
    UserId kim = person(world, "kim@home.test");
    world.system().users().emails(kim).addVerified(Email.of("kim@acme.test"));
    UserId pat = person(world, "pat@acme.test");
    world.system().users().emails(pat).addVerified(Email.of("pat@home.test"));
    for (UserId user : List.of(ben, kim, pat)) {
      signUp(world, acme, user);
    }
    world.as(ben).orgs().members(acme).leave();
    world.as(olga).orgs().members(acme).remove(kim, pat);

    User left = world.system().users().get(ben);
    assertThat(left.email()).contains(Email.of("cfo@acme.test"));
    assertThat(left.emailKind()).contains(EmailKind.NOTED);
    assertThat(world.system().users().get(kim).verifiedEmails())
        .containsExactly(Email.of("kim@home.test"));
    assertThat(world.system().users().get(pat).verifiedEmails())
        .as("the other address is the primary one")
        .containsExactly(Email.of("pat@home.test"));
    assertThat(world.replaced()).as("the successor in the mailbox is told nothing").isEmpty();
    UserId successor = person(world, "cfo@acme.test");
    assertThat(successor).isNotEqualTo(ben);
    assertThat(signUp(world, acme, successor)).isEqualTo(MemberOutcome.Kind.ADDED);
  }

  // 64.
  @Test
  default void a_member_cannot_drop_the_address_whose_mailbox_a_removal_bars() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.JOIN);
    Email work = Email.of("pat@acme.test");
    UserId pat = person(world, work.address());
    signUp(world, acme, pat);
    world.system().users().emails(pat).addVerified(Email.of("pat@home.test"));
    world.as(pat).users().emails(pat).setPrimary(Email.of("pat@home.test"));
    assertConflict(
        OrgConflict.Rule.ADDRESS_HELD, () -> world.as(pat).users().emails(pat).remove(work));
    world.system().users().update(pat, Profile.empty().withVerifiedEmail("pat@new.test"));
    assertThat(world.system().users().get(pat).verifiedEmails()).contains(work);
    UserId plus = person(world, "pat+2@acme.test");
    assertConflict(OrgConflict.Rule.MAILBOX_JOINED, () -> signUp(world, acme, plus));

    world.as(olga).orgs().members(acme).remove(pat);
    UserId again = person(world, work.address());
    assertConflict(OrgConflict.Rule.REMOVED, () -> signUp(world, acme, again));
    assertConflict(OrgConflict.Rule.REMOVED, () -> world.system().orgs().members(acme).join(again));
  }

  @Test
  default void a_rejected_mailbox_does_not_ask_again_by_another_account() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.REQUEST);
    UserId pat = person(world, "pat@acme.test");
    signUp(world, acme, pat);
    world.system().users().update(pat, Profile.empty().withVerifiedEmail("pat@home.test"));
    world.as(olga).orgs().joinRequests(acme).reject(pat);
    UserId again = person(world, "pat@acme.test");
    assertConflict(OrgConflict.Rule.REMOVED, () -> signUp(world, acme, again));
  }

  // 56, 66.
  @Test
  default void a_code_that_was_asked_for_before_leaving_proves_no_address_of_the_org() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.OFF);
    UserId pat = world.member("pat", acme);
    world.as(pat).users().emails(pat).add(Email.of("cfo@acme.test"));
    AddressCode code = world.addressMails().get(0).code();
    world.as(olga).orgs().members(acme).remove(pat);
    world.clock().advance(java.time.Duration.ofMinutes(1));
    world.as(olga).orgs().members(acme).add(member("cfo@acme.test").asAdmin());
    assertThatThrownBy(() -> world.as(pat).users().emails(pat).confirm(code))
        .isInstanceOf(NoSuchAddress.class);
    assertThat(world.system().users().memberships(pat)).isEmpty();
  }

  @Test
  default void an_erased_person_leaves_no_address_of_a_request_in_the_log_of_the_org() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.domain(acme, "acme.test", SignUp.REQUEST);
    UserId pat = person(world, "pat@acme.test");
    signUp(world, acme, pat);
    world.as(olga).orgs().joinRequests(acme).accept(pat);
    assertThat(world.log(acme).toString()).contains("pat@acme.test");
    world.system().users().erase(pat);
    assertThat(world.log(acme).toString()).doesNotContain("pat@acme.test");
  }

  @Test
  default void a_power_by_domain_shows_nothing_of_the_person_but_the_account() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", world.user("otto"));
    world.domain(acme, "acme.test", SignUp.OFF);
    UserId mia = person(world, "mia@acme.test");
    world.join(acme, mia);
    world.join(globex, mia);
    world.as(mia).users().setDefaultOrg(mia, globex);
    world.as(mia).users().emails(mia).add(Email.of("private@home.test"));
    Session admin = world.as(olga, acme);
    for (User shown :
        List.of(
            admin.users().unlock(mia),
            admin.users().update(mia, Profile.named("M")),
            admin.users().signOutEverywhere(mia))) {
      assertThat(shown.pendingEmail()).isEmpty();
      assertThat(shown.defaultOrg()).isEmpty();
    }
    assertThat(world.log(acme).get(0).event().name()).isEqualTo("user.sign_out");
    assertThat(world.log(acme).get(0).touches()).contains(dev.bailiwick.id.ResourceId.of(mia));
  }

  @Test
  default void an_org_has_power_over_members_with_a_primary_address_of_its_domain() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", world.user("otto"));
    world.domain(acme, "acme.test", SignUp.OFF);
    UserId ben = person(world, "ben@acme.test");
    UserId guest = person(world, "out@acme.test");
    UserId home = person(world, "ben@home.test");
    world.system().users().emails(home).addVerified(Email.of("b@acme.test"));
    UserId boss = person(world, "boss@acme.test");
    world.org("own", boss);
    UserId root = person(world, "root@acme.test");
    world.system().users().makeSuperUser(root);
    for (UserId user : List.of(ben, home, boss, root)) {
      world.join(acme, user);
    }
    world.join(globex, ben);

    assertThat(world.as(olga, acme).users().lock(ben).locked()).isTrue();
    assertThat(world.log(acme).get(0).event().name()).isEqualTo("user.lock");
    assertThat(world.log(acme).get(0).touches())
        .as("the log of the org names the account")
        .contains(dev.bailiwick.id.ResourceId.of(ben));
    assertThat(world.as(olga, acme).users().unlock(ben).usable()).isTrue();
    assertThat(world.as(olga, acme).users().update(ben, Profile.named("B")).fullName())
        .isEqualTo("B");
    assertThatThrownBy(
            () ->
                world
                    .as(olga, acme)
                    .users()
                    .update(ben, Profile.empty().withEmail("new@acme.test")))
        .as("never the address")
        .isInstanceOf(NoPermission.class);
    for (UserId beyond : List.of(home, boss, root)) {
      assertThatThrownBy(() -> world.as(olga, acme).users().lock(beyond))
          .isInstanceOf(NoPermission.class);
    }
    assertThatThrownBy(() -> world.as(olga, acme).users().lock(guest))
        .isInstanceOf(dev.bailiwick.user.NoSuchUser.class);
    UserId otto = world.system().orgs().get(globex).owner();
    assertThatThrownBy(() -> world.as(otto, globex).users().lock(ben))
        .as("another org has no power")
        .isInstanceOf(NoPermission.class);
    world.system().orgs().domains(acme).remove(EmailDomain.of("acme.test"));
    assertThatThrownBy(() -> world.as(olga, acme).users().lock(ben))
        .isInstanceOf(NoPermission.class);
  }
}
