package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.Decision;
import dev.bailiwick.access.Explanation;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.access.Question;
import dev.bailiwick.access.SubjectPage;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.access.ExplanationText;
import dev.bailiwick.internal.access.Lookups;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.decision.Interpreter;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.Reach;
import dev.bailiwick.store.View;
import dev.bailiwick.team.NoSuchTeam;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Questions about what anybody may do. About themselves everybody asks; about others the host's own
 * code, super users, and whoever has {@link Permission#MANAGE} on the resource in question; where a
 * question is about a whole org, its admins.
 *
 * <p>About somebody or something that does not exist the answer is no, not an error.
 */
public final class Access {
  /** What somebody outside would learn from: whether a tenant is there, and what it has. */
  private static final ImmutableSet<Decision.Reason> OUTSIDE =
      ImmutableSet.of(
          Decision.Reason.NOT_A_MEMBER, Decision.Reason.NO_SUCH_RESOURCE, Decision.Reason.NO_GRANT);

  private final Session session;
  private final Optional<Tenant> tenant;

  Access(Session session, Optional<Tenant> tenant) {
    this.session = session;
    this.tenant = tenant;
  }

  /**
   * The same questions in another tenant than the actor's: what a person shares from outside orgs,
   * for example.
   */
  public Access in(Tenant other) {
    Required.given(other, "tenant");
    return new Access(session, Optional.of(other));
  }

  boolean may(Permission permission, ResourceRef resource) {
    Required.given(permission, "permission", resource, "resource");
    return session.ask(
        "may",
        caller -> {
          checked(caller, permission, resource);
          return caller.isSystem()
              || where(caller, resource)
                  .filter(t -> caller.ownPermissions(t, resource).contains(permission))
                  .isPresent();
        });
  }

  Explanation explain(Permission permission, ResourceRef resource) {
    Required.given(permission, "permission", resource, "resource");
    return session.ask(
        "explain",
        caller -> {
          UserId me =
              caller
                  .actor()
                  .user()
                  .orElseThrow(
                      () -> new InvalidParameter("actor", "must be a user: name one to explain"));
          return explained(caller, me, permission, resource);
        });
  }

  /** Whether a user has a permission on a resource. */
  public boolean check(UserId user, Permission permission, ResourceRef resource) {
    Required.given(user, "user", permission, "permission", resource, "resource");
    return checkAll(List.of(new Question(user, permission, resource))).get(0);
  }

  /**
   * Answers many questions, at most {@link Limits#BATCH}, from one moment, in their order.
   *
   * @throws NoPermission if the actor may not ask one of them
   */
  public ImmutableList<Boolean> checkAll(Collection<Question> questions) {
    Required.each(questions, "questions");
    InvalidParameter.unless(
        questions.size() <= Limits.BATCH,
        "questions",
        "must be at most " + Limits.BATCH + " in one call");
    return session.read(
        "access.check",
        caller -> {
          Asking asking =
              new Asking(
                  caller,
                  questions.stream().map(Question::user).toList(),
                  questions.stream().map(Question::resource).toList());
          return questions.stream()
              .map(
                  q -> {
                    checked(caller, q.permission(), q.resource());
                    return asking.permissions(q.user(), q.resource()).contains(q.permission());
                  })
              .collect(ImmutableList.toImmutableList());
        });
  }

  /** Whether a user has a permission on a resource, and why. */
  public Explanation explain(UserId user, Permission permission, ResourceRef resource) {
    Required.given(user, "user", permission, "permission", resource, "resource");
    return session.read(
        "access.explain",
        caller -> {
          requireMayAsk(caller, where(caller, resource), user, resource);
          return explained(caller, user, permission, resource);
        });
  }

  /** All that a user may do to a resource, in the model's order. */
  public ImmutableSet<Permission> permissions(UserId user, ResourceRef resource) {
    Required.given(user, "user", resource, "resource");
    return session.read(
        "access.permissions",
        caller -> {
          caller.model().check(resource.key());
          return new Asking(caller, List.of(user), List.of(resource))
              .permissions(user, resource)
              .toSet();
        });
  }

  /** As {@link #effectiveRoles(UserId, Collection)}, on one resource. */
  public ImmutableSet<Role> effectiveRoles(UserId user, ResourceRef resource) {
    Required.given(resource, "resource");
    return effectiveRoles(user, ImmutableList.of(resource)).values().iterator().next();
  }

  /**
   * The roles of the model that a user has in effect on each resource: those of which they have
   * every permission there, however it comes to them, in the model's order. From one moment.
   */
  public ImmutableMap<ResourceId, ImmutableSet<Role>> effectiveRoles(
      UserId user, Collection<? extends ResourceRef> resources) {
    Required.given(user, "user");
    Required.each(resources, "resources");
    return session.read(
        "access.roles",
        caller -> {
          Asking asking = new Asking(caller, List.of(user), resources);
          InvalidParameter.unless(
              resources.size() <= Limits.BATCH
                  && resources.stream().map(ResourceRef::key).distinct().count()
                      == resources.size(),
              "resources",
              "must be at most " + Limits.BATCH + ", each named once");
          ImmutableMap.Builder<ResourceId, ImmutableSet<Role>> roles = ImmutableMap.builder();
          for (ResourceRef resource : resources) {
            caller.model().check(resource.key());
            PermissionSet held = asking.permissions(user, resource);
            roles.put(
                resource.key(),
                caller.model().roles().stream()
                    .filter(role -> within(caller, role, held))
                    .collect(ImmutableSet.toImmutableSet()));
          }
          return roles.buildOrThrow();
        });
  }

  private static boolean within(Caller caller, Role role, PermissionSet held) {
    PermissionSet permissions = caller.model().permissionsOf(role).orElseThrow();
    return !permissions.isEmpty() && held.containsAll(permissions);
  }

  /**
   * The resources of a type on which a user has a permission, by id in code-point order, also where
   * ids are numbers: of those that the tenant is known to have, being registered or having a grant,
   * or a team of it, or the org itself. What is only ever vouched for is not known.
   */
  public Page<ResourceId> lookupResources(
      UserId user, Permission permission, ResourceType<?> type, PageRequest request) {
    Required.given(request, "page");
    Required.given(user, "user", permission, "permission", type, "type");
    return session.read(
        "access.lookup_resources",
        caller -> {
          Tenant where = tenant.orElseGet(caller::tenant);
          caller.model().check(permission);
          caller.model().checkType(type);
          requireMayAskAll(caller, where, user);
          if (caller.outsideSession(where)) {
            return new Page<>(ImmutableList.of(), Optional.empty());
          }
          return Lookups.resources(caller, where, user, permission, type.name(), request);
        });
  }

  /**
   * How far a permission of the actor's reaches among the resources of a type, for a store that
   * filters rows of the host's by it. The host's own code reaches everything.
   *
   * @param store what makes something of it, and may read about it at the same moment
   */
  public <R> R reach(
      Permission permission, ResourceType<?> type, BiFunction<View, Reach, R> store) {
    Required.given(permission, "permission", type, "type", store, "store");
    return session.read(
        "access.reach",
        caller -> store.apply(caller.view(), reach(caller, caller.userId(), permission, type)));
  }

  /** The same of any user, for whoever may look up what they have. */
  public <R> R reach(
      UserId user, Permission permission, ResourceType<?> type, BiFunction<View, Reach, R> store) {
    Required.given(user, "user", permission, "permission", type, "type");
    Required.given(store, "store");
    return session.read(
        "access.reach",
        caller -> store.apply(caller.view(), reach(caller, Optional.of(user), permission, type)));
  }

  private Reach reach(
      Caller caller, Optional<UserId> user, Permission permission, ResourceType<?> type) {
    Tenant where = tenant.orElseGet(caller::tenant);
    caller.model().check(permission);
    caller.model().checkType(type);
    if (user.isEmpty()) {
      return Reach.of(Reach.Extent.UNCHECKED, where, caller.now());
    }
    requireMayAskAll(caller, where, user.get());
    if (caller.outsideSession(where)) {
      return Reach.of(Reach.Extent.NOTHING, where, caller.now());
    }
    return caller
        .interpreter(where, Set.of(user.get()), Set.of())
        .reach(user.get(), permission, where, ownRoles(caller, where));
  }

  private static ImmutableList<Role> ownRoles(Caller caller, Tenant where) {
    return where.match(
        person -> ImmutableList.of(),
        org ->
            StoredLists.roles(caller.view(), org)
                .map(RoleDefinition::role)
                .collect(ImmutableList.toImmutableList()));
  }

  /** As {@link #lookupSubjects(Permission, ResourceRef, boolean, PageRequest)}, not spelled out. */
  public SubjectPage lookupSubjects(
      Permission permission, ResourceRef resource, PageRequest request) {
    return lookupSubjects(permission, resource, false, request);
  }

  /**
   * The users who have a permission on a resource, by ascending id.
   *
   * @param spellOut whether accounts from outside that have it only because everyone has it are
   *     listed too; else {@link SubjectPage#everyone} stands for them
   */
  public SubjectPage lookupSubjects(
      Permission permission, ResourceRef resource, boolean spellOut, PageRequest request) {
    Required.given(permission, "permission", resource, "resource", request, "page");
    return session.read(
        "access.lookup_subjects",
        caller -> {
          checked(caller, permission, resource);
          Optional<Tenant> where = where(caller, resource);
          requireManages(caller, where, resource);
          if (where.isEmpty()) {
            return new SubjectPage(new Page<>(ImmutableList.of(), Optional.empty()), false);
          }
          return Lookups.subjects(caller, where.get(), permission, resource, spellOut, request);
        });
  }

  /**
   * What an accessor was itself granted and denied in the actor's tenant, by resource: a user's own
   * grants, for themselves and the org's admins; a team's, for its members; an org's or everyone's,
   * for the org's admins.
   */
  public Page<Grant> grantedTo(Accessor accessor, PageRequest request) {
    Required.given(accessor, "accessor", request, "page");
    return session.read(
        "access.granted",
        caller -> {
          Tenant where = tenant.orElseGet(() -> grantsOf(caller, accessor));
          requireMaySee(caller, where, accessor);
          return new SignedPages(caller, request, "access.granted", where, accessor)
              .<Grant.Key, Grant>page(
                  after -> GrantKeyText.to(caller.view(), where, accessor, after),
                  GrantKeyText::write,
                  GrantKeyText::read);
        });
  }

  private static Tenant grantsOf(Caller caller, Accessor accessor) {
    return accessor instanceof TeamId team
        ? caller.findTenant(team).orElseThrow(() -> new NoSuchTeam(team))
        : caller.tenant();
  }

  private static void requireMaySee(Caller caller, Tenant where, Accessor accessor) {
    boolean administers =
        caller.isSystem()
            || where.match(caller::is, caller::adminByMembership)
            || (accessor instanceof UserId user && caller.is(user));
    if (accessor instanceof TeamId team) {
      boolean there =
          caller.view().teams().find(team).filter(t -> t.tenant().equals(where)).isPresent();
      if (!there || caller.administrativePermissions(where, team).isEmpty()) {
        throw new NoSuchTeam(team);
      }
    } else if (caller.outsideSession(where) || (!administers && !caller.trusted())) {
      throw new NoPermission("access.granted", "org admin");
    }
  }

  /**
   * The tenant in which a question is asked. Whoever names none asks about what is their own: a
   * resource that is known there, or vouched for. Else a forgotten org would make everything
   * theirs.
   */
  private Optional<Tenant> where(Caller caller, ResourceRef resource) {
    ResourceRef named = placed(resource);
    Optional<Tenant> found = caller.findTenant(named);
    boolean assumed =
        named.tenant().isEmpty() && caller.actor().org().isEmpty() && !(named instanceof TeamId);
    return found.filter(
        t ->
            !assumed
                || named.owner().isPresent()
                || caller.view().resources().find(t, named.key()).isPresent()
                || StoredLists.grantsOn(caller.view(), t, named.key()).findFirst().isPresent());
  }

  /** The resource, in the tenant that the questions are bound to, unless it names its own. */
  private ResourceRef placed(ResourceRef resource) {
    return tenant.isPresent() && resource.tenant().isEmpty() ? resource.in(tenant.get()) : resource;
  }

  private static void checked(Caller caller, Permission permission, ResourceRef resource) {
    caller.model().check(permission);
    caller.model().check(resource.key());
  }

  /** Answers about some users, each only if the actor may ask. */
  private final class Asking {
    private final Caller caller;
    private final ImmutableSet<UserId> users;
    private final Collection<? extends ResourceRef> resources;
    private final Map<Tenant, Interpreter> interpreters = new HashMap<>();

    /** Answers about these, whose facts are asked for together. */
    Asking(Caller caller, List<UserId> users, Collection<? extends ResourceRef> resources) {
      this.caller = caller;
      this.users = ImmutableSet.copyOf(users);
      this.resources = resources;
    }

    PermissionSet permissions(UserId user, ResourceRef resource) {
      Optional<Tenant> where = where(caller, resource);
      Optional<Interpreter> interpreter =
          where.map(t -> interpreters.computeIfAbsent(t, this::interpreter));
      requireMayAsk(caller, where, user, resource);
      return interpreter
          .map(i -> i.permissions(user, where.orElseThrow(), resource))
          .orElseGet(caller.model()::none);
    }

    private Interpreter interpreter(Tenant where) {
      return caller.interpreter(
          where,
          users,
          resources.stream()
              .filter(resource -> resource.tenant().map(where::equals).orElse(true))
              .collect(ImmutableSet.toImmutableSet()));
    }
  }

  private static void requireMayAsk(
      Caller caller, Optional<Tenant> where, UserId user, ResourceRef resource) {
    if (!caller.is(user) || where.filter(caller::outsideSession).isPresent()) {
      requireManages(caller, where, resource);
    }
  }

  private static void requireManages(Caller caller, Optional<Tenant> where, ResourceRef resource) {
    boolean manages =
        caller.isSystem()
            || where
                .filter(
                    t ->
                        caller.ownPermissions(t, resource).contains(Permission.MANAGE)
                            || managesAround(caller, t, resource))
                .isPresent();
    if (!manages && !caller.trusted()) {
      throw new NoPermission("access", "manage on the resource");
    }
  }

  /** Whether the resource does not exist in an org that the actor manages as a whole. */
  private static boolean managesAround(Caller caller, Tenant where, ResourceRef resource) {
    return where instanceof OrgId org
        && caller.ownPermissions(where, org).contains(Permission.MANAGE)
        && caller.interpreter(where, Set.of(), Set.of(resource)).line(where, resource).isEmpty();
  }

  private static void requireMayAskAll(Caller caller, Tenant where, UserId user) {
    boolean may =
        caller.isSystem() || caller.is(user) || where.match(caller::is, caller::adminByMembership);
    if (!may && !caller.trusted()) {
      throw new NoPermission("access.lookup_resources", "org admin");
    }
  }

  private Explanation explained(
      Caller caller, UserId user, Permission permission, ResourceRef resource) {
    checked(caller, permission, resource);
    Optional<Tenant> where = where(caller, resource).filter(t -> !caller.outsideSession(t));
    if (where.isEmpty()) {
      Decision unknown =
          Decision.builder()
              .allowed(false)
              .user(user)
              .permission(permission)
              .resource(resource.key())
              .tenant(caller.tenant())
              .addReason(Decision.Reason.NOT_A_MEMBER)
              .build();
      return new Explanation(
          unknown,
          new ExplanationText(caller.view(), unknown, false, names(caller, user)).sentences());
    }
    Decision decision =
        caller
            .interpreter(where.get(), Set.of(user), Set.of(resource))
            .explain(user, permission, where.get(), resource);
    Decision shown = mayKnow(caller, decision, where.get()) ? decision : veiled(decision);
    boolean namesOrg = where.get() instanceof OrgId org && caller.sees(org);
    return new Explanation(
        shown,
        new ExplanationText(caller.view(), shown, namesOrg, names(caller, user)).sentences());
  }

  /** Whether the actor may learn how somebody stands, and not just that they may not. */
  private static boolean mayKnow(Caller caller, Decision decision, Tenant where) {
    UserId user = decision.user();
    boolean oneself = caller.actor().user().filter(user::equals).isPresent();
    return caller.isSystem()
        || (oneself && !OUTSIDE.containsAll(decision.reasons()))
        || where.match(user::equals, org -> caller.view().orgs().membership(org, user).isPresent())
        || caller.trusted();
  }

  /** Whether the actor may see somebody's name. */
  private static boolean names(Caller caller, UserId user) {
    return caller.actor().user().filter(user::equals).isPresent()
        || caller.sharesOrg(user)
        || caller.trusted();
  }

  /** An account outside looks like one that does not exist, unless it was let in. */
  private static Decision veiled(Decision decision) {
    return decision.allowed()
        ? decision
        : Decision.builder()
            .allowed(false)
            .user(decision.user())
            .permission(decision.permission())
            .resource(decision.resource())
            .tenant(decision.tenant())
            .addReason(Decision.Reason.NOT_A_MEMBER)
            .build();
  }
}
