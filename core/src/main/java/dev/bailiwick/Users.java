package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.rule.TenantDeletion;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What an actor can ask and do about accounts. */
public final class Users {
  private final Session session;

  Users(Session session) {
    this.session = session;
  }

  /**
   * Makes an account. The host's own code and super users make one that stands alone; inside an
   * org, so do its admins, and the new account is at once a plain member of that org.
   *
   * @throws EmailTaken if another account has the address
   */
  public User register(Profile profile) {
    Required.given(profile, "profile");
    return session.write(
        "user.register",
        List.of(profile),
        Outcome.USER,
        caller -> {
          if (caller.actor().org().isPresent()) {
            caller.administeredOrg(caller.sessionOrg(), "user.register");
          } else {
            caller.requireTrusted("user.register");
          }
          if (profile.attributes().isPresent()) {
            caller.requireTrusted("user.register with attributes");
          }
          AccountRules.refuseTaken(caller.view(), profile.email(), Optional.empty());
          return caller.actor().org().isPresent()
              ? Plan.of(caller.sessionOrg(), profile)
              : Plan.making(ImmutableSet.of(), profile);
        },
        (change, found) -> {
          Optional<OrgId> org = change.caller().actor().org();
          User user = AccountRules.create(change, found, org, Optional.empty());
          org.ifPresent(o -> change.create(new Membership(o, user.id(), false, true)));
          return user;
        });
  }

  /**
   * Keeps an account in step with what the host, or an identity provider, knows of a person: found
   * by the identity, made if there is none, and given what the profile says. The same again changes
   * nothing. Nobody is ever found by address. Only the host's own code does this.
   *
   * @throws EmailTaken if another account has the address
   */
  public User ensure(ExternalIdentity identity, Profile profile) {
    Required.given(identity, "identity", profile, "profile");
    return session.write(
        "user.ensure",
        List.<Object>of(identity, profile),
        Outcome.USER,
        caller -> {
          caller.requireSystem("user.ensure");
          Optional<User> existing = caller.view().users().find(identity);
          AccountRules.refuseTaken(caller.view(), profile.email(), existing.map(User::id));
          return existing.isPresent()
              ? Plan.of(existing.get().id(), existing)
              : Plan.making(ImmutableSet.of(), existing);
        },
        (change, existing) ->
            existing.isPresent()
                ? change.update(existing.get(), said(existing.get(), profile))
                : AccountRules.create(change, profile, Optional.empty(), Optional.of(identity)));
  }

  /**
   * Lets a further identity stand for an account. Only the host's own code does this.
   *
   * @throws IdentityTaken if it stands for another
   */
  public User link(UserId id, ExternalIdentity identity) {
    Required.given(id, "user", identity, "identity");
    return session.write(
        "user.link",
        List.<Object>of(id, identity),
        Outcome.USER,
        caller -> {
          caller.requireSystem("user.link");
          User user = caller.user(id);
          caller
              .view()
              .users()
              .find(identity)
              .filter(other -> !other.id().equals(id))
              .ifPresent(
                  other -> {
                    throw new IdentityTaken(identity);
                  });
          return Plan.of(id, user);
        },
        (change, user) ->
            change.update(
                user,
                user.withIdentities(
                    ImmutableSortedSet.<ExternalIdentity>naturalOrder()
                        .addAll(user.identities())
                        .add(identity)
                        .build())));
  }

  /** Lets an identity stand for the account no more. Only the host's own code does this. */
  public User unlink(UserId id, ExternalIdentity identity) {
    Required.given(id, "user", identity, "identity");
    return change(
        "user.unlink",
        id,
        List.of(identity),
        caller -> caller.requireSystem("user.unlink"),
        user ->
            user.withIdentities(
                user.identities().stream()
                    .filter(i -> !i.equals(identity))
                    .collect(
                        ImmutableSortedSet.toImmutableSortedSet(ExternalIdentity::compareTo))));
  }

  /** The actor's own account. */
  public User current() {
    return session.read(
        "user.read",
        caller ->
            caller
                .userId()
                .map(caller::user)
                .orElseThrow(
                    () -> new InvalidParameter("actor", "the host's code has no account")));
  }

