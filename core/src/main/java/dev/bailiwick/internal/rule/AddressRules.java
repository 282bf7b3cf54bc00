package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.store.View;
import dev.bailiwick.user.AddressReplaced;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NoSuchAddress;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rules of the addresses of accounts that several commands share. */
public final class AddressRules {
  private AddressRules() {}

  /**
   * Returns an account with an address that was proved to be the person's. It is the primary one,
   * unless the person has noted it as an additional one and has a verified address already. The
   * primary one before stays verified if {@link DomainRules#isHeld an org holds it}.
   *
   * @throws LimitExceeded if the account has too many verified addresses
   */
  public static User verified(View view, User user, Email email, Instant now) {
    boolean waits = user.pendingEmail().filter(noted -> noted.email().equals(email)).isPresent();
    boolean present = user.verifiedEmails().contains(email);
    User after = !present || waits ? user.withPendingEmail(Optional.empty()) : user;
    boolean additional =
        user.emailVerifiedAt().isPresent()
            && user.pendingEmail()
                .filter(noted -> waits && noted.use() == PendingEmail.Use.ADDITIONAL)
                .isPresent();
    if (present) {
      return after;
    } else if (additional) {
      return User.builder().from(after).otherEmails(with(user, email, now)).build();
    }
    User.Builder replaced = User.builder().from(after).email(email).emailVerifiedAt(now);
    if (user.emailVerifiedAt().isPresent()
        && DomainRules.isHeld(view, user, user.email().orElseThrow())) {
      replaced.otherEmails(
          with(user, user.email().orElseThrow(), user.emailVerifiedAt().orElseThrow()));
    }
    return replaced.build();
  }

  /**
   * Returns the addresses besides the primary one, and one more.
   *
   * @throws LimitExceeded if these are too many
   */
  public static ImmutableSortedMap<Email, Instant> with(User user, Email email, Instant at) {
    if (user.verifiedEmails().size() >= Limits.ADDRESSES) {
      throw new LimitExceeded("verified addresses", Limits.ADDRESSES);
    }
    return ImmutableSortedMap.<Email, Instant>naturalOrder()
        .putAll(user.otherEmails())
        .put(email, at)
        .buildOrThrow();
  }

  /** Returns an account with one of its additional addresses as the primary one. */
  public static User primary(User user, Email email) {
    Map<Email, Instant> others = new TreeMap<>(user.otherEmails());
    Instant at = Optional.ofNullable(others.remove(email)).orElseThrow(NoSuchAddress::new);
    others.put(user.email().orElseThrow(), user.emailVerifiedAt().orElseThrow());
    return User.builder().from(user).email(email).emailVerifiedAt(at).otherEmails(others).build();
  }

  /** Saves a change of an account, and has its old primary address told of a new one. */
  public static User update(Change change, User before, User after) {
    Optional<Email> old = before.email().filter(email -> before.emailVerifiedAt().isPresent());
    if (old.isPresent() && after.email().filter(email -> !email.equals(old.get())).isPresent()) {
      Host host = change.host();
      AddressReplaced notice =
          new AddressReplaced(
              after.id(), old.get(), after.email().orElseThrow(), host.store().commits());
      change.afterCommit(() -> host.addresses().replaced(notice));
    }
    return change.update(before, after);
  }

  /**
   * Returns an account without some of its verified addresses. If the primary one is among them,
   * the first other one takes its place; if there is none, the primary one is only noted.
   */
  public static User unverified(User user, Set<Email> addresses) {
    Map<Email, Instant> others =
        new TreeMap<>(Maps.filterKeys(user.otherEmails(), email -> !addresses.contains(email)));
    User.Builder after = User.builder().from(user);
    if (user.email().filter(addresses::contains).isPresent()) {
      Optional<Email> next = others.keySet().stream().findFirst();
      next.ifPresent(after::email);
      after.emailVerifiedAt(next.map(others::remove));
    }
    return after.otherEmails(others).build();
  }
}
