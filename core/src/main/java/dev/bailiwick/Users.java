package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.user.ActivateUser;
import dev.bailiwick.internal.user.DeactivateUser;
import dev.bailiwick.internal.user.EnsureUser;
import dev.bailiwick.internal.user.EraseUser;
import dev.bailiwick.internal.user.LinkIdentity;
import dev.bailiwick.internal.user.ListUsers;
import dev.bailiwick.internal.user.LockUser;
import dev.bailiwick.internal.user.OwnedThings;
import dev.bailiwick.internal.user.RegisterServiceAccount;
import dev.bailiwick.internal.user.RegisterUser;
import dev.bailiwick.internal.user.SetDefaultOrg;
import dev.bailiwick.internal.user.SetSuperUser;
import dev.bailiwick.internal.user.SignIn;
import dev.bailiwick.internal.user.SignOutEverywhere;
import dev.bailiwick.internal.user.TransferAllOwnership;
import dev.bailiwick.internal.user.UnlinkIdentity;
import dev.bailiwick.internal.user.UnlockUser;
import dev.bailiwick.internal.user.UpdateUser;
import dev.bailiwick.internal.user.VerifyEmail;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * The questions and changes of an actor about accounts. Org admins have power over the accounts
 * that their org made, until the person claims the account; over each other account only the system
 * actor and super users have it.
 */
public final class Users {
  private final Calls calls;

  Users(Calls calls) {
    this.calls = calls;
  }

  /**
   * Creates an account. Inside an org the account also becomes a member of the org; requires an org
   * admin. Outside orgs, requires the system actor or a super user, as attributes always do. An
   * account that an org admin creates is unclaimed. For a verified address, which only the system
   * actor may give, the unclaimed account that waits for it is used.
   *
   * @throws EmailTaken if another account has the verified address, or if an org admin gives the
   *     address of a member
   */
  public User register(Profile profile) {
    Required.given(profile, "profile");
    return calls.change(new RegisterUser(profile));
  }

  /**
   * Creates a service account of an org, for a program: an account without an address, which is a
   * member of this org and of no other. Requires an org admin, and outlives them. It acts inside
   * its org alone, is no part of everyone, owns nothing (what it makes belongs to the org's owner),
   * and becomes an admin only by the org's owner. It ends with its membership: {@link
   * OrgMembers#remove} closes it.
   */
  public User registerService(OrgId org, String name) {
    Required.given(org, "org", name, "name");
    return calls.change(new RegisterServiceAccount(org, Text.name(name, "full_name")));
  }

  /**
   * Finds the account of an external identity and updates it from the profile, or creates one. To
   * repeat the call with the same values changes nothing. Requires the system actor.
   *
   * <p>An address that the identity provider asserts ({@link Profile#withAssertedEmail}) is
   * verified if {@link Bailiwick#withTrustedIssuers} trusts the issuer for its domain; otherwise it
   * is only noted.
   *
   * <p>With a verified address, unclaimed accounts for this address go to the person. If another
   * account has the verified address, the call succeeds without the address: the returned account
   * does not have it. An address that is not verified finds no account.
   */
  public User ensure(ExternalIdentity identity, Profile profile) {
    Required.given(identity, "identity", profile, "profile");
    return calls.change(EnsureUser.of(identity, profile, calls.host().trustedIssuers()));
  }

  /**
   * Adds an external identity to an account, and claims it if it is unclaimed. Requires the system
   * actor.
   *
   * @throws IdentityTaken if another account has the identity
   */
  public User link(UserId id, ExternalIdentity identity) {
    Required.given(id, "user", identity, "identity");
    return calls.change(new LinkIdentity(id, identity));
  }

  /** Removes an external identity from an account. Requires the system actor. */
  public User unlink(UserId id, ExternalIdentity identity) {
    Required.given(id, "user", identity, "identity");
    return calls.change(new UnlinkIdentity(id, identity));
  }

  /** Returns the actor's own account. */
  public User current() {
    return calls.ask(
        Event.USER_READ,
        caller ->
            caller
                .userId()
                .map(caller::user)
                .orElseThrow(
                    () -> new InvalidParameter("actor", "the system actor has no account")));
  }

