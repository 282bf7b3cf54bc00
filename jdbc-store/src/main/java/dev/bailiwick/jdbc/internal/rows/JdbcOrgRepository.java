package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.RoleColumns;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.jdbc.internal.sql.SuspensionColumn;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OwnershipOffer;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.OrgRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the orgs of a snapshot, with their memberships and roles. */
public class JdbcOrgRepository implements OrgRepository {
  public static final String COLUMNS =
      "o.id, o.name, o.description, o.owner, o.external_key,"
          + " o.sharing, o.members_default_role, o.attributes, o.deleted, o.created_at,"
          + " o.updated_at, o.version, o.suspension, o.joining, o.offered_to, o.offered_until";
  private static final String ORGS = "SELECT " + COLUMNS + " FROM bailiwick_org o WHERE ";
  private static final String MEMBERSHIPS =
      "SELECT org, user_id, admin, active FROM bailiwick_membership WHERE ";
  private static final String ROLES = "SELECT org, name, permissions FROM bailiwick_role WHERE ";

  private final RowSource rows;

  public JdbcOrgRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Org> find(OrgId id) {
    return rows.caches()
        .orgs
        .find(
            id,
            () -> {
              Optional<UserId> actor = rows.actor();
              return actor.isPresent()
                  ? withMembership(id, actor.get())
                  : rows.find(Query.of(ORGS + "o.id = ?", id.value()), JdbcOrgRepository::org);
            });
  }

  /** Reads an org together with the actor's membership of it. */
  private Optional<Org> withMembership(OrgId id, UserId user) {
    return rows.find(
            Query.of(
                "SELECT m.admin, m.active, t.revision, t.structure, "
                    + COLUMNS
                    + " FROM bailiwick_org o JOIN bailiwick_tenant t ON t.id = o.id"
                    + " LEFT JOIN bailiwick_membership m ON m.org = o.id AND m.user_id = ?"
                    + " WHERE o.id = ?",
                user.value(),
                id.value()),
            row -> remember(rows, id, user, row))
        .flatMap(found -> found);
  }

  /** Puts an org, a membership of it and its version into the caches; or the absence of the org. */
  public static Optional<Org> remember(RowSource rows, OrgId id, UserId user, Row row)
      throws SQLException {
    Optional<Boolean> admin = row.flagIfAny();
    boolean active = row.flag();
    Optional<Long> revision = row.numberIfAny();
    Optional<Long> structure = row.numberIfAny();
    Optional<Org> org = revision.isPresent() ? Optional.of(org(row)) : Optional.empty();
    rows.caches().orgs.put(id, org);
    rows.caches()
        .memberships
        .put(
            new RowKey<>(id, user),
            admin.map(isAdmin -> Membership.of(id, user).withAdmin(isAdmin).withActive(active)));
    rows.caches().tenants.put(id, revision.map(r -> new TenantVersion(r, structure.orElseThrow())));
    return org;
  }

  /** {@inheritDoc} Read with the facts of the org, if these were announced. */
  @Override
  public Optional<Suspension> suspension(OrgId id) {
    if (rows.caches().orgs.known(id).isPresent()) {
      return OrgRepository.super.suspension(id);
    }
    return rows.fetchedFacts(id)
        .map(FetchedFacts::suspension)
        .orElseGet(() -> OrgRepository.super.suspension(id));
  }

  @Override
  public Optional<Org> find(String externalKey) {
    return rows.caches()
        .orgsByKey
        .find(
            externalKey,
            () ->
                rows.find(
                    Query.of(ORGS + "o.key_in_use = ?", externalKey), JdbcOrgRepository::org));
  }

  @Override
  public ImmutableList<Org> list(Slice<OrgId> slice) {
    return rows.listOnce(
        Query.of(
            ORGS + "o.id > ? ORDER BY o.id LIMIT ?",
            slice.after().map(OrgId::value).orElse(0L),
            slice.limit()),
        JdbcOrgRepository::org);
  }

  @Override
  public Optional<Membership> membership(OrgId org, UserId user) {
    return rows.caches()
        .memberships
        .find(
            new RowKey<>(org, user),
            () -> {
              Set<UserId> crowd = rows.crowdWith(user);
              return crowd.isEmpty()
                  ? rows.fetchedFacts(org)
                      .flatMap(facts -> facts.announcedMembership(org, user))
                      .orElseGet(() -> readMembership(org, user))
                  : Optional.ofNullable(ofCrowd(org, crowd).get(user));
            });
  }

  private Optional<Membership> readMembership(OrgId org, UserId user) {
    return rows.find(
        Query.of(MEMBERSHIPS + "org = ? AND user_id = ?", org.value(), user.value()),
        JdbcOrgRepository::membership);
  }

