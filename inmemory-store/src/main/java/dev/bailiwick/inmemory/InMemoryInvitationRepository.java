package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.store.InvitationRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Email;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** The invitations of a view. */
record InMemoryInvitationRepository(InMemoryView view) implements InvitationRepository.Writer {
  /** With so many recipients, those without a recent mail are forgotten. */
  private static final int RECIPIENTS = 1_000;

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
  public void addMail(String recipient, Instant at, Instant deleteBefore) {
    view.write(
        state -> {
          var mails = state.invitationMails();
          if (mails.size() >= RECIPIENTS && mails.size() % RECIPIENTS < 10) {
            mails = mails.minusAll(outdated(mails, deleteBefore));
          }
          return state.withInvitationMails(
              mails.plus(
                  recipient,
                  TreePVector.from(
                          mails(state, recipient).stream()
                              .filter(mail -> !mail.isBefore(deleteBefore))
                              .toList())
                      .plus(at)));
        });
  }

  /** The recipients without a mail since an instant. */
  private static List<String> outdated(
      TreePMap<String, TreePVector<Instant>> mails, Instant deleteBefore) {
    return mails.entrySet().stream()
        .filter(each -> each.getValue().stream().allMatch(at -> at.isBefore(deleteBefore)))
        .map(Map.Entry::getKey)
        .toList();
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
