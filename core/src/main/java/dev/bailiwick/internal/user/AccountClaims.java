package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.Bars;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The unclaimed accounts that go to the person who has proved their address. A person without an
 * account takes the first of them over as it is. The others, and all of them if the person has an
 * account, are merged: the account gets their memberships, team memberships and grants.
 *
 * @param waiting the unclaimed accounts, by ascending id
 */
record AccountClaims(ImmutableList<User> waiting) {
  /** Returns no claims. */
  static AccountClaims none() {
    return new AccountClaims(ImmutableList.of());
  }

  /**
   * Returns the unclaimed accounts for the verified address of a profile, at most {@link
   * Limits#CLAIMS} of them. Those of orgs from which the person was removed stay unclaimed, and so
   * do those that cannot be claimed any more.
   *
   * @param person the account that the profile is for, if there is one
   * @throws EmailTaken if another account has the address as its verified address
   */
  static AccountClaims of(Caller caller, Profile profile, Optional<UserId> person) {
    return profile.emailVerified() ? of(caller, profile.email().orElseThrow(), person) : none();
  }

  /** As {@link #of(Caller, Profile, Optional)}, for an address that was proved. */
  static AccountClaims of(Caller caller, Email email, Optional<UserId> person) {
    View view = caller.view();
    Instant now = caller.now();
    List<User> named = view.users().named(email);
    if (named.stream().anyMatch(user -> isOther(user, person))) {
      throw new EmailTaken(email);
    }
    return new AccountClaims(
        named.stream()
            .filter(user -> !user.claimed())
            .filter(user -> AccountRules.isClaimable(view, user, now))
            .filter(user -> !isBarred(view, user, email, person))
            .limit(Limits.CLAIMS)
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * Returns the same claims without those of suspended orgs, which a user cannot change. They stay
   * unclaimed until the host's code shows the address again.
   */
  AccountClaims ofOpenOrgs(View view) {
    return new AccountClaims(
        waiting.stream()
            .filter(user -> view.orgs().suspension(user.createdIn().orElseThrow()).isEmpty())
            .collect(ImmutableList.toImmutableList()));
  }

  private static boolean isOther(User user, Optional<UserId> person) {
    return user.claimed() && !person.equals(Optional.of(user.id()));
  }

  /**
   * Refuses an unclaimed account that cannot be claimed any more.
   *
   * @throws InvalidParameter if the time is over, if the admin who named it is none any more, or if
   *     the person was removed from the org afterwards
   */
  static void requireClaimable(Caller caller, User user) {
    InvalidParameter.unless(
        user.claimed()
            || (AccountRules.isClaimable(caller.view(), user, caller.now())
                && user.email()
                    .filter(email -> isBarred(caller.view(), user, email, Optional.empty()))
                    .isEmpty()),
        "user",
        "must be an account that can still be claimed: an admin of the org names its address again");
  }

  private static boolean isBarred(View view, User waiting, Email email, Optional<UserId> person) {
    return Bars.isBarredSince(
        view,
        waiting.createdIn().orElseThrow(),
        person.flatMap(view.users()::find),
        email,
        waiting.claimTerms().orElseThrow().from());
  }

  /** Returns the unclaimed account that a person without an account takes over. */
  Optional<User> first() {
    return waiting.stream().findFirst();
  }

  /** Returns every tenant to which the claims write: the accounts and the orgs that made them. */
  ImmutableSet<Tenant> locks() {
    ImmutableSet.Builder<Tenant> locks = ImmutableSet.builder();
    for (User user : waiting) {
      locks.add(user.id());
      user.createdIn().ifPresent(locks::add);
    }
    return locks.build();
  }

  /**
   * Gives the first unclaimed account to a person without an account, and merges the others into
   * it. The id, the memberships and the grants stay. The name, the attributes and the status are
   * the person's.
   */
  User takeOver(Change change, Profile profile, Optional<ExternalIdentity> identity) {
    User before = waiting.get(0);
    User own =
        AccountRules.edited(change.view(), claimed(change, before), profile, change.now())
            .withFullName(profile.fullName().orElse(""));
    User taken =
        change.update(before, identity.map(ImmutableSet::of).map(own::withIdentities).orElse(own));
    mergeInto(change, taken);
    return taken;
  }

  /**
   * Returns an account as its person has it. If the org had switched the account off, this makes
   * the membership inactive, since the org has no power over the account any more. Requires the
   * locks of the account and of the org that made it.
   */
  static User claimed(Change change, User user) {
    if (!user.claimed() && MemberLookup.isSwitchedOff(user)) {
      change
          .view()
          .orgs()
          .membership(user.createdIn().orElseThrow(), user.id())
          .ifPresent(given -> change.update(given, given.withActive(false)));
    }
    user.createdIn().ifPresent(org -> Bars.end(change, org, user));
    return AccountRules.claimed(user);
  }

  /** Merges every unclaimed account, except the account itself, into a person's account. */
  void mergeInto(Change change, User person) {
    for (User user : waiting) {
      if (!user.id().equals(person.id())) {
        merge(change, user, person.id());
      }
    }
  }

  private static void merge(Change change, User waiting, UserId person) {
    OrgId org = waiting.createdIn().orElseThrow();
    View view = change.view();
    for (Membership given : view.orgs().membership(org, waiting.id()).stream().toList()) {
      boolean on = given.active() && !MemberLookup.isSwitchedOff(waiting);
      Optional<Membership> present = view.orgs().membership(org, person);
      join(change, given.withActive(on), present, person);
      // A person who is a member already gets nothing that the org has switched off.
      boolean gives = on || present.isEmpty();
      for (Seat seat : StoredLists.seatsOf(view, waiting.id(), org).filter(s -> gives).toList()) {
        seat(change, org, seat, person);
      }
      for (Grant grant : StoredLists.grantsTo(view, org, waiting.id()).toList()) {
        if (gives || grant.effect() == Effect.DENY) {
          grant(change, grant, person);
        }
      }
      MembershipRemoval.end(change, given);
    }
    AccountRules.close(
        change,
        ImmutableSet.of(view.users().find(waiting.id()).orElseThrow()),
        Optional.of(person));
  }

  /** Gives a membership to the person. A membership that the org switched off stays off. */
  private static void join(
      Change change, Membership given, Optional<Membership> present, UserId person) {
    if (present.isEmpty()) {
      change.create(
          Membership.of(given.org(), person).withAdmin(given.admin()).withActive(given.active()));
      Bars.end(change, given.org(), change.view().users().find(person).orElseThrow());
    } else if (given.active()) {
      change.update(present.get(), present.get().withAdmin(present.get().admin() || given.admin()));
    }
  }

  /** Gives a grant to the person. Of two denials for different times, one without end remains. */
  private static void grant(Change change, Grant given, UserId person) {
    Grant.Key key = given.key();
    Grant.Key own = new Grant.Key(key.resource(), person, key.role(), key.effect());
    Optional<Grant> present = change.view().grants().find(given.tenant(), own);
    if (present.isEmpty()) {
      change.save(present, Grant.of(given.tenant(), own, given.window()));
    } else if (given.effect() == Effect.DENY && !present.get().window().equals(given.window())) {
      change.save(present, Grant.of(given.tenant(), own, Window.ALWAYS));
    }
  }

  private static void seat(Change change, OrgId org, Seat given, UserId person) {
    Optional<Seat> present = change.view().teams().seat(given.team(), person);
    boolean admin = given.admin() || present.filter(Seat::admin).isPresent();
    change.save(org, present, new Seat(given.team(), person, admin));
  }
}
