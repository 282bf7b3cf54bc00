package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.store.KeyRepository;

/** Writes the API keys of a unit of work. */
public final class JdbcKeyWriter extends JdbcKeyRepository implements KeyRepository.Writer {
  private static final ImmutableList<String> COLUMNS =
      ImmutableList.of(
          "tenant",
          "owner",
          "org",
          "name",
          "scope",
          "rotation",
          "former_until",
          "shown_to",
          "created_at",
          "ends_at",
          "hash",
          "former_hash");

  private final RowTarget target;

  public JdbcKeyWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(ApiKey key, Hashes hashes) {
    write(
        key,
        Query.of(
            target.dialect().upsert("bailiwick_api_key", ImmutableList.of("id"), COLUMNS),
            key.id().value(),
            Row.number(key.tenant()),
            key.owner().value(),
            key.org().map(OrgId::value).orElse(null),
            key.name(),
            ScopeJson.write(key.scope()),
            key.rotation(),
            Row.micros(key.formerUntil()),
            Json.write(key.shownTo().stream().map(user -> Long.toString(user.value())).toList()),
            Row.micros(key.createdAt()),
            Row.micros(key.endsAt()),
            hashes.hash(),
            hashes.former().orElse(null)));
  }

  @Override
  public void delete(ApiKey key) {
    write(key, Query.of("DELETE FROM bailiwick_api_key WHERE id = ?", key.id().value()));
  }

  private void write(ApiKey key, Query query) {
    target.change(Table.KEYS, key.tenant());
    target.writeLater(Table.KEYS, key.id(), query);
  }
}
