package dev.bailiwick.internal.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;

/**
 * A hash with the secret key of the store. It lets the library recognise a person or a mailbox
 * again without keeping the address.
 */
final class KeyedMark {
  private KeyedMark() {}

  /** Returns the mark of a value for one purpose. */
  static String of(View view, String purpose, String value) {
    return Hashing.hmacSha256(view.pageKey()).hashString(purpose + '\0' + value, UTF_8).toString();
  }

  /** Returns the mark of the mailbox of an address. */
  static String ofMailbox(View view, String purpose, Email email) {
    return of(view, purpose, email.mailbox());
  }
}
