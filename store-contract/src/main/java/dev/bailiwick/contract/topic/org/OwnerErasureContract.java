package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.RefusalAssertions.assertRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.reference.Invariants;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The owner of an org erases their account. */
public interface OwnerErasureContract extends ContractTopic {
  /** An org with an owner that has everything in it, an admin and a plain member. */
  record Firm(World world, OrgId acme, UserId olga, UserId adam, UserId mia, TeamId ops) {
    static final ExternalIdentity OLGA = ExternalIdentity.of("idp", "olga");

    static Firm in(World world) {
      UserId olga = world.user("olga");
      world.system().users().link(olga, OLGA);
      OrgId acme = world.org("acme", olga);
      Firm firm =
          new Firm(
              world,
              acme,
              olga,
              world.admin("adam", acme),
              world.member("mia", acme),
              world.team("ops", acme, olga, olga));
      world.system(acme).resources().register(World.DOC.id("1").ownedBy(olga));
      world.system(acme).grants().grant(Standard.ADMIN, World.DOC.id("2"), olga);
      return firm;
    }

    Session host() {
      return world.system(acme);
    }

    /** The former account of the owner has left the org, and nothing of it is there. */
    void ownerIs(UserId owner) {
      assertThat(host().orgs().get(acme).owner()).isEqualTo(owner);
      assertThat(host().teams().get(ops).owner()).isEqualTo(owner);
      assertThat(host().resources().get(World.DOC.id("1")).owner()).isEqualTo(owner);
      assertThat(Page.all(host().orgs().members(acme)::list))
          .extracting(OrgMember::id)
          .doesNotContain(olga);
      assertThat(world.as(owner, acme).may(World.PURGE, World.DOC.id("1"))).isTrue();
      Invariants.checkAll(world.store());
    }
  }

  @Test
  default void an_owner_erases_themselves_and_the_closed_account_stays_the_owner() {
    Firm in = Firm.in(world());
    World world = in.world();
    Session olga = world.as(in.olga(), in.acme());
    assertThat(olga.may(Permission.READ, World.DOC.id("2"))).isTrue();

    olga.users().erase(in.olga());

    assertThat(olga.may(Permission.READ, World.DOC.id("2"))).isFalse();
    assertThatThrownBy(() -> olga.orgs().get(in.acme())).isInstanceOf(NoPermission.class);
    assertThat(world.system().users().find(Firm.OLGA)).isEmpty();
    assertThatThrownBy(() -> world.system().users().get(in.olga())).isInstanceOf(NoSuchUser.class);
    assertThat(world.log(in.acme()).toString()).doesNotContain("olga@world.test", "idp");
    assertThat(in.host().orgs().get(in.acme()).owner()).isEqualTo(in.olga());
    assertThat(Page.all(in.host().orgs().members(in.acme())::list).findFirst())
        .hasValueSatisfying(
            member -> {
              assertThat(member.id()).isEqualTo(in.olga());
              assertThat(member.owner() && member.admin() && member.active()).isTrue();
              assertThat(member.status()).isEqualTo(UserStatus.ERASED);
              assertThat(member.fullName()).isEmpty();
              assertThat(member.email()).isEmpty();
            });
    assertThat(Page.all(in.host().teams().members(in.ops())::list)).isEmpty();
    assertThat(in.host().grants().list(World.DOC.id("2"), PageRequest.first())).isEmpty();
    Invariants.checkAll(world.store());

    // The org goes on. No admin gets more than before, and the account cannot be taken out.
    Session adam = world.as(in.adam(), in.acme());
    assertThat(adam.may(World.PURGE, World.DOC.id("1"))).isFalse();
    assertRule(OrgConflict.Rule.NO_OFFER, () -> adam.orgs().acceptOwnership(in.acme()));
    assertRule(
        OrgConflict.Rule.OWNER_STAYS, () -> adam.orgs().members(in.acme()).remove(in.olga()));
    adam.orgs().members(in.acme()).remove(in.mia());

    // The host decides.
    UserId stranger = world.user("stranger");
    world.system().orgs().transferOwnership(in.acme(), stranger);
    in.ownerIs(stranger);
  }

  @Test
  default void an_admin_accepts_the_offer_of_an_owner_who_erased_themselves() {
    for (boolean byHost : new boolean[] {false, true}) {
      Firm in = Firm.in(world());
      World world = in.world();
      world.as(in.olga(), in.acme()).orgs().offerOwnership(in.acme(), in.adam());
      Session by = byHost ? world.system() : world.as(in.olga());
      by.users().erase(in.olga());
      assertThat(world.as(in.adam()).orgs().get(in.acme()).ownershipOffer()).isPresent();

      world.as(in.adam()).orgs().acceptOwnership(in.acme());
      in.ownerIs(in.adam());
    }
  }

  @Test
  default void the_offer_of_an_owner_who_erased_themselves_expires_like_any_other() {
    Firm in = Firm.in(world());
    World world = in.world();
    world.as(in.olga(), in.acme()).orgs().offerOwnership(in.acme(), in.adam());
    world.as(in.olga()).users().erase(in.olga());
    world.clock().advance(Duration.ofDays(7));
    assertRule(
        OrgConflict.Rule.NO_OFFER, () -> world.as(in.adam()).orgs().acceptOwnership(in.acme()));
  }

