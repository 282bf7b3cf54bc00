package dev.bailiwick.internal.decision;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import dev.bailiwick.access.Decision;
import dev.bailiwick.access.Path;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Reach;
import dev.bailiwick.store.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides about permissions. First, the status: if the account or the membership is not active, or
 * the org is suspended, the user has no permission. Then the interpreter adds the permissions that
 * the user receives on the resource and on each of its ancestors up to the tenant: as the owner of
 * the resource, as the owner, an admin or a member of the org, and by every grant in force. Then it
 * removes the permissions that denials take away. Denials never bind the owner of the resource, of
 * one of its ancestors or of the tenant. Of the result, an org that is suspended except for reading
 * leaves the permission to read.
 *
 * <p>A decision is a pure function of model, facts and instant. An interpreter keeps the facts
 * about a user in a tenant and uses them again. Use one interpreter for one question, or for one
 * batch of questions about one revision.
 */
public final class Interpreter {
  private final Model model;
  private final Facts facts;
  private final Instant now;
  private final Consumer<Grant> onUnknownRole;
  private final Consumer<Grant> onGiven;
  private final Map<UserId, Map<Tenant, Subject>> subjects = new HashMap<>();

  /**
   * Creates an interpreter over the facts of one snapshot.
   *
   * @param onUnknownRole receives each grant in force whose role neither the model nor the org
   *     defines
   */
  public Interpreter(Model model, Facts facts, Instant now, Consumer<Grant> onUnknownRole) {
    this(model, facts, now, onUnknownRole, grant -> {});
  }

  /**
   * As {@link #Interpreter(Model, Facts, Instant, Consumer)}, for a caller that must know the
   * grants on which an answer rests.
   *
   * @param onGiven receives each grant in force that gave permissions to the user
   */
  public Interpreter(
      Model model,
      Facts facts,
      Instant now,
      Consumer<Grant> onUnknownRole,
      Consumer<Grant> onGiven) {
    this.model = given(model, "model");
    this.facts = given(facts, "facts");
    this.now = given(now, "now");
    this.onUnknownRole = given(onUnknownRole, "on_unknown_role");
    this.onGiven = given(onGiven, "on_given");
  }

  /**
   * Whether the user has the permission on the resource.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the model does not have the permission
   * @throws CorruptData if the facts cannot be understood; the answer is then never an allow
   * @throws dev.bailiwick.error.LimitExceeded if they exceed a published depth; the answer is then
   *     never an allow
   */
  public boolean may(UserId user, Permission permission, Tenant tenant, ResourceRef resource) {
    given(permission, "permission");
    return permissions(user, tenant, resource).contains(model.check(permission));
  }

  /** Returns every permission of the user on the resource. */
  public PermissionSet permissions(UserId user, Tenant tenant, ResourceRef resource) {
    given(resource, "resource");
    return evaluate(subject(user, tenant), resource, null);
  }

  /**
   * Whether the user has the permission, with every path that allows it or every reason against it.
   */
  public Decision explain(UserId user, Permission permission, Tenant tenant, ResourceRef resource) {
    given(resource, "resource");
    model.check(permission);
    Subject subject = subject(user, tenant);
    Trace trace = new Trace(model);
    boolean allowed = evaluate(subject, resource, trace).contains(permission);
    return trace.decision(subject, resource.key(), permission, allowed);
  }

