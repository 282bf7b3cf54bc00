package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.RoleColumns;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.SuspensionColumn;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OwnershipOffer;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.OrgRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the orgs of a unit of work, with their memberships and roles. */
public final class JdbcOrgWriter extends JdbcOrgRepository implements OrgRepository.Writer {
  private final RowTarget target;

  public JdbcOrgWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(Org org) {
    boolean there = target.exists(org.id());
    Optional<String> key = keyInUse(org);
    Optional<String> before =
        there ? find(org.id()).flatMap(JdbcOrgWriter::keyInUse) : Optional.empty();
    if (!key.equals(before) && key.flatMap(this::find).isPresent()) {
      throw new OrgConflict(OrgConflict.Rule.KEY_TAKEN);
    }
    if (!there) {
      target.create(org.id());
    }
    target.change(Table.ORGS, org.id());
    try {
      target.writeNow(Table.ORGS, org.id(), there ? update(org, key) : insert(org, key));
    } catch (StoreFailure failure) {
      throw key.isEmpty()
          ? failure
          : Duplicates.typed(failure, () -> new OrgConflict(OrgConflict.Rule.KEY_TAKEN));
    }
    target.caches().orgs.put(org.id(), org);
  }

  private static Optional<String> keyInUse(Org org) {
    return org.externalKey().filter(key -> !org.deleted());
  }

  private static Query insert(Org org, Optional<String> key) {
    return Query.of(
            "INSERT INTO bailiwick_org (name, description, owner, external_key, key_in_use,"
                + " sharing, members_default_role, attributes,"
                + " deleted, created_at, updated_at, version, suspension, joining, offered_to,"
                + " offered_until, id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .add("", values(org, key));
  }

  private static Query update(Org org, Optional<String> key) {
    return Query.of(
            "UPDATE bailiwick_org SET name = ?, description = ?, owner = ?, external_key = ?,"
                + " key_in_use = ?, sharing = ?,"
                + " members_default_role = ?, attributes = ?, deleted = ?, created_at = ?,"
                + " updated_at = ?, version = ?, suspension = ?, joining = ?, offered_to = ?,"
                + " offered_until = ? WHERE id = ?")
        .add("", values(org, key));
  }

  private static @Nullable Object[] values(Org org, Optional<String> key) {
    return new @Nullable Object[] {
      org.name(),
      org.description(),
      org.owner().value(),
      org.externalKey().orElse(null),
      key.orElse(null),
      org.sharing(),
      org.membersDefaultRole().map(Role::name).orElse(null),
      Json.write(org.attributes()),
      org.deleted(),
      Row.micros(org.createdAt()),
      Row.micros(org.updatedAt()),
      org.version(),
      SuspensionColumn.code(org.suspension()),
      org.joining() == Joining.DIRECT ? 0 : 1,
      org.ownershipOffer().map(offer -> offer.candidate().value()).orElse(null),
      Row.micros(org.ownershipOffer().map(OwnershipOffer::until)),
      org.id().value()
    };
  }

  @Override
  public void save(Membership member) {
    target.change(Table.MEMBERSHIPS, member.org(), member.user());
    RowKey<OrgId, UserId> row = new RowKey<>(member.org(), member.user());
    if (target.caches().memberships.known(row).filter(Optional::isPresent).isEmpty()) {
      target.change(Table.JOIN_REQUESTS, member.org());
      target.writeLater(
          Table.JOIN_REQUESTS,
          row,
          JdbcJoiningWriter.delete(member.org().value(), member.user().value()));
    }
    target.writeLater(
        Table.MEMBERSHIPS,
        row,
        Query.of(
            target
                .dialect()
                .upsert(
                    "bailiwick_membership",
                    ImmutableList.of("org", "user_id"),
                    ImmutableList.of("admin", "active")),
            member.org().value(),
            member.user().value(),
            member.admin(),
            member.active()));
    target.caches().memberships.put(row, member);
  }

  @Override
  public void delete(Membership member) {
    target.change(Table.MEMBERSHIPS, member.org(), member.user());
    RowKey<OrgId, UserId> row = new RowKey<>(member.org(), member.user());
    target.writeLater(
        Table.MEMBERSHIPS,
        row,
        Query.of(
            "DELETE FROM bailiwick_membership WHERE org = ? AND user_id = ?",
            member.org().value(),
            member.user().value()));
    target.caches().memberships.put(row, Optional.empty());
  }

  @Override
  public void addBar(OrgId org, String mark, Instant at) {
    target.change(Table.BARS, org);
    target.writeLater(
        Table.BARS,
        new RowKey<>(org, mark),
        Query.of(
            target
                .dialect()
                .upsert("bailiwick_bar", ImmutableList.of("org", "mark"), ImmutableList.of("at")),
            org.value(),
            mark,
            Row.micros(at)));
  }

  @Override
  public void deleteBars(OrgId org, Collection<String> marks) {
    target.change(Table.BARS, org);
    target.writeLater(
        Table.BARS,
        new RowKey<>(org, marks),
        Query.of("DELETE FROM bailiwick_bar WHERE org = ? AND mark IN ", org.value()).in(marks));
  }

  @Override
  public void save(RoleDefinition role) {
    target.change(Table.ROLES, role.org());
    RowKey<OrgId, Role> row = new RowKey<>(role.org(), role.role());
    target.writeLater(
        Table.ROLES,
        row,
        Query.of(
            target
                .dialect()
                .upsert(
                    "bailiwick_role",
                    ImmutableList.of("org", "name"),
                    ImmutableList.of("permissions")),
            role.org().value(),
            role.role().name(),
            RoleColumns.permissions(role)));
    target.caches().roles.put(row, role);
  }

  @Override
  public void delete(RoleDefinition role) {
    target.change(Table.ROLES, role.org());
    RowKey<OrgId, Role> row = new RowKey<>(role.org(), role.role());
    target.writeLater(
        Table.ROLES,
        row,
        Query.of(
            "DELETE FROM bailiwick_role WHERE org = ? AND name = ?",
            role.org().value(),
            role.role().name()));
    target.caches().roles.put(row, Optional.empty());
  }
}
