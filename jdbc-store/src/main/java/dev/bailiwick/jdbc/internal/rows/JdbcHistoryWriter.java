package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.HistoryRepository;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.user.SignInEntry;
import java.time.Instant;
import java.util.Optional;

/** Writes the history of sign-ins of a unit of work, and the last uses. */
public final class JdbcHistoryWriter extends JdbcHistoryRepository
    implements HistoryRepository.Writer {
  private static final String OPEN_ACCOUNT = "bailiwick_user WHERE id = ? AND status <> 'ERASED'";

  private final RowTarget target;

  public JdbcHistoryWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  /**
   * {@inheritDoc} Both statements are sent for each id. The first one leaves room for the new row:
   * where they are joined, PostgreSQL shows it the rows as they were before.
   */
  @Override
  public void add(SignInEntry entry) {
    target.change(Table.HISTORY);
    long user = entry.user().value();
    int kind = number(entry.kind());
    target.writeLater(
        Table.HISTORY,
        "older than " + entry.key(),
        Query.of(
            "DELETE FROM bailiwick_sign_in WHERE user_id = ? AND kind = ?"
                + " AND (at, id) <= (SELECT s.at, s.id FROM bailiwick_sign_in s"
                + " WHERE s.user_id = ? AND s.kind = ?"
                + " ORDER BY s.at DESC, s.id DESC LIMIT 1 OFFSET ?)",
            user,
            kind,
            user,
            kind,
            SignInEntry.KEPT - 1));
    target.writeLater(
        Table.HISTORY,
        entry.key(),
        Query.of(
            "INSERT INTO bailiwick_sign_in (user_id, kind, at, id)"
                + " SELECT id, ?, ?, ? FROM "
                + OPEN_ACCOUNT,
            kind,
            Row.micros(entry.at()),
            entry.id(),
            user));
  }

  @Override
  public void delete(SignInEntry entry) {
    target.change(Table.HISTORY);
    target.writeLater(
        Table.HISTORY,
        entry.key(),
        Query.of(
            "DELETE FROM bailiwick_sign_in WHERE user_id = ? AND kind = ? AND at = ? AND id = ?",
            entry.user().value(),
            number(entry.kind()),
            Row.micros(entry.at()),
            entry.id()));
  }

  @Override
  public void replaceUse(UseSubject subject, Optional<Instant> before, Instant after) {
    target.change(Table.HISTORY);
    if (before.isEmpty()) {
      insertUse(subject, after);
      return;
    }
    int met =
        target.update(
            Query.of(
                "UPDATE bailiwick_last_use SET at = ? WHERE kind = ? AND id = ? AND at = ?",
                Row.micros(after),
                number(subject.kind()),
                subject.id(),
                Row.micros(before.get())));
    if (met != 1) {
      throw new RowChanged();
    }
  }

  private void insertUse(UseSubject subject, Instant at) {
    try {
      target.update(
          Query.of(
              "INSERT INTO bailiwick_last_use (kind, id, at) SELECT ?, id, ? FROM "
                  + source(subject.kind()),
              number(subject.kind()),
              Row.micros(at),
              subject.id()));
    } catch (StoreFailure failure) {
      if (Sql.duplicate(failure)) {
        throw new RowChanged(failure);
      }
      throw failure;
    }
  }

  private String source(UseSubject.Kind kind) {
    return switch (kind) {
      case USER -> OPEN_ACCOUNT;
      case API_KEY -> {
        requireKeys();
        yield "bailiwick_api_key WHERE id = ?";
      }
    };
  }

  @Override
  public void deleteUse(UseSubject subject) {
    target.change(Table.HISTORY);
    target.writeLater(
        Table.HISTORY,
        subject,
        Query.of(
            "DELETE FROM bailiwick_last_use WHERE kind = ? AND id = ?",
            number(subject.kind()),
            subject.id()));
  }

  @Override
  public void deleteAll(UserId user) {
    target.change(Table.HISTORY, user);
    target.writeLater(
        Table.HISTORY,
        user,
        Query.of("DELETE FROM bailiwick_sign_in WHERE user_id = ?", user.value()));
    deleteUse(UseSubject.of(user));
  }

  /** {@inheritDoc} Each statement removes at most {@link Sql#CHUNK} rows. */
  @Override
  public int removeOlder(Instant before, int limit) {
    target.change(Table.HISTORY);
    int removed = 0;
    int last = Sql.CHUNK;
    while (removed < limit && last == Sql.CHUNK) {
      last = removeOldest(before, Math.min(Sql.CHUNK, limit - removed));
      removed += last;
    }
    return removed;
  }

  private int removeOldest(Instant before, int limit) {
    ImmutableList<Query> ends =
        target.list(
            Query.of(
                "SELECT at, user_id, kind, id FROM bailiwick_sign_in WHERE at < ?"
                    + " ORDER BY at, user_id, kind, id LIMIT ?",
                ceiling(before),
                limit),
            row -> upTo(row.number(), row.number(), row.number(), row.number()));
    return ends.isEmpty() ? 0 : target.update(ends.get(ends.size() - 1));
  }

  private static Query upTo(long at, long user, long kind, long id) {
    return Query.of(
        "DELETE FROM bailiwick_sign_in"
            + " WHERE at <= ? AND (at < ? OR (user_id, kind, id) <= (?, ?, ?))",
        at,
        at,
        user,
        kind,
        id);
  }
}
