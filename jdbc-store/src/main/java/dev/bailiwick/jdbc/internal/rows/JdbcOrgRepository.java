package dev.bailiwick.jdbc.internal.rows;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.jdbc.internal.unit.JdbcTransaction;
import dev.bailiwick.jdbc.internal.unit.JdbcView;
import dev.bailiwick.jdbc.internal.unit.JdbcView.Table;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.OrgRepository;
import dev.bailiwick.store.Slice;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orgs of a view. */
public record JdbcOrgRepository(JdbcView view) implements OrgRepository.Writer {
  public static final String COLUMNS =
      "o.id, o.name, o.description, o.owner, o.external_key, o.email_domain, o.self_signup,"
          + " o.sharing, o.members_default_role, o.attributes, o.deleted, o.created_at,"
          + " o.updated_at, o.version";
  private static final String ORGS = "SELECT " + COLUMNS + " FROM bailiwick_org o WHERE ";
  private static final String MEMBERSHIPS =
      "SELECT org, user_id, admin, active FROM bailiwick_membership WHERE ";
  private static final String ROLES = "SELECT org, name, permissions FROM bailiwick_role WHERE ";

  @Override
  public Optional<Org> find(OrgId id) {
    return view.found(
        Table.ORGS,
        id,
        () -> {
          Optional<UserId> actor = view.actor();
          return actor.isPresent()
              ? withMembership(id, actor.get())
              : view.sql().find(Query.of(ORGS + "o.id = ?", id.value()), JdbcOrgRepository::org);
        });
  }

  /** An org together with the place in it of somebody who will be asked about next. */
  private Optional<Org> withMembership(OrgId id, UserId user) {
    return view.sql()
        .find(
            Query.of(
                "SELECT m.admin, m.active, t.revision, t.structure, "
                    + COLUMNS
                    + " FROM bailiwick_org o JOIN bailiwick_tenant t ON t.id = o.id"
                    + " LEFT JOIN bailiwick_membership m ON m.org = o.id AND m.user_id = ?"
                    + " WHERE o.id = ?",
                user.value(),
                id.value()),
            row -> remember(view, id, user, row))
        .flatMap(found -> found);
  }

  /** Remembers an org, somebody's place in it, and its revision; or that there is no such org. */
  public static Optional<Org> remember(JdbcView view, OrgId id, UserId user, Row row)
      throws SQLException {
    Optional<Boolean> admin = row.flagIfAny();
    boolean active = row.flag();
    Optional<Long> revision = row.numberIfAny();
    Optional<Long> structure = row.numberIfAny();
    Optional<Org> org = revision.isPresent() ? Optional.of(org(row)) : Optional.empty();
    view.remember(Table.ORGS, id, org);
    view.remember(
        Table.MEMBERSHIPS,
        List.<Object>of(id, user),
        admin.map(isAdmin -> new Membership(id, user, isAdmin, active)));
    view.remember(
        Table.TENANTS, id, revision.map(r -> new JdbcView.Version(r, structure.orElseThrow())));
    return org;
  }

  @Override
  public Optional<Org> find(String externalKey) {
    return view.found(
        Table.ORGS,
        externalKey,
        () ->
            view.sql()
                .find(Query.of(ORGS + "o.key_in_use = ?", externalKey), JdbcOrgRepository::org));
  }

  @Override
  public ImmutableList<Org> list(Slice<OrgId> slice) {
    return view.list(
        Query.of(
            ORGS + "o.id > ? ORDER BY o.id LIMIT ?",
            slice.after().map(OrgId::value).orElse(0L),
            slice.limit()),
        JdbcOrgRepository::org);
  }

  @Override
  public Optional<Membership> membership(OrgId org, UserId user) {
    return view.found(
        Table.MEMBERSHIPS,
        List.<Object>of(org, user),
        () ->
            view.knownFacts(org)
                .flatMap(facts -> facts.namedMembership(org, user))
                .orElseGet(
                    () ->
                        view.sql()
                            .find(
                                Query.of(
                                    MEMBERSHIPS + "org = ? AND user_id = ?",
                                    org.value(),
                                    user.value()),
                                JdbcOrgRepository::membership)));
  }

  @Override
  public ImmutableMap<UserId, Membership> memberships(OrgId org, Collection<UserId> users) {
    Map<UserId, Membership> places = new LinkedHashMap<>();
    for (List<UserId> some : Iterables.partition(new LinkedHashSet<>(users), Sql.CHUNK)) {
      view.sql()
          .list(
              Query.of(MEMBERSHIPS + "org = ? AND user_id IN ", org.value())
                  .in(some.stream().map(UserId::value).toList()),
              JdbcOrgRepository::membership)
          .forEach(place -> places.put(place.user(), place));
    }
    return ImmutableMap.copyOf(places);
  }

  @Override
  public ImmutableList<Membership> members(OrgId org, Slice<UserId> slice) {
    return view.list(
        Query.of(
            MEMBERSHIPS + "org = ? AND user_id > ? ORDER BY user_id LIMIT ?",
            org.value(),
            slice.after().map(UserId::value).orElse(0L),
            slice.limit()),
        JdbcOrgRepository::membership);
  }

  @Override
  public ImmutableList<Membership> memberships(UserId user, Slice<OrgId> slice) {
    return view.list(
        Query.of(
            MEMBERSHIPS + "user_id = ? AND org > ? ORDER BY org LIMIT ?",
            user.value(),
            slice.after().map(OrgId::value).orElse(0L),
            slice.limit()),
        JdbcOrgRepository::membership);
  }

  @Override
  public Optional<RoleDefinition> role(OrgId org, Role role) {
    return view.found(
        Table.ROLES,
        List.<Object>of(org, role),
        () ->
            view.sql()
                .find(
                    Query.of(ROLES + "org = ? AND name = ?", org.value(), role.name()),
                    JdbcOrgRepository::role));
  }

