package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.AddressRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.AddressCode;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NoSuchAddress;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Verifies the noted address of the actor's own account by the code that went to the address. */
public record ConfirmEmail(UserId user, AddressCode code)
    implements Command<ConfirmEmail.Prepared, User> {
  /** The account, its new address, and the unclaimed accounts that go to it. */
  public record Prepared(User user, Email email, AccountClaims claims) {}

  @Override
  public Event event() {
    return Event.USER_CONFIRM_EMAIL;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user));
  }

  /** {@inheritDoc} The code is a secret, and so no part of it. */
  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<Prepared> plan(Caller caller) {
    User found = caller.require(new OwnAccount(user));
    if (!caller.is(user)) {
      throw caller.refused("the account that asked for the code");
    }
    Email email =
        found
            .pendingEmail()
            .filter(noted -> noted.isOpen(caller.now()) && noted.isCode(code))
            .map(PendingEmail::email)
            .orElseThrow(NoSuchAddress::new);
    AccountClaims claims =
        AccountClaims.of(caller, email, Optional.of(user)).ofOpenOrgs(caller.view());
    return Plan.of(user, claims.locks(), new Prepared(found, email, claims));
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    User before = prepared.user();
    User verified = AddressRules.verified(change.view(), before, prepared.email(), change.now());
    User after = AddressRules.update(change, before, verified);
    prepared.claims().mergeInto(change, after);
    return after;
  }
}
