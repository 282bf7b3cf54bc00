package dev.bailiwick.internal.org;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.JoinRequestDetails;
import dev.bailiwick.org.NoSuchJoinRequest;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;

/** The requests to join an org. */
public final class JoinRequestList {
  /** The user of a request, as a result. */
  static final StoredResult<Written<UserId>> USER =
      new StoredResult<UserId>((out, user) -> out.number(user.value()), (caller, in) -> in.user())
          .withRevision();

  private JoinRequestList() {}

  /** Returns a page of the requests to an org, by ascending user id. */
  public static Page<JoinRequestDetails> page(Caller caller, OrgId org, PageRequest request) {
    caller.require(OrgNeed.admin(org));
    View view = caller.view();
    return new SignedPages(caller, request, caller.event(), org)
        .<UserId, JoinRequestDetails>page(
            after ->
                Slices.after(
                        new Slice<>(after, Slice.<UserId>first().limit()),
                        slice -> view.joining().requests(org, slice),
                        JoinRequest::user)
                    .map(asked -> details(view, asked)),
            details -> Long.toString(details.request().user().value()),
            key -> new UserId(Long.parseLong(key)));
  }

  private static JoinRequestDetails details(View view, JoinRequest asked) {
    return new JoinRequestDetails(
        asked, view.users().find(asked.user()).map(User::fullName).orElse(""));
  }

  /**
   * Returns the request of a user to an org.
   *
   * @throws NoSuchJoinRequest if there is none
   */
  static JoinRequest require(View view, OrgId org, UserId user) {
    return view.joining().request(org, user).orElseThrow(() -> new NoSuchJoinRequest(user));
  }
}
