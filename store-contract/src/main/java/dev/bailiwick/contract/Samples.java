package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Ordering;
import dev.bailiwick.access.AccessConflict;
import dev.bailiwick.access.Decision;
import dev.bailiwick.access.Path;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.Progress;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.Reach;
import dev.bailiwick.store.Slice;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A value of any type that the library's calls take. */
record Samples(ImmutableMap<Class<?>, Sample> own) {
  /** Makes a value, a new one each time. */
  interface Sample {
    Object make();
  }

  private static final OrgId ORG = new OrgId(1);
  private static final UserId USER = new UserId(1);
  private static final TeamId TEAM = new TeamId(1);
  private static final ResourceId DOC = new ResourceId("doc", "1");
  private static final Role ROLE = Role.of("doc");
  private static final Email EMAIL = Email.of("ann@world.test");
  private static final ExternalIdentity IDENTITY = ExternalIdentity.of("issuer", "ann");
  private static final Grant GRANT =
      new Grant(ORG, new Grant.Key(DOC, USER, ROLE, Effect.ALLOW), Window.ALWAYS);

  private static final ImmutableMap<Class<?>, Sample> KNOWN =
      ImmutableMap.<Class<?>, Sample>builder()
          .put(int.class, () -> 1)
          .put(long.class, () -> 1L)
          .put(Long.class, () -> 1L)
          .put(boolean.class, () -> false)
          .put(Boolean.class, () -> true)
          .put(String.class, () -> "doc")
          .put(Object.class, () -> "doc")
          .put(Instant.class, () -> World.START)
          .put(Duration.class, () -> Duration.ZERO)
          .put(Clock.class, () -> new SettableClock(World.START))
          .put(Throwable.class, () -> new IllegalStateException("cause"))
          .put(Class.class, () -> String.class)
          .put(OrgId.class, () -> ORG)
          .put(Tenant.class, () -> ORG)
          .put(ResourceRef.class, () -> DOC)
          .put(Accessor.class, () -> USER)
          .put(UserId.class, () -> USER)
          .put(TeamId.class, () -> TEAM)
          .put(ResourceId.class, () -> DOC)
          .put(ResourceType.class, () -> ResourceType.of("doc"))
          .put(Revision.class, () -> Revision.of(ORG, 1))
          .put(Consistency.class, Consistency::latest)
          .put(Role.class, () -> ROLE)
          .put(Permission.class, () -> Permission.READ)
          .put(Model.class, Model::standard)
          .put(Model.Builder.class, () -> Model.builder().role(Role.of("first")))
          .put(PermissionSet.class, () -> Model.standard().none())
          .put(Actor.class, () -> Actor.user(USER))
          .put(RequestContext.class, () -> RequestContext.NONE)
          .put(Grant.class, () -> GRANT)
          .put(Grant.Key.class, GRANT::key)
          .put(NewGrant.class, () -> NewGrant.of(ROLE, USER))
          .put(Window.class, () -> Window.ALWAYS)
          .put(AuditFilter.class, AuditFilter::all)
          .put(Audited.class, () -> GRANT)
          .put(ItemChange.class, () -> ItemChange.created(GRANT))
          .put(
              ItemChange.Values.class,
              () -> new ItemChange.Values(Optional.of("a"), Optional.of("b")))
          .put(Event.class, () -> Event.TEAM_CREATE)
          .put(AuditEntry.class, () -> entry().build())
          .put(AuditEntry.Builder.class, Samples::entry)
          .put(Operation.class, () -> new Operation(key(), "digest", "result", World.START))
          .put(Operation.Key.class, Samples::key)
          .put(Membership.class, () -> new Membership(ORG, USER, true, true))
          .put(Resource.class, () -> new Resource(ORG, DOC, USER, Optional.empty(), 1))
          .put(Email.class, () -> EMAIL)
          .put(ExternalIdentity.class, () -> IDENTITY)
          .put(NewMember.class, () -> NewMember.member(USER))
          .put(NewOrg.class, () -> NewOrg.named("acme", USER))
          .put(NewOrg.Builder.class, NewOrg::builder)
          .put(Org.class, () -> org().build())
          .put(Org.Builder.class, Samples::org)
          .put(OrgChange.class, () -> OrgChange.ofSharing(true))
          .put(OrgChange.Builder.class, OrgChange::builder)
          .put(NewTeam.class, () -> NewTeam.named("ops"))
          .put(NewTeam.Builder.class, NewTeam::builder)
          .put(Team.class, () -> team().build())
          .put(Team.Builder.class, Samples::team)
          .put(TeamChange.class, () -> TeamChange.ofName("ops"))
          .put(TeamChange.Builder.class, TeamChange::builder)
          .put(Profile.class, Profile::empty)
          .put(Profile.Builder.class, Profile::builder)
          .put(User.class, () -> user().build())
          .put(User.Builder.class, Samples::user)
          .put(Page.class, () -> new Page<>(ImmutableList.of(), Optional.empty()))
          .put(PageRequest.class, PageRequest::first)
          .put(Slice.class, Slice::first)
          .put(Progress.class, () -> Progress.NONE)
          .put(Name.class, Name.Everyone::new)
          .put(
              Path.class,
              () ->
                  new Path(
                      Path.Kind.ORG_ADMIN,
                      DOC,
                      Optional.empty(),
                      Optional.empty(),
                      ImmutableList.of()))
          .put(
              AccessConflict.class,
              () -> new AccessConflict(ImmutableSet.of(), ImmutableSet.of(), ImmutableSet.of()))
          .put(Decision.class, () -> decision().build())
          .put(Decision.Builder.class, Samples::decision)
          .put(Reach.class, () -> Reach.of(Reach.Extent.NOTHING, ORG, World.START))
          .put(Reach.Builder.class, Reach::builder)
          .buildOrThrow();

