package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSet;
import java.util.Collection;

/**
 * The passwords that nobody may choose, because attackers try them first. A host can put another
 * list, such as the answer of a service, in place of the common one. Called for each new password
 * and at each sign-in with a correct password, from many threads.
 */
@FunctionalInterface
public interface PasswordBlocklist {
  /** Whether the password is on the list. */
  boolean contains(Password password);

  /**
   * Returns the list that comes with the library: common passwords of at least 8 code points, among
   * them more than 3,000 of at least 15. The resource names its source and licence. Upper and lower
   * case are the same.
   */
  static PasswordBlocklist common() {
    return CommonPasswords.LIST;
  }

  /** Returns a list of these passwords. Upper and lower case are the same. */
  static PasswordBlocklist of(Collection<String> passwords) {
    ImmutableSet<String> folded =
        each(passwords, "passwords").stream()
            .map(Password::fold)
            .collect(ImmutableSet.toImmutableSet());
    return password -> folded.contains(password.folded());
  }

  /** Returns a list that has the passwords of both. */
  default PasswordBlocklist or(PasswordBlocklist other) {
    given(other, "other");
    return password -> contains(password) || other.contains(password);
  }
}
