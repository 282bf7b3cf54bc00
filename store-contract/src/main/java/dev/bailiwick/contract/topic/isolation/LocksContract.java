package dev.bailiwick.contract.topic.isolation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.Conflict;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * The tenants that a change locks: its own tenant, and every person or org outside it on which the
 * change depends, so that a user gets nothing while they leave. A member inside leaves by a change
 * of the same tenant.
 */
public interface LocksContract extends ContractTopic {
  /** A store that tells which locks the last unit of work held. */
  final class Watched implements Store {
    private final Store store;
    private Set<Tenant> held = Set.of();
    private Runnable meanwhile = () -> {};

    Watched(Store store) {
      this.store = store;
    }

    Set<Tenant> heldBy(Runnable change) {
      held = Set.of();
      change.run();
      return held;
    }

    /**
     * Sets the concurrent call that runs after a change was authorised, and before it holds a lock.
     */
    void meanwhile(Runnable others) {
      meanwhile = others;
    }

    @Override
    public <R> R read(Consistency consistency, Function<View, R> question) {
      return store.read(consistency, question);
    }

    @Override
    public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
      held = tenants;
      meanwhile.run();
      return store.write(tenants, unit);
    }
  }

  @Test
  default void a_grant_holds_the_guest_that_it_is_to_and_no_member() {
    Watched store = new Watched(newStore());
    World world = new World(store);
    OrgId acme = world.org("acme", world.user("olga"));
    OrgId partner = world.org("partner", world.user("petra"));
    world.sharing(acme, true);
    UserId mia = world.member("mia", acme);
    UserId gus = world.user("gus");
    TeamId team = world.team("ops", acme, mia);
    var grants = world.system(acme).grants();
    assertThat(store.heldBy(() -> grants.grant(COLLABORATOR, DOC.id("1"), gus)))
        .containsExactlyInAnyOrder(acme, gus);
    assertThat(store.heldBy(() -> grants.grant(COLLABORATOR, DOC.id("1"), partner)))
        .containsExactlyInAnyOrder(acme, partner);
    assertThat(store.heldBy(() -> grants.grant(COLLABORATOR, DOC.id("1"), mia)))
        .containsExactly(acme);
    assertThat(store.heldBy(() -> grants.grant(COLLABORATOR, DOC.id("1"), team)))
        .containsExactly(acme);
    assertThat(store.heldBy(() -> grants.grant(COLLABORATOR, DOC.id("1"), Everyone.EVERYONE)))
        .containsExactly(acme);
    assertThat(store.heldBy(() -> world.as(gus).grants().grant(COLLABORATOR, DOC.id("1"), mia)))
        .as("outside orgs every other user is a guest")
        .containsExactlyInAnyOrder(gus, mia);
  }

  @Test
  default void
      a_membership_of_a_stand_alone_team_locks_the_new_member_and_one_in_an_org_does_not() {
    Watched store = new Watched(newStore());
    World world = new World(store);
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    assertThat(
            store.heldBy(
                () -> world.as(ann).teams().create(NewTeam.named("own").with(member(bob)))))
        .containsExactlyInAnyOrder(ann, bob);
    TeamId own = world.as(ann).teams().create(NewTeam.named("second")).id();
    assertThat(store.heldBy(() -> world.as(ann).teams().members(own).add(member(bob))))
        .containsExactlyInAnyOrder(ann, bob);
    assertThat(
            store.heldBy(
                () ->
                    world
                        .as(ann)
                        .teams()
                        .update(own, TeamChange.builder().addMembers(member(mia)).build())))
        .containsExactlyInAnyOrder(ann, mia);
    TeamId team = world.team("ops", acme, mia);
    assertThat(store.heldBy(() -> world.system(acme).teams().members(team).add(member(mia))))
        .containsExactly(acme);
  }

  @Test
  default void changing_a_membership_locks_the_org_and_the_member() {
    Watched store = new Watched(newStore());
    World world = new World(store);
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    UserId bob = world.user("bob");
    var orgs = world.system(acme).orgs();
    assertThat(store.heldBy(() -> orgs.members(acme).add(member(bob))))
        .containsExactlyInAnyOrder(acme, bob);
    assertThat(store.heldBy(() -> orgs.members(acme).makeAdmin(bob)))
        .containsExactlyInAnyOrder(acme, bob);
    assertThat(store.heldBy(() -> orgs.members(acme).remove(bob)))
        .containsExactlyInAnyOrder(acme, bob);
    assertThat(store.heldBy(() -> orgs.transferOwnership(acme, mia)))
        .containsExactlyInAnyOrder(acme, mia);
    assertThat(store.heldBy(() -> orgs.delete(acme))).containsExactlyInAnyOrder(acme, mia, olga);
  }

  @Test
  default void a_change_of_an_unclaimed_account_locks_the_org_that_made_it_and_the_super_user() {
    Watched store = new Watched(newStore());
    World world = new World(store);
    OrgId acme = world.org("acme", world.user("olga"));
    UserId adam = world.admin("adam", acme);
    UserId made =
        world.system(acme).orgs().members(acme).add(member("made@world.test")).value().get(0).id();
    assertThat(store.heldBy(() -> world.as(adam, acme).users().lock(made)))
        .containsExactlyInAnyOrder(made, acme);
    assertThat(store.heldBy(() -> world.system().users().unlock(made)))
        .as("the log of the org shows the change")
        .containsExactlyInAnyOrder(made, acme);
    UserId sue = world.superUser("sue");
    assertThat(store.heldBy(() -> world.as(sue).users().lock(made)))
        .as("a super user's power rests on the super user's own account")
        .containsExactlyInAnyOrder(made, acme, sue);
    assertThat(store.heldBy(() -> world.as(sue).users().erase(world.user("erased"))))
        .as("an erasure by a super user")
        .contains(sue);
  }

  @Test
  default void a_taken_name_or_identity_is_refused_before_a_lock_is_held() {
    Watched store = new Watched(newStore());
    World world = new World(store);
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.team("ops", acme, olga);
    TeamId night = world.team("night", acme, olga);
    world.system().orgs().update(acme, OrgChange.builder().externalKey("key").build());
    OrgId other = world.org("globex", olga);
    UserId ursula = world.user("ursula");
    ExternalIdentity first = ExternalIdentity.of("issuer", "1");
    ExternalIdentity second = ExternalIdentity.of("issuer", "2");
    world.system().users().link(olga, first);
    world.system().users().link(ursula, second);
    for (ThrowingCallable taken :
        List.<ThrowingCallable>of(
            () -> world.as(olga, acme).teams().create(NewTeam.named("OPS")),
            () -> world.as(olga, acme).teams().update(night, TeamChange.ofName("Ops")),
            () ->
                world
                    .system()
                    .orgs()
                    .create(NewOrg.builder().name("new").owner(olga).externalKey("key").build()),
            () ->
                world.system().orgs().update(other, OrgChange.builder().externalKey("key").build()),
            () ->
                world
                    .system(acme)
                    .users()
                    .register(Profile.named("O").withVerifiedEmail("olga@world.test")),
            () -> world.system().users().link(ursula, first),
            () ->
                world
                    .system()
                    .users()
                    .update(ursula, Profile.empty().withVerifiedEmail("olga@world.test")))) {
      assertThat(store.heldBy(() -> assertThatThrownBy(taken).isInstanceOf(Conflict.class)))
          .isEmpty();
    }
  }

  @Test
  default void a_tenant_found_to_be_concerned_is_locked_in_a_further_try() {
    Store plain = newStore();
    Watched store = new Watched(plain);
    World world = new World(store);
    World others = new World(plain);
    OrgId acme = world.org("acme", world.user("olga"));
    List<UserId> made = new ArrayList<>();
    store.meanwhile(
        () -> {
          if (made.isEmpty()) {
            made.add(others.user("jane"));
          }
        });
    var added = world.system(acme).orgs().members(acme).add(member("jane@world.test"));
    assertThat(added.value()).extracting(MemberOutcome::id).containsExactlyElementsOf(made);
    assertThat(store.held).containsExactlyInAnyOrder(acme, made.get(0));
  }

  @Test
  default void the_clock_is_read_under_the_locks() {
    Watched store = new Watched(newStore());
    World world = new World(store);
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId ben = world.member("ben", acme);
    Instant end = World.START.plusSeconds(60);
    world
        .system(acme)
        .grants()
        .merge(DOC.id("1"), NewGrant.of(ADMIN, mia).during(Window.until(end)));
    var grants = world.as(mia, acme).grants();
    store.meanwhile(() -> world.clock().set(end.minusNanos(1_000)));
    grants.grant(COLLABORATOR, DOC.id("1"), ben);
    assertThat(world.log(acme).get(0).at()).as("when it was made").isEqualTo(end.minusNanos(1_000));
    store.meanwhile(() -> world.clock().set(end));
    world.clock().set(World.START);
    assertThatThrownBy(() -> grants.revoke(COLLABORATOR, DOC.id("1"), ben))
        .as("the right is gone before the lock is held")
        .isInstanceOf(NoSuchResource.class);
    assertThat(world.log(acme).get(0).event().name()).isEqualTo("grant.grant");
  }

  @Test
  default void a_change_fails_if_its_locks_never_suffice() {
    Store plain = newStore();
    Watched store = new Watched(plain);
    World world = new World(store);
    World others = new World(plain);
    OrgId acme = world.org("acme", world.user("olga"));
    List<UserId> made = new ArrayList<>();
    store.meanwhile(
        () -> {
          assertThat(made).as("tries").hasSizeLessThan(100);
          made.stream().skip(Math.max(0, made.size() - 1)).forEach(others.system().users()::erase);
          made.add(others.user("jane"));
        });
    assertThatThrownBy(() -> world.system(acme).orgs().members(acme).add(member("jane@world.test")))
        .isInstanceOfSatisfying(
            StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
    assertThat(made).hasSizeGreaterThan(1);
  }
}
