package dev.bailiwick.jdbc.internal.schema;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The state that all calls of a store share, once its schema was found usable. */
public final class SchemaState {
  private final byte[] pageKey;
  private final IdBlocks ids = new IdBlocks();
  private final LibraryWatch watch;
  private final ImmutableSet<Part> parts;

  private SchemaState(byte[] pageKey, LibraryWatch watch, ImmutableSet<Part> parts) {
    this.pageKey = pageKey;
    this.watch = watch;
    this.parts = parts;
  }

  /** Whether the store was made with a part. */
  public boolean has(Part part) {
    return parts.contains(part);
  }

  /** The key of page tokens, which the script made. */
  public byte[] pageKey() {
    return pageKey.clone();
  }

  public IdBlocks ids() {
    return ids;
  }

  /** The watch for a schema that is too new, which the statements of each unit serve. */
  public LibraryWatch watch() {
    return watch;
  }

  /**
   * Checks the schema at the first use, over the connection of the call that comes first; nothing
   * is written.
   */
  public static final class Check {
    private final Product product;
    private final InstantSource clock;
    private final ImmutableSet<Part> parts;
    private volatile @Nullable SchemaState known;

    /**
     * The check of a store.
     *
     * @param parts the optional parts that the store has
     */
    public Check(Product product, InstantSource clock, ImmutableSet<Part> parts) {
      this.product = product;
      this.clock = clock;
      this.parts = parts;
    }

    /**
     * Returns the result of the check, now or before.
     *
     * @param lent whether the transaction of the host may have made the schema and roll it back:
     *     then the next call checks again
     * @throws UnsuitableDatabase if the store cannot use the schema
     */
    public SchemaState of(Connection connection, boolean lent) throws SQLException {
      SchemaState before = known;
      if (before != null) {
        return before;
      }
      for (Scripts scripts : Scripts.with(parts)) {
        String schema = new Schema(connection, product, scripts).require();
        Suitability.checkTables(connection, product, scripts, schema);
      }
      Found found =
          new Sql(connection, product.dialect())
              .find(
                  Query.of(
                      "SELECT page_key, "
                          + product.dialect().isCommitted()
                          + " FROM bailiwick_store WHERE id = 1"),
                  row -> new Found(row.text(), row.flag()))
              .orElseThrow(
                  () ->
                      new UnsuitableDatabase(
                          Reason.HALF_DONE,
                          "bailiwick_store is empty: put back the row that the script put there"));
      SchemaState state =
          new SchemaState(
              HexFormat.of().parseHex(found.key()),
              new LibraryWatch(product, clock, Scripts.with(parts), () -> known = null),
              parts);
      if (found.committed() || !lent) {
        known = state;
      }
      return state;
    }
  }

  private record Found(String key, boolean committed) {}
}