  private static Operation.Key key() {
    return new Operation.Key(Optional.of(ORG), "user:1", "id");
  }

  private static AuditEntry.Builder entry() {
    return AuditEntry.builder()
        .tenant(ORG)
        .number(1)
        .event(Event.of("event"))
        .actor(Actor.system("host"))
        .bySuperUser(false)
        .at(World.START);
  }

  private static Org.Builder org() {
    return Org.builder()
        .id(ORG)
        .name("acme")
        .owner(USER)
        .createdAt(World.START)
        .updatedAt(World.START);
  }

  private static Team.Builder team() {
    return Team.builder()
        .id(TEAM)
        .tenant(ORG)
        .owner(USER)
        .name("ops")
        .tags(ImmutableSortedSet.of())
        .createdAt(World.START)
        .updatedAt(World.START);
  }

  private static User.Builder user() {
    return User.builder()
        .id(USER)
        .identities(ImmutableSortedSet.of(IDENTITY))
        .createdAt(World.START)
        .updatedAt(World.START);
  }

  private static Decision.Builder decision() {
    return Decision.builder()
        .allowed(false)
        .user(USER)
        .permission(Permission.READ)
        .resource(DOC)
        .tenant(ORG);
  }

  /** A value of a type; of an interface that none is known of, one that answers nothing. */
  Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    } else if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0]);
    } else if (type instanceof TypeVariable<?> variable) {
      return of(variable.getBounds()[0]);
    } else if (type instanceof GenericArrayType array) {
      return arrayOf(of(array.getGenericComponentType()));
    }
    Class<?> plain = (Class<?>) type;
    Sample known = own.getOrDefault(plain, KNOWN.get(plain));
    if (known != null) {
      return known.make();
    } else if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    } else if (plain.isArray()) {
      Object array = Array.newInstance(plain.getComponentType(), 1);
      Array.set(array, 0, of(plain.getComponentType()));
      return array;
    } else if (plain.isInterface()) {
      return port(plain);
    }
    return record(plain);
  }

  private static Object arrayOf(Object element) {
    Object array = Array.newInstance(element.getClass(), 1);
    Array.set(array, 0, element);
    return array;
  }

  private Object generic(Class<?> raw, Type[] of) {
    if (raw == Optional.class) {
      return Optional.of(of(of[0]));
    } else if (raw.isAssignableFrom(ImmutableList.class)) {
      return ImmutableList.of(of(of[0]));
    } else if (raw.isAssignableFrom(ImmutableSet.class)) {
      return ImmutableSet.of(of(of[0]));
    } else if (raw == ImmutableSortedSet.class) {
      return ImmutableSortedSet.copyOf(Ordering.usingToString(), ImmutableList.of(of(of[0])));
    } else if (raw.isAssignableFrom(ImmutableMap.class)) {
      return ImmutableMap.of(of(of[0]), of(of[1]));
    } else if (raw == Map.Entry.class) {
      return Map.entry(of(of[0]), of(of[1]));
    }
    return of(raw);
  }

  /** A record out of samples of its components; of another class, one has to be said above. */
  private Object record(Class<?> type) {
    if (!type.isRecord() && !Throwable.class.isAssignableFrom(type)) {
      throw new AssertionError("say in Samples what to pass for a parameter of the type " + type);
    }
    try {
      var constructor = type.getConstructors()[0];
      Object[] arguments = new Object[constructor.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = of(constructor.getGenericParameterTypes()[i]);
      }
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(
          "say in Samples what to pass for a parameter of " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.toString(), e);
    }
  }

  private static Object port(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> nothing(method));
  }

  private static Object nothing(Method method) {
    throw new UnsupportedOperationException(method + " answers nothing here");
  }
}
