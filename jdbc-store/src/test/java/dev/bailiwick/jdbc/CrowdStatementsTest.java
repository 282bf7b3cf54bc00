package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.math.IntMath;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
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

  /**
   * The kinds of an addition by address: the members and the other accounts that the addresses
   * name, before and under the lock, and the taken addresses, read; the ids; the tenant, the
   * account and the membership, written; the touched item.
   */
  private static final int ADDITION_BY_ADDRESS = 10;

  /**
   * The kinds of a deletion with the accounts of the members: as above, and the account, written;
   * the entries about the accounts, found, read and written; the names in the log, removed.
   */
  private static final int DELETION_WITH_ACCOUNTS = DELETION + 6;

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
      List<NewMember> first = accounts(store);
      List<NewMember> second = accounts(store);

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

  @ParameterizedTest
  @MethodSource("databases")
  void many_people_without_accounts_take_a_statement_for_each_500_rows_of_a_kind(
      Database database, TestReporter reporter) {
    CountedStatements counted = new CountedStatements();
    try {
      JdbcStore store = JdbcStore.over(counted.around(database.newDataSource()));
      World world = new World(store);
      UserId olga = world.user("olga");
      OrgId acme = world.org("acme", olga);
      OrgId globex = world.org("globex", olga);
      Session host = Bailiwick.over(store).actingAs(Actor.system("test").in(acme));
      for (OrgId org : List.of(acme, globex)) {
        host.orgs().update(org, OrgChange.builder().joining(Joining.DIRECT).build());
      }

      List<String> byHost = counted.during(() -> host.orgs().members(acme).add(addresses("a")));
      OrgMembers members = world.as(olga, globex).orgs().members(globex);
      List<String> byAdmin = counted.during(() -> members.add(addresses("a")));
      members.add(addresses("b"));
      List<Integer> before = List.of(world.log(acme).size(), world.log(globex).size());
      List<String> deleting = counted.during(() -> host.orgs().delete(globex));

      reporter.publishEntry(
          database.toString(),
          "%d people added by the host by %d statements, by an admin by %d; an org of %d deleted by %d"
              .formatted(CROWD, byHost.size(), byAdmin.size(), 2 * CROWD, deleting.size()));
      assertThat(List.of(world.log(acme).size(), world.log(globex).size()))
          .as("entries of the deletion")
          .containsExactly(before.get(0), before.get(1) + 1);
      assertThat(byHost.size()).isLessThanOrEqualTo(most(ADDITION_BY_ADDRESS, CROWD));
      assertThat(byAdmin.size()).isLessThanOrEqualTo(most(ADDITION_BY_ADDRESS, CROWD));
      assertThat(deleting.size()).isLessThanOrEqualTo(most(DELETION_WITH_ACCOUNTS, 2 * CROWD));
      assertThat(world.log(globex).toString()).doesNotContain("a0@").doesNotContain("b0@");
    } finally {
      database.recycle();
    }
  }

  private static List<NewMember> addresses(String name) {
    return IntStream.range(0, CROWD)
        .mapToObj(i -> NewMember.member(Email.of(name + i + "@world.test")))
        .toList();
  }

  private static int most(int kinds, int members) {
    return OTHERS + kinds * IntMath.divide(members + 1, ROWS, RoundingMode.CEILING);
  }

  /** Accounts without an address, that are in no log. */
  private static List<NewMember> accounts(JdbcStore store) {
    return store.write(
        Set.of(),
        tx -> {
          List<User> made =
              IntStream.range(0, CROWD)
                  .mapToObj(i -> StoreRows.account(new UserId(tx.nextId())).build())
                  .toList();
          tx.users().saveAll(made);
          return made.stream().map(user -> NewMember.member(user.id())).toList();
        });
  }
}
