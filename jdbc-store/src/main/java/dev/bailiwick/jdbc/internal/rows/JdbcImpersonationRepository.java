package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.ImpersonationRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredImpersonation;
import java.sql.SQLException;
import java.util.Optional;

/** Reads the impersonations of a snapshot. */
public class JdbcImpersonationRepository implements ImpersonationRepository {
  private static final String SELECT =
      "SELECT i.id, i.org, i.user_id, i.by_user, i.by_host, i.break_glass, i.reason, i.begun_at,"
          + " i.ends_at, i.user_stamp, i.by_stamp FROM bailiwick_impersonation i WHERE ";

  private final RowSource rows;

  public JdbcImpersonationRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<StoredImpersonation> find(ImpersonationId id) {
    return rows
        .listOnce(Query.of(SELECT + "i.id = ?", id.value()), JdbcImpersonationRepository::read)
        .stream()
        .findFirst();
  }

  @Override
  public ImmutableList<StoredImpersonation> list(OrgId org, Slice<ImpersonationId> slice) {
    return list(Query.of(SELECT + "i.org = ?", org.value()), slice);
  }

  @Override
  public ImmutableList<StoredImpersonation> of(UserId target, Slice<ImpersonationId> slice) {
    return list(Query.of(SELECT + "i.user_id = ?", target.value()), slice);
  }

  @Override
  public ImmutableList<StoredImpersonation> by(UserId impersonator, Slice<ImpersonationId> slice) {
    return list(Query.of(SELECT + "i.by_user = ?", impersonator.value()), slice);
  }

  private ImmutableList<StoredImpersonation> list(Query query, Slice<ImpersonationId> slice) {
    return rows.listOnce(
        query.add(
            " AND i.id > ? ORDER BY i.id LIMIT ?",
            slice.after().map(ImpersonationId::value).orElse(0L),
            slice.limit()),
        JdbcImpersonationRepository::read);
  }

  @Override
  public Optional<SupportAccess> support(OrgId org) {
    return rows
        .listOnce(
            Query.of("SELECT s.open_until FROM bailiwick_support s WHERE s.org = ?", org.value()),
            row -> new SupportAccess(org, row.instant()))
        .stream()
        .findFirst();
  }

  private static StoredImpersonation read(Row row) throws SQLException {
    Impersonation read =
        new Impersonation(
            new ImpersonationId(row.number()),
            row.org(),
            row.user(),
            row.user(),
            row.flag(),
            row.flag(),
            row.text(),
            row.instant(),
            row.instant());
    return new StoredImpersonation(read, row.number(), row.number());
  }
}
