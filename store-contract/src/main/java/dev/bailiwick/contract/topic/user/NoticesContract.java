package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.notice.AddressNotice;
import dev.bailiwick.notice.IdentityNotice;
import dev.bailiwick.notice.Notice;
import dev.bailiwick.notice.OrgNotice;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The notices to people about their account and their places. */
public interface NoticesContract extends ContractTopic {
  ExternalIdentity BADGE = ExternalIdentity.of("idp", "mia");
  ExternalIdentity OTHER = ExternalIdentity.of("other idp", "mia");
  Email FIRST = Email.of("mia@world.test");
  Email SECOND = Email.of("mia@else.test");

  @Test
  default void a_person_is_told_of_linked_and_unlinked_identities() {
    World world = world();
    UserId mia = world.system().users().ensure(BADGE, Profile.named("mia")).id();
    world.system().users().ensure(BADGE, Profile.named("Mia"));
    assertThat(world.notices()).as("after the first sign-ins").isEmpty();
    Instant at = world.clock().instant();
    world.system().users().link(mia, OTHER);
    world.system().users().link(mia, OTHER);
    world.system().users().unlink(mia, BADGE);

    assertThat(world.notices())
        .containsExactly(
            new IdentityNotice(Notice.Kind.IDENTITY_LINKED, mia, at, OTHER),
            new IdentityNotice(Notice.Kind.IDENTITY_UNLINKED, mia, at, BADGE));
  }

  @Test
  default void a_person_is_told_of_further_addresses_and_not_of_the_first_one() {
    World world = world();
    UserId mia = world.system().users().register(Profile.named("mia")).id();
    world.system().users().update(mia, Profile.empty().withVerifiedEmail(FIRST));
    assertThat(world.notices()).as("after the first address").isEmpty();
    Instant at = world.clock().instant();
    world.system().users().emails(mia).addVerified(SECOND);
    world.system().users().emails(mia).setPrimary(SECOND);
    world.system().users().emails(mia).remove(FIRST);

    assertThat(world.notices())
        .containsExactly(
            new AddressNotice(Notice.Kind.ADDRESS_ADDED, mia, at, SECOND),
            new AddressNotice(Notice.Kind.ADDRESS_REMOVED, mia, at, FIRST));
  }

  @Test
  default void a_person_is_told_of_a_removal_by_another_and_of_an_offer() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    UserId ben = world.member("ben", acme);
    UserId adam = world.admin("adam", acme);
    UserId robot = world.as(olga, acme).users().registerService(acme, "robot").id();
    world.system(acme).orgs().members(acme).add(member(Email.of("nobody@world.test")));
    Instant at = world.clock().instant();
    world.as(ben, acme).orgs().members(acme).leave();
    world.as(adam, acme).orgs().members(acme).remove(mia, robot);
    world.as(olga, acme).orgs().offerOwnership(acme, adam);
    world.as(olga, acme).orgs().members(acme).replace(member(olga).asAdmin());

    assertThat(world.notices())
        .containsExactly(
            new OrgNotice(Notice.Kind.REMOVED, mia, at, acme),
            new OrgNotice(Notice.Kind.OWNERSHIP_OFFERED, adam, at, acme),
            new OrgNotice(Notice.Kind.REMOVED, adam, at, acme));
  }

  @Test
  default void a_call_that_is_refused_tells_nobody() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    UserId stranger = world.user("stranger");
    world.system().users().link(stranger, OTHER);
    int before = world.notices().size();
    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(mia, acme).orgs().members(acme).remove(olga),
            () -> world.as(mia, acme).orgs().offerOwnership(acme, mia),
            () -> world.system().users().link(mia, OTHER))) {
      assertThatThrownBy(call::run).isInstanceOf(BailiwickException.class);
    }
    assertThat(world.notices()).hasSize(before);
  }
}