  @Test
  default void an_org_that_concerns_nobody_else_is_deleted_with_its_owner() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId mine = world.org("mine", olga);
    OrgId other = world.org("other", world.user("petra"));
    world.sharing(other, true);
    world.system(other).grants().grant(Standard.OPERATOR, World.DOC.id("9"), mine);
    TeamId ops = world.team("ops", mine, olga, olga);
    Session host = world.system(mine);
    host.resources().register(World.DOC.id("1").ownedBy(olga));
    host.grants().grant(Standard.OPERATOR, World.DOC.id("1"), ops);
    host.grants().grant(Standard.OPERATOR, World.DOC.id("1"), mine);
    host.grants().grant(Standard.OPERATOR, World.DOC.id("1"), olga);
    host.grants().merge(World.DOC.id("1"), NewGrant.of(Standard.OPERATOR, Everyone.EVERYONE));
    OrgId shared = world.org("shared", olga);
    UserId mia = world.member("mia", shared);

    world.as(olga).users().erase(olga);

    assertThatThrownBy(() -> world.system().orgs().get(mine)).isInstanceOf(NoSuchOrg.class);
    assertThat(world.log(mine).get(0).items()).isNotEmpty();
    assertThat(world.system(other).grants().list(World.DOC.id("9"), PageRequest.first())).isEmpty();
    assertThat(world.system().users().memberships(mia)).containsExactly(Membership.of(shared, mia));
    assertThat(world.system().orgs().get(shared).owner()).isEqualTo(olga);
    Invariants.checkAll(world.store());
  }

  @Test
  default void an_org_that_concerns_others_or_is_suspended_is_not_deleted_with_its_owner() {
    UserId[] guest = new UserId[1];
    OrgId[] partner = new OrgId[1];
    ImmutableMap<String, BiConsumer<Session, OrgId>> concerned =
        ImmutableMap.<String, BiConsumer<Session, OrgId>>builder()
            .put("a member", (host, org) -> host.orgs().members(org).add(member(guest[0])))
            .put(
                "an inactive member",
                (host, org) -> {
                  host.orgs().members(org).add(member(guest[0]));
                  host.orgs().members(org).deactivate(guest[0]);
                })
            .put(
                "an unclaimed member",
                (host, org) -> host.orgs().members(org).add(NewMember.member("new@acme.test")))
            .put(
                "a guest",
                (host, org) ->
                    host.grants().grant(Standard.COLLABORATOR, World.DOC.id("1"), guest[0]))
            .put(
                "a guest org",
                (host, org) ->
                    host.grants().grant(Standard.COLLABORATOR, World.DOC.id("1"), partner[0]))
            .put(
                "everyone",
                (host, org) ->
                    host.grants()
                        .merge(
                            World.DOC.id("1"),
                            NewGrant.of(Standard.COLLABORATOR, Everyone.EVERYONE)))
            .put(
                "an open invitation",
                (host, org) ->
                    host.invitations().send(org, Email.of("new@acme.test"), Gift.membership()))
            .put("a suspension", (host, org) -> host.orgs().suspend(org, "unpaid"))
            .put(
                "an ended trial",
                (host, org) -> host.orgs().suspend(org, "trial", Suspension.READ_ONLY))
            .buildOrThrow();
    concerned.forEach(
        (name, concern) -> {
          World world = world();
          UserId olga = world.user("olga");
          OrgId mine = world.org("mine", olga);
          world.sharing(mine, true);
          guest[0] = world.user("gus");
          partner[0] = world.org("partner", world.user("petra"));
          concern.accept(world.system(mine), mine);

          world.as(olga).users().erase(olga);

          assertThat(world.system().orgs().get(mine).owner()).as(name).isEqualTo(olga);
          Invariants.checkAll(world.store());
          world.system().orgs().transferOwnership(mine, guest[0]);
          assertThat(world.system().orgs().get(mine).owner()).as(name).isEqualTo(guest[0]);
          Invariants.checkAll(world.store());
        });
  }

  private static NewMember member(UserId user) {
    return NewMember.member(user);
  }

  @Test
  default void the_list_of_members_with_a_closed_owner_is_written_back() {
    Firm in = Firm.in(world());
    in.world().as(in.olga()).users().erase(in.olga());
    Session adam = in.world().as(in.adam(), in.acme());
    List<NewMember> list =
        Page.all(adam.orgs().members(in.acme())::list).map(OrgMember::asNewMember).toList();
    LogSnapshot before = LogSnapshot.of(in.world().store());
    List<MemberOutcome> outcomes = adam.orgs().members(in.acme()).replace(list).value();
    assertThat(outcomes)
        .extracting(outcome -> outcome.kind().name())
        .containsExactly("INACTIVE", "UNCHANGED", "UNCHANGED");
    assertThat(LogSnapshot.of(in.world().store())).isEqualTo(before);
    // Nothing new goes to a closed account.
    Session host = in.host();
    for (Runnable call :
        List.<Runnable>of(
            () -> host.grants().grant(Standard.OPERATOR, World.DOC.id("3"), in.olga()),
            () -> host.teams().members(in.ops()).add(NewMember.member(in.olga())),
            () -> host.teams().create(NewTeam.named("new").withOwner(in.olga())),
            () -> host.resources().register(World.DOC.id("3").ownedBy(in.olga())),
            () -> host.users().transferOwnership(in.mia(), in.olga()))) {
      assertThatThrownBy(call::run).isInstanceOf(NoSuchMember.class);
    }
    // No other org takes it.
    OrgId other = in.world().org("other", in.adam());
    assertThatThrownBy(
            () -> in.world().system().orgs().members(other).add(NewMember.member(in.olga())))
        .isInstanceOf(NoSuchMember.class);
  }
}