  /**
   * Returns an account: the actor's own, or, for an org admin, that of a member. An org admin does
   * not see to which other orgs the account belongs.
   */
  public User get(UserId id) {
    Required.given(id, "user");
    return calls.ask(Event.USER_READ, caller -> AccountRules.seen(caller, id));
  }

  /** Returns the account of an external identity. Requires the system actor or a super user. */
  public Optional<User> find(ExternalIdentity identity) {
    Required.given(identity, "identity");
    return calls.ask(
        Event.USER_FIND,
        caller -> {
          caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
          return caller.view().users().find(identity);
        });
  }

  /**
   * Returns the account that has an address as its verified one. Requires the system actor or a
   * super user.
   */
  public Optional<User> find(Email email) {
    Required.given(email, "email");
    return calls.ask(
        Event.USER_FIND,
        caller -> {
          caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
          return caller.view().users().find(email);
        });
  }

  /**
   * Returns a page of the accounts of the members of the actor's org, by ascending id; requires an
   * org admin. Outside orgs it lists all accounts, and requires the system actor or a super user.
   */
  public Page<User> list(PageRequest request) {
    Required.given(request, "page");
    return calls.ask(Event.USER_LIST, caller -> ListUsers.page(caller, request));
  }

  /**
   * Returns the org memberships of a user: all of them for the user, the system actor and super
   * users; for an org admin, the membership of their org.
   */
  public ImmutableList<Membership> memberships(UserId id) {
    Required.given(id, "user");
    return calls.ask(Event.USER_MEMBERSHIPS, caller -> ListUsers.memberships(caller, id));
  }

  /**
   * Changes the profile of an account. Users change their own name and address. Org admins change
   * the name on accounts over which they have power. The system actor and super users change all of
   * it, and they alone the attributes. A new address is not verified, unless the system actor says
   * so; it does not replace a verified one until it is verified itself, within 24 hours.
   *
   * @throws EmailTaken if the address is verified and another account has it
   */
  public User update(UserId id, Profile profile) {
    Required.given(id, "user", profile, "profile");
    return calls.change(new UpdateUser(id, profile));
  }

  /**
   * Records that the address of an account was proved to be the person's. Claims an unclaimed
   * account, and gives the person the unclaimed accounts of other orgs for the address. Requires
   * the system actor.
   *
   * @throws InvalidParameter if it is neither the present address of the account nor one that the
   *     person noted within the last 24 hours
   * @throws EmailTaken if another account has the address as its verified one
   */
  public User verifyEmail(UserId id, Email email) {
    Required.given(id, "user", email, "email");
    return calls.change(new VerifyEmail(id, email));
  }

  /**
   * Sets the org in which a user acts when they name none. Requires the user, the system actor or a
   * super user.
   *
   * @throws OrgConflict if the user is not an active member of the org
   */
  public User setDefaultOrg(UserId id, OrgId org) {
    Required.given(id, "user", org, "org");
    return calls.change(new SetDefaultOrg(id, Optional.of(org)));
  }

  /** Returns the calls about the addresses of an account. */
  public UserEmails emails(UserId id) {
    Required.given(id, "user");
    return new UserEmails(calls, id);
  }

  /** Removes the default org of a user. Requires the user, the system actor or a super user. */
  public User clearDefaultOrg(UserId id) {
    Required.given(id, "user");
    return calls.change(new SetDefaultOrg(id, Optional.empty()));
  }

  /** Makes a deactivated account usable again. Requires power over the account. */
  public User activate(UserId id) {
    Required.given(id, "user");
    return calls.change(new ActivateUser(id));
  }

  /**
   * Makes an account unusable, everywhere and at once. The account keeps its memberships and
   * everything that it owns, an org too. Requires power over the account; over the account of an
   * org's owner, only the system actor and super users have it.
   */
  public User deactivate(UserId id) {
    Required.given(id, "user");
    return calls.change(new DeactivateUser(id));
  }

