package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.InvitationRepository;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Writes the invitations of a unit of work. */
public final class JdbcInvitationWriter extends JdbcInvitationRepository
    implements InvitationRepository.Writer {
  private static final ImmutableList<String> COLUMNS =
      ImmutableList.of(
          "tenant",
          "tenant_kind",
          "email",
          "inviter",
          "admin",
          "gift",
          "declined",
          "sends",
          "sent_at",
          "created_at",
          "ends_at");

  private final RowTarget target;

  public JdbcInvitationWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(Invitation invitation) {
    write(invitation, upsert(COLUMNS, invitation));
  }

  @Override
  public void save(Invitation invitation, String codeHash) {
    ImmutableList<String> columns =
        ImmutableList.<String>builder().addAll(COLUMNS).add("code_hash").build();
    write(invitation, upsert(columns, invitation).add("", codeHash));
  }

  private Query upsert(ImmutableList<String> columns, Invitation invitation) {
    return Query.of(
        target.dialect().upsert("bailiwick_invitation", ImmutableList.of("id"), columns),
        invitation.id().value(),
        Row.number(invitation.tenant()),
        Row.kind(invitation.tenant()),
        invitation.email().address(),
        invitation.inviter().map(UserId::value).orElse(null),
        invitation.gift().admin(),
        json(invitation.gift()),
        invitation.state() == Invitation.State.DECLINED,
        invitation.sends(),
        Row.micros(invitation.sentAt()),
        Row.micros(invitation.createdAt()),
        Row.micros(invitation.endsAt()));
  }

  @Override
  public void delete(Invitation invitation) {
    write(
        invitation,
        Query.of("DELETE FROM bailiwick_invitation WHERE id = ?", invitation.id().value()));
  }

  private void write(Invitation invitation, Query query) {
    target.change(Table.INVITATIONS, invitation.tenant());
    target.writeLater(Table.INVITATIONS, invitation.id(), query);
  }

  @Override
  public void addMail(String recipient, Instant at) {
    target.change(Table.INVITATIONS);
    long id = ThreadLocalRandom.current().nextLong();
    target.writeLater(
        Table.INVITATIONS,
        id,
        Query.of(
            "INSERT INTO bailiwick_invitation_mail (id, recipient, at) VALUES (?, ?, ?)",
            id,
            recipient,
            Row.micros(at)));
  }

  @Override
  public void deleteMails(Instant before, int limit) {
    if (!target.seesLatest()) {
      // A row that another unit has deleted would end this transaction.
      return;
    }
    List<Long> old =
        target.list(
            Query.of(
                "SELECT m.id FROM bailiwick_invitation_mail m WHERE m.at < ?"
                    + " ORDER BY m.at LIMIT ? FOR UPDATE SKIP LOCKED",
                Row.micros(before),
                limit),
            Row::number);
    if (!old.isEmpty()) {
      target.change(Table.INVITATIONS);
      target.writeLater(
          Table.INVITATIONS,
          old,
          Query.of("DELETE FROM bailiwick_invitation_mail WHERE id IN ").in(old));
    }
  }
}
