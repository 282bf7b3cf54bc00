package dev.bailiwick.jdbc.internal.rows;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.store.AttemptCount;
import dev.bailiwick.store.PasswordRepository;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.store.StoredPassword;
import dev.bailiwick.user.Email;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/** Reads the passwords of a snapshot. */
public class JdbcPasswordRepository implements PasswordRepository {
  /** The separator of the instants of requests, which are microseconds. */
  static final char BETWEEN = ',';

  private static final Splitter INSTANTS = Splitter.on(BETWEEN).omitEmptyStrings();
  private static final String ATTEMPTS =
      "SELECT subject, user_id, failures, last_at FROM bailiwick_password_attempt WHERE ";
  private static final String RESETS =
      "SELECT subject, user_id, email, code_hash, asked FROM bailiwick_password_reset WHERE ";

  private final RowSource rows;

  public JdbcPasswordRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<StoredPassword> find(UserId user) {
    return rows.find(
        Query.of(
            "SELECT hash, set_at, expired FROM bailiwick_password WHERE user_id = ?", user.value()),
        row ->
            new StoredPassword(user, PasswordHash.ofStored(row.text()), row.instant(), row.flag()));
  }

  @Override
  public ImmutableList<AttemptCount> attempts(Collection<String> subjects) {
    return rows.list(
        Query.of(ATTEMPTS + "subject IN ").in(ImmutableSet.copyOf(subjects)),
        JdbcPasswordRepository::attempts);
  }

  @Override
  public ImmutableList<AttemptCount> attempts(UserId user) {
    return rows.list(
        Query.of(ATTEMPTS + "user_id = ?", user.value()), JdbcPasswordRepository::attempts);
  }

  private static AttemptCount attempts(Row row) throws SQLException {
    return new AttemptCount(
        row.text(), row.userIfAny(), Math.toIntExact(row.number()), row.instant());
  }

  @Override
  public Optional<PasswordReset> reset(String subject) {
    return rows.find(Query.of(RESETS + "subject = ?", subject), JdbcPasswordRepository::reset);
  }

  @Override
  public Optional<PasswordReset> resetByCode(String hash) {
    return rows.find(
        Query.of(RESETS + "code_hash = ? AND user_id IS NOT NULL AND email IS NOT NULL", hash),
        JdbcPasswordRepository::reset);
  }

  private static PasswordReset reset(Row row) throws SQLException {
    return new PasswordReset(
        row.text(),
        row.userIfAny(),
        row.textIfAny().map(Email::ofStored),
        row.textIfAny(),
        INSTANTS
            .splitToStream(row.text())
            .map(micros -> Row.instant(Long.parseLong(micros)))
            .collect(ImmutableList.toImmutableList()));
  }
}
