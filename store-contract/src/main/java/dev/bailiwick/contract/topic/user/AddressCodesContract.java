package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.AddressCode;
import dev.bailiwick.user.AddressMail;
import dev.bailiwick.user.AddressReplaced;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.EmailKind;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NoSuchAddress;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.TrustedIssuers;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof of addresses by codes and by trusted issuers, and accounts with several addresses. */
public interface AddressCodesContract extends ContractTopic {
  private static AddressMail lastMail(World world) {
    return world.addressMails().get(world.addressMails().size() - 1);
  }

  private static UserId person(World world, String address) {
    return world.system().users().register(Profile.empty().withVerifiedEmail(address)).id();
  }

  @Test
  default void a_code_that_went_to_the_address_makes_it_the_primary_one() {
    World world = world();
    UserId ann = person(world, "ann@old.test");
    Email address = Email.of("ann@new.test");
    User noted = world.as(ann).users().emails(ann).change(address);
    assertThat(noted.email()).contains(Email.of("ann@old.test"));
    assertThat(noted.pendingEmail().map(PendingEmail::email)).contains(address);
    AddressMail mail = lastMail(world);
    assertThat(mail.email()).isEqualTo(address);
    assertThat(mail.toString()).doesNotContain(mail.code().secret());

    User after = world.as(ann).users().emails(ann).confirm(mail.code());
    assertThat(after.verifiedEmails()).containsExactly(address);
    assertThat(after.pendingEmail()).isEmpty();
    assertThat(world.replaced())
        .containsExactly(
            new AddressReplaced(ann, Email.of("ann@old.test"), address, commits(world)));
    assertThatThrownBy(() -> world.as(ann).users().emails(ann).confirm(mail.code()))
        .as("a code counts once")
        .isInstanceOf(NoSuchAddress.class);
    assertThat(world.log(ann).toString()).doesNotContain(mail.code().secret());
  }

  private static boolean commits(World world) {
    return world.store().commits();
  }

  // 55.
  @Test
  default void a_code_proves_nothing_for_another_account() {
    World world = world();
    UserId mallory = world.user("mallory");
    UserId cfo = world.system().users().register(Profile.named("CFO")).id();
    world.as(mallory).users().emails(mallory).change(Email.of("cfo@acme.test"));
    AddressCode code = lastMail(world).code();
    assertThatThrownBy(() -> world.as(cfo).users().emails(cfo).confirm(code))
        .isInstanceOf(NoSuchAddress.class);
    assertThatThrownBy(() -> world.as(cfo).users().emails(mallory).confirm(code))
        .isInstanceOfAny(NoPermission.class, dev.bailiwick.user.NoSuchUser.class);
    assertThatThrownBy(() -> world.system().users().emails(mallory).confirm(code))
        .as("not even the host's code")
        .isInstanceOf(NoPermission.class);
    assertThat(world.system().users().find(Email.of("cfo@acme.test"))).isEmpty();
  }

  // 56.
  @Test
  default void a_code_ends_with_a_day_a_newer_change_a_lock_and_a_deactivation() {
    World world = world();
    UserId ann = person(world, "ann@old.test");
    Email address = Email.of("ann@new.test");
    for (Runnable end :
        List.<Runnable>of(
            () -> world.clock().advance(PendingEmail.LIFETIME),
            () -> world.as(ann).users().emails(ann).change(Email.of("ann@newer.test")),
            () -> world.as(ann).users().update(ann, Profile.empty().withEmail("ann@x.test")),
            () -> {
              world.clock().advance(Duration.ofSeconds(1));
              world.as(ann).users().emails(ann).change(address);
            },
            () -> {
              world.system().users().lock(ann);
              world.system().users().unlock(ann);
            },
            () -> {
              world.system().users().deactivate(ann);
              world.system().users().activate(ann);
            })) {
      world.clock().advance(Duration.ofDays(2));
      world.as(ann).users().emails(ann).change(address);
      AddressCode code = lastMail(world).code();
      end.run();
      assertThatThrownBy(() -> world.as(ann).users().emails(ann).confirm(code))
          .isInstanceOf(NoSuchAddress.class);
    }
    assertThat(world.system().users().get(ann).verifiedEmails())
        .containsExactly(Email.of("ann@old.test"));
  }

  @Test
  default void an_address_of_another_account_gets_a_code_and_is_not_taken_by_it() {
    World world = world();
    UserId ann = person(world, "ann@old.test");
    person(world, "ben@new.test");
    world.as(ann).users().emails(ann).change(Email.of("ben@new.test"));
    AddressCode code = lastMail(world).code();
    assertThatThrownBy(() -> world.as(ann).users().emails(ann).confirm(code))
        .isInstanceOf(EmailTaken.class);
    assertThat(world.system().users().get(ann).verifiedEmails())
        .containsExactly(Email.of("ann@old.test"));
  }

