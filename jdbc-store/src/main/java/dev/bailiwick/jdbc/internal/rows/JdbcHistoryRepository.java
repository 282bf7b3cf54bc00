package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.HistoryRepository;
import dev.bailiwick.store.MissingPart;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Unused;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.user.SignInEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Reads the history of sign-ins of a snapshot, and the last uses. */
public class JdbcHistoryRepository implements HistoryRepository {
  private static final ImmutableList<SignInEntry.Kind> ENTRIES =
      ImmutableList.of(
          SignInEntry.Kind.PASSWORD,
          SignInEntry.Kind.HOST,
          SignInEntry.Kind.FIRST_FACTOR,
          SignInEntry.Kind.FAILED);
  private static final ImmutableList<UseSubject.Kind> SUBJECTS =
      ImmutableList.of(UseSubject.Kind.USER, UseSubject.Kind.API_KEY);

  private final RowSource rows;

  public JdbcHistoryRepository(RowSource rows) {
    this.rows = rows;
  }

  /** The number of a kind of entry in the database. */
  static int number(SignInEntry.Kind kind) {
    return ENTRIES.indexOf(kind);
  }

  /** The number of a kind of thing in the database. */
  static int number(UseSubject.Kind kind) {
    return SUBJECTS.indexOf(kind);
  }

  private static <K> K kind(ImmutableList<K> kinds, long number) {
    if (number < 0 || number >= kinds.size()) {
      throw new IllegalArgumentException("no kind has the number " + number);
    }
    return kinds.get((int) number);
  }

  @Override
  public ImmutableList<SignInEntry> signIns(UserId user, Slice<SignInEntry.Key> slice) {
    Query query =
        Query.of("SELECT at, id, kind FROM bailiwick_sign_in WHERE user_id = ?", user.value());
    slice
        .after()
        .ifPresent(
            key ->
                query.add(
                    " AND (at < ? OR (at = ? AND id < ?))",
                    Row.micros(key.at()),
                    Row.micros(key.at()),
                    key.id()));
    return rows.list(
        query.add(" ORDER BY at DESC, id DESC LIMIT ?", slice.limit()),
        row -> new SignInEntry(user, row.instant(), row.number(), kind(ENTRIES, row.number())));
  }

  @Override
  public ImmutableMap<UseSubject, Instant> lastUses(Collection<UseSubject> subjects) {
    if (subjects.isEmpty()) {
      return ImmutableMap.of();
    }
    Query query = Query.of("SELECT kind, id, at FROM bailiwick_last_use WHERE ");
    String or = "";
    for (UseSubject subject : ImmutableSet.copyOf(subjects)) {
      query.add(or + "(kind = ? AND id = ?)", number(subject.kind()), subject.id());
      or = " OR ";
    }
    return rows
        .list(
            query,
            row ->
                Map.entry(
                    new UseSubject(kind(SUBJECTS, row.number()), row.number()), row.instant()))
        .stream()
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public ImmutableList<Unused<UserId>> unusedMembers(
      OrgId org, Instant since, Slice<UserId> slice) {
    return rows.list(
        Query.of(
            "SELECT m.user_id, u.at FROM bailiwick_membership m"
                + " JOIN bailiwick_user t ON t.id = m.user_id"
                + " LEFT JOIN bailiwick_last_use u ON u.kind = ? AND u.id = m.user_id"
                + " WHERE m.org = ? AND COALESCE(u.at, t.created_at) < ?"
                + " AND m.user_id > ? ORDER BY m.user_id LIMIT ?",
            number(UseSubject.Kind.USER),
            org.value(),
            ceiling(since),
            slice.after().map(UserId::value).orElse(0L),
            slice.limit()),
        row -> new Unused<>(row.user(), row.instantIfAny()));
  }

  @Override
  public ImmutableList<Unused<ApiKeyId>> unusedKeys(
      OrgId org, Instant since, Slice<ApiKeyId> slice) {
    requireKeys();
    return rows.list(
        Query.of(
            "SELECT k.id, u.at FROM bailiwick_api_key k"
                + " LEFT JOIN bailiwick_last_use u ON u.kind = ? AND u.id = k.id"
                + " WHERE k.tenant = ? AND COALESCE(u.at, k.created_at) < ?"
                + " AND k.id > ? ORDER BY k.id LIMIT ?",
            number(UseSubject.Kind.API_KEY),
            org.value(),
            ceiling(since),
            slice.after().map(ApiKeyId::value).orElse(0L),
            slice.limit()),
        row -> new Unused<>(new ApiKeyId(row.number()), row.instantIfAny()));
  }

  final void requireKeys() {
    if (!rows.has(Part.KEYS)) {
      throw new MissingPart(Part.KEYS);
    }
  }

  /** Returns the first microsecond that is not before an instant. */
  static long ceiling(Instant instant) {
    return Row.micros(instant.plusNanos(999));
  }
}