  /** Reads the memberships of many users at once, and remembers them. */
  private ImmutableMap<UserId, Membership> ofCrowd(OrgId org, Set<UserId> crowd) {
    ImmutableMap<UserId, Membership> found = memberships(org, crowd);
    for (UserId user : crowd) {
      RowKey<OrgId, UserId> row = new RowKey<>(org, user);
      if (rows.caches().memberships.known(row).isEmpty()) {
        rows.caches().memberships.put(row, Optional.ofNullable(found.get(user)));
      }
    }
    return found;
  }

  @Override
  public ImmutableMap<UserId, Membership> memberships(OrgId org, Collection<UserId> users) {
    Map<UserId, Membership> places = new LinkedHashMap<>();
    for (List<UserId> some : Iterables.partition(new LinkedHashSet<>(users), Sql.CHUNK)) {
      rows.list(
              Query.of(MEMBERSHIPS + "org = ? AND user_id IN ", org.value())
                  .in(some.stream().map(UserId::value).toList()),
              JdbcOrgRepository::membership)
          .forEach(place -> places.put(place.user(), place));
    }
    return ImmutableMap.copyOf(places);
  }

  @Override
  public ImmutableMap<Email, User> named(OrgId org, Collection<Email> emails) {
    return new JdbcUserRepository(rows)
        .named(
            emails,
            "SELECT user_id FROM bailiwick_membership WHERE org = ?",
            org.value(),
            Optional.of(org));
  }

  @Override
  public Optional<Instant> barredAt(OrgId org, Collection<String> marks) {
    return rows.caches()
        .bars
        .find(
            new RowKey<>(org, Set.copyOf(marks)),
            () ->
                rows
                    .list(
                        Query.of(
                                "SELECT at FROM bailiwick_bar WHERE org = ? AND mark IN ",
                                org.value())
                            .in(marks),
                        Row::instant)
                    .stream()
                    .max(Comparator.naturalOrder()));
  }

  @Override
  public ImmutableList<Membership> members(OrgId org, Slice<UserId> slice) {
    return rows.listOnce(
        Query.of(
            MEMBERSHIPS + "org = ? AND user_id > ? ORDER BY user_id LIMIT ?",
            org.value(),
            slice.after().map(UserId::value).orElse(0L),
            slice.limit()),
        JdbcOrgRepository::membership);
  }

  @Override
  public ImmutableList<Membership> memberships(UserId user, Slice<OrgId> slice) {
    return rows.listOnce(
        Query.of(
            MEMBERSHIPS + "user_id = ? AND org > ? ORDER BY org LIMIT ?",
            user.value(),
            slice.after().map(OrgId::value).orElse(0L),
            slice.limit()),
        JdbcOrgRepository::membership);
  }

  @Override
  public ImmutableList<OrgId> offeredTo(UserId user, Slice<OrgId> slice) {
    return rows.listOnce(
        Query.of(
            "SELECT id FROM bailiwick_org WHERE offered_to = ? AND id > ? ORDER BY id LIMIT ?",
            user.value(),
            slice.after().map(OrgId::value).orElse(0L),
            slice.limit()),
        Row::org);
  }

  @Override
  public Optional<RoleDefinition> role(OrgId org, Role role) {
    return rows.caches()
        .roles
        .find(
            new RowKey<>(org, role),
            () ->
                rows.find(
                    Query.of(ROLES + "org = ? AND name = ?", org.value(), role.name()),
                    JdbcOrgRepository::role));
  }

  @Override
  public ImmutableList<RoleDefinition> roles(OrgId org, Slice<Role> slice) {
    return rows.listOnce(
        Query.of(
            ROLES + "org = ? AND name > ? ORDER BY name LIMIT ?",
            org.value(),
            slice.after().map(Role::name).orElse(""),
            slice.limit()),
        JdbcOrgRepository::role);
  }

  private static Org org(Row row) throws SQLException {
    return Org.builder()
        .id(row.org())
        .name(row.text())
        .description(row.text())
        .owner(row.user())
        .externalKey(row.textIfAny())
        .sharing(row.flag())
        .membersDefaultRole(row.textIfAny().map(Role::new))
        .attributes(row.attributes())
        .deleted(row.flag())
        .createdAt(row.instant())
        .updatedAt(row.instant())
        .version(row.number())
        .suspension(SuspensionColumn.of(row.number()))
        .joining(row.number() == 0 ? Joining.DIRECT : Joining.INVITATION)
        .ownershipOffer(offer(row))
        .build();
  }

  private static Optional<OwnershipOffer> offer(Row row) throws SQLException {
    Optional<UserId> candidate = row.userIfAny();
    Optional<Instant> until = row.instantIfAny();
    return candidate.map(user -> new OwnershipOffer(user, until.orElseThrow()));
  }

  private static Membership membership(Row row) throws SQLException {
    return Membership.of(row.org(), row.user()).withAdmin(row.flag()).withActive(row.flag());
  }

  private static RoleDefinition role(Row row) throws SQLException {
    return RoleColumns.read(row.org(), row.text(), row.text());
  }
}
