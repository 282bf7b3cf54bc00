package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.UserRepository;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the accounts of a snapshot. */
public class JdbcUserRepository implements UserRepository {
  public static final String COLUMNS_AND =
      "SELECT u.id, u.status, u.locked, u.super_user, u.full_name, u.email, u.email_verified_at,"
          + " u.other_emails, u.pending_email, u.pending_email_at, u.pending_additional, u.pending_code,"
          + " u.merged_into, u.created_in, u.claim_admin, u.claim_from, u.claim_until, u.default_org, u.service_of, u.stamp, u.attributes, u.created_at, u.updated_at, u.version,"
          + " i.issuer, i.subject, ";
  private static final String COLUMNS = COLUMNS_AND + "1 FROM ";
  private static final String IDENTITIES = " u LEFT JOIN bailiwick_identity i ON i.user_id = u.id ";

  private final RowSource rows;

  public JdbcUserRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<User> find(UserId id) {
    return rows.caches()
        .users
        .find(
            id,
            () -> {
              Set<UserId> crowd = rows.crowdWith(id);
              return crowd.isEmpty()
                  ? rows.announcedOrg(id)
                      .map(org -> withOrg(id, org))
                      .orElseGet(() -> withRevision(id))
                  : Optional.ofNullable(findAll(crowd).get(id));
            });
  }

  private Optional<User> withRevision(UserId id) {
    Query query =
        Query.of(
            COLUMNS_AND
                + "tu.revision, tu.structure FROM bailiwick_user"
                + IDENTITIES
                + "JOIN bailiwick_tenant tu ON tu.id = u.id WHERE u.id = ?",
            id.value());
    return withRevision(id, query, row -> {});
  }

  /** Reads an account and its revision by a query, and the further columns of the query. */
  private Optional<User> withRevision(UserId id, Query query, Beside rest) {
    return UserRow.users(
            rows.listOnce(
                query,
                row -> {
                  UserRow part = UserRow.read(row);
                  rows.caches().tenants.put(id, TenantVersion.read(row));
                  rest.read(row);
                  return part;
                }))
        .stream()
        .findFirst();
  }

  /** A reader of the columns after the account. */
  private interface Beside {
    /** Reads on from where the row stands. */
    void read(Row row) throws SQLException;
  }

  /** Reads an account together with an org and the membership of it. */
  private Optional<User> withOrg(UserId id, OrgId org) {
    Query query =
        Query.of(
            COLUMNS_AND
                + "tu.revision, tu.structure, m.admin, m.active, ot.revision, ot.structure, "
                + JdbcOrgRepository.COLUMNS
                + " FROM bailiwick_user"
                + IDENTITIES
                + "JOIN bailiwick_tenant tu ON tu.id = u.id"
                + " LEFT JOIN bailiwick_org o ON o.id = ?"
                + " LEFT JOIN bailiwick_tenant ot ON ot.id = o.id"
                + " LEFT JOIN bailiwick_membership m ON m.org = o.id AND m.user_id = u.id"
                + " WHERE u.id = ?",
            org.value(),
            id.value());
    return withRevision(id, query, row -> JdbcOrgRepository.remember(rows, org, id, row));
  }

  @Override
  public Optional<User> find(Email email) {
    return rows.caches()
        .usersByEmail
        .find(
            email,
            () ->
                one(
                    Query.of(
                        COLUMNS
                            + "bailiwick_user"
                            + IDENTITIES
                            + "WHERE u.id = (SELECT a.user_id FROM bailiwick_address a WHERE a.email = ?)",
                        email.address())));
  }

  @Override
  public ImmutableList<User> named(OrgId org, Email email) {
    return named(email, " AND w.created_in = ?", org.value());
  }

  @Override
  public ImmutableList<User> named(Email email) {
    return named(email, " AND w.created_in IS NOT NULL");
  }

