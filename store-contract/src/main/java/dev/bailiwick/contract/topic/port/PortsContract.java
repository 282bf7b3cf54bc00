package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.MissingPart;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Standing;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The promises of the store itself, of its views and of its units of work, by one thread. */
public interface PortsContract
    extends AccountPortsContract,
        TeamPortsContract,
        GrantPortsContract,
        OperationPortsContract,
        InvitationPortsContract,
        JoiningPortsContract,
        AuditPortsContract,
        BatchPortsContract,
        DefaultMethodsContract,
        StandingPortsContract {
  @Test
  default void an_empty_store_has_nothing_and_is_at_revision_0() {
    StoreRows rows = new StoreRows(newStore());
    assertThat(rows.<Boolean>read(view -> view.users().list(StoreRows.all()).isEmpty())).isTrue();
    assertThat(rows.<Boolean>read(view -> view.orgs().list(StoreRows.all()).isEmpty())).isTrue();
    assertThat(rows.revision(new UserId(1))).isZero();
    assertThat(rows.revision(new OrgId(1))).isZero();
  }

  @Test
  default void a_store_has_an_optional_part_or_says_which_is_missing() {
    StoreRows rows = new StoreRows(newStore());
    for (Part part : Part.values()) {
      try {
        rows.<Boolean>read(
            view -> {
              view.requirePart(part);
              return true;
            });
      } catch (MissingPart missing) {
        assertThat(missing.part()).isEqualTo(part);
      }
    }
  }

  @Test
  default void a_unit_returns_the_result_of_its_function() {
    StoreRows rows = new StoreRows(newStore());
    assertThat(rows.store().<String>write(Set.of(), tx -> "done")).isEqualTo("done");
    assertThat(rows.<String>read(view -> "seen")).isEqualTo("seen");
  }

  @Test
  default void every_tenant_that_a_unit_wrote_moves_on_by_one_and_no_other() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId other = rows.user();
    assertThat(rows.revision(owner)).isEqualTo(1);
    OrgId org = rows.org(owner);
    assertThat(rows.revision(org)).isEqualTo(1);
    assertThat(rows.revision(owner)).as("a membership is the person's, too").isEqualTo(2);
    rows.write(
        tx -> {
          tx.resources().save(new Resource(org, StoreRows.doc("1"), owner, Optional.empty(), 1));
          tx.grants()
              .save(
                  StoreRows.given(org, StoreRows.doc("1"), owner, StoreRows.VIEWER, Effect.ALLOW));
        },
        org,
        owner,
        other);
    assertThat(rows.revision(org)).as("once for two rows").isEqualTo(2);
    assertThat(rows.revision(owner)).as("locked, not written").isEqualTo(2);
    assertThat(rows.revision(other)).isEqualTo(1);
  }

  @Test
  default void each_kind_of_row_moves_the_tenants_that_it_belongs_to() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId user = rows.user();
    OrgId org = rows.org(owner);
    rows.member(org, user);
    TeamId team = rows.team(org, owner, "ops");
    assertThat(rows.revision(org)).isEqualTo(3);
    assertThat(rows.revision(user)).isEqualTo(2);
    assertThat(rows.revision(owner)).as("the team is the org's").isEqualTo(2);
    rows.seat(org, team, user);
    assertThat(rows.revision(org)).isEqualTo(4);
    rows.write(tx -> tx.teams().delete(new Seat(team, user, false)), org);
    assertThat(rows.revision(org)).isEqualTo(5);
    assertThat(rows.revision(user)).as("a seat is the team's alone").isEqualTo(2);
    RoleDefinition role =
        new RoleDefinition(org, Role.ofOrg("r"), ImmutableSortedSet.of(Permission.READ));
    rows.write(tx -> tx.orgs().save(role), org);
    assertThat(rows.revision(org)).isEqualTo(6);
    rows.write(tx -> tx.orgs().delete(role), org);
    assertThat(rows.revision(org)).isEqualTo(7);
    rows.entry(org, "event", Actor.user(user), StoreRows.THEN, Membership.of(org, user));
    assertThat(rows.revision(org)).isEqualTo(8);
    assertThat(rows.revision(user)).as("touched, not written").isEqualTo(2);
    TeamId own = rows.team(user, user, "own");
    assertThat(rows.revision(user)).isEqualTo(3);
    rows.seat(user, own, owner);
    assertThat(rows.revision(user)).isEqualTo(4);
    assertThat(rows.revision(owner)).isEqualTo(2);
    rows.write(tx -> tx.orgs().delete(Membership.of(org, user)), org, user);
    assertThat(rows.revision(org)).isEqualTo(9);
    assertThat(rows.revision(user)).isEqualTo(5);
  }

  @Test
  default void a_unit_that_wrote_nothing_moves_nothing() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    rows.write(tx -> tx.orgs().find(org), owner, org);
    assertThat(rows.revision(owner)).isEqualTo(2);
    assertThat(rows.revision(org)).isEqualTo(1);
  }

  @Test
  default void a_unit_that_throws_leaves_nothing_behind() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    List<Long> made = new ArrayList<>();
    assertThatThrownBy(
            () ->
                rows.write(
                    tx -> {
                      made.add(tx.nextId());
                      tx.users().save(StoreRows.account(new UserId(made.get(0))).build());
                      tx.orgs().save(StoreRows.settings(org, owner).name("renamed").build());
                      tx.orgs().delete(Membership.of(org, owner).asAdmin());
                      throw new IllegalArgumentException("no");
                    },
                    owner,
                    org))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");
    assertThat(rows.find(view -> view.users().find(new UserId(made.get(0))))).isEmpty();
    assertThat(rows.find(view -> view.orgs().find(org)).map(Org::name)).contains("an org");
    assertThat(rows.find(view -> view.orgs().membership(org, owner))).isPresent();
    assertThat(rows.revision(org)).isEqualTo(1);
    assertThat(rows.revision(owner)).isEqualTo(2);
    rows.write(tx -> tx.orgs().save(StoreRows.settings(org, owner).name("again").build()), org);
    assertThat(rows.revision(org)).as("its locks are free").isEqualTo(2);
  }

  @Test
  default void a_unit_alone_reads_its_own_writes_before_it_commits() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    rows.write(
        tx -> {
          tx.orgs().save(StoreRows.settings(org, owner).name("renamed").build());
          assertThat(tx.orgs().find(org).map(Org::name)).contains("renamed");
          TeamId team = new TeamId(tx.nextId());
          tx.teams().save(StoreRows.group(team, org, owner, "ops").build());
          assertThat(tx.teams().find(org, "ops")).isPresent();
          assertThat(tx.teams().list(org, StoreRows.all())).hasSize(1);
          assertThat(tx.teams().ownedBy(org, owner, StoreRows.all())).hasSize(1);
          tx.teams().delete(tx.teams().find(team).orElseThrow());
          assertThat(tx.teams().find(org, "ops")).isEmpty();
          assertThat(tx.revision(org)).as("before it commits").isEqualTo(1);
          assertThat(rows.find(view -> view.orgs().find(org)).map(Org::name)).contains("an org");
        },
        org);
    assertThat(rows.find(view -> view.orgs().find(org)).map(Org::name)).contains("renamed");
  }

  @Test
  default void a_read_sees_one_snapshot_in_spite_of_concurrent_writes() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    rows.read(
        view -> {
          assertThat(view.orgs().find(org).map(Org::name)).contains("an org");
          CompletableFuture.runAsync(
                  () ->
                      rows.write(
                          tx -> {
                            tx.orgs().save(StoreRows.settings(org, owner).name("renamed").build());
                            tx.teams()
                                .save(
                                    StoreRows.group(new TeamId(tx.nextId()), org, owner, "ops")
                                        .build());
                          },
                          org))
              .join();
          assertThat(view.orgs().find(org).map(Org::name)).contains("an org");
          assertThat(view.teams().list(org, StoreRows.all())).isEmpty();
          assertThat(view.revision(org)).isEqualTo(1);
          return view.revision(org);
        });
    assertThat(rows.revision(org)).isEqualTo(2);
    assertThat(rows.list(view -> view.teams().list(org, StoreRows.all()))).hasSize(1);
  }

  @Test
  default void an_answer_is_at_least_as_fresh_as_asked() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    rows.write(tx -> tx.orgs().save(StoreRows.settings(org, owner).name("renamed").build()), org);
    for (Consistency fresh :
        List.of(
            Consistency.atLeast(Revision.of(org, 2)),
            Consistency.atLeast(Revision.of(org, 2).and(Revision.of(owner, 2))),
            Consistency.within(Duration.ZERO),
            Consistency.latest())) {
      assertThat(rows.store().read(fresh, view -> view.orgs().find(org)).map(Org::name))
          .contains("renamed");
    }
    assertThat(rows.store().<Long>read(Consistency.atLeast(Revision.NONE), v -> v.revision(org)))
        .isBetween(0L, 2L);
  }

  @Test
  default void an_answer_that_cannot_be_so_fresh_fails() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    for (Revision ahead :
        List.of(
            Revision.of(org, 2),
            Revision.of(owner, 3),
            Revision.of(org, 1).and(Revision.of(owner, 3)),
            Revision.of(new OrgId(Long.MAX_VALUE), 1))) {
      StoreFailure failure =
          catchThrowableOfType(
              StoreFailure.class,
              () -> rows.store().read(Consistency.atLeast(ahead), View::candidates));
      assertThat(failure).as("%s", ahead).isNotNull();
      assertThat(failure.retryable()).isTrue();
    }
  }

  @Test
  default void numbers_are_positive_and_never_given_twice() {
    StoreRows rows = new StoreRows(newStore());
    Set<Long> given = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      rows.write(
          tx -> {
            for (int j = 0; j < 5; j++) {
              long id = tx.nextId();
              assertThat(id).isPositive();
              assertThat(given.add(id)).isTrue();
            }
          });
    }
    UserId owner = rows.user();
    assertThat(given.add(owner.value())).isTrue();
    OrgId org = rows.org(owner);
    assertThat(given.add(org.value())).isTrue();
    TeamId team = rows.team(org, owner, "ops");
    assertThat(given.add(team.value())).isTrue();
    rows.write(tx -> tx.teams().delete(tx.teams().find(team).orElseThrow()), org);
    assertThat(given).doesNotContain(rows.team(org, owner, "ops").value());
  }

  @Test
  default void the_key_of_page_tokens_is_long_and_stays() {
    StoreRows rows = new StoreRows(newStore());
    byte[] key = rows.read(View::pageKey);
    assertThat(key).hasSizeGreaterThanOrEqualTo(32);
    rows.user();
    assertThat(rows.read(View::pageKey)).isEqualTo(key);
    assertThat(new StoreRows(newStore()).read(View::pageKey)).isNotEqualTo(key);
  }

  @Test
  default void facts_equal_the_contents_of_the_repositories() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    UserId locked = rows.user(user -> user.locked(true));
    UserId off = rows.user(user -> user.status(UserStatus.DEACTIVATED).locked(true));
    UserId erased = rows.user(user -> user.status(UserStatus.ERASED));
    OrgId org = rows.org(owner, o -> o.sharing(true).membersDefaultRole(StoreRows.VIEWER));
    OrgId gone = rows.org(owner, o -> o.deleted(true));
    OrgId other = rows.org(locked);
    rows.write(tx -> tx.orgs().save(Membership.of(other, owner).withActive(false)), owner, other);
    TeamId team = rows.team(org, owner, "ops");
    TeamId child = rows.team(org, owner, "night", t -> t.parent(team));
    rows.seat(org, child, owner);
    rows.resource(org, StoreRows.doc("1"), owner);
    rows.resource(org, StoreRows.doc("2"), owner, StoreRows.doc("1"));
    var toOwner = rows.grant(org, StoreRows.doc("2"), owner);
    rows.grant(org, StoreRows.doc("2"), team);
    rows.read(
        view -> {
          Facts facts = view.facts(org, Set.of(owner), Set.of(StoreRows.doc("2")));
          assertThat(facts.standing(owner)).isEqualTo(Standing.ACTIVE);
          assertThat(facts.standing(locked)).isEqualTo(Standing.LOCKED);
          assertThat(facts.standing(off)).isEqualTo(Standing.DEACTIVATED);
          assertThat(facts.standing(erased)).isEqualTo(Standing.UNKNOWN);
          assertThat(facts.standing(new UserId(Long.MAX_VALUE))).isEqualTo(Standing.UNKNOWN);
          assertThat(facts.org(org))
              .contains(
                  new Facts.OrgFacts(owner, true, Optional.of(StoreRows.VIEWER), Optional.empty()));
          assertThat(facts.org(gone)).isEmpty();
          assertThat(facts.membership(other, owner))
              .contains(Membership.of(other, owner).withActive(false));
          assertThat(facts.orgs(owner)).containsExactly(org);
          assertThat(facts.teams(owner, org)).containsExactly(child);
          assertThat(facts.teams(owner, owner)).isEmpty();
          assertThat(facts.team(child))
              .contains(new Facts.TeamFacts(org, owner, Optional.of(team)));
          assertThat(facts.resource(org, StoreRows.doc("2")))
              .contains(new Facts.ResourceFacts(owner, Optional.of(StoreRows.doc("1"))));
          assertThat(facts.resource(owner, StoreRows.doc("2"))).isEmpty();
          assertThat(facts.grants(org, StoreRows.doc("2"), Set.of(owner, child)))
              .containsExactly(toOwner);
          assertThat(facts.grants(org, StoreRows.doc("1"), Set.of(owner))).isEmpty();
          return true;
        });
  }
}
