package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * The bars of an org against people who were removed. Neither the account nor the mailbox nor an
 * identity comes back by itself: not by sign-up, by single sign-on, by an older invitation or by
 * claiming an older account. An invitation or an account that an admin or the host makes after the
 * removal counts. A bar ends when the person is a member again.
 */
public final class Bars {
  private static final String PURPOSE = "bar";
  private static final String OF_IDENTITY = "bar of an identity";

  private Bars() {}

  /** Returns whether an account, a mailbox of its addresses or an identity of it is barred. */
  public static boolean isBarred(View view, OrgId org, User user) {
    return view.orgs().barredAt(org, marks(view, user)).isPresent();
  }

  /**
   * Returns whether an account or a mailbox was barred from an org after the org had named it.
   *
   * @param user the account of the person; empty if there is none yet
   * @param named the instant at which an admin or the host last named the mailbox
   */
  public static boolean isBarredSince(
      View view, OrgId org, Optional<User> user, Email email, Instant named) {
    ImmutableSet.Builder<String> marks = ImmutableSet.builder();
    marks.add(KeyedMark.ofMailbox(view, PURPOSE, email));
    user.ifPresent(account -> marks.addAll(marks(view, account)));
    return view.orgs().barredAt(org, marks.build()).filter(at -> at.isAfter(named)).isPresent();
  }

  /** Bars an account, the mailboxes of its addresses and its identities from an org. */
  public static void add(Change change, OrgId org, User user) {
    marks(change.view(), user)
        .forEach(mark -> change.view().orgs().addBar(org, mark, change.now()));
  }

  /** Bars an account, and the mailbox of an address by which it has asked to join, from an org. */
  public static void add(Change change, OrgId org, User user, Email asked) {
    add(change, org, user);
    change
        .view()
        .orgs()
        .addBar(org, KeyedMark.ofMailbox(change.view(), PURPOSE, asked), change.now());
  }

  /** Ends the bar against an account that becomes a member, its mailboxes and its identities. */
  public static void end(Change change, OrgId org, User member) {
    change.view().orgs().deleteBars(org, marks(change.view(), member));
  }

  /** Returns the marks of an account, its verified or unclaimed addresses, and its identities. */
  private static ImmutableSet<String> marks(View view, User user) {
    ImmutableSet.Builder<String> marks = ImmutableSet.builder();
    marks.add(KeyedMark.of(view, PURPOSE, user.id().toString()));
    InvitationRules.mailboxes(user)
        .forEach(mailbox -> marks.add(KeyedMark.of(view, PURPOSE, mailbox)));
    user.identities()
        .forEach(
            identity ->
                marks.add(
                    KeyedMark.of(
                        view, OF_IDENTITY, identity.issuer() + '\0' + identity.subject())));
    return marks.build();
  }
}
