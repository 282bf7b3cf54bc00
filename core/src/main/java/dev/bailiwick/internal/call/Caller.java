package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.decision.Interpreter;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.store.ActorStanding;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The actor of one call, in one snapshot. Every authorisation of the call is a method of this
 * class. A thing that the actor cannot reach is reported as a thing that does not exist.
 */
public final class Caller {
  private final Event event;
  private final Actor actor;
  private final Model model;
  private final View view;
  private final Instant now;
  private final Consumer<Grant> unknownRoles;
  private final SuspensionRule suspension;
  private final ActorAccount account;
  private final Set<Need<?>> met = new LinkedHashSet<>();
  private final Set<OrgId> reliedOn = new HashSet<>();
  private boolean usedSuperUser;
  private @Nullable OrgId guestOf;

  /**
   * Creates the caller for one call and one snapshot.
   *
   * @param unknownRoles receives grants of roles that neither the model nor the org defines
   */
  public Caller(
      Event event, Actor actor, Model model, View view, Instant now, Consumer<Grant> unknownRoles) {
    this.event = event;
    this.actor = actor;
    this.model = model;
    this.view = view;
    this.now = now;
    this.unknownRoles = unknownRoles;
    this.suspension = new SuspensionRule(event, view);
    this.account = new ActorAccount(event, actor, view, now);
  }

  private Optional<User> user() {
    return account.user();
  }

  /**
   * Returns this caller if the actor is the system or has a usable account.
   *
   * @throws NoPermission if the actor's account does not exist or cannot be used
   * @throws SignInEnded if the sign-in of the actor has ended
   */
  public Caller inUse() {
    view.readsFor(actor);
    requireSignedIn();
    if (!isSystem() && user().isEmpty()) {
      throw refused("an account that is in use");
    }
    return this;
  }

  /** Refuses an actor whose sign-in has ended, with {@link SignInEnded}. */
  public void requireSignedIn() {
    account.requireSignedIn();
  }

  /**
   * Requires that the actor meets a need of the call, and records that the need was met.
   *
   * @return the thing that the need is about
   * @throws NoPermission if the actor does not meet it
   */
  public <T> T require(Need<T> need) {
    T found = need.check(this);
    met.add(need);
    return found;
  }

  /** Whether the actor met one of these needs in an earlier call of {@link #require}. */
  public boolean meetsOneOf(Set<? extends Need<?>> needs) {
    return needs.stream().anyMatch(met::contains);
  }

  /** Returns the refusal of this call, for the method to throw. */
  public NoPermission refused(String needed) {
    return new NoPermission(event, needed);
  }

  public Event event() {
    return event;
  }

  public Actor actor() {
    return actor;
  }

  public View view() {
    return view;
  }

  public Model model() {
    return model;
  }

  public Instant now() {
    return now;
  }

  public boolean isSystem() {
    return actor.isSystem();
  }

  /**
   * Returns the part of the actor's standing on which the authorisation has relied so far and which
   * these locks do not protect.
   */
  public Optional<ActorStanding> standingBeside(Set<Tenant> locks) {
    return account.standing(locks, reliedOn);
  }

  /** Whether a call was permitted so far only because the actor is a super user. */
  public boolean usedSuperUser() {
    return usedSuperUser;
  }

  public boolean is(UserId someone) {
    return user().map(User::id).filter(someone::equals).isPresent();
  }

  /** Returns the actor's user id; empty for a system actor, or if the account is unusable. */
  public Optional<UserId> userId() {
    return user().map(User::id);
  }

  /** Whether the actor is a system actor or a super user. Records a use of the super user right. */
  public boolean trusted() {
    usedSuperUser |= superUser();
    return isSystem() || superUser();
  }

  /** Whether the actor is a super user. Does not record a use of the right. */
  private boolean superUser() {
    return user().filter(User::superUser).filter(me -> account.inPerson()).isPresent();
  }

  public void requireSystem() {
    if (!isSystem()) {
      throw refused("system actor");
    }
  }

