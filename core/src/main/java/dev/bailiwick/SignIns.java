package dev.bailiwick;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.password.PasswordSignIn;
import dev.bailiwick.internal.password.ResetRequest;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.password.FirstFactor;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.SecondFactorMissing;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.password.TooManyPasswords;
import dev.bailiwick.user.Email;

/**
 * The calls for people who are not signed in. They do the same work and give the same answer
 * whether an account has the address or not, and whatever its state is. None of them takes a
 * tenant's lock or moves a revision. They are not for a store within a transaction of the host.
 */
public final class SignIns {
  private final Host host;

  SignIns(Host host) {
    this.host = host;
  }

  /**
   * Checks the password of the account that has an address as its verified one. Counts the attempt
   * before it computes the hash. From the fifth failure in a row on, attempts must wait, up to 15
   * minutes; after 100 failures only known origins and a reset help. Failures from elsewhere do not
   * count for an origin that is known for the account.
   *
   * @param origin the origin of the attempt, such as a random id in a cookie of the browser or the
   *     address of the client; only a keyed hash of it is stored
   * @return the first factor, which is no actor yet
   * @throws SignInRefused in every other case
   * @throws TooManyPasswords if this process is hashing too many passwords; nothing was counted
   */
  public FirstFactor withPassword(Email address, Password password, String origin) {
    Required.given(address, "address", password, "password");
    Required.given(origin, "origin");
    InvalidParameter.unless(
        !origin.isEmpty() && origin.length() <= Limits.TEXT_LENGTH,
        "origin",
        "must be 1 to " + Limits.TEXT_LENGTH + " characters");
    return new PasswordSignIn(host).signIn(address, password, origin);
  }

  /**
   * Returns the actor of a first factor, where the password is the only factor.
   *
   * @throws SecondFactorMissing if the host has a second factor
   * @throws SignInRefused if the first factor does not count any more, or the password must be
   *     changed first
   */
  public Actor complete(FirstFactor first) {
    Required.given(first, "first_factor");
    if (!host.hashing().credentials().isPasswordAlone()) {
      throw new SecondFactorMissing();
    }
    return PasswordSignIn.actor(host, first);
  }

  /**
   * Returns the actor of a first factor. The host calls it only after it has checked the second
   * factor itself.
   *
   * @throws SignInRefused if the first factor does not count any more, or the password must be
   *     changed first
   */
  public Actor completeAfterSecondFactor(FirstFactor first) {
    Required.given(first, "first_factor");
    host.hashing();
    return PasswordSignIn.actor(host, first);
  }

  /**
   * Sends a code to the account that has an address as its verified one, or that waits unclaimed
   * for the address. Sends nothing if there is none, if it cannot be used, or if its person signs
   * in by an identity and has no password; and at most one code in a minute and five in a day to an
   * account. The mail goes to the address as the account has it.
   */
  public void startReset(Email address) {
    Required.given(address, "address");
    ResetRequest.send(host, address);
  }
}
