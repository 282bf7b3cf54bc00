package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.topic.user.ClaimsContract.added;
import static dev.bailiwick.contract.topic.user.ClaimsContract.proved;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailKind;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An address belongs to the person who has proved it. The tests named after a case of the list of
 * adversarial cases have its number in a comment.
 */
public interface AddressesContract extends ClaimsContract {

  // 54, 58.
  @Test
  default void the_owner_of_a_noted_address_gets_an_account_of_their_own() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    ExternalIdentity stranger = ExternalIdentity.of("idp", "stranger");
    User mallory =
        world.system().users().ensure(stranger, Profile.named("Mallory").withEmail(ADDRESS));
    assertThat(mallory.emailKind()).contains(EmailKind.NOTED);

    MemberOutcome named = added(world, olga, acme, member(ADDRESS).asAdmin());
    assertThat(named.id()).isNotEqualTo(mallory.id());
    assertThatThrownBy(() -> world.as(mallory.id()).orgs().get(acme))
        .isInstanceOf(BailiwickException.class);

    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    assertThat(cfo.id()).isEqualTo(named.id());
    assertThat(cfo.identities()).containsExactly(CFO);
    assertThat(world.as(cfo.id()).orgs().members(acme).list(PageRequest.first())).hasSize(2);
    assertThat(world.system().users().find(ADDRESS).map(User::id)).contains(cfo.id());
    assertThat(world.system().users().get(mallory.id()).email()).contains(ADDRESS);
    assertThat(world.system().users().ensure(stranger, Profile.empty()).id())
        .isEqualTo(mallory.id());
  }

  @Test
  default void a_noted_address_is_shown_to_the_person_and_the_host_only() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.system().users().register(Profile.empty().withEmail("mia@x.test")).id();
    world.join(acme, mia);
    world.as(olga).users().update(olga, Profile.empty().withEmail("new@x.test"));
    TeamId team = world.team("ops", acme, olga, mia);
    UserId adam = world.admin("adam", acme);
    Email noted = Email.of("mia@x.test");
    assertThat(world.as(mia).users().current().email()).contains(noted);
    assertThat(world.system().users().get(mia).email()).contains(noted);
    assertThat(world.as(adam, acme).users().get(mia).email()).isEmpty();
    assertThat(world.as(adam, acme).users().get(olga).pendingEmail()).isEmpty();
    assertThat(world.as(adam, acme).users().list(PageRequest.first()).items())
        .noneMatch(user -> user.pendingEmail().isPresent())
        .noneMatch(user -> user.email().filter(noted::equals).isPresent());
    assertThat(world.as(adam).orgs().members(acme).list(PageRequest.first()).items())
        .filteredOn(member -> member.id().equals(mia))
        .allMatch(member -> member.email().isEmpty())
        .hasSize(1);
    assertThat(world.as(adam).teams().members(team).list(PageRequest.first()).items())
        .filteredOn(member -> member.id().equals(mia))
        .allMatch(member -> member.email().isEmpty())
        .hasSize(1);
  }

  @Test
  default void two_orgs_never_share_an_unclaimed_account() {
    World world = world();
    UserId olga = world.user("olga");
    UserId otto = world.user("otto");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", otto);
    UserId first = added(world, olga, acme, member(ADDRESS).named("Carla")).id();
    UserId second = added(world, otto, globex, member(ADDRESS)).id();
    assertThat(second).isNotEqualTo(first);
    assertThat(added(world, olga, acme, member(ADDRESS)).id()).isEqualTo(first);
    assertThatThrownBy(() -> world.system().orgs().members(globex).add(member(first)))
        .isInstanceOf(NoSuchMember.class);
    world.system().orgs().update(globex, OrgChange.ofSharing(true));
    assertThatThrownBy(
            () -> world.system(globex).grants().grant(Standard.OPERATOR, DOC.id("1"), first))
        .isInstanceOf(NoSuchMember.class);
  }

  @Test
  default void an_unclaimed_account_cannot_act_and_owns_nothing() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId waiting = added(world, olga, acme, member(ADDRESS).asAdmin()).id();
    TeamId team = world.team("ops", acme, olga, waiting);
    world.as(olga, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), waiting);
    User account = world.system().users().get(waiting);
    assertThat(account.status()).isEqualTo(UserStatus.UNCLAIMED);
    assertThat(account.emailKind()).contains(EmailKind.UNCLAIMED);
    assertThat(account.usable()).isFalse();
    assertThatThrownBy(() -> world.as(waiting).orgs().get(acme)).isInstanceOf(NoPermission.class);
    assertThat(world.system(acme).access().check(waiting, Permission.READ, DOC.id("1"))).isFalse();
    for (Runnable call :
        List.<Runnable>of(
            () -> world.system().orgs().transferOwnership(acme, waiting),
            () -> world.as(olga).teams().transferOwnership(team, waiting),
            () -> world.as(olga, acme).resources().register(DOC.id("2").ownedBy(waiting)))) {
      assertThatThrownBy(call::run).isInstanceOf(NoSuchMember.class);
    }
    assertThatThrownBy(() -> world.system().users().makeSuperUser(waiting))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("user"));
    world.as(olga, acme).users().deactivate(waiting);
    assertThat(world.as(olga, acme).users().activate(waiting).status())
        .isEqualTo(UserStatus.UNCLAIMED);
  }

  // 57.
  @Test
  default void an_address_that_another_account_proved_is_left_out_of_a_sign_in() {
    World world = world();
    User cfo = world.system().users().ensure(CFO, proved("Carla"));
    User other =
        world.system().users().ensure(ExternalIdentity.of("theirs", "1"), proved("Mallory"));
    assertThat(other.id()).isNotEqualTo(cfo.id());
    assertThat(other.email()).isEmpty();
    assertThat(other.fullName()).isEqualTo("Mallory");
    assertThat(world.system().users().get(cfo.id())).isEqualTo(cfo);
    assertThatThrownBy(() -> world.system().users().register(proved("X")))
        .isInstanceOf(EmailTaken.class);
    world.system().users().update(other.id(), Profile.empty().withEmail(ADDRESS));
    assertThatThrownBy(() -> world.system().users().verifyEmail(other.id(), ADDRESS))
        .isInstanceOf(EmailTaken.class);
  }

  // 56.
  @Test
  default void a_pending_address_ends_with_a_newer_one_a_lock_and_a_day() {
    World world = world();
    UserId jane = world.user("jane");
    Email first = Email.of("first@world.test");
    Email second = Email.of("second@world.test");
    note(world, jane, first);
    note(world, jane, second);
    refusedToVerify(world, jane, first);
    assertThat(world.system().users().verifyEmail(jane, second).email()).contains(second);

    note(world, jane, first);
    world.system().users().lock(jane);
    world.system().users().unlock(jane);
    refusedToVerify(world, jane, first);

    note(world, jane, first);
    note(world, jane, second);
    refusedToVerify(world, jane, first);

    note(world, jane, first);
    world.clock().advance(Duration.ofHours(24));
    refusedToVerify(world, jane, first);
    note(world, jane, first);
    assertThat(world.system().users().verifyEmail(jane, first).email()).contains(first);
  }

  private static void note(World world, UserId user, Email email) {
    world.as(user).users().update(user, Profile.empty().withEmail(email));
  }

  private static void refusedToVerify(World world, UserId user, Email email) {
    assertThatThrownBy(() -> world.system().users().verifyEmail(user, email))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("email"));
  }

  @Test
  default void only_the_host_says_that_an_address_is_verified() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId sue = world.superUser("sue");
    for (Runnable call :
        List.<Runnable>of(
            () -> world.as(olga).users().update(olga, proved("Olga")),
            () -> world.as(olga, acme).users().register(proved("New")),
            () -> world.as(sue).users().register(proved("New")),
            () -> world.as(sue).users().update(olga, proved("Olga")))) {
      assertThatThrownBy(call::run).isInstanceOf(NoPermission.class);
    }
  }

  @Test
  default void an_address_names_in_an_org_its_member_or_its_unclaimed_account() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    world.user("zoe");
    TeamId team = world.team("ops", acme, olga);
    UserId waiting = added(world, olga, acme, member(ADDRESS)).id();
    world.as(olga).teams().members(team).add(member("mia@world.test"), member(ADDRESS));
    assertThat(world.as(olga).teams().members(team).list(PageRequest.first()).items())
        .extracting(member -> member.id())
        .containsExactlyInAnyOrder(mia, waiting);
    for (String nobody : List.of("zoe@world.test", "unknown@world.test")) {
      assertThatThrownBy(() -> world.as(olga).teams().members(team).add(member(nobody)))
          .isInstanceOf(NoSuchMember.class)
          .hasMessage(new NoSuchMember(member(nobody)).getMessage());
    }
    assertThatThrownBy(
            () ->
                world.as(olga, acme).users().register(Profile.empty().withEmail("mia@world.test")))
        .isInstanceOf(EmailTaken.class);
  }
}