  /**
   * An account: one's own, or, for an org's admins, that of a member. They are not told of other
   * orgs that it has to do with.
   */
  public User get(UserId id) {
    Required.given(id, "user");
    return session.read("user.read", caller -> AccountRules.seen(caller, id));
  }

  /** The account that an identity stands for. Only the host's own code and super users ask. */
  public Optional<User> find(ExternalIdentity identity) {
    Required.given(identity, "identity");
    return session.read(
        "user.find",
        caller -> {
          caller.requireTrusted("user.find");
          return caller.view().users().find(identity);
        });
  }

  /** The account that has an address. Only the host's own code and super users ask. */
  public Optional<User> find(Email email) {
    Required.given(email, "email");
    return session.read(
        "user.find",
        caller -> {
          caller.requireTrusted("user.find");
          return caller.view().users().find(email);
        });
  }

  /**
   * The accounts of the members of the actor's org, for its admins; every account for the host's
   * own code and super users outside an org. By ascending id.
   */
  public Page<User> list(PageRequest request) {
    Required.given(request, "page");
    return session.read(
        "user.list",
        caller -> {
          Optional<OrgId> org = caller.actor().org();
          if (org.isPresent()) {
            caller.administeredOrg(org.get(), "user.list");
          } else {
            caller.requireTrusted("user.list");
          }
          View view = caller.view();
          return new SignedPages(caller, request, "user.list")
              .<UserId, User>page(
                  after ->
                      org.map(o -> members(view, o, after))
                          .orElseGet(() -> all(view, after))
                          .map(user -> AccountRules.shown(caller, user)),
                  user -> Long.toString(user.id().value()),
                  key -> new UserId(Long.parseLong(key)));
        });
  }

  /** The orgs in which somebody has a place: all of them for themselves, else the actor's org. */
  public ImmutableList<Membership> memberships(UserId id) {
    Required.given(id, "user");
    return session.read(
        "user.memberships",
        caller -> {
          caller.user(id);
          boolean everywhere = caller.is(id) || caller.trusted();
          if (!everywhere && !AccountRules.administersOne(caller, id)) {
            throw new NoPermission("user.memberships", "org admin");
          }
          return StoredLists.memberships(caller.view(), id)
              .filter(m -> everywhere || caller.adminByMembership(m.org()))
              .collect(ImmutableList.toImmutableList());
        });
  }

  /**
   * Changes what is known of a person. A person changes their own name and address; an org's admins
   * the name, on an account that the org made and that is in no other; the host's own code and
   * super users all. A new address is not verified.
   *
   * @throws EmailTaken if another account has the address
   */
  public User update(UserId id, Profile profile) {
    Required.given(id, "user", profile, "profile");
    return change(
        "user.update",
        id,
        List.of(profile),
        caller -> {
          if (profile.attributes().isPresent()) {
            caller.requireTrusted("user.update of attributes");
          }
          if (!caller.is(id)) {
            if (profile.email().isPresent()) {
              caller.requireTrusted("user.update of an address");
            }
            AccountRules.requireAccountPower(caller, id, "user.update");
          }
          AccountRules.refuseTaken(caller.view(), profile.email(), Optional.of(id));
        },
        user -> said(user, profile));
  }

  /**
   * Notes that a person was shown to have this address. Only the host's own code does this.
   *
   * @throws InvalidParameter if the account does not have the address any more
   */
  public User verifyEmail(UserId id, Email email) {
    Required.given(id, "user", email, "email");
    return session.write(
        "user.verify_email",
        List.<Object>of(id, email),
        Outcome.USER,
        caller -> {
          caller.requireSystem("user.verify_email");
          User user = caller.user(id);
          InvalidParameter.unless(
              user.email().filter(email::equals).isPresent(),
              "email",
              "must be the present address of the account");
          return Plan.of(id, user);
        },
        (change, user) ->
            change.update(
                user,
                user.withEmailVerifiedAt(
                    user.emailVerifiedAt().isPresent()
                        ? user.emailVerifiedAt()
                        : Optional.of(change.now()))));
  }

