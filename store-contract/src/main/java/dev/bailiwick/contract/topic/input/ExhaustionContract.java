package dev.bailiwick.contract.topic.input;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Access;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Seat;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * A far larger number of items than any real tenant has is answered, or refused as too large, and
 * never leads to a permission for that reason. {@code -Dbailiwick.crowd=N} sets the number of
 * grants and children; the default is 10,000.
 */
public interface ExhaustionContract extends ContractTopic {
  /** Far beyond any limit. */
  int DEPTH = 10_000;

  /** How many grants a resource has, and how many children. */
  static int crowd() {
    return Integer.getInteger("bailiwick.crowd", 10_000);
  }

  @Test
  default void a_line_of_ten_thousand_parents_is_too_long_for_any_question() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    StoreRows rows = new StoreRows(world.store());
    rows.write(
        tx -> {
          for (long i = DEPTH; i >= 1; i--) {
            Optional<ResourceId> parent =
                i == DEPTH ? Optional.empty() : Optional.of(FOLDER.id(i + 1));
            tx.resources().save(new Resource(acme, FOLDER.id(i), olga, parent, 1));
          }
          tx.grants()
              .save(StoreRows.given(acme, FOLDER.id(5_000L), mia, COLLABORATOR, Effect.ALLOW));
        },
        acme);
    Access access = world.system().access().in(acme);
    List<ThrowingCallable> questions =
        List.of(
            () -> world.as(mia, acme).may(READ, FOLDER.id(1L)),
            () -> world.as(mia, acme).require(READ, FOLDER.id(1L)),
            () -> world.as(mia, acme).explain(READ, FOLDER.id(1L)),
            () -> world.as(olga, acme).may(READ, DOC.id("1").under(FOLDER.id(1L))),
            () -> access.check(mia, READ, FOLDER.id(1L)),
            () -> access.permissions(mia, FOLDER.id(1L)),
            () -> access.lookupSubjects(READ, FOLDER.id(1L), PageRequest.first()),
            () -> access.lookupResources(mia, READ, FOLDER, PageRequest.first()));
    for (ThrowingCallable question : questions) {
      assertThatThrownBy(question)
          .as("question %s", questions.indexOf(question))
          .isInstanceOf(LimitExceeded.class);
    }
    assertThat(access.check(mia, READ, FOLDER.id((long) DEPTH))).isFalse();
  }

  @Test
  default void teams_nested_ten_thousand_deep_are_too_deep_for_any_question() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    StoreRows rows = new StoreRows(world.store());
    TeamId[] inmost = new TeamId[1];
    rows.write(
        tx -> {
          Optional<TeamId> parent = Optional.empty();
          for (int i = 0; i < DEPTH; i++) {
            TeamId team = new TeamId(tx.nextId());
            tx.teams()
                .save(
                    StoreRows.group(team, acme, olga, "t" + i)
                        .parents(parent.map(ImmutableSet::of).orElse(ImmutableSet.of()))
                        .build());
            if (i == 0) {
              tx.grants().save(StoreRows.given(acme, DOC.id("1"), team, OPERATOR, Effect.ALLOW));
            }
            parent = Optional.of(team);
          }
          inmost[0] = parent.orElseThrow();
          tx.teams().save(new Seat(inmost[0], mia, false));
        },
        acme);
    Access access = world.system().access().in(acme);
    List<ThrowingCallable> questions =
        List.of(
            () -> world.as(mia, acme).may(READ, DOC.id("1")),
            () -> world.as(mia, acme).explain(READ, DOC.id("1")),
            () -> access.check(mia, READ, DOC.id("1")),
            () -> access.lookupResources(mia, READ, DOC, PageRequest.first()));
    for (ThrowingCallable question : questions) {
      assertThatThrownBy(question)
          .as("question %s", questions.indexOf(question))
          .isInstanceOf(LimitExceeded.class);
    }
    assertThat(access.check(olga, READ, DOC.id("1"))).isTrue();
  }

  @Test
  default void a_resource_with_a_crowd_of_grants_is_decided_about() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    UserId unknownUser = world.member("nobody", acme);
    StoreRows rows = new StoreRows(world.store());
    int grants = Math.min(crowd(), 100_000);
    rows.write(
        tx -> {
          for (int i = 0; i < grants; i++) {
            UserId other = new UserId(tx.nextId());
            tx.users().save(StoreRows.account(other).build());
            tx.grants().save(StoreRows.given(acme, DOC.id("1"), other, COLLABORATOR, Effect.ALLOW));
          }
          tx.grants().save(StoreRows.given(acme, DOC.id("1"), mia, OPERATOR, Effect.ALLOW));
        },
        acme);
    Access access = world.system().access().in(acme);
    assertThat(access.check(mia, Standard.OPERATE, DOC.id("1"))).isTrue();
    assertThat(access.check(unknownUser, READ, DOC.id("1"))).isFalse();
    assertThat(access.lookupResources(mia, READ, DOC, PageRequest.first()).items())
        .containsExactly(DOC.id("1"));
    assertThat(access.lookupSubjects(READ, DOC.id("1"), PageRequest.first(10)).users())
        .isNotEmpty();
  }

  @Test
  default void a_check_about_a_member_of_ten_thousand_teams_is_answered() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    StoreRows rows = new StoreRows(world.store());
    rows.write(
        tx -> {
          for (int i = 0; i < DEPTH; i++) {
            TeamId team = new TeamId(tx.nextId());
            tx.teams().save(StoreRows.group(team, acme, olga, "t" + i).build());
            tx.teams().save(new Seat(team, mia, false));
            if (i == DEPTH / 2) {
              tx.grants().save(StoreRows.given(acme, DOC.id("1"), team, OPERATOR, Effect.ALLOW));
            }
          }
        },
        acme);
    assertThat(world.as(mia, acme).may(Standard.OPERATE, DOC.id("1"))).isTrue();
    assertThat(world.as(mia, acme).may(READ, DOC.id("2"))).isFalse();
    assertThat(world.as(mia, acme).access().lookupResources(mia, READ, DOC, PageRequest.first()))
        .containsExactly(DOC.id("1"));
  }

  @Test
  default void a_grant_above_a_crowd_of_resources_reaches_each_of_them() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    StoreRows rows = new StoreRows(world.store());
    int children = crowd();
    ResourceId top = FOLDER.id(1L);
    rows.write(
        tx -> {
          tx.resources().save(new Resource(acme, top, olga, Optional.empty(), 1));
          for (int i = 0; i < children; i++) {
            tx.resources()
                .save(
                    new Resource(
                        acme, DOC.id(String.format("%07d", i)), olga, Optional.of(top), 1));
          }
          tx.grants().save(StoreRows.given(acme, top, mia, COLLABORATOR, Effect.ALLOW));
        },
        acme);
    assertThat(world.as(mia, acme).may(READ, DOC.id(String.format("%07d", children - 1)))).isTrue();
    assertThat(world.as(mia, acme).may(READ, DOC.id("other"))).isFalse();
    assertThat(world.as(mia, acme).access().lookupResources(mia, READ, DOC, PageRequest.first(2)))
        .containsExactly(DOC.id("0000000"), DOC.id("0000001"));
  }
}
