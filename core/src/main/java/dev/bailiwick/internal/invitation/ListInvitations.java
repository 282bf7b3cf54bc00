package dev.bailiwick.internal.invitation;

import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.rule.InvitationRules;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationCode;
import dev.bailiwick.invitation.InvitationDetails;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers questions about invitations. */
public final class ListInvitations {
  private ListInvitations() {}

  /** Returns a page of the invitations of a tenant, by ascending id. */
  public static Page<Invitation> page(Caller caller, Tenant tenant, PageRequest request) {
    caller.require(new InvitingTenant(tenant));
    return new SignedPages(caller, request, caller.event(), tenant)
        .<InvitationId, Invitation>page(
            after ->
                Slices.after(
                    start(after),
                    slice -> caller.view().invitations().list(tenant, slice),
                    Invitation::id),
            sent -> Long.toString(sent.id().value()),
            ListInvitations::id);
  }

  /** Returns a page of the open invitations to the verified addresses of the actor's account. */
  public static Page<InvitationDetails> received(Caller caller, PageRequest request) {
    Set<Email> addresses = InvitationKey.verified(caller);
    return new SignedPages(caller, request, caller.event())
        .<InvitationId, InvitationDetails>page(
            after ->
                Streams.stream(
                    Iterators.mergeSorted(
                        addresses.stream()
                            .map(email -> to(caller, email, after).iterator())
                            .toList(),
                        Comparator.comparing(details -> details.invitation().id()))),
            details -> Long.toString(details.invitation().id().value()),
            ListInvitations::id);
  }

  private static Stream<InvitationDetails> to(
      Caller caller, Email email, Optional<InvitationId> after) {
    View view = caller.view();
    return Slices.after(start(after), slice -> view.invitations().to(email, slice), Invitation::id)
        .filter(sent -> sent.isOpen(caller.now()))
        .filter(sent -> InvitationKey.isInUse(view, sent.tenant()))
        .map(sent -> InvitationRules.details(view, sent));
  }

  /** Returns the open invitation that has a code. */
  public static InvitationDetails byCode(Caller caller, InvitationCode code) {
    return InvitationRules.details(caller.view(), InvitationKey.of(code).open(caller));
  }

  private static Slice<InvitationId> start(Optional<InvitationId> after) {
    return new Slice<>(after, Slice.<InvitationId>first().limit());
  }

  private static InvitationId id(String key) {
    return new InvitationId(Long.parseLong(key));
  }
}
