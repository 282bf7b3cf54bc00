package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.StoredToken;
import dev.bailiwick.store.TokenRepository;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads the access tokens of a snapshot. */
public class JdbcTokenRepository implements TokenRepository {
  private static final String TOKENS =
      "SELECT id, owner, org, name, stamp, api_key, rotation, created_at, ends_at, hash"
          + " FROM bailiwick_access_token WHERE ";

  private final RowSource rows;

  public JdbcTokenRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<StoredToken> find(AccessTokenId id) {
    return rows
        .listOnce(Query.of(TOKENS + "id = ?", id.value()), JdbcTokenRepository::read)
        .stream()
        .findFirst();
  }

  @Override
  public ImmutableList<AccessToken> ownedBy(UserId owner, Slice<AccessTokenId> slice) {
    return rows.listOnce(
        Query.of(
            TOKENS + "owner = ? AND id > ? ORDER BY id LIMIT ?",
            owner.value(),
            slice.after().map(AccessTokenId::value).orElse(0L),
            slice.limit()),
        row -> read(row).token());
  }

  @Override
  public long count(UserId owner) {
    return rows.list(
            Query.of("SELECT COUNT(*) FROM bailiwick_access_token WHERE owner = ?", owner.value()),
            Row::number)
        .get(0);
  }

  private static StoredToken read(Row row) throws SQLException {
    AccessTokenId id = new AccessTokenId(row.number());
    UserId owner = row.user();
    Optional<OrgId> org = row.orgIfAny();
    String name = row.text();
    long stamp = row.number();
    Optional<Long> key = row.numberIfAny();
    long rotation = row.number();
    Instant createdAt = row.instant();
    AccessToken token =
        new AccessToken(
            id,
            owner,
            org,
            name,
            stamp,
            key.map(number -> new KeyUse(new ApiKeyId(number), rotation)),
            createdAt,
            row.instant());
    return new StoredToken(token, row.text());
  }
}
