package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Slice;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promises of the repository of invitations, of bars, and of members by address. */
public interface InvitationPortsContract extends ContractTopic {
  /** An instant at the precision of a store. */
  Instant THEN = StoreRows.THEN;

  private static Invitation sent(
      long id, Tenant tenant, String email, Optional<UserId> inviter, Gift gift) {
    return Invitation.of(
        new InvitationId(id),
        tenant,
        Email.of(email),
        inviter,
        gift,
        THEN,
        THEN.plus(Duration.ofDays(7)));
  }

  @Test
  default void an_invitation_is_kept_whole_and_found_by_each_of_its_names() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    Gift gift =
        Gift.membership()
            .asAdmin()
            .inTeam(new TeamId(7))
            .asAdminOf(new TeamId(5))
            .withRole(Role.ofOrg("own"), ResourceId.of("doc", "1 \"ö\" .:😀"))
            .withRole(Role.of("viewer"), ResourceId.of("folder", "2"));
    Invitation one =
        sent(1_000_001, org, "ben@world.test", Optional.of(ann), gift)
            .withSends(3, THEN.plusSeconds(3));
    Invitation two = sent(1_000_002, org, "cai@world.test", Optional.empty(), Gift.membership());
    Invitation own = sent(1_000_003, ann, "ben@world.test", Optional.of(ann), Gift.membership());
    rows.write(
        tx -> {
          tx.invitations().save(two);
          tx.invitations().save(own);
          tx.invitations().save(one, "a".repeat(64));
          assertThat(tx.invitations().findByCode("a".repeat(64))).contains(one);
        },
        org,
        ann);
    assertThat(rows.find(view -> view.invitations().find(one.id()))).contains(one);
    assertThat(rows.find(view -> view.invitations().find(two.id()))).contains(two);
    assertThat(rows.find(view -> view.invitations().find(new InvitationId(9)))).isEmpty();
    assertThat(rows.find(view -> view.invitations().findByCode("a".repeat(64)))).contains(one);
    assertThat(rows.find(view -> view.invitations().findByCode("b".repeat(64)))).isEmpty();
    assertThat(rows.list(view -> view.invitations().list(org, StoreRows.all())))
        .containsExactly(one, two);
    assertThat(rows.list(view -> view.invitations().list(org, new Slice<>(Optional.empty(), 1))))
        .containsExactly(one);
    assertThat(
            rows.list(view -> view.invitations().list(org, new Slice<>(Optional.of(one.id()), 5))))
        .containsExactly(two);
    assertThat(
            rows.list(view -> view.invitations().to(Email.of("ben@world.test"), StoreRows.all())))
        .containsExactly(one, own);

