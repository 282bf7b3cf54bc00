package dev.bailiwick.jdbc.internal.sql;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of a result, read from left to right. */
public final class Row {
  private final ResultSet row;
  private final Dialect dialect;
  private int column;

  public Row(ResultSet row, Dialect dialect) {
    this.row = row;
    this.dialect = dialect;
  }

  public long number() throws SQLException {
    return numberIfAny()
        .orElseThrow(() -> new IllegalArgumentException("a number is missing in " + column));
  }

  public Optional<Long> numberIfAny() throws SQLException {
    long value = row.getLong(++column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  public boolean flag() throws SQLException {
    return row.getBoolean(++column);
  }

  public Optional<Boolean> flagIfAny() throws SQLException {
    boolean value = flag();
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  public String text() throws SQLException {
    return textIfAny()
        .orElseThrow(() -> new IllegalArgumentException("a text is missing in " + column));
  }

  public Optional<String> textIfAny() throws SQLException {
    return Optional.ofNullable(nullable());
  }

  private @Nullable String nullable() throws SQLException {
    return row.getString(++column);
  }

  /** The id of a resource. */
  public Optional<String> keyIfAny() throws SQLException {
    return Optional.ofNullable(dialect.key(row, ++column));
  }

  /** A type and an id. */
  public Optional<ResourceId> idIfAny() throws SQLException {
    Optional<String> type = textIfAny();
    Optional<String> key = keyIfAny();
    if (type.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("half a resource in " + column);
    }
    return type.map(t -> ResourceId.of(t, key.orElseThrow()));
  }

  public ResourceId id() throws SQLException {
    return idIfAny()
        .orElseThrow(() -> new IllegalArgumentException("a resource is missing in " + column));
  }

  public Optional<UserId> userIfAny() throws SQLException {
    return numberIfAny().map(UserId::new);
  }

  public UserId user() throws SQLException {
    return new UserId(number());
  }

  public Optional<OrgId> orgIfAny() throws SQLException {
    return numberIfAny().map(OrgId::new);
  }

  public OrgId org() throws SQLException {
    return new OrgId(number());
  }

  /** A kind, then a number. */
  public Tenant tenant() throws SQLException {
    return tenant(number(), number());
  }

  /** The tenant of a kind and a number. */
  public static Tenant tenant(long kind, long number) {
    if (kind != 0 && kind != 1) {
      throw new IllegalArgumentException("no tenant is of kind " + kind);
    }
    return kind == 0 ? new UserId(number) : new OrgId(number);
  }

  public static long number(Tenant tenant) {
    return tenant instanceof OrgId org ? org.value() : ((UserId) tenant).value();
  }

  public static int kind(Tenant tenant) {
    return tenant instanceof OrgId ? 1 : 0;
  }

  public Instant instant() throws SQLException {
    return instant(number());
  }

  public Optional<Instant> instantIfAny() throws SQLException {
    return numberIfAny().map(Row::instant);
  }

  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Whole microseconds since 1970; counted so, since nanoseconds would last for 292 years only. */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  public static @Nullable Long micros(Optional<Instant> instant) {
    return instant.map(Row::micros).orElse(null);
  }

  /** Texts by name, kept as JSON. */
  public ImmutableMap<String, String> attributes() throws SQLException {
    return Json.texts(Json.read(text()));
  }
}