  private ImmutableList<User> named(Email email, String unclaimed, Object... values) {
    Query query =
        Query.of(
                COLUMNS
                    + "bailiwick_user"
                    + IDENTITIES
                    + "WHERE u.id IN (SELECT v.user_id FROM bailiwick_address v WHERE v.email = ?"
                    + " UNION ALL SELECT w.id FROM bailiwick_user w WHERE w.email = ?",
                email.address(),
                email.address())
            .add(unclaimed + ")", values)
            .add(" ORDER BY CASE WHEN u.created_in IS NULL THEN 0 ELSE 1 END, u.id");
    ImmutableList<User> users = all(query);
    users.forEach(user -> rows.caches().users.put(user.id(), Optional.of(user)));
    rows.caches().usersByEmail.put(email, users.stream().filter(User::claimed).findFirst());
    return users;
  }

  @Override
  public ImmutableListMultimap<Email, User> named(OrgId org, Collection<Email> emails) {
    Set<Email> wanted = new LinkedHashSet<>(emails);
    List<User> found = new ArrayList<>();
    for (List<Email> some : Iterables.partition(wanted, Sql.CHUNK)) {
      some.forEach(email -> rows.caches().usersByEmail.put(email, Optional.empty()));
      found.addAll(all(withAddress(some, Optional.of(org), new Query())));
    }
    ImmutableListMultimap.Builder<Email, User> named = ImmutableListMultimap.builder();
    for (User user : claimedFirst(found)) {
      rows.caches().users.put(user.id(), user);
      for (Email email : Sets.intersection(names(user), wanted)) {
        named.put(email, user);
        if (user.claimed()) {
          rows.caches().usersByEmail.put(email, user);
        }
      }
    }
    return named.build();
  }

  private static Iterable<User> claimedFirst(List<User> users) {
    return Iterables.concat(
        Iterables.filter(users, User::claimed), Iterables.filter(users, user -> !user.claimed()));
  }

  /**
   * A query for the accounts with verified addresses, and for the unclaimed ones of an org.
   *
   * @param condition a further condition on the accounts
   */
  private static Query withAddress(List<Email> emails, Optional<OrgId> org, Query condition) {
    List<String> addresses = emails.stream().map(Email::address).toList();
    String select = COLUMNS + "bailiwick_user" + IDENTITIES + "WHERE ";
    Query query =
        Query.of(select + "u.id IN (SELECT v.user_id FROM bailiwick_address v WHERE v.email IN ")
            .in(addresses)
            .add(")")
            .add(condition);
    org.ifPresent(
        in ->
            query
                .add(" UNION ALL " + select + "u.created_in = ? AND u.email IN ", in.value())
                .in(addresses)
                .add(condition));
    return query;
  }

  /**
   * Returns the members that addresses name: by a verified address, otherwise by the unclaimed
   * account of an org. One query for some addresses, whatever accounts there are.
   *
   * @param members a query for the ids of the members of a group
   * @param org the org of which unclaimed accounts count
   */
  ImmutableMap<Email, User> named(
      Collection<Email> emails, String members, long group, Optional<OrgId> org) {
    Map<Email, User> named = new LinkedHashMap<>();
    Set<Email> wanted = new LinkedHashSet<>(emails);
    Query member = Query.of(" AND u.id IN (" + members + ")", group);
    for (List<Email> some : Iterables.partition(wanted, Sql.CHUNK)) {
      for (User user : all(withAddress(some, org, member))) {
        for (Email email : names(user)) {
          if (wanted.contains(email) && (user.claimed() || !named.containsKey(email))) {
            named.put(email, user);
          }
        }
      }
    }
    named.values().forEach(user -> rows.caches().users.put(user.id(), Optional.of(user)));
    return ImmutableMap.copyOf(named);
  }

  /** Returns the addresses that name an account: the verified ones, or that of an unclaimed one. */
  private static Set<Email> names(User user) {
    return user.claimed()
        ? user.verifiedEmails()
        : user.email().map(ImmutableSet::of).orElseGet(ImmutableSet::of);
  }

