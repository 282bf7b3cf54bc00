package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.AddressRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * The proof that an address belongs to a person: a code that was sent to it. The address becomes
 * the verified address of an account that has none.
 */
public final class AddressProof {
  private final User person;
  private final Email email;
  private final AccountClaims claims;

  private AddressProof(User person, Email email, AccountClaims claims) {
    this.person = person;
    this.email = email;
    this.claims = claims;
  }

  /**
   * Returns the proof of an address for an account.
   *
   * @throws EmailTaken if the account has other verified addresses, or another account has this one
   */
  public static AddressProof of(Caller caller, User person, Email email) {
    boolean verified = person.emailVerifiedAt().isPresent();
    if (verified && !person.verifiedEmails().contains(email)) {
      throw new EmailTaken(email);
    }
    return new AddressProof(
        person,
        email,
        verified
            ? AccountClaims.none()
            : AccountClaims.of(caller, email, Optional.of(person.id())).ofOpenOrgs(caller.view()));
  }

  /** Returns every tenant to which the proof writes, except the account. */
  public ImmutableSet<Tenant> locks() {
    return claims.locks();
  }

  /** Makes the address the verified one of the account, and gives it the unclaimed accounts. */
  public void apply(Change change) {
    if (person.emailVerifiedAt().isEmpty()) {
      claims.mergeInto(
          change,
          change.update(person, AddressRules.verified(change.view(), person, email, change.now())));
    }
  }
}
