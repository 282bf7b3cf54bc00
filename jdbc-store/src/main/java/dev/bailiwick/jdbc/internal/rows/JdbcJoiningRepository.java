package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.store.JoiningRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import java.sql.SQLException;
import java.util.Optional;

/** Reads the verified domains of orgs, and the requests to join, of a snapshot. */
public class JdbcJoiningRepository implements JoiningRepository {
  private static final String DOMAINS =
      "SELECT org, domain, verified_at, sign_up FROM bailiwick_org_domain WHERE ";
  private static final String REQUESTS =
      "SELECT org, user_id, email, requested_at FROM bailiwick_join_request WHERE ";

  private final RowSource rows;

  public JdbcJoiningRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<OrgDomain> domain(EmailDomain domain) {
    return rows
        .listOnce(Query.of(DOMAINS + "domain = ?", domain.name()), JdbcJoiningRepository::domain)
        .stream()
        .findFirst();
  }

  @Override
  public ImmutableList<OrgDomain> domains(OrgId org) {
    return rows.listOnce(
        Query.of(DOMAINS + "org = ? ORDER BY domain", org.value()), JdbcJoiningRepository::domain);
  }

  @Override
  public Optional<JoinRequest> request(OrgId org, UserId user) {
    return rows
        .listOnce(
            Query.of(REQUESTS + "org = ? AND user_id = ?", org.value(), user.value()),
            JdbcJoiningRepository::request)
        .stream()
        .findFirst();
  }

  @Override
  public ImmutableList<JoinRequest> requests(OrgId org, Slice<UserId> slice) {
    return rows.listOnce(
        Query.of(
            REQUESTS + "org = ? AND user_id > ? ORDER BY user_id LIMIT ?",
            org.value(),
            slice.after().map(UserId::value).orElse(0L),
            slice.limit()),
        JdbcJoiningRepository::request);
  }

  @Override
  public ImmutableList<JoinRequest> requests(UserId user, Slice<OrgId> slice) {
    return rows.listOnce(
        Query.of(
            REQUESTS + "user_id = ? AND org > ? ORDER BY org LIMIT ?",
            user.value(),
            slice.after().map(OrgId::value).orElse(0L),
            slice.limit()),
        JdbcJoiningRepository::request);
  }

  @Override
  public ImmutableList<UserId> ofMailbox(OrgId org, String mailbox) {
    return rows.listOnce(
        Query.of(
            "SELECT DISTINCT a.user_id FROM bailiwick_address a WHERE a.mailbox = ?"
                + " AND (EXISTS (SELECT 1 FROM bailiwick_membership m"
                + " WHERE m.org = ? AND m.user_id = a.user_id)"
                + " OR EXISTS (SELECT 1 FROM bailiwick_join_request r"
                + " WHERE r.org = ? AND r.user_id = a.user_id)) ORDER BY a.user_id",
            mailbox,
            org.value(),
            org.value()),
        Row::user);
  }

  private static OrgDomain domain(Row row) throws SQLException {
    return OrgDomain.of(row.org(), EmailDomain.of(row.text()), row.instant())
        .withSignUp(SignUp.valueOf(row.text()));
  }

  private static JoinRequest request(Row row) throws SQLException {
    return JoinRequest.of(row.org(), row.user(), Email.ofStored(row.text()), row.instant());
  }
}
