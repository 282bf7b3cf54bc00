package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountPower;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.password.PasswordConflict;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.ResetMail;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Sends a code to an account for somebody with power over it, who never sees the code. */
public record StartPasswordReset(UserId user)
    implements Command<StartPasswordReset.Prepared, User> {
  /** The account, the address for the code, and the requests so far. */
  public record Prepared(User user, Email address, Optional<PasswordReset> requests) {}

  @Override
  public Event event() {
    return Event.PASSWORD_START_RESET;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new AccountPower(user));
  }

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
    User found = caller.require(new AccountPower(user));
    Email address =
        ResetRules.addresses(found, caller.view().passwords().find(user).isPresent()).stream()
            .findFirst()
            .orElseThrow(() -> new PasswordConflict(PasswordConflict.Reason.NO_CODE));
    Optional<PasswordReset> requests = caller.view().passwords().reset(AttemptRules.subject(user));
    if (!ResetRules.permits(requests, caller.now())) {
      throw new PasswordConflict(PasswordConflict.Reason.TOO_OFTEN);
    }
    return Plan.of(
        AccountRules.logOf(caller, found),
        AccountRules.standingOf(caller, found),
        new Prepared(found, address, requests));
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    ResetCode code = ResetCode.random();
    Optional<Email> to = Optional.of(prepared.address());
    PasswordReset before =
        prepared
            .requests()
            .orElseGet(
                () ->
                    new PasswordReset(
                        AttemptRules.subject(user),
                        Optional.of(user),
                        Optional.empty(),
                        Optional.empty(),
                        ImmutableList.of()));
    change
        .view()
        .passwords()
        .replace(prepared.requests(), ResetRules.asked(before, to, code, change.now()));
    change.note();
    ResetMail mail = ResetRules.mail(prepared.user(), prepared.address(), code, change.now());
    change.afterCommit(() -> change.host().hashing().credentials().port().sendReset(mail));
    return AccountRules.shown(change.caller(), prepared.user());
  }
}
