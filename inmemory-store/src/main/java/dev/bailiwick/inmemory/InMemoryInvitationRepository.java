package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.store.InvitationRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Email;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** The invitations of a view. */
record InMemoryInvitationRepository(InMemoryView view) implements InvitationRepository.Writer {
  @Override
  public Optional<Invitation> find(InvitationId id) {
    return Optional.ofNullable(view.state().invitations().get(id));
  }

  @Override
  public Optional<Invitation> findByCode(String hash) {
    return Optional.ofNullable(view.state().invitationsByCode().get(hash)).flatMap(this::find);
  }

  @Override
  public ImmutableList<Invitation> list(Tenant tenant, Slice<InvitationId> slice) {
    return Table.slice(view.state().invitationsOf().of(tenant), slice);
  }

  @Override
  public ImmutableList<Invitation> to(Email email, Slice<InvitationId> slice) {
    return Table.slice(view.state().invitationsTo().of(email), slice);
  }

  @Override
  public int mails(String recipient, Instant from) {
    return (int) mails(view.state(), recipient).stream().filter(at -> !at.isBefore(from)).count();
  }

  private static TreePVector<Instant> mails(State state, String recipient) {
    return state.invitationMails().getOrDefault(recipient, TreePVector.empty());
  }

  @Override
  public void save(Invitation invitation) {
    view.write(state -> with(state, invitation), invitation.tenant());
  }

  @Override
  public void save(Invitation invitation, String codeHash) {
    InvitationId id = invitation.id();
    view.write(
        state -> {
          State saved = withoutCode(with(state, invitation), id);
          return saved
              .withInvitationsByCode(saved.invitationsByCode().plus(codeHash, id))
              .withInvitationCodes(saved.invitationCodes().plus(id, codeHash));
        },
        invitation.tenant());
  }

  @Override
  public void delete(Invitation invitation) {
    InvitationId id = invitation.id();
    view.write(
        state ->
            withoutCode(state, id)
                .withInvitations(state.invitations().minus(id))
                .withInvitationsOf(state.invitationsOf().without(invitation.tenant(), id))
                .withInvitationsTo(state.invitationsTo().without(invitation.email(), id)),
        invitation.tenant());
  }

  @Override
  public void addMail(String recipient, Instant at) {
    view.write(
        state -> {
          TreePVector<String> same =
              state.invitationMailsByTime().getOrDefault(at, TreePVector.empty());
          return state
              .withInvitationMails(
                  state.invitationMails().plus(recipient, mails(state, recipient).plus(at)))
              .withInvitationMailsByTime(
                  state.invitationMailsByTime().plus(at, same.plus(recipient)));
        });
  }

  @Override
  public void deleteMails(Instant before, int limit) {
    view.write(
        state -> {
          State left = state;
          int deleted = 0;
          for (var old : state.invitationMailsByTime().headMap(before, false).entrySet()) {
            for (String recipient : old.getValue()) {
              if (deleted++ == limit) {
                return left;
              }
              left = withoutMail(left, recipient, old.getKey());
            }
          }
          return left;
        });
  }

  private static State withoutMail(State state, String recipient, Instant at) {
    TreePVector<Instant> mails = mails(state, recipient).minus(at);
    TreePVector<String> same =
        state.invitationMailsByTime().getOrDefault(at, TreePVector.empty()).minus(recipient);
    return state
        .withInvitationMails(
            mails.isEmpty()
                ? state.invitationMails().minus(recipient)
                : state.invitationMails().plus(recipient, mails))
        .withInvitationMailsByTime(
            same.isEmpty()
                ? state.invitationMailsByTime().minus(at)
                : state.invitationMailsByTime().plus(at, same));
  }

  private static State with(State state, Invitation invitation) {
    InvitationId id = invitation.id();
    return state
        .withInvitations(state.invitations().plus(id, invitation))
        .withInvitationsOf(state.invitationsOf().with(invitation.tenant(), id, invitation))
        .withInvitationsTo(state.invitationsTo().with(invitation.email(), id, invitation))
        .withUsed(id.value());
  }

  private static State withoutCode(State state, InvitationId id) {
    TreePMap<InvitationId, String> codes = state.invitationCodes();
    return codes.containsKey(id)
        ? state
            .withInvitationsByCode(state.invitationsByCode().minus(codes.get(id)))
            .withInvitationCodes(codes.minus(id))
        : state;
  }
}
