package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.DelegationRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredDelegation;
import java.sql.SQLException;
import java.util.Optional;

/** Reads the delegations of a snapshot. */
public class JdbcDelegationRepository implements DelegationRepository {
  private static final String SELECT =
      "SELECT d.id, d.org, d.person, d.agent, d.purpose, d.scope, d.allowed_at, d.ends_at,"
          + " d.person_stamp, d.agent_stamp FROM bailiwick_delegation d WHERE ";

  private final RowSource rows;

  public JdbcDelegationRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<StoredDelegation> find(DelegationId id) {
    return rows
        .listOnce(Query.of(SELECT + "d.id = ?", id.value()), JdbcDelegationRepository::read)
        .stream()
        .findFirst();
  }

  @Override
  public ImmutableList<StoredDelegation> list(OrgId org, Slice<DelegationId> slice) {
    return list(Query.of(SELECT + "d.org = ?", org.value()), slice);
  }

  @Override
  public ImmutableList<StoredDelegation> by(UserId person, Slice<DelegationId> slice) {
    return list(Query.of(SELECT + "d.person = ?", person.value()), slice);
  }

  @Override
  public ImmutableList<StoredDelegation> to(UserId agent, Slice<DelegationId> slice) {
    return list(Query.of(SELECT + "d.agent = ?", agent.value()), slice);
  }

  private ImmutableList<StoredDelegation> list(Query query, Slice<DelegationId> slice) {
    return rows.listOnce(
        query.add(
            " AND d.id > ? ORDER BY d.id LIMIT ?",
            slice.after().map(DelegationId::value).orElse(0L),
            slice.limit()),
        JdbcDelegationRepository::read);
  }

  private static StoredDelegation read(Row row) throws SQLException {
    Delegation read =
        new Delegation(
            new DelegationId(row.number()),
            row.org(),
            row.user(),
            row.user(),
            row.text(),
            ScopeJson.read(row.text()),
            row.instant(),
            row.instant());
    return new StoredDelegation(read, row.number(), row.number());
  }
}