  /**
   * The org in which somebody acts when they name none; empty for none. They themselves, the host's
   * own code and super users choose it.
   *
   * @throws OrgConflict if they are not an active member of it
   */
  public User setDefaultOrg(UserId id, Optional<OrgId> org) {
    Required.given(id, "user", org, "org");
    return change(
        "user.set_default_org",
        id,
        List.of(org),
        caller -> {
          if (!caller.is(id)) {
            caller.requireTrusted("user.set_default_org");
          }
          if (org.isPresent()
              && caller
                  .view()
                  .orgs()
                  .membership(org.get(), id)
                  .filter(Membership::active)
                  .isEmpty()) {
            throw new OrgConflict(OrgConflict.Rule.NOT_A_MEMBER);
          }
        },
        user -> user.withDefaultOrg(org));
  }

  /** Lets an account be used again that was switched off. Whoever may switch it off may. */
  public User activate(UserId id) {
    Required.given(id, "user");
    return change(
        "user.activate",
        id,
        List.of(),
        caller -> AccountRules.requireAccountPower(caller, id, "user.activate"),
        user -> user.withStatus(UserStatus.ACTIVE));
  }

  /**
   * Switches an account off, everywhere and at once. The host's own code and super users may; an
   * org's admins, on an account that the org made and that is in no other.
   *
   * @throws OrgConflict if they own an org
   */
  public User deactivate(UserId id) {
    Required.given(id, "user");
    return change(
        "user.deactivate",
        id,
        List.of(),
        caller -> {
          AccountRules.requireAccountPower(caller, id, "user.deactivate");
          AccountRules.refuseOwner(caller.view(), id);
        },
        user -> user.withStatus(UserStatus.DEACTIVATED));
  }

  /**
   * Locks an account. Whoever may switch it off may.
   *
   * @throws OrgConflict if they own an org
   */
  public User lock(UserId id) {
    Required.given(id, "user");
    return change(
        "user.lock",
        id,
        List.of(),
        caller -> {
          AccountRules.requireAccountPower(caller, id, "user.lock");
          AccountRules.refuseOwner(caller.view(), id);
        },
        user -> user.withLocked(true));
  }

  /** Unlocks an account. Whoever may lock it may. */
  public User unlock(UserId id) {
    Required.given(id, "user");
    return change(
        "user.unlock",
        id,
        List.of(),
        caller -> AccountRules.requireAccountPower(caller, id, "user.unlock"),
        user -> user.withLocked(false));
  }

  /** Makes somebody a super user, or no more. The host's own code and super users do. */
  public User setSuperUser(UserId id, boolean superUser) {
    Required.given(id, "user");
    return change(
        "user.set_super_user",
        id,
        List.of(superUser),
        caller -> caller.requireTrusted("user.set_super_user"),
        user -> user.withSuperUser(superUser));
  }

  /**
   * What somebody owns in the actor's org, as {@link #transfer} would hand it over: teams first,
   * then resources. They themselves and the org's admins ask.
   */
  public ImmutableList<ResourceRef> transferable(UserId id) {
    Required.given(id, "user");
    return session.read(
        "user.transferable",
        caller -> {
          OrgId org = transferring(caller, id, "user.transferable");
          return AccountRules.owned(caller.view(), org, id)
              .collect(ImmutableList.toImmutableList());
        });
  }

  /**
   * Hands over to {@code heir} all that somebody owns in the actor's org. They themselves and the
   * org's admins do; admins who lack a permission that the model keeps for owners, only to the
   * org's owner.
   *
   * @return what was handed over
   * @throws NoSuchMember if the heir is not an active member
   */
  public Written<ImmutableList<ResourceRef>> transfer(UserId id, UserId heir) {
    Required.given(id, "user", heir, "heir");
    return session.write(
        "user.transfer",
        List.<Object>of(id, heir),
        Outcome.OWNED,
        caller -> {
          OrgId org = transferring(caller, id, "user.transfer");
          MemberLookup.heir(caller.view(), org, heir);
          if (!caller.is(id)) {
            AccountRules.requireMayEnrich(
                caller, caller.org(org), Stream.of(id), heir, "user.transfer");
          }
          return Plan.of(org, org);
        },
        (change, org) -> {
          ImmutableList<ResourceRef> owned =
              AccountRules.owned(change.view(), org, id).collect(ImmutableList.toImmutableList());
          if (!id.equals(heir)) {
            MembershipRemoval.handOver(change, org, id, heir);
          }
          return change.written(owned);
        });
  }