    Invitation declined = one.declined(THEN.plusSeconds(9));
    rows.write(
        tx -> {
          tx.invitations().save(declined);
          tx.invitations().delete(two);
        },
        org);
    assertThat(rows.find(view -> view.invitations().find(one.id()))).contains(declined);
    assertThat(rows.find(view -> view.invitations().findByCode("a".repeat(64))))
        .as("saved again, it keeps its code")
        .contains(declined);
    assertThat(rows.list(view -> view.invitations().list(org, StoreRows.all())))
        .containsExactly(declined);
    rows.write(tx -> tx.invitations().save(declined, "c".repeat(64)), org);
    assertThat(rows.find(view -> view.invitations().findByCode("a".repeat(64)))).isEmpty();
    assertThat(rows.find(view -> view.invitations().findByCode("c".repeat(64)))).isPresent();
    long before = rows.revision(org);
    rows.write(tx -> tx.invitations().delete(declined), org);
    assertThat(rows.revision(org)).isEqualTo(before + 1);
    assertThat(rows.find(view -> view.invitations().findByCode("c".repeat(64)))).isEmpty();
  }

  @Test
  default void mails_are_counted_for_each_recipient_from_an_instant_on() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    rows.write(
        tx -> {
          tx.invitations().addMail("one", THEN);
          tx.invitations().addMail("one", THEN);
          tx.invitations().addMail("two", THEN);
        },
        ann);
    assertThat(rows.<Integer>read(view -> view.invitations().mails("one", THEN))).isEqualTo(2);
    assertThat(rows.<Integer>read(view -> view.invitations().mails("one", THEN.plusNanos(1000))))
        .isZero();
    assertThat(rows.<Integer>read(view -> view.invitations().mails("three", THEN))).isZero();
  }

  @Test
  default void old_mails_are_deleted_by_time_whatever_their_recipients() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    rows.write(
        tx -> {
          for (int i = 0; i < 6; i++) {
            tx.invitations().addMail(i % 2 == 0 ? "one" : "two", THEN.plusSeconds(i));
          }
          tx.invitations().addMail("three", THEN);
        },
        ann);
    rows.write(tx -> tx.invitations().deleteMails(THEN, 100), ann);
    assertThat(mails(rows)).as("none is older").containsExactly(3, 3, 1);
    rows.write(tx -> tx.invitations().deleteMails(THEN.plusSeconds(5), 3), ann);
    assertThat(mails(rows)).as("the oldest").containsExactly(2, 2, 0);
    rows.write(tx -> tx.invitations().deleteMails(THEN.plusSeconds(5), 100), ann);
    assertThat(mails(rows)).as("strictly before").containsExactly(0, 1, 0);
  }

  private static List<Integer> mails(StoreRows rows) {
    return Stream.of("one", "two", "three")
        .map(to -> rows.<Integer>read(view -> view.invitations().mails(to, Instant.EPOCH)))
        .toList();
  }

  @Test
  default void bars_belong_to_an_org() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    rows.write(
        tx -> {
          tx.orgs().addBar(org, "x", THEN);
          tx.orgs().addBar(org, "x", THEN.plusSeconds(1));
          tx.orgs().addBar(org, "y", THEN);
        },
        org);
    assertThat(rows.find(view -> view.orgs().barredAt(org, List.of("z", "y", "x"))))
        .contains(THEN.plusSeconds(1));
    assertThat(rows.find(view -> view.orgs().barredAt(org, List.of("z")))).isEmpty();
    assertThat(rows.find(view -> view.orgs().barredAt(other, List.of("x")))).isEmpty();
    rows.write(tx -> tx.orgs().deleteBars(org, ImmutableSet.of("x", "z")), org);
    assertThat(rows.find(view -> view.orgs().barredAt(org, List.of("x")))).isEmpty();
    assertThat(rows.find(view -> view.orgs().barredAt(org, List.of("y")))).isPresent();
  }

  @Test
  default void an_address_names_the_members_of_an_org_and_of_a_team() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    Email proved = Email.of("proved@world.test");
    Email noted = Email.of("noted@world.test");
    Email waiting = Email.of("waiting@world.test");
    Email both = Email.of("both@world.test");
    UserId ann = rows.user(user -> user.email(proved).emailVerifiedAt(THEN));
    UserId ben = rows.user(user -> user.email(noted));
    UserId cai = rows.user(user -> user.email(waiting).createdIn(org).status(UserStatus.UNCLAIMED));
    UserId dan = rows.user(user -> user.email(both).emailVerifiedAt(THEN));
    UserId eve = rows.user(user -> user.email(both).createdIn(org).status(UserStatus.UNCLAIMED));
    UserId out = rows.user(user -> user.email(Email.of("out@world.test")).emailVerifiedAt(THEN));
    List<UserId> members = List.of(ann, ben, cai, dan, eve);
    rows.write(
        tx -> members.forEach(user -> tx.orgs().save(Membership.of(org, user))),
        org,
        ann,
        ben,
        cai,
        dan,
        eve);
    TeamId team = rows.team(org, owner, "ops");
    rows.write(tx -> tx.teams().save(new Seat(team, ann, false)), org);
    List<Email> all =
        List.of(proved, noted, waiting, both, Email.of("out@world.test"), Email.of("no@w.test"));

    assertThat(rows.<ImmutableMap<Email, User>>read(view -> view.orgs().named(org, all)))
        .hasSize(3)
        .hasEntrySatisfying(proved, user -> assertThat(user.id()).isEqualTo(ann))
        .hasEntrySatisfying(waiting, user -> assertThat(user.id()).isEqualTo(cai))
        .hasEntrySatisfying(both, user -> assertThat(user.id()).isEqualTo(dan));
    assertThat(rows.<ImmutableMap<Email, User>>read(view -> view.teams().named(team, all)).values())
        .extracting(User::id)
        .containsExactly(ann);
    assertThat(rows.find(view -> view.users().find(out))).isPresent();
  }
}