  @Override
  public Optional<User> find(ExternalIdentity identity) {
    return rows.caches()
        .usersByIdentity
        .find(
            identity,
            () ->
                one(
                    Query.of(
                        COLUMNS
                            + "bailiwick_user"
                            + IDENTITIES
                            + "WHERE u.id = (SELECT k.user_id FROM bailiwick_identity k"
                            + " WHERE k.issuer = ? AND k.subject = ?)",
                        identity.issuer(),
                        identity.subject())));
  }

  /**
   * Reads accounts by a query, and a further value beside each of them. The accounts are kept, so
   * that they are not read again.
   */
  public <T> ImmutableMap<UserId, T> beside(Query query, Sql.Reader<T> reader) {
    ImmutableList<Map.Entry<UserRow, T>> parts =
        rows.listOnce(query, row -> Map.entry(UserRow.read(row), reader.read(row)));
    UserRow.users(parts.stream().map(Map.Entry::getKey).toList())
        .forEach(user -> rows.caches().users.put(user.id(), user));
    Map<UserId, T> beside = new LinkedHashMap<>();
    parts.forEach(row -> beside.put(row.getKey().user().id(), row.getValue()));
    return ImmutableMap.copyOf(beside);
  }

  private Optional<User> one(Query query) {
    Optional<User> user = all(query).stream().findFirst();
    user.ifPresent(found -> rows.caches().users.put(found.id(), user));
    return user;
  }

  @Override
  public ImmutableMap<UserId, User> findAll(Collection<UserId> ids) {
    Map<UserId, User> users = new LinkedHashMap<>();
    Set<UserId> missing = new LinkedHashSet<>();
    for (UserId id : ids) {
      Optional<Optional<User>> known = rows.caches().users.known(id);
      if (known.isPresent()) {
        known.get().ifPresent(user -> users.put(id, user));
      } else {
        missing.add(id);
      }
    }
    for (List<UserId> some : Iterables.partition(missing, Sql.CHUNK)) {
      some.forEach(id -> rows.caches().users.put(id, Optional.empty()));
      all(Query.of(COLUMNS + "bailiwick_user" + IDENTITIES + "WHERE u.id IN ")
              .in(some.stream().map(UserId::value).toList()))
          .forEach(
              user -> {
                users.put(user.id(), user);
                rows.caches().users.put(user.id(), user);
              });
    }
    return ImmutableMap.copyOf(users);
  }

  @Override
  public ImmutableMap<ExternalIdentity, User> findByIdentity(
      Collection<ExternalIdentity> identities) {
    Set<ExternalIdentity> wanted = new LinkedHashSet<>(identities);
    Map<ExternalIdentity, User> users = new LinkedHashMap<>();
    Multimaps.index(wanted, ExternalIdentity::issuer)
        .asMap()
        .forEach(
            (issuer, all) -> {
              for (List<ExternalIdentity> some : Iterables.partition(all, Sql.CHUNK)) {
                all(Query.of(
                            COLUMNS
                                + "bailiwick_user"
                                + IDENTITIES
                                + "WHERE u.id IN (SELECT k.user_id FROM bailiwick_identity k"
                                + " WHERE k.issuer = ? AND k.subject IN ",
                            issuer)
                        .in(some.stream().map(ExternalIdentity::subject).toList())
                        .add(")"))
                    .forEach(
                        user -> user.identities().forEach(identity -> users.put(identity, user)));
              }
            });
    users.keySet().retainAll(wanted);
    return ImmutableMap.copyOf(users);
  }

  @Override
  public ImmutableList<User> list(Slice<UserId> slice) {
    return all(
        Query.of(
            COLUMNS
                + "(SELECT * FROM bailiwick_user WHERE id > ? ORDER BY id LIMIT ?)"
                + IDENTITIES
                + "ORDER BY u.id",
            slice.after().map(UserId::value).orElse(0L),
            slice.limit()));
  }

  private ImmutableList<User> all(Query query) {
    return UserRow.users(rows.listOnce(query, UserRow::read));
  }
}
