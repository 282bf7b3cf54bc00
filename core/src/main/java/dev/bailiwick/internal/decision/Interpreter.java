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
 * Decides. Status first: an account or membership that does not count is permitted nothing. Then,
 * for the resource and each of its ancestors up to the tenant, what its owner, the org's owner and
 * admins, every member, and every grant in force gives is added up, and what denials take is taken
 * away, but never from the owner of the resource or of the tenant.
 *
 * <p>A pure function of model, facts and instant. What one interpreter has found out about a person
 * in a tenant it uses again: it serves one question, or one batch over one revision.
 */
public final class Interpreter {
  private final Model model;
  private final Facts facts;
  private final Instant now;
  private final Consumer<Grant> onUnknownRole;
  private final Consumer<Grant> onGiven;
  private final Map<UserId, Map<Tenant, Subject>> subjects = new HashMap<>();

  /**
   * An interpreter over facts of one moment.
   *
   * @param onUnknownRole is told of each grant in force whose role nobody defines
   */
  public Interpreter(Model model, Facts facts, Instant now, Consumer<Grant> onUnknownRole) {
    this(model, facts, now, onUnknownRole, grant -> {});
  }

  /**
   * As {@link #Interpreter(Model, Facts, Instant, Consumer)}, for a caller that must know what an
   * answer rests on.
   *
   * @param onGiven is told of each grant in force that gave the person permissions
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
   * Whether the person may.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the model does not have the permission
   * @throws CorruptData if the facts cannot be understood; never an allow
   * @throws dev.bailiwick.error.LimitExceeded if they exceed a published depth; never an allow
   */
  public boolean may(UserId user, Permission permission, Tenant tenant, ResourceRef resource) {
    given(permission, "permission");
    return permissions(user, tenant, resource).contains(model.check(permission));
  }

  /** All that the person may do to the resource. */
  public PermissionSet permissions(UserId user, Tenant tenant, ResourceRef resource) {
    given(resource, "resource");
    return evaluate(subject(user, tenant), resource, null);
  }

  /** Whether the person may, with every path or every reason. */
  public Decision explain(UserId user, Permission permission, Tenant tenant, ResourceRef resource) {
    given(resource, "resource");
    model.check(permission);
    Subject subject = subject(user, tenant);
    Trace trace = new Trace(model);
    boolean allowed = evaluate(subject, resource, trace).contains(permission);
    return trace.decision(subject, resource.key(), permission, allowed);
  }

  /**
   * The part of every decision about a permission in a tenant that does not depend on the resource.
   *
   * @param ownRoles the names of the roles that the org composed for itself
   * @throws dev.bailiwick.error.InvalidParameter if the model does not have the permission
   * @throws CorruptData if the facts cannot be understood
   * @throws dev.bailiwick.error.LimitExceeded if they exceed a published depth
   */
  public Reach reach(UserId user, Permission permission, Tenant tenant, Collection<Role> ownRoles) {
    each(ownRoles, "own_roles");
    model.check(permission);
    Subject subject = subject(user, tenant);
    if (subject.accessors().isEmpty()) {
      return Reach.of(Reach.Extent.NOTHING, tenant, now);
    }
    // What somebody may do to the org they may do to all that is in it.
    boolean everything =
        tenant.match(user::equals, org -> permissions(user, org, org).contains(permission));
    boolean owner = subject.position() == Subject.Position.OWNER;
    Reach.Builder reach =
        Reach.builder()
            .tenant(tenant)
            .now(now)
            .accessors(subject.accessors())
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

  /** Whether a denial on the org itself takes the permission away from all that is in it. */
  private boolean deniedOnAll(Subject subject, Permission permission) {
    return subject.tenant() instanceof OrgId org
        && Streams.stream(facts.grants(org, org.key(), subject.accessors()))
            .filter(grant -> grant.effect() == Effect.DENY && grant.window().contains(now))
            .anyMatch(grant -> gives(org, grant.role(), Effect.DENY, permission));
  }

  /** The accessors through which a grant in the tenant reaches the person. */
  public ImmutableSet<Accessor> accessors(UserId user, Tenant tenant) {
    return subject(user, tenant).accessors();
  }

  /**
   * Whether an account has the permission of which nothing more is known than that it is in use:
   * what everyone has, the members of an org apart.
   */
  public boolean everyoneMay(Permission permission, Tenant tenant, ResourceRef resource) {
    given(permission, "permission");
    given(tenant, "tenant");
    given(resource, "resource");
    return evaluate(Subject.stranger(tenant, facts), resource, null).contains(permission);
  }

  /** The resource and its ancestors up to the tenant, nearest first; empty if it is missing. */
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
        if (!grant.window().contains(now)) {
          if (trace != null) {
            trace.outOfWindow(grant);
          }
          continue;
        }
        Optional<PermissionSet> role = role(subject.tenant(), grant.role(), grant.effect());
        if (grant.effect() == Effect.DENY) {
          PermissionSet denied =
              role.orElseThrow(
                  () -> new CorruptData("a denial of a role nobody defines: " + grant));
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
    return untouchable ? given : given.minus(taken);
  }

  /** What follows from what the person is, without any grant. */
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

  /** What a role permits, the model's or the org's own; empty if nobody defines it. */
  private Optional<PermissionSet> role(Tenant tenant, Role role, Effect effect) {
    if (!role.isOfOrg()) {
      return model.permissionsOf(role);
    }
    return tenant.match(
        person -> Optional.empty(),
        org ->
            facts
                .role(org, role)
                .map(definition -> model.set(definition.permissions()))
                // What the model no longer lets an org give away, no role of its own gives.
                .map(
                    all ->
                        effect == Effect.DENY
                            ? all
                            : all.minus(model.all().minus(model.grantable()))));
  }
}
