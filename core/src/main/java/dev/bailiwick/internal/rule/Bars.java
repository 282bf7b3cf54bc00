package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.util.Set;

/**
 * The bars of an org against people who were removed. Neither the account nor the mailbox comes
 * back by itself: not by sign-up, by an older invitation or by claiming an account. An admin or the
 * host ends the bar by adding or inviting the person again.
 */
public final class Bars {
  private static final String PURPOSE = "bar";

  private Bars() {}

  /** Returns whether an account, or the mailbox of its verified address, is barred from an org. */
  public static boolean isBarred(View view, OrgId org, User user) {
    return view.orgs().isBarred(org, marks(view, user));
  }

  /** Returns whether an account or a mailbox is barred from an org. */
  public static boolean isBarred(View view, OrgId org, User user, Email email) {
    return view.orgs()
        .isBarred(
            org,
            ImmutableSet.<String>builder()
                .addAll(marks(view, user))
                .add(mailbox(view, email))
                .build());
  }

  /** Bars an account, and the mailbox of its verified address, from an org. */
  public static void add(Change change, OrgId org, User user) {
    marks(change.view(), user)
        .forEach(mark -> change.view().orgs().addBar(org, mark, change.now()));
  }

  /** Returns the marks of the bars against an account and the mailbox of its verified address. */
  public static ImmutableSet<String> against(View view, User user) {
    return marks(view, user);
  }

  /**
   * Returns the marks of the bars against a mailbox, and against the account that has proved the
   * address.
   */
  public static ImmutableSet<String> against(View view, OrgId org, Email email) {
    ImmutableSet.Builder<String> marks = ImmutableSet.builder();
    marks.add(mailbox(view, email));
    view.users().named(org, email).stream()
        .filter(User::claimed)
        .forEach(user -> marks.addAll(marks(view, user)));
    return marks.build();
  }

  /** Ends the bars with these marks. */
  public static void end(Change change, OrgId org, Set<String> marks) {
    if (!marks.isEmpty()) {
      change.view().orgs().deleteBars(org, marks);
    }
  }

  private static ImmutableSet<String> marks(View view, User user) {
    ImmutableSet.Builder<String> marks = ImmutableSet.builder();
    marks.add(KeyedMark.of(view, PURPOSE, user.id().toString()));
    user.email()
        .filter(email -> user.emailVerifiedAt().isPresent())
        .ifPresent(email -> marks.add(mailbox(view, email)));
    return marks.build();
  }

  private static String mailbox(View view, Email email) {
    return KeyedMark.ofMailbox(view, PURPOSE, email);
  }
}
