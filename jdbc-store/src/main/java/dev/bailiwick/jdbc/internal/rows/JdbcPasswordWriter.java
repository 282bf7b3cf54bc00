package dev.bailiwick.jdbc.internal.rows;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.AttemptCount;
import dev.bailiwick.store.PasswordRepository;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.store.StoredPassword;
import dev.bailiwick.user.Email;
import java.util.Optional;

/**
 * Writes the passwords of a unit of work. A row is replaced by a statement that names the row as it
 * was read: of two units that replace it, the second one waits for the first and then finds another
 * row.
 */
public final class JdbcPasswordWriter extends JdbcPasswordRepository
    implements PasswordRepository.Writer {
  private static final ImmutableList<String> COLUMNS =
      ImmutableList.of("hash", "set_at", "expired");

  private final RowTarget target;

  public JdbcPasswordWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(StoredPassword password) {
    target.change(Table.PASSWORDS, password.user());
    target.writeLater(
        Table.PASSWORDS,
        password.user(),
        Query.of(
            target.dialect().upsert("bailiwick_password", ImmutableList.of("user_id"), COLUMNS),
            password.user().value(),
            password.hash().secret(),
            Row.micros(password.setAt()),
            password.expired()));
  }

  @Override
  public void deleteAll(UserId user) {
    target.change(Table.PASSWORDS, user);
    delete("bailiwick_password WHERE user_id = ?", user.value());
    delete("bailiwick_password_attempt WHERE user_id = ?", user.value());
    delete("bailiwick_password_reset WHERE user_id = ?", user.value());
  }

  private void delete(String rows, Object value) {
    target.update(Query.of("DELETE FROM " + rows, value));
  }

  @Override
  public void replace(StoredPassword before, StoredPassword after) {
    target.change(Table.PASSWORDS);
    requireOne(
        Query.of(
            "UPDATE bailiwick_password SET hash = ?, set_at = ?, expired = ?"
                + " WHERE user_id = ? AND hash = ? AND expired = ?",
            after.hash().secret(),
            Row.micros(after.setAt()),
            after.expired(),
            before.user().value(),
            before.hash().secret(),
            before.expired()));
  }

  @Override
  public void replace(Optional<AttemptCount> before, AttemptCount after) {
    target.change(Table.PASSWORDS);
    if (before.isEmpty()) {
      add(
          Query.of(
              "INSERT INTO bailiwick_password_attempt (subject, user_id, failures, last_at)"
                  + " VALUES (?, ?, ?, ?)",
              after.subject(),
              after.user().map(UserId::value).orElse(null),
              after.failures(),
              Row.micros(after.last())));
      return;
    }
    requireOne(
        Query.of(
            "UPDATE bailiwick_password_attempt SET failures = ?, last_at = ?"
                + " WHERE subject = ? AND failures = ? AND last_at = ?",
            after.failures(),
            Row.micros(after.last()),
            after.subject(),
            before.get().failures(),
            Row.micros(before.get().last())));
  }

  @Override
  public void deleteAttempts(String subject) {
    target.change(Table.PASSWORDS);
    delete("bailiwick_password_attempt WHERE subject = ?", subject);
  }

  @Override
  public void deleteAttempts(UserId user) {
    target.change(Table.PASSWORDS);
    delete("bailiwick_password_attempt WHERE user_id = ?", user.value());
  }

  @Override
  public void replace(Optional<PasswordReset> before, PasswordReset after) {
    target.change(Table.PASSWORDS);
    if (before.isEmpty()) {
      add(
          Query.of(
              "INSERT INTO bailiwick_password_reset (subject, user_id, email, code_hash, asked)"
                  + " VALUES (?, ?, ?, ?, ?)",
              after.subject(),
              after.user().map(UserId::value).orElse(null),
              after.address().map(Email::address).orElse(null),
              after.codeHash().orElse(null),
              asked(after)));
      return;
    }
    Query update =
        Query.of(
            "UPDATE bailiwick_password_reset SET email = ?, code_hash = ?, asked = ?"
                + " WHERE subject = ? AND asked = ?",
            after.address().map(Email::address).orElse(null),
            after.codeHash().orElse(null),
            asked(after),
            after.subject(),
            asked(before.get()));
    // A code that is spent leaves the requests as they are.
    requireOne(
        before.get().codeHash().isPresent()
            ? update.add(" AND code_hash = ?", before.get().codeHash().get())
            : update.add(" AND code_hash IS NULL"));
  }

  private static String asked(PasswordReset reset) {
    return Joiner.on(BETWEEN).join(reset.asked().stream().map(Row::micros).iterator());
  }

  private void add(Query insert) {
    try {
      target.update(insert);
    } catch (StoreFailure failure) {
      if (Sql.duplicate(failure)) {
        throw new RowChanged(failure);
      }
      throw failure;
    }
  }

  private void requireOne(Query update) {
    if (target.update(update) != 1) {
      throw new RowChanged();
    }
  }
}