  /**
   * Returns the part of every decision about a permission in a tenant that does not depend on the
   * resource.
   *
   * @param ownRoles the names of the roles that the org defined for itself
   * @throws dev.bailiwick.error.InvalidParameter if the model does not have the permission
   * @throws CorruptData if the facts cannot be understood
   * @throws dev.bailiwick.error.LimitExceeded if they exceed a published depth
   */
  public Reach reach(UserId user, Permission permission, Tenant tenant, Collection<Role> ownRoles) {
    each(ownRoles, "own_roles");
    model.check(permission);
    Subject subject = subject(user, tenant);
    if (subject.accessors().isEmpty() || subject.isSuspendedFor(permission)) {
      return Reach.of(Reach.Extent.NOTHING, tenant, now);
    }
    // A permission on the org is a permission on every resource in it.
    boolean everything =
        Kinds.match(tenant, user::equals, org -> permissions(user, org, org).contains(permission));
    boolean owner = subject.position() == Subject.Position.OWNER;
    Reach.Builder reach =
        Reach.builder()
            .tenant(tenant)
            .now(now)
            .accessors(subject.accessors())
            .silent(subject.silent())
            .extent(
                owner
                    ? Reach.Extent.ALL
                    : everything ? Reach.Extent.ALL_BUT_DENIED : Reach.Extent.GRANTED);
    if (subject.position().belongs()) {
      reach.owner(user);
    }
    boolean denied = !owner && deniedOnAll(subject, permission);
    for (Role role : Iterables.concat(model.roles(), ownRoles)) {
      if (!denied && gives(tenant, role, Effect.ALLOW, permission)) {
        reach.addGiving(role);
      }
      if (gives(tenant, role, Effect.DENY, permission)) {
        reach.addTaking(role);
      } else {
        reach.addSparing(role);
      }
    }
    return reach.build();
  }

  private boolean gives(Tenant tenant, Role role, Effect effect, Permission permission) {
    return role(tenant, role, effect).filter(all -> all.contains(permission)).isPresent();
  }

  /** Whether a denial on the org itself takes the permission away on every resource in it. */
  private boolean deniedOnAll(Subject subject, Permission permission) {
    return subject.tenant() instanceof OrgId org
        && Streams.stream(facts.grants(org, org.key(), subject.accessors()))
            .filter(grant -> grant.effect() == Effect.DENY && grant.window().contains(now))
            .anyMatch(grant -> gives(org, grant.role(), Effect.DENY, permission));
  }

  /** The accessors through which a grant in the tenant reaches the user. */
  public ImmutableSet<Accessor> accessors(UserId user, Tenant tenant) {
    return subject(user, tenant).accessors();
  }

  /**
   * Whether an active account outside the org has the permission, if nothing more is known about
   * the account: it then has only the permissions of everyone.
   */
  public boolean everyoneMay(Permission permission, Tenant tenant, ResourceRef resource) {
    given(permission, "permission");
    given(tenant, "tenant");
    given(resource, "resource");
    return evaluate(Subject.stranger(tenant, facts), resource, null).contains(permission);
  }

  /**
   * Returns the resource and its ancestors up to the tenant, nearest first; empty if the resource
   * does not exist.
   */
  public ImmutableList<ResourceId> line(Tenant tenant, ResourceRef resource) {
    given(tenant, "tenant");
    given(resource, "resource");
    return Ancestors.of(tenant, resource, facts).nodes().stream()
        .map(Ancestors.Node::id)
        .collect(ImmutableList.toImmutableList());
  }

  private Subject subject(UserId user, Tenant tenant) {
    return subjects
        .computeIfAbsent(given(user, "user"), u -> new HashMap<>())
        .computeIfAbsent(given(tenant, "tenant"), t -> Subject.of(user, t, facts));
  }

