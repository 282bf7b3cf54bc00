package dev.bailiwick.internal.write;

import com.google.common.collect.Sets;
import dev.bailiwick.notice.AddressNotice;
import dev.bailiwick.notice.IdentityNotice;
import dev.bailiwick.notice.Notice;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Set;

/**
 * The notices to a person about the identities and verified addresses of their account. Each change
 * of an account passes through it, so that no command can forget them.
 */
final class AccountNotices {
  private AccountNotices() {}

  /**
   * Has the person of an account told of a change, after the commit. An account that nobody has
   * claimed has no person yet, and the first address of an account tells nobody anything.
   */
  static void after(Change change, User before, User after) {
    if (!before.claimed() || after.status() == UserStatus.ERASED) {
      return;
    }
    identities(change, Notice.Kind.IDENTITY_LINKED, before, after);
    identities(change, Notice.Kind.IDENTITY_UNLINKED, after, before);
    if (!before.verifiedEmails().isEmpty()) {
      addresses(change, Notice.Kind.ADDRESS_ADDED, before, after);
      addresses(change, Notice.Kind.ADDRESS_REMOVED, after, before);
    }
  }

  private static void identities(Change change, Notice.Kind kind, User without, User with) {
    Set<ExternalIdentity> came = Sets.difference(with.identities(), without.identities());
    came.forEach(
        identity -> change.tell(new IdentityNotice(kind, with.id(), change.now(), identity)));
  }

  private static void addresses(Change change, Notice.Kind kind, User without, User with) {
    Set<Email> came = Sets.difference(with.verifiedEmails(), without.verifiedEmails());
    came.forEach(address -> change.tell(new AddressNotice(kind, with.id(), change.now(), address)));
  }
}
