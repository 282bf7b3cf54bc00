package dev.bailiwick.jdbc;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.schema.Scripts;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.EmailKind;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema that version 0.1 filled is migrated, and answers as before but for the new rules. */
class UpgradeTest {
  private static final UserId OLGA = new UserId(1);
  private static final OrgId ACME = new OrgId(2);
  private static final UserId BEN = new UserId(3);
  private static final UserId CARL = new UserId(4);
  private static final UserId ZED = new UserId(5);

  static List<Database> databases() {
    return List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  /** Fills a schema of version 1: Olga owns Acme, which made the accounts of Ben and of Carl. */
  private static void fill(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      String name = connection.getMetaData().getDatabaseProductName();
      Dialect dialect = Product.of(name).orElseThrow().dialect();
      for (String sql : Scripts.MAIN.statements(dialect, 1)) {
        statement.execute(sql);
      }
      // The ids below are of this block.
      statement.execute(dialect.nextIds());
      for (long id : new long[] {1, 3, 4, 5}) {
        statement.execute("INSERT INTO bailiwick_tenant VALUES (" + id + ", 0, 1, 1, 0)");
      }
      for (long id : new long[] {2, 6, 7, 8, 9, 10}) {
        statement.execute("INSERT INTO bailiwick_tenant VALUES (" + id + ", 1, 3, 1, 0)");
      }
      user(statement, 1, "ACTIVE", "'olga@acme.test', 1000, NULL");
      org(statement, 2, "'Acme.TEST', TRUE");
      org(statement, 6, "'gmail.com', TRUE");
      org(statement, 7, "'twice.test', TRUE");
      org(statement, 8, "'twice.test', FALSE");
      org(statement, 9, "'a b', TRUE");
      org(statement, 10, "'quiet.test', FALSE");
      user(statement, 3, "ACTIVE", "'ben(desk)@acme.test', NULL, 2");
      user(statement, 4, "DEACTIVATED", "NULL, NULL, 2");
      user(statement, 5, "ACTIVE", "'zed+1@acme.test', 1500, NULL");
      for (String member : List.of("1, TRUE", "3, TRUE", "4, FALSE", "5, FALSE")) {
        statement.execute("INSERT INTO bailiwick_membership VALUES (2, " + member + ", TRUE)");
      }
      statement.execute("INSERT INTO bailiwick_identity VALUES (3, 'idp', 'ben')");
    }
  }

  private static void org(Statement statement, long id, String domain) throws SQLException {
    statement.execute(
        "INSERT INTO bailiwick_org (id, name, description, owner, email_domain, self_signup,"
            + " sharing, attributes, deleted, created_at, updated_at, version) VALUES ("
            + id
            + ", 'Acme', '', 1, "
            + domain
            + ", FALSE, '{}', FALSE, 0, 0, 3)");
  }

  private static void user(Statement statement, long id, String status, String address)
      throws SQLException {
    statement.execute(
        "INSERT INTO bailiwick_user (id, status, locked, super_user, full_name, email,"
            + " email_verified_at, created_in, attributes, created_at, updated_at, version) VALUES ("
            + id
            + ", '"
            + status
            + "', FALSE, FALSE, 'Name', "
            + address.replace(", 2", ", NULL")
            + ", '{}', 0, 0, 1)");
    if (address.endsWith(", 2")) {
      statement.execute("UPDATE bailiwick_user SET created_in = 2 WHERE id = " + id);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_schema_of_version_1_answers_as_before_but_for_the_new_rules(Database database)
      throws SQLException {
    try (HikariDataSource pool = Database.pool(database.newSchema(0))) {
      fill(pool);
      JdbcStore store = JdbcStore.over(pool);
      store.migrate();
      Bailiwick bailiwick = Bailiwick.over(store);
      Session host = bailiwick.actingAs(Actor.system("host"));

      User olga = host.users().find(Email.of("olga@acme.test")).orElseThrow();
      assertThat(olga.id()).isEqualTo(OLGA);
      assertThat(olga.emailKind()).contains(EmailKind.VERIFIED);
      User ben = host.users().find(ExternalIdentity.of("idp", "ben")).orElseThrow();
      assertThat(ben.usable()).as("nobody is locked out").isTrue();
      assertThat(ben.claimed()).isTrue();
      assertThat(ben.emailKind()).contains(EmailKind.NOTED);
      assertThat(ben.email().map(Email::isPresentForm)).contains(false);
      assertThat(host.users().get(CARL).status()).isEqualTo(UserStatus.DEACTIVATED);
      Session admin = bailiwick.actingAs(Actor.user(OLGA).in(ACME));
      assertThat(admin.orgs().members(ACME).list(PageRequest.first()).items())
          .extracting(member -> member.id())
          .containsExactly(OLGA, BEN, CARL, ZED);
      assertThat(bailiwick.actingAs(Actor.user(BEN)).orgs().members(ACME).list(PageRequest.first()))
          .hasSize(4);

      AuditEntry first =
          admin.audit().ofOrg(ACME, AuditFilter.all(), PageRequest.first()).items().get(0);
      assertThat(first.event()).as("the log has no gaps from here on").isEqualTo(Event.ORG_MIGRATE);
      assertThat(first.actor()).isEqualTo(Actor.system("bailiwick"));
      assertThat(first.at()).isCloseTo(Instant.now(), within(Duration.ofHours(1)));
      assertThat(admin.orgs().update(ACME, OrgChange.builder().name("A").build()).version())
          .isEqualTo(first.number() + 1);

      EmailDomain domain = EmailDomain.of("acme.test");
      assertThat(admin.orgs().domains(ACME).list())
          .containsExactly(OrgDomain.of(ACME, domain, Instant.EPOCH).withSignUp(SignUp.JOIN));
      for (long unsure : List.of(6L, 7L, 8L, 9L)) {
        assertThat(host.orgs().domains(new OrgId(unsure)).list()).isEmpty();
      }
      assertThat(host.orgs().domains(new OrgId(10)).list())
          .extracting(OrgDomain::signUp)
          .containsExactly(SignUp.OFF);
      UserId zed = host.users().register(Profile.empty().withVerifiedEmail("zed@acme.test")).id();
      assertThatThrownBy(() -> host.orgs().members(ACME).signUp(zed))
          .as("the mailbox of zed+1 has joined")
          .isInstanceOfSatisfying(
              OrgConflict.class,
              e -> assertThat(e.rule()).isEqualTo(OrgConflict.Rule.MAILBOX_JOINED));
      host.orgs().domains(ACME).remove(domain);

      // The new rules: no power over claimed accounts, and a noted address names nobody.
      assertThatThrownBy(() -> admin.users().lock(BEN)).isInstanceOf(NoPermission.class);
      assertThat(host.orgs().get(ACME).joining()).isEqualTo(Joining.INVITATION);
      assertThat(admin.orgs().members(ACME).add(member("ben@acme.test")).value())
          .extracting(MemberOutcome::kind)
          .containsExactly(MemberOutcome.Kind.INVITED);
      host.orgs().update(ACME, OrgChange.builder().joining(Joining.DIRECT).build());
      UserId waiting = admin.orgs().members(ACME).add(member("new@acme.test")).value().get(0).id();
      assertThat(
              host.users()
                  .ensure(
                      ExternalIdentity.of("idp", "new"),
                      Profile.empty().withVerifiedEmail("new@acme.test"))
                  .id())
          .isEqualTo(waiting);
    }
  }
}
