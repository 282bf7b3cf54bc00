package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.math.IntMath;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The statements of a change of very many members. {@code -Dbailiwick.crowd=N} sets the number of
 * members that are added, 1,000 if it is not set; an org of twice as many is deleted.
 */
class CrowdStatementsTest {
  private static final int CROWD = Integer.getInteger("bailiwick.crowd", 1_000);

  /** One statement reads or writes at least so many rows of a kind. */
  private static final int ROWS = 500;

  /**
   * The kinds of rows that an addition reads, locks or writes for each member: the account and the
   * membership, read; the tenant, locked, compared and moved; the membership and the touched item
   * of the log, written.
   */
  private static final int ADDITION = 7;

  /**
   * The kinds of a deletion: the members, listed for the locks and for the change, and the
   * accounts, read; the tenants, locked, compared and moved; the membership and the touched item,
   * written.
   */
  private static final int DELETION = 8;

  /** The statements of a change of few members, at most: the org, the log, empty lists. */
  private static final int OTHERS = 20;

  static Stream<Database> databases() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void many_members_take_a_statement_for_each_500_rows_of_a_kind(
      Database database, TestReporter reporter) {
    CountedStatements counted = new CountedStatements();
    try {
      JdbcStore store = JdbcStore.over(counted.around(database.newDataSource()));
      World world = new World(store);
      OrgId acme = world.org("acme", world.user("olga"));
      Session host = Bailiwick.over(store).actingAs(Actor.system("test").in(acme));
      OrgMembers members = host.orgs().members(acme);
      List<NewMember> first = people(host);
      List<NewMember> second = people(host);

      List<String> adding = counted.during(() -> members.add(first));
      List<String> same = counted.during(() -> members.add(first));
      members.add(second);
      int before = world.log(acme).size();
      List<String> deleting = counted.during(() -> host.orgs().delete(acme));

      reporter.publishEntry(
          database.toString(),
          "%d members added by %d statements, again by %d; an org of %d deleted by %d"
              .formatted(CROWD, adding.size(), same.size(), 2 * CROWD, deleting.size()));
      assertThat(world.log(acme)).as("entries of the deletion").hasSize(before + 1);
      assertThat(adding.size()).isLessThanOrEqualTo(most(ADDITION, CROWD));
      assertThat(same.size()).isLessThanOrEqualTo(most(ADDITION, CROWD));
      assertThat(deleting.size()).isLessThanOrEqualTo(most(DELETION, 2 * CROWD));
    } finally {
      database.recycle();
    }
  }

  private static int most(int kinds, int members) {
    return OTHERS + kinds * IntMath.divide(members + 1, ROWS, RoundingMode.CEILING);
  }

  private static List<NewMember> people(Session host) {
    return IntStream.range(0, CROWD)
        .mapToObj(i -> host.users().register(Profile.empty()).id())
        .map((UserId user) -> NewMember.member(user))
        .collect(ImmutableList.toImmutableList());
  }
}