  /**
   * Locks an account: it is unusable, everywhere and at once, until it is unlocked. The account
   * keeps its memberships and everything that it owns, an org too. Requires power over the account;
   * over the account of an org's owner, only the system actor and super users have it.
   */
  public User lock(UserId id) {
    Required.given(id, "user");
    return calls.change(new LockUser(id));
  }

  /** Unlocks an account. Requires power over the account. */
  public User unlock(UserId id) {
    Required.given(id, "user");
    return calls.change(new UnlockUser(id));
  }

  /**
   * Returns the stamp of an account, when the host has signed its person in. The host keeps the
   * stamp in its own session, and names it in each call: {@code
   * Actor.user(id).in(org).since(stamp)}. Requires the system actor. Reads the latest state, takes
   * no tenant's lock and moves no revision. In a store with histories ({@link SignInHistory}) it
   * records the sign-in; otherwise it writes nothing.
   *
   * <p>The stamp moves on, and every call with an older one throws {@link SignInEnded}, once the
   * account is deactivated, locked, closed, merged or claimed, its address is replaced, one of its
   * identities is unlinked, or {@link #signOutEverywhere} is called. No other node needs to be
   * told, and no clocks are compared.
   *
   * @throws SignInEnded if the account does not exist, is unclaimed or cannot be used
   */
  public long signIn(UserId id) {
    Required.given(id, "user");
    return calls
        .at(Consistency.latest())
        .ask(Event.USER_SIGN_IN, caller -> SignIn.of(caller, id))
        .recordedBy(calls.host());
  }

  /**
   * Ends every sign-in of an account: each stamp that {@link #signIn} has returned is old. Requires
   * the user or power over the account.
   */
  public User signOutEverywhere(UserId id) {
    Required.given(id, "user");
    return calls.change(new SignOutEverywhere(id));
  }

  /** Makes a user a super user. Requires the system actor or a super user. */
  public User makeSuperUser(UserId id) {
    Required.given(id, "user");
    return calls.change(new SetSuperUser(id, true));
  }

  /** Makes a super user an ordinary user. Requires the system actor or a super user. */
  public User revokeSuperUser(UserId id) {
    Required.given(id, "user");
    return calls.change(new SetSuperUser(id, false));
  }

  /**
   * Returns the things that a user owns in the actor's org, which {@link #transferOwnership} hands
   * over: teams first, then resources. Requires the user or an org admin.
   */
  public ImmutableList<ResourceRef> transferable(UserId id) {
    Required.given(id, "user");
    return calls.ask(Event.USER_TRANSFERABLE, caller -> OwnedThings.of(caller, id));
  }

  /**
   * Makes {@code heir} the owner of everything that a user owns in the actor's org. Requires the
   * user or an org admin; an admin who lacks a permission that the model keeps for owners can name
   * the org's owner only.
   *
   * @return the things that were handed over
   * @throws NoSuchMember if the heir is not an active member
   */
  public Written<ImmutableList<ResourceRef>> transferOwnership(UserId id, UserId heir) {
    Required.given(id, "user", heir, "heir");
    return calls.change(new TransferAllOwnership(id, heir));
  }

  /**
   * Erases a person. Ends their memberships, deletes their own teams, resources and grants, and
   * removes their personal data from the account and from every audit log. The id is not used
   * again. Requires the user, the system actor or a super user.
   *
   * <p>An org of which the user is the owner and the only member is deleted with the account,
   * unless it has guests or open invitations, or is suspended. In any other org of theirs the
   * closed account stays the owner, without a name or any access, and keeps what it owns there,
   * until an admin accepts an offer of the ownership that was made before ({@link
   * Orgs#acceptOwnership}) or the host decides ({@link Orgs#transferOwnership}).
   *
   * <p>If users erase themselves, the logs of orgs keep the display name and the request contexts
   * of their calls, so that nobody removes the evidence of a call. An erasure by the system actor
   * or by a super user removes these too, also after the user's own.
   */
  public User erase(UserId id) {
    Required.given(id, "user");
    return calls.change(new EraseUser(id));
  }
}
