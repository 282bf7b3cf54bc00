package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Lists;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.KeyRepository;
import dev.bailiwick.store.Slice;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    KeyScope scope = scope(row.text());
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

  /** Returns the roles and resources of a scope as JSON. */
  static String json(KeyScope scope) {
    return Json.write(
        ImmutableMap.of(
            "roles",
            scope.roles().stream().map(Role::name).toList(),
            "resources",
            scope.resources().stream().map(of -> List.of(of.type(), of.id())).toList()));
  }

  private static KeyScope scope(String json) {
    Map<String, Object> object = Json.object(Json.read(json));
    ImmutableSortedSet.Builder<Role> roles = ImmutableSortedSet.naturalOrder();
    for (Object role : Json.array(part(object, "roles"))) {
      roles.add(new Role(Json.text(role)));
    }
    ImmutableSortedSet.Builder<ResourceId> resources = ImmutableSortedSet.naturalOrder();
    for (Object each : Json.array(part(object, "resources"))) {
      List<?> resource = Json.array(each);
      if (resource.size() != 2) {
        throw new IllegalArgumentException("a resource of a scope has two parts");
      }
      resources.add(ResourceId.of(Json.text(resource.get(0)), Json.text(resource.get(1))));
    }
    return new KeyScope(roles.build(), resources.build());
  }

  private static Object part(Map<String, Object> object, String name) {
    return Optional.ofNullable(object.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }
}
