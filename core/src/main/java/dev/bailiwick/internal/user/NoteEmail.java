package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.InvitationRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.AddressCode;
import dev.bailiwick.user.AddressMail;
import dev.bailiwick.user.AddressPort;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * Notes an address that an account is to have, and has a code sent to it. The change is the same
 * whether another account has the address or not.
 */
public record NoteEmail(UserId user, Email email, PendingEmail.Use use)
    implements Command<User, User> {
  @Override
  public Event event() {
    return Event.USER_NOTE_EMAIL;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user).text("email", email.address()).text("use", use.name());
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<User> plan(Caller caller) {
    User found = caller.require(new OwnAccount(user));
    InvalidParameter.unless(
        found.usable() && found.claimed(), "user", "must be a claimed account that can be used");
    InvalidParameter.unless(
        !found.verifiedEmails().contains(email), "email", "is verified on this account already");
    if (use == PendingEmail.Use.ADDITIONAL && found.verifiedEmails().size() >= Limits.ADDRESSES) {
      throw new LimitExceeded("verified addresses", Limits.ADDRESSES);
    }
    return Plan.of(user, found);
  }

  @Override
  public User apply(Change change, User before) {
    Host host = change.host();
    PendingEmail noted = PendingEmail.of(email, change.now(), use);
    if (host.addresses() == AddressPort.NONE) {
      return change.update(before, before.withPendingEmail(Optional.of(noted)));
    }
    // The code is there also if no mail goes out, so that nobody learns of the mails of others.
    AddressCode code = AddressCode.random();
    if (InvitationRules.countCode(change, user, email)) {
      AddressMail mail = new AddressMail(user, email, code, host.store().commits());
      change.afterCommit(() -> host.addresses().send(mail));
    }
    return change.update(before, before.withPendingEmail(Optional.of(noted.withCode(code))));
  }
}