  public void requireTrusted() {
    if (!trusted()) {
      throw refused("super user");
    }
  }

  /**
   * Returns the tenant in which the actor acts: the named org, otherwise the actor's own.
   *
   * @throws InvalidParameter if a system actor did not name an org
   */
  public Tenant tenant() {
    return actor.org().<Tenant>map(org -> org).or(() -> actor.user()).orElseThrow(Caller::noOrg);
  }

  /** Returns the org in which the actor acts; refuses an actor that names no org. */
  public OrgId sessionOrg() {
    return actor.org().orElseThrow(Caller::noOrg);
  }

  private static InvalidParameter noOrg() {
    return new InvalidParameter("actor.org", "name the org: Actor.in(org), or resource.in(org)");
  }

  /** Returns the tenant of a resource. Refuses a team that does not exist for the actor. */
  public Tenant tenantOf(ResourceRef resource) {
    return findTenant(resource).orElseThrow(() -> new NoSuchResource(resource.key()));
  }

  /** Returns the same as {@link #tenantOf}; empty for a team that does not exist for the actor. */
  public Optional<Tenant> findTenant(ResourceRef resource) {
    if (resource.tenant().isPresent()) {
      return resource.tenant();
    } else if (resource instanceof TeamId team && actor.org().isEmpty()) {
      // The tenant of a team is revealed only to actors who can reach the tenant or the team.
      return view.teams().find(team).map(Team::tenant).filter(t -> reaches(t, team));
    }
    return Optional.of(tenant());
  }

  private boolean reaches(Tenant tenant, TeamId team) {
    return isSystem()
        || superUser()
        || Kinds.match(tenant, this::is, org -> membership(org).isPresent())
        || !ownPermissions(tenant, team).isEmpty();
  }

  /** Whether a session of an untrusted actor is bound to another tenant than this. */
  public boolean outsideSession(Tenant tenant) {
    return isBound() && !tenant().equals(tenant) && !isSystem() && !superUser();
  }

  /** Whether the session is bound to one tenant: by an org, or by a key. */
  private boolean isBound() {
    return actor.org().isPresent() || account.throughKey();
  }

  /** Whether only trust lets this session change this org: it is bound to another org. */
  public boolean beyondSession(Tenant tenant) {
    return !isSystem()
        && tenant instanceof OrgId
        && actor.org().isPresent()
        && !actor.org().get().equals(tenant);
  }

  /** Returns the actor's active membership within the session, also of a suspended org. */
  private Optional<Membership> membership(OrgId org) {
    if (isBound() && !tenant().equals(org)) {
      return Optional.empty();
    }
    return user().flatMap(u -> view.orgs().membership(org, u.id())).filter(Membership::active);
  }

  /**
   * Returns the actor's active membership within the session, unless a suspension takes this call
   * from the members of the org. The call then relies on the membership.
   */
  private Optional<Membership> ownMembership(OrgId org) {
    Optional<Membership> own = membership(org).filter(place -> !suspension.closes(org));
    own.map(Membership::org).ifPresent(reliedOn::add);
    return own;
  }

  /**
   * Refuses a call about a suspended org, if the actor is a member of it or a super user. To every
   * other user it does not exist.
   *
   * @throws OrgSuspended if only the suspension refuses the call
   */
  public void requireOpen(Tenant tenant) {
    if (!isSystem() && tenant instanceof OrgId org && suspension.closes(org)) {
      suspension.requireOpen(org, superUser(), membership(org).isPresent());
    }
  }

  /** Whether the actor is an active member of the org, within the session. */
  public boolean isMember(Tenant tenant) {
    return Kinds.match(tenant, person -> false, org -> ownMembership(org).isPresent());
  }

  /** Returns an org that the actor is an active member of, or may administer by trust. */
  public Org org(OrgId id) {
    Optional<Org> found = view.orgs().find(id).filter(org -> !org.deleted());
    found.ifPresent(org -> requireOpen(id));
    return found.filter(org -> sees(id)).orElseThrow(() -> new NoSuchOrg(id));
  }