  /**
   * Erases a person: they leave every org, their own teams, resources and grants go, and what would
   * tell who they were goes from the account and from every audit log. The id stays taken. A person
   * erases themselves; the host's own code and super users erase anybody.
   *
   * @throws OrgConflict if they own an org
   */
  public User erase(UserId id) {
    Required.given(id, "user");
    return session.write(
        "user.erase",
        List.of(id),
        Outcome.ERASED_USER,
        caller -> {
          User user = caller.user(id);
          if (!caller.is(id)) {
            caller.requireTrusted("user.erase");
          }
          Set<Tenant> tenants = new HashSet<>();
          StoredLists.memberships(caller.view(), id).map(Membership::org).forEach(tenants::add);
          StoredLists.tenantsGranting(caller.view(), id).forEach(tenants::add);
          StoredLists.personsSeating(caller.view(), id).forEach(tenants::add);
          return Plan.of(id, tenants, user);
        },
        (change, user) -> {
          StoredLists.memberships(change.view(), id)
              .toList()
              .forEach(
                  m ->
                      MembershipRemoval.leave(
                          change, m, AccountRules.orgOf(change.view(), m).owner()));
          StoredLists.tenantsGranting(change.view(), (Accessor) id)
              .toList()
              .forEach(tenant -> MembershipRemoval.loseSeatsAndGrants(change, tenant, id));
          StoredLists.personsSeating(change.view(), id)
              .toList()
              .forEach(person -> MembershipRemoval.loseSeatsAndGrants(change, person, id));
          TenantDeletion.clear(change, id);
          User left = change.view().users().find(id).orElseThrow();
          User erased =
              change.update(
                  left,
                  User.builder()
                      .id(id)
                      .status(UserStatus.ERASED)
                      .identities(ImmutableSortedSet.of())
                      .createdAt(left.createdAt())
                      .updatedAt(left.updatedAt())
                      .build());
          change.erasePersonalData(id);
          return erased;
        });
  }

  private User change(
      String event, UserId id, List<?> said, Consumer<Caller> authorise, UnaryOperator<User> edit) {
    return session.write(
        event,
        List.<Object>of(id, said),
        Outcome.USER,
        caller -> {
          User user = caller.user(id);
          authorise.accept(caller);
          return Plan.of(id, AccountRules.standingOf(caller, user), user);
        },
        (change, user) -> change.update(user, edit.apply(user)));
  }

  private static User said(User user, Profile profile) {
    User named =
        user.withFullName(profile.fullName().orElse(user.fullName()))
            .withAttributes(profile.attributes().orElse(user.attributes()));
    return profile.email().isEmpty() || profile.email().equals(user.email())
        ? named
        : named.withEmail(profile.email()).withEmailVerifiedAt(Optional.empty());
  }

  private static OrgId transferring(Caller caller, UserId id, String action) {
    OrgId org = caller.sessionOrg();
    if (caller.is(id)) {
      caller.org(org);
    } else {
      caller.administeredOrg(org, action);
    }
    if (caller.view().orgs().membership(org, id).isEmpty()) {
      throw new NoSuchMember(id);
    }
    return org;
  }

  private static Stream<User> members(View view, OrgId org, Optional<UserId> after) {
    return Slices.after(
            new Slice<>(after, Slice.<UserId>first().limit()),
            slice -> view.orgs().members(org, slice),
            Membership::user)
        .flatMap(member -> view.users().find(member.user()).stream());
  }

  private static Stream<User> all(View view, Optional<UserId> after) {
    return Slices.after(
            new Slice<>(after, Slice.<UserId>first().limit()), view.users()::list, User::id)
        .filter(user -> user.status() != UserStatus.ERASED);
  }
}
