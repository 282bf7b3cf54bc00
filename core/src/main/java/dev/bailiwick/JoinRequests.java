package dev.bailiwick;

import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.org.AcceptJoinRequest;
import dev.bailiwick.internal.org.JoinRequestList;
import dev.bailiwick.internal.org.RejectJoinRequest;
import dev.bailiwick.internal.org.WithdrawJoinRequest;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.JoinRequestDetails;
import dev.bailiwick.org.NoSuchJoinRequest;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.MemberOutcome;

/**
 * The questions and changes of an actor about the requests to join an org. A sign-up makes them
 * ({@link OrgMembers#signUp}).
 */
public final class JoinRequests {
  private final Calls calls;
  private final OrgId org;

  JoinRequests(Calls calls, OrgId org) {
    this.calls = calls;
    this.org = org;
  }

  /** Returns a page of the requests, by ascending user id. Requires an org admin. */
  public Page<JoinRequestDetails> list(PageRequest request) {
    Required.given(request, "page");
    return calls.ask(Event.ORG_REQUESTS, caller -> JoinRequestList.page(caller, org, request));
  }

  /**
   * Makes the user of a request an ordinary member. Requires an org admin.
   *
   * @throws NoSuchJoinRequest if the user has not asked
   * @throws OrgConflict if the account cannot be used, or does not have the address of the request
   *     as a verified one any more
   */
  public Written<MemberOutcome> accept(UserId user) {
    Required.given(user, "user");
    return calls.change(new AcceptJoinRequest(org, user));
  }

  /**
   * Rejects a request. The user cannot sign up again, as after a removal, until an admin adds or
   * invites them. Requires an org admin.
   *
   * @throws NoSuchJoinRequest if the user has not asked
   */
  public Written<UserId> reject(UserId user) {
    Required.given(user, "user");
    return calls.change(new RejectJoinRequest(org, user));
  }

  /**
   * Withdraws the actor's own request.
   *
   * @throws NoSuchJoinRequest if the actor has not asked
   */
  public Written<UserId> withdraw() {
    return calls.change(new WithdrawJoinRequest(org));
  }
}