  /** Whether the org exists for the actor. */
  public boolean sees(OrgId id) {
    return view.orgs().find(id).filter(org -> !org.deleted()).isPresent()
        && (ownMembership(id).isPresent() || trusted());
  }

  public boolean administers(OrgId id) {
    return adminByMembership(id) || trusted();
  }

  /** Whether the actor is an active admin of the org. The super user right does not count. */
  public boolean adminByMembership(OrgId id) {
    return ownMembership(id)
        .filter(Membership::admin)
        .filter(own -> account.mayAdminister())
        .isPresent();
  }

  /** Returns an account that the actor may see: their own, or that of a fellow org member. */
  public User user(UserId id) {
    if (!is(id) && !superUser()) {
      actor.org().ifPresent(this::requireOpen);
    }
    return view.users()
        .find(id)
        .filter(found -> found.status() != UserStatus.ERASED)
        .filter(found -> is(id) || sharesOrg(id) || trusted())
        .orElseThrow(() -> new NoSuchUser(id));
  }

  /** Whether the actor may see the name and the address of a user. */
  public boolean knows(UserId someone) {
    return is(someone) || sharesOrg(someone) || trusted();
  }

  public boolean sharesOrg(UserId other) {
    if (account.throughKey() && actor.org().isEmpty()) {
      return false;
    } else if (actor.org().isPresent()) {
      OrgId org = actor.org().get();
      return ownMembership(org).isPresent() && view.orgs().membership(org, other).isPresent();
    }
    Optional<OrgId> shared =
        userId()
            .flatMap(
                me ->
                    StoredLists.memberships(view, me)
                        .filter(Membership::active)
                        .map(Membership::org)
                        .filter(org -> view.orgs().membership(org, other).isPresent())
                        .filter(org -> !suspension.closes(org))
                        .findFirst());
    shared.ifPresent(reliedOn::add);
    return shared.isPresent();
  }

  /** Returns an interpreter over this snapshot, at the instant of this call. */
  public Interpreter interpreter(
      Tenant tenant, Set<UserId> users, Set<? extends ResourceRef> resources) {
    return new Interpreter(model(), account.facts(tenant, users, resources), now, unknownRoles);
  }

  /** Returns the actor's permissions on a resource, without the super user right. */
  public PermissionSet ownPermissions(Tenant tenant, ResourceRef resource) {
    // The interpreter checks the account status of the actor.
    return actor
        .user()
        .filter(me -> !outsideSession(tenant))
        .map(
            me -> {
              Interpreter interpreter =
                  new Interpreter(
                      model(),
                      account.facts(tenant, account.holders(), ImmutableSet.of(resource)),
                      now,
                      unknownRoles,
                      this::reliesOn);
              return account.within(
                  model(),
                  user -> interpreter.permissions(user, tenant, resource),
                  () -> interpreter.line(tenant, resource));
            })
        .orElseGet(model()::none);
  }

  /** If the accessor of the grant is an org, records that the call relies on a membership of it. */
  private void reliesOn(Grant grant) {
    if (grant.accessor() instanceof OrgId org) {
      reliedOn.add(org);
      guestOf = org;
    }
  }

  /** Returns the org with a grant that gave the actor rights in another tenant. */
  public Optional<OrgId> guestOf() {
    return Optional.ofNullable(guestOf);
  }

  /**
   * Returns the same as {@link #ownPermissions}, but all permissions for a trusted actor.
   *
   * @throws OrgSuspended as {@link #requireOpen}
   */
  public PermissionSet administrativePermissions(Tenant tenant, ResourceRef resource) {
    if (isSystem()) {
      return model().all();
    }
    PermissionSet own = ownPermissions(tenant, resource);
    requireOpen(tenant);
    return own.equals(model().all()) || !trusted() ? own : model().all();
  }
}
