package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.OrgActors.Kind.OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SUPER_USER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SYSTEM;
import static dev.bailiwick.contract.fixture.RefusalAssertions.assertRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.OrgActors;
import dev.bailiwick.contract.fixture.OrgActors.Kind;
import dev.bailiwick.contract.fixture.PermissionTrial;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.reference.Invariants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.org.OwnershipOffer;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.user.NewMember;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The ownership of an org is offered to an admin, or handed over by the host. */
public interface OwnershipContract extends OwnerErasureContract {
  /** An org with its owner, an admin and a plain member. */
  record Offered(World world, OrgId acme, UserId olga, UserId adam, UserId mia) {
    static Offered in(World world) {
      UserId olga = world.user("olga");
      OrgId acme = world.org("acme", olga);
      return new Offered(world, acme, olga, world.admin("adam", acme), world.member("mia", acme));
    }

    Org offer() {
      return world.as(olga, acme).orgs().offerOwnership(acme, adam);
    }

    Org accept() {
      return world.as(adam, acme).orgs().acceptOwnership(acme);
    }

    Optional<OwnershipOffer> shownTo(UserId user) {
      return world.as(user, acme).orgs().get(acme).ownershipOffer();
    }

    void isClosed(String why) {
      assertThat(world.system().orgs().get(acme).ownershipOffer()).as(why).isEmpty();
      Invariants.checkAll(world.store());
      LogSnapshot before = LogSnapshot.of(world.store());
      assertThatThrownBy(this::accept)
          .as(why)
          .isInstanceOfAny(OrgConflict.class, NoPermission.class, NoSuchOrg.class);
      assertThat(LogSnapshot.of(world.store())).as(why).isEqualTo(before);
    }
  }

  @Test
  default void an_admin_accepts_the_ownership_that_the_owner_offers() {
    Offered in = Offered.in(world());
    Org offered = in.offer();
    assertThat(offered.owner()).isEqualTo(in.olga);
    assertThat(offered.ownershipOffer())
        .contains(new OwnershipOffer(in.adam, in.world.clock().instant().plus(Duration.ofDays(7))));
    assertThat(in.world.as(in.adam, in.acme).may(World.PURGE, in.acme)).isFalse();

    Org taken = in.accept();

    assertThat(taken.owner()).isEqualTo(in.adam);
    assertThat(taken.ownershipOffer()).isEmpty();
    assertThat(in.world.as(in.adam, in.acme).may(World.PURGE, in.acme)).isTrue();
    assertThat(in.world.as(in.olga, in.acme).may(World.PURGE, in.acme)).isFalse();
    assertThat(in.world.system().users().memberships(in.olga))
        .as("the former owner stays an admin")
        .containsExactly(Membership.of(in.acme, in.olga).asAdmin());
    List<AuditEntry> log = in.world.log(in.acme);
    assertThat(log.subList(0, 2))
        .extracting(entry -> entry.event().name())
        .containsExactly("org.accept_ownership", "org.offer_ownership");
    assertThat(log.get(1).items().get(0).properties())
        .containsOnlyKeys("ownership_offer.candidate", "ownership_offer.until");
    in.isClosed("an offer that was accepted");
  }

