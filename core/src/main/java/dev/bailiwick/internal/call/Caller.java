package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.decision.Interpreter;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
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
 * The actor as they are at one moment, and what they can reach: every authorisation of a call is a
 * question to this. What is out of reach is answered as what does not exist.
 */
public final class Caller {
  private final Event event;
  private final Actor actor;
  private final Model model;
  private final View view;
  private final Instant now;
  private final Consumer<Grant> unknownRoles;
  private final Set<Need<?>> met = new LinkedHashSet<>();
  private final Set<OrgId> reliedOn = new HashSet<>();
  private boolean usedSuperUser;
  private @Nullable User known;
  private boolean looked;

  /**
   * The actor of a call, in a view.
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
  }

  /**
   * The user who acts; empty for the host's own code, and for one whose account does not count. Not
   * read before it is needed: what a user was granted is decided without it.
   */
  private Optional<User> user() {
    if (!looked) {
      known = actor.user().flatMap(view.users()::find).filter(User::usable).orElse(null);
      looked = true;
    }
    return Optional.ofNullable(known);
  }

  /**
   * Returns this caller if the actor is the system or has a usable account.
   *
   * @throws NoPermission if the actor's account does not exist or cannot be used
   */
  public Caller inUse() {
    view.readsFor(actor);
    if (!isSystem() && user().isEmpty()) {
      throw refused("an account that is in use");
    }
    return this;
  }

  /**
   * Checks that the actor meets a need of the call, and notes it.
   *
   * @return the thing that the need is about
   * @throws NoPermission if the actor does not meet it
   */
  public <T> T require(Need<T> need) {
    T found = need.check(this);
    met.add(need);
    return found;
  }

  /** Whether {@link #require} was called with one of these needs, and the actor met it. */
  public boolean meetsOneOf(Set<? extends Need<?>> needs) {
    return needs.stream().anyMatch(met::contains);
  }

  /** Returns the refusal of this call, to be thrown. */
  public NoPermission refused(String needed) {
    return new NoPermission(event, needed);
  }

  /** The call under way. */
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
   * The standing of the actor that their authorisation has relied on so far and that these locks do
   * not keep as it is. Empty for the host's own code, and where the actor's own tenant is locked:
   * account and memberships are of the person, so nobody changes them then.
   */
  public Optional<ActorStanding> standingBeside(Set<Tenant> locks) {
    return user()
        .filter(me -> !locks.contains(me.id()))
        .map(
            me ->
                new ActorStanding(
                    me.id(),
                    me.superUser(),
                    ImmutableSet.copyOf(Sets.difference(reliedOn, locks))));
  }

  /** Whether a call was permitted so far only because the actor is a super user. */
  public boolean usedSuperUser() {
    return usedSuperUser;
  }

  public boolean is(UserId someone) {
    return user().map(User::id).filter(someone::equals).isPresent();
  }

  /** The user who acts; empty for the host's own code. */
  public Optional<UserId> userId() {
    return user().map(User::id);
  }

  /** Whether the actor is the host's own code or a super user, who then acts as one. */
  public boolean trusted() {
    if (isSystem()) {
      return true;
    }
    boolean superUser = user().filter(User::superUser).isPresent();
    usedSuperUser |= superUser;
    return superUser;
  }

  /** Whether the actor is a super user; nothing is concluded from it yet. */
  private boolean superUser() {
    return user().filter(User::superUser).isPresent();
  }

  /** Refuses everybody but the host's own code. */
  public void requireSystem() {
    if (!isSystem()) {
      throw refused("the host's own code");
    }
  }

  /** Refuses everybody but the host's own code and super users. */
  public void requireTrusted() {
    if (!trusted()) {
      throw refused("super user");
    }
  }

  /**
   * The tenant that the actor acts in: the org that they named, else their own.
   *
   * @throws InvalidParameter if the host's own code named none
   */
  public Tenant tenant() {
    return actor
        .org()
        .<Tenant>map(org -> org)
        .or(() -> actor.user())
        .orElseThrow(
            () ->
                new InvalidParameter(
                    "actor.org", "name the org: Actor.in(org), or resource.in(org)"));
  }

  /** The org that the actor acts in. */
  public OrgId sessionOrg() {
    return actor
        .org()
        .orElseThrow(
            () ->
                new InvalidParameter(
                    "actor.org", "name the org: Actor.in(org), or resource.in(org)"));
  }

  /** The tenant of a resource, whether or not it can be reached. */
  public Tenant tenantOf(ResourceRef resource) {
    return findTenant(resource).orElseThrow(() -> new NoSuchResource(resource.key()));
  }

  /** As {@link #tenantOf}; empty for a team that does not exist. */
  public Optional<Tenant> findTenant(ResourceRef resource) {
    if (resource.tenant().isPresent()) {
      return resource.tenant();
    } else if (resource instanceof TeamId team && actor.org().isEmpty()) {
      // Whose a team is, only those learn who have to do with it.
      return view.teams().find(team).map(Team::tenant).filter(t -> reaches(t, team));
    }
    return Optional.of(tenant());
  }

