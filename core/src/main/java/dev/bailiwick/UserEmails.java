package dev.bailiwick;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.user.AddEmail;
import dev.bailiwick.internal.user.ConfirmEmail;
import dev.bailiwick.internal.user.NoteEmail;
import dev.bailiwick.internal.user.RemoveEmail;
import dev.bailiwick.internal.user.SetPrimaryEmail;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.user.AddressCode;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.NoSuchAddress;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;

/**
 * The changes of an actor about the addresses of one account. An account has at most {@link
 * dev.bailiwick.id.Limits#ADDRESSES} verified addresses, and one of them is the primary one. Each
 * of them names the account. Requires the user, the system actor or a super user.
 *
 * <p>A person proves an address by a code that goes to it ({@link Bailiwick#withAddressPort}): 24
 * hours at most, the latest code only, and at most three mails a day to one mailbox. A code counts
 * only in a session of the account that asked for it: a person who opens the link of a stranger's
 * mail proves nothing for the stranger.
 */
public final class UserEmails {
  private final Calls calls;
  private final UserId user;

  UserEmails(Calls calls, UserId user) {
    this.calls = calls;
    this.user = user;
  }

  /**
   * Has a code sent to an address that is to be the primary one. Until it is verified, the account
   * stays as it is. The primary address before is not verified any more then, unless it is of a
   * verified domain of an org that the user is a member of. The answer is the same whether another
   * account has the address or not.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the account has verified the address already
   */
  public User change(Email email) {
    Required.given(email, "email");
    return calls.change(new NoteEmail(user, email, PendingEmail.Use.PRIMARY));
  }

  /**
   * Has a code sent to an address that the account is to have besides its primary one, as {@link
   * #change}.
   *
   * @throws dev.bailiwick.error.LimitExceeded if the account has too many verified addresses
   */
  public User add(Email email) {
    Required.given(email, "email");
    return calls.change(new NoteEmail(user, email, PendingEmail.Use.ADDITIONAL));
  }

  /**
   * Verifies the noted address of the actor's own account by the code that went to it. The person
   * gets the unclaimed accounts for the address. An old primary address is told of the new one.
   *
   * @throws NoSuchAddress if it is not the latest code of this account, or has ended
   * @throws EmailTaken if another account has verified the address
   */
  public User confirm(AddressCode code) {
    Required.given(code, "code");
    return calls.change(new ConfirmEmail(user, code));
  }

  /**
   * Records a further address that the host has proved to be the person's. The person gets the
   * unclaimed accounts for the address. Requires the system actor.
   *
   * @throws EmailTaken if another account has verified the address
   * @throws dev.bailiwick.error.LimitExceeded if the account has too many verified addresses
   */
  public User addVerified(Email email) {
    Required.given(email, "email");
    return calls.change(new AddEmail(user, email));
  }

  /**
   * Makes a verified address the primary one. The one before stays verified, and is told.
   *
   * @throws NoSuchAddress if the account has not verified the address
   */
  public User setPrimary(Email email) {
    Required.given(email, "email");
    return calls.change(new SetPrimaryEmail(user, email));
  }

  /**
   * Removes a verified address that is not the primary one.
   *
   * @throws NoSuchAddress if the account does not have it besides its primary one
   * @throws dev.bailiwick.org.OrgConflict if it is of a verified domain of an org that the user is
   *     a member of: the address ends with the membership
   */
  public User remove(Email email) {
    Required.given(email, "email");
    return calls.change(new RemoveEmail(user, email));
  }
}