  @Test
  default void a_mailbox_gets_three_codes_a_day_from_all_accounts_together() {
    World world = world();
    for (String name : List.of("ann", "ben", "cem", "dan", "eve")) {
      UserId user = world.user(name);
      world.as(user).users().emails(user).add(Email.of("victim+" + name + "@new.test"));
    }
    assertThat(world.addressMails()).hasSize(3);
    world.clock().advance(Duration.ofDays(1).plusSeconds(1));
    UserId fay = world.user("fay");
    world.as(fay).users().emails(fay).add(Email.of("victim@new.test"));
    assertThat(world.addressMails()).hasSize(4);
  }

  @Test
  default void an_account_causes_a_bounded_number_of_mails_and_learns_nothing_of_others() {
    World world = world();
    UserId ann = world.user("ann");
    for (int i = 0; i < 25; i++) {
      User noted = world.as(ann).users().emails(ann).add(Email.of("v" + i + "@new.test"));
      assertThat(noted.pendingEmail().orElseThrow().codeHash())
          .as("is there whether a mail went out or not")
          .isPresent();
    }
    assertThat(world.addressMails()).hasSize(20);
  }

  @Test
  default void codes_do_not_hold_back_the_mail_of_an_invitation() {
    World world = world();
    OrgId acme = world.invitingOrg("acme", world.user("olga"));
    for (String name : List.of("ann", "ben", "cem")) {
      UserId user = world.user(name);
      world.as(user).users().emails(user).add(Email.of("cfo@acme.test"));
    }
    world.system(acme).invitations().send(acme, Email.of("cfo@acme.test"), Gift.membership());
    assertThat(world.mails()).hasSize(1);
  }

  @Test
  default void an_address_that_the_host_has_added_meanwhile_is_not_there_twice() {
    World world = world();
    Email email = Email.of("x@new.test");
    for (boolean primary : List.of(true, false)) {
      UserId ann = world.user("ann" + primary);
      var emails = world.as(ann).users().emails(ann);
      User noted = primary ? emails.change(email) : emails.add(email);
      assertThat(noted.pendingEmail()).isPresent();
      AddressCode code = lastMail(world).code();
      assertThat(world.system().users().emails(ann).addVerified(email).pendingEmail()).isEmpty();
      assertThatThrownBy(() -> emails.confirm(code)).isInstanceOf(NoSuchAddress.class);
      world.system().users().emails(ann).remove(email);
    }
  }

  @Test
  default void sign_ins_by_two_identities_do_not_exchange_the_primary_address() {
    World world = world();
    ExternalIdentity one = ExternalIdentity.of("idp", "1");
    ExternalIdentity two = ExternalIdentity.of("other", "2");
    Profile first = Profile.empty().withVerifiedEmail("a@x.test");
    Profile second = Profile.empty().withVerifiedEmail("b@y.test");
    UserId ann = world.system().users().ensure(one, first).id();
    world.system().users().link(ann, two);
    for (int i = 0; i < 2; i++) {
      assertThat(world.system().users().ensure(two, second).email()).contains(Email.of("a@x.test"));
      assertThat(world.system().users().ensure(one, first).verifiedEmails())
          .containsExactly(Email.of("a@x.test"), Email.of("b@y.test"));
    }
  }

