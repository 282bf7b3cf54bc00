package dev.bailiwick.jdbc;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.filter.HostRows;
import dev.bailiwick.jdbc.internal.filter.HostRows.Held;
import dev.bailiwick.jdbc.internal.filter.HostRows.Parent;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of the host's rows that a filter reads. For resources that were never registered,
 * they say the same as {@code DOC.id(id).in(acme).ownedBy(user).under(folder)} in a call. The
 * registered value wins over the caller-supplied one, here as there.
 *
 * <pre>{@code
 * Rows.of("d.id").tenant("d.org_id").owner("d.owner_id").lastParent(FOLDER, "d.folder_id")
 * }</pre>
 *
 * <p>The tenant of each row must be known: name its column, or say with {@link
 * #wholeTableBelongsTo} that all rows have the same. Otherwise {@link JdbcStore#filter} refuses the
 * rows with an {@link InvalidParameter}.
 *
 * <p>A column is a name with the alias of its table before it, such as {@code d.id}. Each part may
 * be quoted as the database quotes names, and may then contain any characters except quotes, {@code
 * ?}, {@code :}, {@code \} and control characters. All columns have the alias of the id: the owner
 * or parent of a joined table would keep the database from using the indexes of the table.
 * Immutable.
 */
public final class Rows {
  private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_$]*";
  private static final String TENANT = "rows.tenant";
  private static final String OWNER = "rows.owner";
  private static final String PARENT = "rows.lastParent";

  private final String id;
  private final TenantOf tenant;
  private final Optional<Held> owner;
  private final Optional<Parent> parent;
  private final boolean pages;

  /**
   * Which rows belong to the tenant.
   *
   * @param named the tenant, if it is not the session's
   * @param column the column of the tenant; empty if all rows belong to the tenant
   * @param whole whether the host said that all rows do
   */
  private record TenantOf(Optional<Tenant> named, Optional<Held> column, boolean whole) {}

  private Rows(
      String id, TenantOf tenant, Optional<Held> owner, Optional<Parent> parent, boolean pages) {
    this.id = id;
    this.tenant = tenant;
    this.owner = owner;
    this.parent = parent;
    this.pages = pages;
  }

  /**
   * Rows with their resource ids in this column. It has the database's type for the ids of the
   * resource type: a text, an integer, or a UUID. A row with a null id is never returned.
   */
  public static Rows of(String id) {
    return new Rows(
        given(id, "rows.id"),
        new TenantOf(Optional.empty(), Optional.empty(), false),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The rows of this tenant, instead of the session's. */
  public Rows in(Tenant newTenant) {
    Optional<Tenant> named = Optional.of(given(newTenant, TENANT));
    return with(new TenantOf(named, tenant.column(), false));
  }

  /**
   * The column that holds the tenant of a row: the library's number of an org, or of a person. The
   * filter is true only for rows of the tenant that it is for.
   */
  public Rows tenant(String column) {
    return tenant(column, Optional.empty());
  }

  /**
   * The column that holds the tenant of a row, and its value for the tenant that the filter is for:
   * {@code tenant("d.org_id", 5L)} if the host knows that org as 5. The tenant must be named, by
   * the session's org or by {@link #in}, so that a forgotten org does not make the rows of an org a
   * person's own.
   */
  public Rows tenant(String column, long value) {
    return tenant(column, Optional.of(value));
  }

  /** As {@link #tenant(String, long)}, where the host knows tenants by a text. */
  public Rows tenant(String column, String value) {
    return tenant(column, Optional.of(given(value, TENANT)));
  }

  /** As {@link #tenant(String, long)}, where the host knows tenants by a UUID. */
  public Rows tenant(String column, UUID value) {
    return tenant(column, Optional.of(given(value, TENANT)));
  }

  private Rows tenant(String column, Optional<Object> value) {
    Optional<Held> held = Optional.of(new Held(given(column, TENANT), value));
    return with(new TenantOf(tenant.named(), held, false));
  }

  /**
   * Says that every row of the table belongs to this tenant, with no column to show it: for a
   * database or a schema that serves one tenant. A session in another org gets a filter that is
   * true for no row.
   */
  public Rows wholeTableBelongsTo(Tenant only) {
    return with(new TenantOf(Optional.of(given(only, TENANT)), Optional.empty(), true));
  }

  private Rows with(TenantOf newTenant) {
    return new Rows(id, newTenant, owner, parent, pages);
  }

  /**
   * The column of the row's owner: the number of a user. A row with null there has no known owner.
   */
  public Rows owner(String column) {
    return owner(column, Optional.empty());
  }

  /**
   * The column of the row's owner, and its value for the user of the filter: {@code
   * owner("d.owner_id", 17L)} if the host knows that user as 17. So no join has to translate the
   * host's ids of users.
   */
  public Rows owner(String column, long value) {
    return owner(column, Optional.of(value));
  }

  /** As {@link #owner(String, long)}, where the host knows users by a text. */
  public Rows owner(String column, String value) {
    return owner(column, Optional.of(given(value, OWNER)));
  }

  /** As {@link #owner(String, long)}, where the host knows users by a UUID. */
  public Rows owner(String column, UUID value) {
    return owner(column, Optional.of(given(value, OWNER)));
  }

  private Rows owner(String column, Optional<Object> value) {
    Optional<Held> held = Optional.of(new Held(given(column, OWNER), value));
    return new Rows(id, tenant, held, parent, pages);
  }

  /**
   * The column of the row's parent: the id of a resource of this type. A row with null there has no
   * parent. It is the last parent that the row names: above it, only registered resources count. So
   * where the folders are not registered, a list is narrower than {@code session.may(READ,
   * DOC.id(id).under(folder, folderOfFolder))}.
   */
  public Rows lastParent(ResourceType<?> type, String column) {
    Parent newParent = new Parent(given(type, PARENT), given(column, PARENT));
    return new Rows(id, tenant, owner, Optional.of(newParent), pages);
  }

  /**
   * Says that the statement takes the first rows only, in an order that an index of the host gives:
   * {@code ORDER BY d.id LIMIT 50}. On PostgreSQL, very many rows of a user are then looked up one
   * by one until the page is full. That is fast where they lie close together in the order, and
   * slow for a count or where the first of them comes late. The returned rows are the same.
   */
  public Rows forPages() {
    return new Rows(id, tenant, owner, parent, true);
  }

  Optional<Tenant> tenant() {
    return tenant.named();
  }

  Optional<Parent> parent() {
    return parent;
  }

  /** The columns for a filter. */
  HostRows columns() {
    return new HostRows(id, tenant.column(), owner, parent, pages);
  }

  /**
   * Checks that each column is a column of the same table, and that the tenant is known.
   *
   * @param quote the quotation mark of the database for names
   * @param inOrg whether the session names an org
   * @throws InvalidParameter otherwise
   */
  void check(char quote, boolean inOrg) {
    String quoted = quote + "[^" + quote + "?:\\\\\\p{Cntrl}]+" + quote;
    String part = "(?:" + PLAIN + "|" + quoted + ")";
    Pattern name = Pattern.compile("(" + part + "(?:\\." + part + "){0,2})\\." + part);
    String table = table(name, id, "rows.id");
    tenant.column().ifPresent(held -> check(name, held.column(), TENANT, table));
    owner.ifPresent(held -> check(name, held.column(), OWNER, table));
    parent.ifPresent(p -> check(name, p.column(), PARENT, table));
    InvalidParameter.unless(
        tenant.whole() || tenant.column().isPresent(),
        TENANT,
        "must be a column, or else call wholeTableBelongsTo(tenant)");
    InvalidParameter.unless(
        inOrg || tenant.named().isPresent() || tenant.column().flatMap(Held::value).isEmpty(),
        TENANT,
        "must be of a tenant that is named: Actor.in(org), or rows.in(tenant)");
  }

  private static String table(Pattern name, String column, String field) {
    Matcher matcher = name.matcher(column);
    InvalidParameter.unless(
        matcher.matches(), field, "must be a column with the alias of its table: d.id");
    return matcher.group(1);
  }

  private static void check(Pattern name, String column, String field, String table) {
    InvalidParameter.unless(
        table(name, column, field).equals(table),
        field,
        "must be a column of the same table as rows.id");
  }
}
