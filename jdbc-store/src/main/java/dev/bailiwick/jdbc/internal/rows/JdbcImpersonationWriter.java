package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.ImpersonationRepository;
import dev.bailiwick.store.StoredImpersonation;

/** Writes the impersonations of a unit of work. */
public final class JdbcImpersonationWriter extends JdbcImpersonationRepository
    implements ImpersonationRepository.Writer {
  private final RowTarget target;

  public JdbcImpersonationWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  /** {@inheritDoc} Sent after the deletion of an earlier one of the same people. */
  @Override
  public void save(StoredImpersonation stored) {
    Impersonation begun = stored.impersonation();
    write(
        Table.IMPERSONATIONS,
        begun.org(),
        begun.user(),
        Query.of(
            "INSERT INTO bailiwick_impersonation (id, org, user_id, by_user, by_host, break_glass,"
                + " reason, begun_at, ends_at, user_stamp, by_stamp)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            begun.id().value(),
            begun.org().value(),
            begun.user().value(),
            begun.by().value(),
            begun.byHost(),
            begun.breakGlass(),
            begun.reason(),
            Row.micros(begun.begunAt()),
            Row.micros(begun.endsAt()),
            stored.userStamp(),
            stored.byStamp()));
  }

  @Override
  public void delete(Impersonation impersonation) {
    write(
        Table.IMPERSONATIONS,
        impersonation.org(),
        impersonation.user(),
        Query.of("DELETE FROM bailiwick_impersonation WHERE id = ?", impersonation.id().value()));
  }

  @Override
  public void save(SupportAccess access) {
    write(
        Table.SUPPORT,
        access.org(),
        access.org(),
        Query.of(
            target
                .dialect()
                .upsert(
                    "bailiwick_support", ImmutableList.of("org"), ImmutableList.of("open_until")),
            access.org().value(),
            Row.micros(access.until())));
  }

  @Override
  public void delete(SupportAccess access) {
    write(
        Table.SUPPORT,
        access.org(),
        access.org(),
        Query.of("DELETE FROM bailiwick_support WHERE org = ?", access.org().value()));
  }

  /**
   * Writes a row.
   *
   * @param key a write waits for the earlier ones of the same key
   */
  private void write(Table table, OrgId org, Object key, Query query) {
    target.change(table, org);
    target.writeLater(table, key, query);
  }
}