  @Test
  default void a_service_account_signs_in_whatever_its_provider_says_of_addresses() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId robot = world.as(olga, acme).users().registerService(acme, "robot").id();
    ExternalIdentity identity = ExternalIdentity.of("ci", "1");
    world.system().users().link(robot, identity);
    Profile profile = Profile.named("Person").withVerifiedEmail("ci@acme.test");
    User signedIn = world.system().users().ensure(identity, profile);
    assertThat(signedIn.id()).isEqualTo(robot);
    assertThat(signedIn.fullName()).isEqualTo("robot");
    assertThat(signedIn.email()).isEmpty();
  }

  @Test
  default void an_account_has_ten_verified_addresses_each_of_which_names_it() {
    World world = world();
    UserId ann = person(world, "a0@new.test");
    for (int i = 1; i < Limits.ADDRESSES; i++) {
      world.clock().advance(Duration.ofHours(1));
      world.as(ann).users().emails(ann).add(Email.of("a" + i + "@new.test"));
      world.as(ann).users().emails(ann).confirm(lastMail(world).code());
    }
    User full = world.system().users().get(ann);
    assertThat(full.email()).contains(Email.of("a0@new.test"));
    assertThat(full.verifiedEmails()).hasSize(Limits.ADDRESSES);
    for (Email each : full.verifiedEmails()) {
      assertThat(world.system().users().find(each).map(User::id)).contains(ann);
      assertThatThrownBy(() -> person(world, each.address())).isInstanceOf(EmailTaken.class);
    }
    Email more = Email.of("more@new.test");
    assertThatThrownBy(() -> world.as(ann).users().emails(ann).add(more))
        .isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> world.system().users().emails(ann).addVerified(more))
        .isInstanceOf(LimitExceeded.class);

    world.as(ann).users().emails(ann).remove(Email.of("a7@new.test"));
    assertThat(world.system().users().find(Email.of("a7@new.test"))).isEmpty();
    assertThat(person(world, "a7@new.test")).isNotEqualTo(ann);
    assertThat(world.system().users().emails(ann).addVerified(more).verifiedEmails())
        .contains(more);
  }

  @Test
  default void another_verified_address_becomes_the_primary_one() {
    World world = world();
    UserId ann = person(world, "ann@old.test");
    Email old = Email.of("ann@old.test");
    Email other = Email.of("ann@new.test");
    world.system().users().emails(ann).addVerified(other);
    User after = world.as(ann).users().emails(ann).setPrimary(other);
    assertThat(after.email()).contains(other);
    assertThat(after.verifiedEmails()).containsExactly(other, old);
    assertThat(world.replaced()).extracting(AddressReplaced::before).containsExactly(old);
    LogSnapshot before = LogSnapshot.of(world.store());
    world.as(ann).users().emails(ann).setPrimary(other);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(ann).users().emails(ann).remove(other),
            () -> world.as(ann).users().emails(ann).remove(Email.of("x@new.test")),
            () -> world.as(ann).users().emails(ann).setPrimary(Email.of("x@new.test")))) {
      assertThatThrownBy(call::run).isInstanceOf(NoSuchAddress.class);
    }
    User signedIn =
        world.system().users().update(ann, Profile.empty().withVerifiedEmail(old.address()));
    assertThat(signedIn.email())
        .as("a verified one does not replace the primary one")
        .contains(other);
  }

  @Test
  default void only_the_person_and_the_host_change_addresses() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId ann = world.member("ann", acme);
    Email email = Email.of("ann@new.test");
    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(olga, acme).users().emails(ann).change(email),
            () -> world.as(olga, acme).users().emails(ann).add(email),
            () -> world.as(olga, acme).users().emails(ann).setPrimary(email),
            () -> world.as(olga, acme).users().emails(ann).remove(email),
            () -> world.as(ann).users().emails(ann).addVerified(email))) {
      assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
    }
    User waiting =
        world
            .system()
            .users()
            .get(world.as(olga).orgs().members(acme).add(member("w@x.test")).value().get(0).id());
    assertThatThrownBy(() -> world.system().users().emails(waiting.id()).change(email))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("user"));
  }

  @Test
  default void a_further_address_gets_its_invitations_and_unclaimed_accounts() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.invitingOrg("globex", olga);
    world.as(olga).orgs().members(acme).add(member("ann@new.test"));
    world.as(olga, globex).invitations().send(globex, Email.of("ann@new.test"), Gift.membership());
    UserId ann = person(world, "ann@old.test");
    world.as(ann).users().emails(ann).add(Email.of("ann@new.test"));
    world.as(ann).users().emails(ann).confirm(lastMail(world).code());
    assertThat(world.system().users().memberships(ann))
        .extracting(m -> m.org())
        .containsExactly(acme);
    var received = world.as(ann).invitations().received(PageRequest.first()).items();
    assertThat(received).hasSize(1);
    world.as(ann).invitations().accept(received.get(0).invitation().id());
    assertThat(world.system().users().memberships(ann)).hasSize(2);
  }

  // 57.
  @Test
  default void an_issuer_proves_addresses_only_of_the_domains_for_which_it_is_trusted() {
    World world = world();
    var host =
        world
            .bailiwick()
            .withTrustedIssuers(
                TrustedIssuers.none().and("https://idp.acme.test", EmailDomain.of("acme.test")))
            .actingAs(Actor.system("sign-in"));
    ExternalIdentity trusted = ExternalIdentity.of("https://idp.acme.test", "1");
    Profile cfo = Profile.empty().withAssertedEmail(Email.of("cfo@acme.test"));
    for (ExternalIdentity other :
        List.of(
            ExternalIdentity.of("https://evil.test", "1"),
            ExternalIdentity.of("https://IDP.acme.test", "1"))) {
      assertThat(host.users().ensure(other, cfo).emailKind()).contains(EmailKind.NOTED);
    }
    assertThat(
            host.users()
                .ensure(
                    ExternalIdentity.of("https://idp.acme.test", "2"),
                    Profile.empty().withAssertedEmail(Email.of("x@mail.acme.test")))
                .emailKind())
        .contains(EmailKind.NOTED);
    assertThat(host.users().ensure(trusted, Profile.empty().withEmail("a@acme.test")).emailKind())
        .as("without the claim")
        .contains(EmailKind.NOTED);
    assertThat(host.users().ensure(trusted, cfo).verifiedEmails())
        .containsExactly(Email.of("cfo@acme.test"));
    assertThat(
            world
                .system()
                .users()
                .ensure(ExternalIdentity.of("https://idp.acme.test", "3"), cfo)
                .emailKind())
        .as("none is trusted by default")
        .contains(EmailKind.NOTED);
  }
}
