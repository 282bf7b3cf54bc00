package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.ActorStanding;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.StandingLost;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A unit of work commits only while its actor has the standing that the unit requires. */
public interface StandingPortsContract extends ContractTopic {
  private static ActorStanding standing(UserId user, boolean superUser, OrgId... orgs) {
    return new ActorStanding(user, Optional.empty(), superUser, ImmutableSet.copyOf(orgs));
  }

  @Test
  default void a_unit_is_undone_if_the_standing_that_it_requires_is_gone() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    OrgId other = rows.org(owner);
    UserId plain = rows.user();
    rows.member(other, plain);
    UserId suspended = rows.user(user -> user.superUser(true));
    rows.write(
        tx -> tx.orgs().save(Membership.of(other, suspended).asAdmin().withActive(false)),
        suspended,
        other);
    UserId unknownUser = new UserId(Long.MAX_VALUE);
    for (ActorStanding gone :
        List.of(
            standing(rows.user(user -> user.status(UserStatus.DEACTIVATED)), false),
            standing(rows.user(user -> user.status(UserStatus.ERASED)), false),
            standing(rows.user(user -> user.locked(true)), false),
            standing(unknownUser, false),
            standing(plain, true),
            standing(plain, false, org),
            standing(plain, false, org, other),
            standing(suspended, true, other))) {
      Grant grant = StoreRows.given(org, StoreRows.doc("1"), owner, StoreRows.VIEWER, Effect.ALLOW);
      assertThatThrownBy(
              () ->
                  rows.write(
                      tx -> {
                        tx.grants().save(grant);
                        tx.orgs().save(StoreRows.settings(org, owner).name("renamed").build());
                        tx.requireAtCommit(gone);
                      },
                      org,
                      owner))
          .as("%s", gone)
          .isInstanceOf(StandingLost.class)
          .hasMessageContaining(gone.user().toString());
      assertThat(rows.list(view -> view.grants().list(org, StoreRows.all())))
          .as("%s", gone)
          .isEmpty();
      assertThat(rows.find(view -> view.orgs().find(org)).orElseThrow().name()).isEqualTo("an org");
      assertThat(rows.revision(org)).as("%s", gone).isEqualTo(1);
    }
  }

  @Test
  default void a_unit_is_made_if_the_standing_that_it_requires_is_there() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    OrgId other = rows.org(owner);
    OrgId third = rows.org(owner);
    UserId actor = rows.user(user -> user.superUser(true));
    rows.member(other, actor);
    rows.member(third, actor);
    long number = 0;
    for (ActorStanding there :
        List.of(
            standing(actor, false),
            standing(actor, true),
            standing(actor, false, other),
            standing(actor, true, other, third),
            standing(rows.user(), false))) {
      number++;
      String id = Long.toString(number);
      rows.write(
          tx -> {
            tx.resources().save(new Resource(org, StoreRows.doc(id), owner, Optional.empty(), 1));
            tx.requireAtCommit(there);
          },
          org,
          owner);
      assertThat(rows.find(view -> view.resources().find(org, StoreRows.doc(id)))).isPresent();
      assertThat(rows.revision(org)).isEqualTo(1 + number);
    }
    assertThat(rows.revision(actor)).as("with a standing that was only checked").isEqualTo(3);
  }

  @Test
  default void a_unit_that_only_makes_tenants_requires_a_standing_too() {
    StoreRows rows = new StoreRows(newStore());
    UserId plain = rows.user();
    UserId trusted = rows.user(user -> user.superUser(true));
    long before = rows.list(view -> view.users().list(StoreRows.all())).size();
    assertThatThrownBy(() -> rows.write(tx -> make(tx, standing(plain, true))))
        .isInstanceOf(StandingLost.class);
    assertThat(rows.list(view -> view.users().list(StoreRows.all()))).hasSize((int) before);
    rows.write(tx -> make(tx, standing(trusted, true)));
    List<User> users = rows.list(view -> view.users().list(StoreRows.all()));
    assertThat(users).hasSize((int) before + 1);
    UserId made = users.get(users.size() - 1).id();
    assertThat(rows.revision(made)).isEqualTo(1);
    assertThat(rows.find(view -> view.resources().find(made, StoreRows.doc("1")))).isPresent();
  }

  @Test
  default void a_unit_that_writes_only_an_operation_requires_a_standing_too() {
    StoreRows rows = new StoreRows(newStore());
    UserId plain = rows.user();
    for (boolean superUser : List.of(true, false)) {
      Operation.Key key = new Operation.Key(Optional.empty(), plain.toString(), "once");
      Runnable unit =
          () ->
              rows.write(
                  tx -> {
                    tx.operations().save(new Operation(key, "digest", "result", Instant.EPOCH));
                    tx.requireAtCommit(standing(plain, superUser));
                  });
      if (superUser) {
        assertThatThrownBy(unit::run).isInstanceOf(StandingLost.class);
        assertThat(rows.find(view -> view.operations().find(key))).isEmpty();
      } else {
        unit.run();
        assertThat(rows.find(view -> view.operations().find(key))).isPresent();
      }
    }
  }

  private static void make(Transaction tx, ActorStanding required) {
    UserId id = new UserId(tx.nextId());
    tx.users().save(StoreRows.account(id).build());
    tx.resources().save(new Resource(id, StoreRows.doc("1"), id, Optional.empty(), 1));
    tx.requireAtCommit(required);
  }

  @Test
  default void a_unit_that_wrote_many_tenants_is_kept_or_undone_as_a_whole() {
    StoreRows rows = new StoreRows(newStore());
    UserId actor = rows.user();
    List<UserId> people = List.of(rows.user(), rows.user(), rows.user());
    for (boolean superUser : List.of(true, false)) {
      Runnable unit =
          () ->
              rows.write(
                  tx -> {
                    for (UserId person : people) {
                      tx.users().save(StoreRows.account(person).fullName("renamed").build());
                    }
                    tx.requireAtCommit(standing(actor, superUser));
                  },
                  people.toArray(UserId[]::new));
      if (superUser) {
        assertThatThrownBy(unit::run).isInstanceOf(StandingLost.class);
      } else {
        unit.run();
      }
      assertThat(people)
          .allSatisfy(
              person -> {
                assertThat(rows.find(view -> view.users().find(person)).map(User::fullName))
                    .contains(superUser ? "" : "renamed");
                assertThat(rows.revision(person)).isEqualTo(superUser ? 1 : 2);
              });
    }
  }
}