  private boolean reaches(Tenant tenant, TeamId team) {
    return isSystem()
        || superUser()
        || tenant.match(this::is, org -> ownMembership(org).isPresent())
        || !ownPermissions(tenant, team).isEmpty();
  }

  /** Whether the session is bounded to another tenant than this. */
  public boolean outsideSession(Tenant tenant) {
    return actor.org().isPresent()
        && !actor.org().get().equals(tenant)
        && !isSystem()
        && !superUser();
  }

  /** Whether a change of this org is one that a session in another can make only by trust. */
  public boolean beyondSession(Tenant tenant) {
    return !isSystem()
        && tenant instanceof OrgId
        && actor.org().isPresent()
        && !actor.org().get().equals(tenant);
  }

  /** The actor's own membership, if it counts and lies within the session. */
  private Optional<Membership> ownMembership(OrgId org) {
    if (actor.org().isPresent() && !actor.org().get().equals(org)) {
      return Optional.empty();
    }
    Optional<Membership> own =
        user().flatMap(u -> view.orgs().membership(org, u.id())).filter(Membership::active);
    own.map(Membership::org).ifPresent(reliedOn::add);
    return own;
  }

  /** Whether the actor is an active member of the org, within the session. */
  public boolean isMember(Tenant tenant) {
    return tenant.match(person -> false, org -> ownMembership(org).isPresent());
  }

  /** An org that the actor is an active member of, or may administer by trust. */
  public Org org(OrgId id) {
    if (!sees(id)) {
      throw new NoSuchOrg(id);
    }
    return view.orgs().find(id).orElseThrow();
  }

  /** Whether there is such an org for the actor. */
  public boolean sees(OrgId id) {
    return view.orgs().find(id).filter(org -> !org.deleted()).isPresent()
        && (ownMembership(id).isPresent() || trusted());
  }

  /** An org that the actor administers. */
  public Org administeredOrg(OrgId id) {
    Org org = org(id);
    if (!administers(id)) {
      throw refused("org admin");
    }
    return org;
  }

  /** An org that the actor owns. */
  public Org ownedOrg(OrgId id) {
    Org org = org(id);
    if (!is(org.owner()) && !trusted()) {
      throw refused("org owner");
    }
    return org;
  }

  public boolean administers(OrgId id) {
    return adminByMembership(id) || trusted();
  }

  /** Whether the actor is an active admin of the org, super user or not. */
  public boolean adminByMembership(OrgId id) {
    return ownMembership(id).filter(Membership::admin).isPresent();
  }

  /** Somebody whose account the actor may see: themselves, or a member of an org of theirs. */
  public User user(UserId id) {
    return view.users()
        .find(id)
        .filter(found -> found.status() != UserStatus.ERASED)
        .filter(found -> is(id) || sharesOrg(id) || trusted())
        .orElseThrow(() -> new NoSuchUser(id));
  }

  /** Whether the actor may see somebody's name and address. */
  public boolean knows(UserId someone) {
    return is(someone) || sharesOrg(someone) || trusted();
  }

  public boolean sharesOrg(UserId other) {
    if (actor.org().isPresent()) {
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
                        .findFirst());
    shared.ifPresent(reliedOn::add);
    return shared.isPresent();
  }

  /** Decides as of this moment. */
  public Interpreter interpreter(
      Tenant tenant, Set<UserId> users, Set<? extends ResourceRef> resources) {
    return new Interpreter(model(), view.facts(tenant, users, resources), now, unknownRoles);
  }

  /** What the actor may do to a resource by what they are and were granted. */
  public PermissionSet ownPermissions(Tenant tenant, ResourceRef resource) {
    // The interpreter asks how their account stands.
    return actor
        .user()
        .filter(me -> !outsideSession(tenant))
        .map(
            me ->
                new Interpreter(
                        model(),
                        view.facts(tenant, ImmutableSet.of(me), ImmutableSet.of(resource)),
                        now,
                        unknownRoles,
                        this::reliesOn)
                    .permissions(me, tenant, resource))
        .orElseGet(model()::none);
  }

  /** Notes that the actor has something by a grant: one to an org they have as its members. */
  private void reliesOn(Grant grant) {
    if (grant.accessor() instanceof OrgId org) {
      reliedOn.add(org);
    }
  }

  /** As {@link #ownPermissions}, but all of them where the actor is trusted to administer. */
  public PermissionSet administrativePermissions(Tenant tenant, ResourceRef resource) {
    if (isSystem()) {
      return model().all();
    }
    PermissionSet own = ownPermissions(tenant, resource);
    return own.equals(model().all()) || !trusted() ? own : model().all();
  }
}
