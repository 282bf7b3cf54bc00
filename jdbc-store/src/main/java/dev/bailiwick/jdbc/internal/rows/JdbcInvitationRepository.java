package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitedRole;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.InvitationRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Email;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the invitations of a snapshot. */
public class JdbcInvitationRepository implements InvitationRepository {
  private static final String INVITATIONS =
      "SELECT id, tenant_kind, tenant, email, inviter, admin, gift, declined, sends, sent_at, created_at, ends_at"
          + " FROM bailiwick_invitation WHERE ";

  private final RowSource rows;

  public JdbcInvitationRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Invitation> find(InvitationId id) {
    return one(Query.of(INVITATIONS + "id = ?", id.value()));
  }

  @Override
  public Optional<Invitation> findByCode(String hash) {
    return one(Query.of(INVITATIONS + "code_hash = ?", hash));
  }

  private Optional<Invitation> one(Query query) {
    return rows.listOnce(query, JdbcInvitationRepository::read).stream().findFirst();
  }

  @Override
  public ImmutableList<Invitation> list(Tenant tenant, Slice<InvitationId> slice) {
    return invitations(Query.of(INVITATIONS + "tenant = ?", Row.number(tenant)), slice);
  }

  @Override
  public ImmutableList<Invitation> to(Email email, Slice<InvitationId> slice) {
    return invitations(Query.of(INVITATIONS + "email = ?", email.address()), slice);
  }

  private ImmutableList<Invitation> invitations(Query query, Slice<InvitationId> slice) {
    return rows.listOnce(
        query.add(
            " AND id > ? ORDER BY id LIMIT ?",
            slice.after().map(InvitationId::value).orElse(0L),
            slice.limit()),
        JdbcInvitationRepository::read);
  }

  @Override
  public int mails(String recipient, Instant from) {
    return rows.find(
            Query.of(
                "SELECT COUNT(*) FROM bailiwick_invitation_mail WHERE recipient = ? AND at >= ?",
                recipient,
                Row.micros(from)),
            Row::number)
        .map(Math::toIntExact)
        .orElse(0);
  }

  private static Invitation read(Row row) throws SQLException {
    InvitationId id = new InvitationId(row.number());
    Tenant tenant = row.tenant();
    Email email = Email.ofStored(row.text());
    Optional<UserId> inviter = row.userIfAny();
    boolean admin = row.flag();
    Gift gift = gift(admin, row.text());
    boolean declined = row.flag();
    int sends = Math.toIntExact(row.number());
    Instant sentAt = row.instant();
    Instant createdAt = row.instant();
    Instant endsAt = row.instant();
    Invitation open =
        Invitation.of(id, tenant, email, inviter, gift, createdAt, endsAt).withSends(sends, sentAt);
    return declined ? open.declined(endsAt) : open;
  }

  /** Returns the teams and roles of a gift as JSON. */
  static String json(Gift gift) {
    return Json.write(
        ImmutableMap.of(
            "teams",
            gift.teams().entrySet().stream()
                .map(
                    team ->
                        List.of(
                            Long.toString(team.getKey().value()),
                            team.getValue() ? "admin" : "member"))
                .toList(),
            "roles",
            gift.roles().stream()
                .map(
                    given ->
                        List.of(
                            given.resource().type(), given.resource().id(), given.role().name()))
                .toList()));
  }

  private static Gift gift(boolean admin, String json) {
    Map<String, Object> object = Json.object(Json.read(json));
    ImmutableMap.Builder<TeamId, Boolean> teams = ImmutableMap.builder();
    for (Object each : Json.array(part(object, "teams"))) {
      List<?> team = Json.array(each);
      teams.put(new TeamId(Long.parseLong(text(team, 0))), text(team, 1).equals("admin"));
    }
    ImmutableSet.Builder<InvitedRole> roles = ImmutableSet.builder();
    for (Object each : Json.array(part(object, "roles"))) {
      List<?> given = Json.array(each);
      roles.add(
          new InvitedRole(ResourceId.of(text(given, 0), text(given, 1)), new Role(text(given, 2))));
    }
    return Gift.of(admin, teams.buildOrThrow(), roles.build());
  }

  private static Object part(Map<String, Object> object, String name) {
    return Optional.ofNullable(object.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }

  private static String text(List<?> array, int place) {
    if (place >= array.size()) {
      throw new IllegalArgumentException("a gift has too few parts");
    }
    return Json.text(array.get(place));
  }
}