  @Test
  default void the_owner_offers_and_nobody_hands_over_without_an_answer() {
    PermissionTrial.of(
            this,
            "org.offer_ownership",
            (actors, by) -> by.orgs().offerOwnership(actors.acme, actors.user(Kind.ADMIN)))
        .permits(OWNER)
        .hidden(NoSuchOrg.class)
        .run();
    Offered in = Offered.in(world());
    in.offer();
    assertThatThrownBy(
            () -> in.world.as(in.olga, in.acme).orgs().transferOwnership(in.acme, in.adam))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void an_offer_goes_to_an_active_admin_with_a_claimed_and_usable_account() {
    Offered in = Offered.in(world());
    World world = in.world;
    var members = world.system(in.acme).orgs().members(in.acme);
    members.add(NewMember.member("new@acme.test").asAdmin());
    UserId unclaimed =
        Page.all(members::list).filter(m -> m.fullName().isEmpty()).findFirst().orElseThrow().id();
    UserId inactive = world.admin("inactive", in.acme);
    members.deactivate(inactive);
    UserId off = world.admin("off", in.acme);
    world.system().users().deactivate(off);
    UserId locked = world.admin("locked", in.acme);
    world.system().users().lock(locked);
    in.offer();
    LogSnapshot before = LogSnapshot.of(world.store());
    var orgs = world.as(in.olga, in.acme).orgs();
    for (UserId user : List.of(in.mia, in.olga, unclaimed, inactive, off, locked)) {
      assertRule(OrgConflict.Rule.NO_CANDIDATE, () -> orgs.offerOwnership(in.acme, user));
    }
    for (UserId user : List.of(world.user("stranger"), new UserId(Long.MAX_VALUE - 7))) {
      assertThatThrownBy(() -> orgs.offerOwnership(in.acme, user))
          .isInstanceOfSatisfying(
              NoSuchMember.class, e -> assertThat(e.member()).isEqualTo(user.toString()));
    }
    assertThat(LogSnapshot.of(world.store()).since(before))
        .as("entries about the org")
        .noneMatch(entry -> entry.tenant().equals(in.acme));
    assertThat(in.shownTo(in.adam)).as("the earlier offer").isPresent();
  }

  @Test
  default void an_offer_is_shown_to_admins_and_the_host_until_it_expires() {
    Offered in = Offered.in(world());
    in.world.system().orgs().update(in.acme, keyed());
    OwnershipOffer offer = in.offer().ownershipOffer().orElseThrow();
    UserId root = in.world.superUser("root");
    for (UserId user : List.of(in.olga, in.adam)) {
      assertThat(in.shownTo(user)).contains(offer);
    }
    assertThat(in.world.system().orgs().get(in.acme).ownershipOffer()).contains(offer);
    assertThat(in.world.as(root).orgs().get(in.acme).ownershipOffer()).contains(offer);
    assertThat(in.shownTo(in.mia)).isEmpty();
    assertThat(in.world.as(in.mia).orgs().get("acme").ownershipOffer()).isEmpty();
    assertThat(in.world.as(in.adam).orgs().get("acme").ownershipOffer()).contains(offer);
    assertThat(in.world.as(in.mia).orgs().list(PageRequest.first()).items())
        .extracting(Org::ownershipOffer)
        .containsExactly(Optional.empty());
    assertThat(in.world.as(in.adam).orgs().list(PageRequest.first()).items())
        .extracting(Org::ownershipOffer)
        .containsExactly(Optional.of(offer));

    in.world.clock().set(offer.until());
    for (UserId user : List.of(in.olga, in.adam)) {
      assertThat(in.shownTo(user)).as("an offer that has expired").isEmpty();
    }
  }

  private static OrgChange keyed() {
    return OrgChange.builder().externalKey("acme").build();
  }

  @Test
  default void an_offer_is_accepted_up_to_the_last_tick_of_seven_days() {
    for (boolean late : new boolean[] {false, true}) {
      Offered in = Offered.in(world());
      OwnershipOffer offer = in.offer().ownershipOffer().orElseThrow();
      in.world.clock().set(late ? offer.until() : offer.until().minusNanos(1_000));
      if (late) {
        LogSnapshot before = LogSnapshot.of(in.world.store());
        assertRule(OrgConflict.Rule.NO_OFFER, in::accept);
        assertRule(
            OrgConflict.Rule.NO_OFFER,
            () -> in.world.as(in.adam, in.acme).orgs().declineOwnership(in.acme));
        assertThat(LogSnapshot.of(in.world.store())).isEqualTo(before);
      } else {
        assertThat(in.accept().owner()).isEqualTo(in.adam);
      }
    }
  }

  @Test
  default void only_the_candidate_answers() {
    Offered in = Offered.in(world());
    in.offer();
    UserId other = in.world.admin("other", in.acme);
    UserId root = in.world.superUser("root");
    LogSnapshot before = LogSnapshot.of(in.world.store());
    for (var by :
        List.of(
            in.world.as(in.olga, in.acme),
            in.world.as(other, in.acme),
            in.world.as(root),
            in.world.system())) {
      assertRule(OrgConflict.Rule.NO_OFFER, () -> by.orgs().acceptOwnership(in.acme));
      assertRule(OrgConflict.Rule.NO_OFFER, () -> by.orgs().declineOwnership(in.acme));
    }
    assertThatThrownBy(() -> in.world.as(in.mia, in.acme).orgs().acceptOwnership(in.acme))
        .isInstanceOf(NoPermission.class);
    assertRule(
        OrgConflict.Rule.NO_OFFER,
        () -> in.world.as(in.mia, in.acme).orgs().declineOwnership(in.acme));
    UserId stranger = in.world.user("stranger");
    assertThatThrownBy(() -> in.world.as(stranger).orgs().acceptOwnership(in.acme))
        .isInstanceOf(NoSuchOrg.class);
    assertThatThrownBy(() -> in.world.as(stranger).orgs().declineOwnership(in.acme))
        .isInstanceOf(NoSuchOrg.class);
    assertThat(LogSnapshot.of(in.world.store()).since(before))
        .noneMatch(entry -> entry.tenant().equals(in.acme));

    in.world.as(in.adam, in.acme).orgs().declineOwnership(in.acme);
    in.isClosed("an offer that was declined");
  }

  @Test
  default void the_owner_the_host_and_super_users_withdraw_an_offer() {
    PermissionTrial.of(
            this,
            "org.withdraw_ownership",
            (actors, by) -> by.orgs().withdrawOwnership(actors.acme))
        .permits(SYSTEM, SUPER_USER, OWNER)
        .hidden(NoSuchOrg.class)
        .given(
            actors -> actors.as(OWNER).orgs().offerOwnership(actors.acme, actors.user(Kind.ADMIN)))
        .run();
  }

  @Test
  default void a_new_offer_replaces_the_one_before() {
    Offered in = Offered.in(world());
    in.offer();
    UserId other = in.world.admin("other", in.acme);
    in.world.clock().advance(Duration.ofDays(5));
    Org again = in.world.as(in.olga, in.acme).orgs().offerOwnership(in.acme, other);
    assertThat(again.ownershipOffer().map(OwnershipOffer::candidate)).contains(other);
    assertRule(OrgConflict.Rule.NO_OFFER, in::accept);
    in.world.clock().advance(Duration.ofDays(5));
    Org taken = in.world.as(other, in.acme).orgs().acceptOwnership(in.acme);
    assertThat(taken.owner()).isEqualTo(other);
  }

  @Test
  default void an_offer_ends_when_the_candidate_could_not_accept_it_any_more() {
    Map<String, Consumer<Offered>> ends =
        ImmutableMap.<String, Consumer<Offered>>builder()
            .put("removed", in -> members(in).remove(in.adam))
            .put("removed for an heir", in -> members(in).remove(in.mia, in.adam))
            .put("leaves", in -> in.world.as(in.adam, in.acme).orgs().members(in.acme).leave())
            .put("left out", in -> members(in).replace(NewMember.member(in.olga).asAdmin()))
            .put(
                "replaced",
                in ->
                    members(in)
                        .replace(NewMember.member(in.olga).asAdmin(), NewMember.member(in.adam)))
            .put("demoted", in -> members(in).revokeAdmin(in.adam))
            .put(
                "demoted by adding",
                in -> members(in).add(NewMember.member(in.adam).withAdmin(false)))
            .put("deactivated", in -> members(in).deactivate(in.adam))
            .put("account off", in -> in.world.system().users().deactivate(in.adam))
            .put("account locked", in -> in.world.system().users().lock(in.adam))
            .put("erased", in -> in.world.system().users().erase(in.adam))
            .put(
                "handed to another",
                in -> in.world.system().orgs().transferOwnership(in.acme, in.mia))
            .put("deleted", in -> in.world.as(in.olga, in.acme).orgs().delete(in.acme))
            .buildOrThrow();
    ends.forEach(
        (name, end) -> {
          Offered in = Offered.in(world());
          in.offer();
          end.accept(in);
          if (!name.equals("deleted")) {
            in.isClosed(name);
          }
          if (List.of("demoted", "deactivated", "account off", "account locked").contains(name)) {
            // An admin again, they have no offer from before.
            in.world.system().users().activate(in.adam);
            in.world.system().users().unlock(in.adam);
            members(in).activate(in.adam);
            members(in).makeAdmin(in.adam);
            in.isClosed(name + " and back");
          }
          Invariants.checkAll(in.world.store());
        });
  }

  private static OrgMembers members(Offered in) {
    return in.world.system(in.acme).orgs().members(in.acme);
  }

  @Test
  default void an_offer_is_not_accepted_while_the_owners_account_is_switched_off() {
    Offered in = Offered.in(world());
    in.offer();
    var users = in.world.system().users();
    users.deactivate(in.olga);
    assertRule(OrgConflict.Rule.NO_OFFER, in::accept);
    users.activate(in.olga);
    users.lock(in.olga);
    assertRule(OrgConflict.Rule.NO_OFFER, in::accept);
    users.unlock(in.olga);
    assertThat(in.accept().owner()).isEqualTo(in.adam);
  }

  @Test
  default void no_offer_of_a_suspended_org_is_made_or_answered() {
    for (Suspension extent : Suspension.values()) {
      Offered in = Offered.in(world());
      in.offer();
      var host = in.world.system().orgs();
      host.suspend(in.acme, "unpaid", extent);
      LogSnapshot before = LogSnapshot.of(in.world.store());
      for (Runnable call :
          ImmutableList.<Runnable>of(
              in::offer,
              in::accept,
              () -> in.world.as(in.olga, in.acme).orgs().withdrawOwnership(in.acme),
              () -> in.world.as(in.adam, in.acme).orgs().declineOwnership(in.acme))) {
        assertThatThrownBy(call::run).isInstanceOf(OrgSuspended.class);
      }
      assertThat(LogSnapshot.of(in.world.store())).isEqualTo(before);
      host.resume(in.acme);
      assertThat(in.accept().owner()).isEqualTo(in.adam);
    }
  }

  @Test
  default void the_host_hands_an_org_to_any_person_with_a_usable_account() {
    for (Kind kind : List.of(SYSTEM, SUPER_USER)) {
      OrgActors actors = new OrgActors(world());
      World world = actors.world;
      var orgs = actors.as(kind).orgs();
      UserId off = world.user("off");
      world.system().users().deactivate(off);
      UserId locked = world.member("shut", actors.acme);
      world.system().users().lock(locked);
      UserId missing = new UserId(Long.MAX_VALUE - 7);
      LogSnapshot before = LogSnapshot.of(world.store());
      for (UserId user : List.of(off, locked, actors.jane, actors.dave, missing)) {
        assertThatThrownBy(() -> orgs.transferOwnership(actors.acme, user))
            .isInstanceOfSatisfying(
                NoSuchMember.class, e -> assertThat(e.member()).isEqualTo(user.toString()));
      }
      assertThat(LogSnapshot.of(world.store())).isEqualTo(before);

      UserId inactive = actors.user(Kind.INACTIVE);
      for (UserId user : List.of(actors.bob, inactive, actors.stranger)) {
        UserId former = orgs.get(actors.acme).owner();
        assertThat(orgs.transferOwnership(actors.acme, user).owner()).isEqualTo(user);
        for (UserId admin : List.of(user, former)) {
          assertThat(world.system().users().memberships(admin))
              .contains(Membership.of(actors.acme, admin).asAdmin());
        }
        assertThat(world.as(user, actors.acme).may(Permission.DELETE, actors.acme)).isTrue();
        assertThat(world.as(former, actors.acme).may(World.PURGE, actors.acme)).isFalse();
      }
      Invariants.checkAll(world.store());
    }
  }

  @Test
  default void the_host_hands_an_org_to_a_person_who_was_removed_and_ends_the_bar() {
    Offered in = Offered.in(world());
    members(in).remove(in.mia);
    in.world.system().orgs().transferOwnership(in.acme, in.mia);
    in.world.system().orgs().transferOwnership(in.acme, in.olga);
    in.world.as(in.mia, in.acme).orgs().members(in.acme).leave();
    in.world.system().orgs().members(in.acme).join(in.mia);
    assertThat(in.world.system().users().memberships(in.mia)).hasSize(1);
  }
}
