package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.store.StoredToken;
import dev.bailiwick.store.TokenRepository;
import java.time.Instant;

/** Writes the access tokens of a unit of work. */
public final class JdbcTokenWriter extends JdbcTokenRepository implements TokenRepository.Writer {
  private final RowTarget target;

  public JdbcTokenWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  /** Several tokens of an owner, told from one token in the buffer of writes. */
  private record TokensOf(UserId owner, Object which) {}

  @Override
  public void add(StoredToken stored) {
    AccessToken token = stored.token();
    target.change(Table.TOKENS);
    // At once: PostgreSQL deletes no row that the same statement inserts.
    target.update(
        Query.of(
            "INSERT INTO bailiwick_access_token"
                + " (id, owner, org, name, stamp, api_key, rotation, hash, created_at, ends_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            token.id().value(),
            token.owner().value(),
            token.org().map(OrgId::value).orElse(null),
            token.name(),
            token.stamp(),
            token.key().map(use -> use.key().value()).orElse(null),
            token.key().map(KeyUse::rotation).orElse(0L),
            stored.hash(),
            Row.micros(token.createdAt()),
            Row.micros(token.endsAt())));
  }

  @Override
  public void delete(AccessToken token) {
    write(
        token.id(),
        Query.of("DELETE FROM bailiwick_access_token WHERE id = ?", token.id().value()));
  }

  @Override
  public void deleteEnded(UserId owner, Instant now) {
    write(
        new TokensOf(owner, now),
        Query.of(
            "DELETE FROM bailiwick_access_token WHERE owner = ? AND ends_at <= ?",
            owner.value(),
            Row.micros(now)));
  }

  @Override
  public void deleteAll(UserId owner) {
    write(
        new TokensOf(owner, owner),
        Query.of("DELETE FROM bailiwick_access_token WHERE owner = ?", owner.value()));
  }

  @Override
  public void deleteAll(UserId owner, OrgId org) {
    write(
        new TokensOf(owner, org),
        Query.of(
            "DELETE FROM bailiwick_access_token WHERE owner = ? AND org = ?",
            owner.value(),
            org.value()));
  }

  @Override
  public void deleteAll(OrgId org) {
    write(org, Query.of("DELETE FROM bailiwick_access_token WHERE org = ?", org.value()));
  }

  private void write(Object rows, Query query) {
    target.change(Table.TOKENS);
    target.writeLater(Table.TOKENS, rows, query);
  }
}
