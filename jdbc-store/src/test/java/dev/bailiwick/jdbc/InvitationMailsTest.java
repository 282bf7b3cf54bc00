package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.Email;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of mails, which grow with the mails that a limit counts and with no others. */
class InvitationMailsTest {
  static Stream<Database> databases() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_mail_that_no_limit_counts_goes_with_the_next_mail_to_anybody(Database database)
      throws SQLException {
    try {
      Store store = database.newStore();
      World world = new World(store);
      UserId olga = world.user("olga");
      OrgId acme = world.invitingOrg("acme", olga);
      OrgId globex = world.invitingOrg("globex", olga);
      invite(world, olga, acme, "ben");
      invite(world, olga, acme, "cai");
      assertThat(rows(database.pool(store))).as("of the mailboxes and of the org").isEqualTo(4);
      world.clock().advance(Duration.ofHours(25));
      invite(world, olga, globex, "dan");
      assertThat(rows(database.pool(store))).isEqualTo(2);
    } finally {
      database.recycle();
    }
  }

  private static void invite(World world, UserId admin, OrgId org, String name) {
    world.as(admin, org).invitations().send(org, Email.of(name + "@world.test"), Gift.membership());
  }

  private static int rows(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM bailiwick_invitation_mail")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