  @Override
  public ImmutableList<RoleDefinition> roles(OrgId org, Slice<Role> slice) {
    return view.list(
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
        .emailDomain(row.textIfAny())
        .selfSignup(row.flag())
        .sharing(row.flag())
        .membersDefaultRole(row.textIfAny().map(Role::new))
        .attributes(row.attributes())
        .deleted(row.flag())
        .createdAt(row.instant())
        .updatedAt(row.instant())
        .version(row.number())
        .build();
  }

  private static Membership membership(Row row) throws SQLException {
    return new Membership(row.org(), row.user(), row.flag(), row.flag());
  }

  private static RoleDefinition role(Row row) throws SQLException {
    return role(row.org(), row.text(), row.text());
  }

  public static RoleDefinition role(OrgId org, String name, String permissions) {
    return new RoleDefinition(
        org,
        new Role(name),
        Splitter.on(' ')
            .splitToStream(permissions)
            .map(Permission::new)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Permission::compareTo)));
  }

  @Override
  public void save(Org org) {
    if (!(view instanceof JdbcTransaction tx)) {
      throw new IllegalStateException("a view does not write");
    }
    boolean there = tx.knows(org.id());
    Optional<String> key = keyInUse(org);
    Optional<String> before =
        there ? find(org.id()).flatMap(JdbcOrgRepository::keyInUse) : Optional.empty();
    if (!key.equals(before) && key.flatMap(this::find).isPresent()) {
      throw new OrgConflict(OrgConflict.Rule.KEY_TAKEN);
    }
    if (!there) {
      tx.make(org.id());
    }
    view.write(Table.ORGS, org.id());
    try {
      view.writeNow(Table.ORGS, org.id(), there ? update(org, key) : insert(org, key));
    } catch (StoreFailure failure) {
      throw key.isPresent() && Sql.duplicate(failure)
          ? JdbcUserRepository.caused(new OrgConflict(OrgConflict.Rule.KEY_TAKEN), failure)
          : failure;
    }
    view.remember(Table.ORGS, org.id(), Optional.of(org));
  }

  private static Optional<String> keyInUse(Org org) {
    return org.externalKey().filter(key -> !org.deleted());
  }

  private static Query insert(Org org, Optional<String> key) {
    return Query.of(
            "INSERT INTO bailiwick_org (name, description, owner, external_key, key_in_use,"
                + " email_domain, self_signup, sharing, members_default_role, attributes,"
                + " deleted, created_at, updated_at, version, id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .add("", values(org, key));
  }

  private static Query update(Org org, Optional<String> key) {
    return Query.of(
            "UPDATE bailiwick_org SET name = ?, description = ?, owner = ?, external_key = ?,"
                + " key_in_use = ?, email_domain = ?, self_signup = ?, sharing = ?,"
                + " members_default_role = ?, attributes = ?, deleted = ?, created_at = ?,"
                + " updated_at = ?, version = ? WHERE id = ?")
        .add("", values(org, key));
  }

  private static @Nullable Object[] values(Org org, Optional<String> key) {
    return new @Nullable Object[] {
      org.name(),
      org.description(),
      org.owner().value(),
      org.externalKey().orElse(null),
      key.orElse(null),
      org.emailDomain().orElse(null),
      org.selfSignup(),
      org.sharing(),
      org.membersDefaultRole().map(Role::name).orElse(null),
      Json.write(org.attributes()),
      org.deleted(),
      Row.micros(org.createdAt()),
      Row.micros(org.updatedAt()),
      org.version(),
      org.id().value()
    };
  }

  @Override
  public void save(Membership member) {
    view.write(Table.MEMBERSHIPS, member.org(), member.user());
    List<Object> row = List.of(member.org(), member.user());
    view.writeLater(
        Table.MEMBERSHIPS,
        row,
        Query.of(
            view.dialect()
                .upsert(
                    "bailiwick_membership",
                    ImmutableList.of("org", "user_id"),
                    ImmutableList.of("admin", "active")),
            member.org().value(),
            member.user().value(),
            member.admin(),
            member.active()));
    view.remember(Table.MEMBERSHIPS, row, Optional.of(member));
  }

  @Override
  public void delete(Membership member) {
    view.write(Table.MEMBERSHIPS, member.org(), member.user());
    List<Object> row = List.of(member.org(), member.user());
    view.writeLater(
        Table.MEMBERSHIPS,
        row,
        Query.of(
            "DELETE FROM bailiwick_membership WHERE org = ? AND user_id = ?",
            member.org().value(),
            member.user().value()));
    view.remember(Table.MEMBERSHIPS, row, Optional.empty());
  }

  @Override
  public void save(RoleDefinition role) {
    view.write(Table.ROLES, role.org());
    List<Object> row = List.of(role.org(), role.role());
    view.writeLater(
        Table.ROLES,
        row,
        Query.of(
            view.dialect()
                .upsert(
                    "bailiwick_role",
                    ImmutableList.of("org", "name"),
                    ImmutableList.of("permissions")),
            role.org().value(),
            role.role().name(),
            Joiner.on(' ').join(role.permissions())));
    view.remember(Table.ROLES, row, Optional.of(role));
  }

  @Override
  public void delete(RoleDefinition role) {
    view.write(Table.ROLES, role.org());
    List<Object> row = List.of(role.org(), role.role());
    view.writeLater(
        Table.ROLES,
        row,
        Query.of(
            "DELETE FROM bailiwick_role WHERE org = ? AND name = ?",
            role.org().value(),
            role.role().name()));
    view.remember(Table.ROLES, row, Optional.empty());
  }
}
