package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Lists;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.store.KeyRepository;
import dev.bailiwick.store.Slice;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the API keys of a snapshot. */
public class JdbcKeyRepository implements KeyRepository {
  private static final String KEYS =
      "SELECT k.id, t.kind, k.tenant, k.owner, k.name, k.scope, k.rotation, k.former_until,"
          + " k.shown_to, k.created_at, k.ends_at FROM bailiwick_api_key k"
          + " JOIN bailiwick_tenant t ON t.id = k.tenant WHERE ";

  private final RowSource rows;

  public JdbcKeyRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<ApiKey> find(ApiKeyId id) {
    return rows.listOnce(Query.of(KEYS + "k.id = ?", id.value()), JdbcKeyRepository::read).stream()
        .findFirst();
  }

  @Override
  public ImmutableMap<ApiKeyId, ApiKey> findAll(Collection<ApiKeyId> ids) {
    Set<Long> numbers = ids.stream().map(ApiKeyId::value).collect(Collectors.toSet());
    return Lists.partition(ImmutableList.copyOf(numbers), Sql.CHUNK).stream()
        .flatMap(
            some ->
                rows.list(Query.of(KEYS + "k.id IN ").in(some), JdbcKeyRepository::read).stream())
        .collect(ImmutableMap.toImmutableMap(ApiKey::id, key -> key));
  }

  @Override
  public Optional<Hashes> hashes(ApiKeyId id) {
    return rows.find(
        Query.of("SELECT hash, former_hash FROM bailiwick_api_key WHERE id = ?", id.value()),
        row -> new Hashes(row.text(), row.textIfAny()));
  }

  @Override
  public ImmutableList<ApiKey> list(Tenant tenant, Slice<ApiKeyId> slice) {
    return keys(Query.of(KEYS + "k.tenant = ?", Row.number(tenant)), slice);
  }

  @Override
  public ImmutableList<ApiKey> ownedBy(UserId owner, Slice<ApiKeyId> slice) {
    return keys(Query.of(KEYS + "k.owner = ?", owner.value()), slice);
  }

  private ImmutableList<ApiKey> keys(Query query, Slice<ApiKeyId> slice) {
    return rows.listOnce(
        query.add(
            " AND k.id > ? ORDER BY k.id LIMIT ?",
            slice.after().map(ApiKeyId::value).orElse(0L),
            slice.limit()),
        JdbcKeyRepository::read);
  }

  private static ApiKey read(Row row) throws SQLException {
    ApiKeyId id = new ApiKeyId(row.number());
    Tenant tenant = row.tenant();
    UserId owner = row.user();
    String name = row.text();
    KeyScope scope = ScopeJson.read(row.text());
    long rotation = row.number();
    Optional<Instant> formerUntil = row.instantIfAny();
    ImmutableSortedSet<UserId> shownTo =
        Json.array(Json.read(row.text())).stream()
            .map(user -> new UserId(Long.parseLong(Json.text(user))))
            .collect(ImmutableSortedSet.toImmutableSortedSet(UserId::compareTo));
    Instant createdAt = row.instant();
    return new ApiKey(
        id, tenant, owner, name, scope, rotation, formerUntil, shownTo, createdAt, row.instant());
  }
}