  private PermissionSet evaluate(Subject subject, ResourceRef resource, @Nullable Trace trace) {
    Ancestors.requireOneTenant(subject.tenant(), resource);
    if (subject.standing() != Standing.ACTIVE || subject.accessors().isEmpty()) {
      return model.none();
    }
    Ancestors line = Ancestors.of(subject.tenant(), resource, facts);
    if (line.missing()) {
      if (trace != null) {
        trace.missing();
      }
      return model.none();
    }
    PermissionSet given = structural(subject, line, trace);
    PermissionSet taken = model.none();
    for (Ancestors.Node node : line.nodes()) {
      for (Grant grant : facts.grants(subject.tenant(), node.id(), subject.accessors())) {
        if (grant.effect() == Effect.ALLOW && subject.silent().contains(grant.accessor())) {
          continue;
        }
        if (!grant.window().contains(now)) {
          if (trace != null) {
            trace.outOfWindow(grant);
          }
          continue;
        }
        Optional<PermissionSet> role = role(subject.tenant(), grant.role(), grant.effect());
        if (grant.effect() == Effect.DENY) {
          PermissionSet denied =
              role.orElseThrow(() -> new CorruptData("a denial of an undefined role: " + grant));
          taken = taken.and(denied);
        } else if (role.isPresent()) {
          given = given.and(role.get());
          onGiven.accept(grant);
        } else {
          onUnknownRole.accept(grant);
        }
        if (trace != null) {
          trace.grant(subject, grant, role);
        }
      }
    }
    boolean untouchable =
        subject.position() == Subject.Position.OWNER
            || (subject.position().belongs() && line.ownedBy(subject.user()));
    PermissionSet result = untouchable ? given : given.minus(taken);
    return subject.readOnly() ? readingOf(result) : result;
  }

  private PermissionSet readingOf(PermissionSet permissions) {
    return permissions.contains(Permission.READ)
        ? model.set(ImmutableSet.of(Permission.READ))
        : model.none();
  }

  /** Returns the permissions that follow from ownership and membership, without any grant. */
  private PermissionSet structural(Subject subject, Ancestors line, @Nullable Trace trace) {
    PermissionSet given = model.none();
    ResourceId root = line.nodes().get(line.nodes().size() - 1).id();
    if (subject.position().belongs()) {
      for (Ancestors.Node node : line.nodes()) {
        if (node.owner().filter(subject.user()::equals).isPresent()) {
          given = model.all();
          if (trace != null) {
            trace.structural(Path.Kind.RESOURCE_OWNER, node.id(), model.all());
          }
        }
      }
    }
    if (subject.position() == Subject.Position.OWNER) {
      given = model.all();
      if (trace != null) {
        trace.structural(Path.Kind.TENANT_OWNER, root, model.all());
      }
    } else if (subject.position() == Subject.Position.ADMIN) {
      PermissionSet structural = model.all().minus(model.ownerOnly());
      given = given.and(structural);
      if (trace != null) {
        trace.structural(Path.Kind.ORG_ADMIN, root, structural);
      }
    }
    if (subject.tenant() instanceof OrgId org && subject.position().belongs()) {
      given = given.and(membersDefault(org, root, trace));
    }
    ResourceId self = line.nodes().get(0).id();
    if (self.type().equals(ResourceId.TEAM)) {
      TeamId team = Ancestors.teamId(self).orElseThrow();
      if (subject.accessors().contains(team)) {
        PermissionSet read = model.set(ImmutableSet.of(Permission.READ));
        given = given.and(read);
        if (trace != null) {
          trace.structural(Path.Kind.TEAM_MEMBER, self, read);
        }
      }
    }
    return given;
  }

  private PermissionSet membersDefault(OrgId org, ResourceId root, @Nullable Trace trace) {
    Optional<Role> role = facts.org(org).flatMap(Facts.OrgFacts::membersDefaultRole);
    PermissionSet permissions =
        role.flatMap(r -> role(org, r, Effect.ALLOW)).orElseGet(model::none);
    if (trace != null && role.isPresent()) {
      trace.membersDefault(root, role.get(), permissions);
    }
    return permissions;
  }

  /**
   * Returns the permissions of a role, which the model or the org defines; empty if neither does.
   */
  private Optional<PermissionSet> role(Tenant tenant, Role role, Effect effect) {
    if (!role.isOfOrg()) {
      return model.permissionsOf(role);
    }
    return Kinds.match(
        tenant,
        person -> Optional.empty(),
        org ->
            facts
                .role(org, role)
                .map(definition -> model.set(definition.permissions()))
                // A role of an org gives only permissions that the model still marks as grantable.
                .map(
                    all ->
                        effect == Effect.DENY
                            ? all
                            : all.minus(model.all().minus(model.grantable()))));
  }
}
