package dev.bailiwick;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.history.HistoryQueries;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.key.UnusedKey;
import dev.bailiwick.org.UnusedMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.SignInEntry;
import java.time.Instant;

/**
 * The history of sign-ins, and the members and API keys that are not used. The library records
 * sign-ins by password, wrong passwords, and {@link Users#signIn}; and the last use of a key at
 * {@link Bailiwick#authenticate}, at most once in a minute. Nothing of it is in an audit log, takes
 * a tenant's lock or moves a revision, and a check records nothing.
 *
 * <p>Each call throws {@link dev.bailiwick.store.MissingPart} if the store has no part {@link
 * dev.bailiwick.store.Part#HISTORY}.
 */
public final class SignInHistory {
  private final Calls calls;

  SignInHistory(Calls calls) {
    this.calls = calls;
  }

  /**
   * Returns a page of the sign-ins and failures of a user, newest first, of each kind at most
   * {@link SignInEntry#KEPT}. Requires the user, the system actor or a super user. An org's admins
   * never see it.
   */
  public Page<SignInEntry> signIns(UserId user, PageRequest request) {
    Required.given(user, "user", request, "page");
    return calls.ask(
        Event.HISTORY_SIGN_INS, caller -> HistoryQueries.signIns(caller, user, request));
  }

  /**
   * Returns a page of the members of an org whose last sign-in is before an instant, by ascending
   * user id, each with the last sign-in. A service account counts as signed in when a key of it is
   * used; an account of which no sign-in is on record, when it was created. With an instant in the
   * future, these are all members. Requires an org admin.
   *
   * <p>The last sign-in is the account's: an admin also sees that of a member who has signed in for
   * another org, and not for which one.
   */
  public Page<UnusedMember> unusedMembers(OrgId org, Instant since, PageRequest request) {
    Required.given(org, "org", since, "since", request, "page");
    Instant before = Instants.comparable(since);
    return calls.ask(
        Event.HISTORY_UNUSED_MEMBERS,
        caller -> HistoryQueries.members(caller, org, before, request));
  }

  /**
   * Returns a page of the API keys of an org whose last use is before an instant, by ascending id,
   * also ended ones, each with the last use. A key of which no use is on record counts as used when
   * it was created. Requires an org admin, and the part {@link dev.bailiwick.store.Part#KEYS}.
   */
  public Page<UnusedKey> unusedKeys(OrgId org, Instant since, PageRequest request) {
    Required.given(org, "org", since, "since", request, "page");
    Instant before = Instants.comparable(since);
    return calls.ask(
        Event.HISTORY_UNUSED_KEYS, caller -> HistoryQueries.keys(caller, org, before, request));
  }

  /**
   * Removes entries of all users that are older than an instant, the oldest first, at most {@link
   * Limits#BATCH} of them in one call. The last sign-in of an account and the last use of a key
   * stay. Requires the system actor. To remove all older entries, repeat the call until it removes
   * none.
   *
   * @param before an instant by the host's clock; {@link Instant#MAX} stands for all entries
   * @return the number of removed entries
   */
  public int removeOlder(Instant before) {
    Required.given(before, "before");
    Instant first = Instants.comparable(before);
    calls.ask(Event.HISTORY_REMOVE_OLDER, HistoryQueries::mayRemove);
    return calls
        .host()
        .store()
        .write(ImmutableSet.of(), tx -> tx.history().removeOlder(first, Limits.BATCH));
  }
}
