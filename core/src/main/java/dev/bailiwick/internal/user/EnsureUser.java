package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.AddressRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.TrustedIssuers;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * Finds the account of an external identity and updates it, or takes over the unclaimed account for
 * the verified address, or creates an account.
 */
public record EnsureUser(ExternalIdentity identity, Profile profile)
    implements Command<EnsureUser.Prepared, User> {
  /**
   * The present account, and the values and unclaimed accounts that go to it.
   *
   * @param profile the profile, without a verified address that another account has
   */
  public record Prepared(Optional<User> present, Profile profile, AccountClaims claims) {}

  /** Returns the command for a profile, with an address that a trusted issuer asserts verified. */
  public static EnsureUser of(ExternalIdentity identity, Profile profile, TrustedIssuers trusted) {
    if (!profile.emailAsserted()) {
      return new EnsureUser(identity, profile);
    }
    Email email = profile.email().orElseThrow();
    return new EnsureUser(
        identity,
        trusted.covers(identity, email)
            ? profile.withVerifiedEmail(email)
            : profile.withEmail(email));
  }

  @Override
  public Event event() {
    return Event.USER_ENSURE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.text("issuer", identity.issuer()).text("subject", identity.subject());
    AccountRules.describe(digest, profile);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<Prepared> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    Optional<User> present = caller.view().users().find(identity);
    if (present.filter(user -> user.serviceOf().isPresent()).isPresent()) {
      // A program has neither a name of a person nor an address.
      return Plan.of(
          present.get().id(), new Prepared(present, Profile.empty(), AccountClaims.none()));
    }
    Prepared prepared = prepared(caller, present);
    ImmutableSet<Tenant> others = prepared.claims().locks();
    return present
        .or(prepared.claims()::first)
        .map(
            user ->
                Plan.of(
                    user.id(),
                    Iterables.concat(others, user.belongsTo().stream().toList()),
                    prepared))
        .orElseGet(() -> Plan.making(ImmutableSet.of(), prepared));
  }

  private Prepared prepared(Caller caller, Optional<User> present) {
    try {
      return new Prepared(
          present, profile, AccountClaims.of(caller, profile, present.map(User::id)));
    } catch (EmailTaken taken) {
      // The person signs in all the same, without the address.
      return new Prepared(present, profile.withoutEmail(), AccountClaims.none());
    }
  }

  /**
   * Returns the account with the values of the profile. Each identity of an account can bring an
   * address of its own: with several identities, a further address does not replace the primary
   * one.
   */
  private static User edited(Change change, User before, Profile given) {
    View view = change.view();
    Optional<Email> email =
        given
            .email()
            .filter(verified -> given.emailVerified())
            .filter(verified -> !before.verifiedEmails().contains(verified));
    if (email.isEmpty()
        || before.emailVerifiedAt().isEmpty()
        || before.identities().size() < 2
        || before.verifiedEmails().size() >= Limits.ADDRESSES) {
      return AccountRules.edited(view, before, given, change.now());
    }
    User named = AccountRules.edited(view, before, given.withoutEmail(), change.now());
    return User.builder()
        .from(named)
        .otherEmails(AddressRules.with(named, email.get(), change.now()))
        .build();
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    Profile given = prepared.profile();
    AccountClaims claims = prepared.claims();
    if (prepared.present().isPresent()) {
      User before = prepared.present().get();
      User user = AddressRules.update(change, before, edited(change, before, given));
      claims.mergeInto(change, user);
      return user;
    }
    return claims.first().isPresent()
        ? claims.takeOver(change, given, Optional.of(identity))
        : AccountRules.create(change, given, Optional.empty(), Optional.of(identity));
  }
}
