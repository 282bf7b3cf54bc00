package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.org.Org;
import dev.bailiwick.password.Password;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.util.Optional;
import java.util.stream.Stream;

/** The check of a new password of an account against the policy of the host. */
public final class PasswordWords {
  private static final int ORGS = 20;

  private PasswordWords() {}

  /**
   * Checks a new password. The names of the first orgs of the person count as words.
   *
   * @throws dev.bailiwick.password.PasswordRefused if the policy refuses it
   */
  static void check(PasswordHashing hashing, View view, User user, Password password) {
    hashing.credentials().policy().check(password, words(view, user));
  }

  private static ImmutableList<String> words(View view, User user) {
    return Streams.concat(
            Optional.of(user.fullName()).filter(name -> !name.isEmpty()).stream(),
            Stream.concat(user.email().stream(), user.otherEmails().keySet().stream())
                .map(Email::address),
            orgNames(view, user.id()).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<String> orgNames(View view, UserId user) {
    return StoredLists.memberships(view, user)
        .limit(ORGS)
        .flatMap(membership -> view.orgs().find(membership.org()).stream())
        .map(Org::name)
        .collect(ImmutableList.toImmutableList());
  }
}
