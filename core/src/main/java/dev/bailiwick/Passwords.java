package dev.bailiwick;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.password.ExpirePasswords;
import dev.bailiwick.internal.password.NewPasswords;
import dev.bailiwick.internal.password.StartPasswordReset;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.password.FirstFactor;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordConflict;
import dev.bailiwick.password.PasswordRefused;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.password.TooManyPasswords;
import dev.bailiwick.user.User;
import java.util.Collection;

/**
 * The changes of passwords. Each of them ends every sign-in of the account and every code that was
 * sent to it, and signs nobody in. Nobody sees or chooses the password of another person, except
 * the host for a first one.
 *
 * <p>Each call throws {@link dev.bailiwick.password.NoCredentials} unless the host has called
 * {@link Bailiwick#withCredentials}, and {@link dev.bailiwick.store.MissingPart} if the store lacks
 * the part for passwords. A call with a new password throws {@link PasswordRefused} if the policy
 * does not accept it, and {@link TooManyPasswords} if this process is hashing too many.
 */
public final class Passwords {
  private final Calls calls;

  Passwords(Calls calls) {
    this.calls = calls;
  }

  /**
   * Sets the first password of an account, at the sign-up of its person. Requires the system actor.
   *
   * @throws PasswordConflict if the account has a password
   */
  public User set(UserId user, Password password) {
    Required.given(user, "user", password, "password");
    return NewPasswords.set(calls, user, password);
  }

  /**
   * Changes the actor's own password. Wrong present passwords are counted, and delayed as at a
   * sign-in. Not within a transaction of the host.
   *
   * @throws SignInRefused if the present password is wrong, or a delay has not passed
   */
  public User change(Password present, Password password) {
    Required.given(present, "present", password, "password");
    return NewPasswords.change(calls, present, password);
  }

  /**
   * Changes the password of a person who has just given the present one, because it serves only for
   * that ({@link FirstFactor#mustChange}). Requires the system actor. The person signs in again
   * afterwards.
   *
   * @throws SignInRefused if the first factor does not count any more
   */
  public User changeExpired(FirstFactor first, Password password) {
    Required.given(first, "first_factor", password, "password");
    return NewPasswords.changeExpired(calls, first, password);
  }

  /**
   * Sends a code to the address of an account, with which its person sets a password. Requires
   * power over the account. The actor does not see the code. A person who has forgotten a password
   * asks by {@link SignIns#startReset}.
   *
   * @throws PasswordConflict if the account can get no code, or too many were asked for
   */
  public User startReset(UserId user) {
    Required.given(user, "user");
    calls.host().hashing();
    return calls.change(new StartPasswordReset(user));
  }

  /**
   * Sets the password of the account to which a code was sent. For an unclaimed account this is the
   * claim by its person. Requires the system actor. Only a password that is set uses up the code.
   *
   * @throws SignInRefused if the code is unknown, used, replaced or older than {@link
   *     ResetCode#LIFETIME}, or the account cannot be used
   */
  public User reset(ResetCode code, Password password) {
    Required.given(code, "code", password, "password");
    return NewPasswords.reset(calls, code, password);
  }

  /**
   * Lets the passwords of users serve only to change them, for example after a leak. Users without
   * a password are left out. Requires the system actor or a super user.
   *
   * @param users 1 to {@link Limits#PAGE}
   * @param reason the reason for the audit log
   */
  public Revision expire(Collection<UserId> users, String reason) {
    Required.given(users, "users", reason, "reason");
    ImmutableSet<UserId> named = ImmutableSet.copyOf(InvalidParameter.each(users, "users"));
    InvalidParameter.unless(
        !named.isEmpty() && named.size() <= Limits.PAGE, "users", "must be 1 to " + Limits.PAGE);
    calls.host().hashing();
    return new Calls(calls.host(), calls.request().because(Text.text(reason, "reason")))
        .change(new ExpirePasswords(named));
  }
}
