package dev.bailiwick.jdbc;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement of the host's finds what the library needs to know of its rows: columns that
 * say, for resources that were never registered, what {@code DOC.id(id).in(acme).ownedBy(user)
 * .under(folder)} says in a call. What is registered wins, here as there.
 *
 * <pre>{@code
 * Rows.of("d.id").owner("d.owner_id").parent(FOLDER, "d.folder_id")
 * }</pre>
 *
 * <p>A column is a name with the alias of its table before it, such as {@code d.id}; each part may
 * be quoted as the database quotes names, and is then of any characters but quotes, {@code ?},
 * {@code :}, {@code \} and control characters. Immutable.
 */
public final class Rows {
  private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_$]*";

  private final String id;
  private final Optional<Tenant> tenant;
  private final Optional<String> tenantColumn;
  private final Optional<String> owner;
  private final Optional<Parent> parent;
  private final boolean pages;

  /** The resource that a row is below. */
  record Parent(ResourceType<?> type, String column) {}

  private Rows(
      String id,
      Optional<Tenant> tenant,
      Optional<String> tenantColumn,
      Optional<String> owner,
      Optional<Parent> parent,
      boolean pages) {
    this.id = id;
    this.tenant = tenant;
    this.tenantColumn = tenantColumn;
    this.owner = owner;
    this.parent = parent;
    this.pages = pages;
  }

  /**
   * Rows whose ids stand in this column, of the database's type for the ids of the resource type: a
   * text, an integer, or a UUID. A row whose id is null is never returned.
   */
  public static Rows of(String id) {
    return new Rows(
        given(id, "rows.id"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** All of them in this tenant, and not in that of the session. */
  public Rows in(Tenant newTenant) {
    return new Rows(
        id, Optional.of(given(newTenant, "rows.tenant")), tenantColumn, owner, parent, pages);
  }

  /**
   * Those alone whose tenant, the number of an org or a person in this column, is the one that the
   * filter is for.
   */
  public Rows tenant(String column) {
    return new Rows(id, tenant, Optional.of(given(column, "rows.tenant")), owner, parent, pages);
  }

  /** Each owned by the user whose number stands in this column; by nobody known, if it is null. */
  public Rows owner(String column) {
    return new Rows(
        id, tenant, tenantColumn, Optional.of(given(column, "rows.owner")), parent, pages);
  }

  /** Each below the resource of this type whose id stands in this column; below none, if null. */
  public Rows parent(ResourceType<?> type, String column) {
    Parent newParent = new Parent(given(type, "rows.parent"), given(column, "rows.parent"));
    return new Rows(id, tenant, tenantColumn, owner, Optional.of(newParent), pages);
  }

  /**
   * For a statement that takes the first of them, in an order that an index of the host's gives:
   * {@code ORDER BY d.id LIMIT 50}. On PostgreSQL, somebody's rows are then looked up one by one if
   * they are very many, until the page is full. That is quick where they lie close together in the
   * order, and slow for a count or where the first of them comes late. Which rows it returns is the
   * same.
   */
  public Rows forPages() {
    return new Rows(id, tenant, tenantColumn, owner, parent, true);
  }

  private static <T> T given(@Nullable T value, String field) {
    if (value == null) {
      throw new InvalidParameter(field, "must not be null");
    }
    return value;
  }

  String id() {
    return id;
  }

  Optional<Tenant> tenant() {
    return tenant;
  }

  Optional<String> tenantColumn() {
    return tenantColumn;
  }

  Optional<String> owner() {
    return owner;
  }

  Optional<Parent> parent() {
    return parent;
  }

  boolean arePages() {
    return pages;
  }

  /**
   * Checks that each column is the name of one.
   *
   * @param quote what the database puts around a name
   * @throws InvalidParameter if one is not
   */
  void check(char quote) {
    String quoted = quote + "[^" + quote + "?:\\\\\\p{Cntrl}]+" + quote;
    String part = "(?:" + PLAIN + "|" + quoted + ")";
    Pattern name = Pattern.compile(part + "(?:\\." + part + "){1,3}");
    check(name, id, "rows.id");
    tenantColumn.ifPresent(column -> check(name, column, "rows.tenant"));
    owner.ifPresent(column -> check(name, column, "rows.owner"));
    parent.ifPresent(p -> check(name, p.column(), "rows.parent"));
  }

  private static void check(Pattern name, String column, String field) {
    InvalidParameter.unless(
        name.matcher(column).matches(),
        field,
        "must be a column with the alias of its table: d.id");
  }
}
