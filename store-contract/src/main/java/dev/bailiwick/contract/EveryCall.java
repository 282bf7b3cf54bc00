package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.bailiwick.Access;
import dev.bailiwick.AuditLog;
import dev.bailiwick.Grants;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.Orgs;
import dev.bailiwick.Resources;
import dev.bailiwick.Session;
import dev.bailiwick.Teams;
import dev.bailiwick.Transfer;
import dev.bailiwick.Users;
import dev.bailiwick.access.Question;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.team.TeamFilter;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every public method that a session leads to, with ids of one's own org and of another. */
final class EveryCall {
  /** What a session leads to. */
  static final ImmutableList<Class<?>> CLASSES =
      ImmutableList.of(
          Session.class,
          Users.class,
          Orgs.class,
          OrgMembers.class,
          Teams.class,
          Resources.class,
          Grants.class,
          Access.class,
          AuditLog.class,
          Transfer.class);

  private EveryCall() {}

  /** The things of one org. */
  record Things(
      OrgId org,
      UserId user,
      TeamId team,
      ResourceRef doc,
      String key,
      ExternalIdentity identity,
      Email email) {}

  /** One's own org's things, and the other's, which may not exist. */
  record Reach(Things own, Things other) {}

  /** A value for a parameter, and whether it speaks of the other org. */
  private record Arg(boolean foreign, Function<Reach, Object> value) {}

  /** A receiver of calls. */
  private record Receiver(
      String label, boolean foreign, Function<Session, Function<Reach, Object>> of) {}

  /** A method of a receiver with its arguments. */
  record Call(
      String label,
      Function<Session, Function<Reach, Object>> receiver,
      Method method,
      List<? extends Function<Reach, ? extends @Nullable Object>> args) {

    /** What is answered: a value, or a failure. */
    Object answer(Session session, Reach reach) {
      try {
        return String.valueOf(shown(made(session, reach)));
      } catch (InvocationTargetException e) {
        return String.valueOf(e.getCause());
      }
    }

    /** The answer itself. */
    @Nullable Object made(Session session, Reach reach) throws InvocationTargetException {
      try {
        return method.invoke(
            receiver.apply(session).apply(reach),
            args.stream().map(arg -> arg.apply(reach)).toArray());
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }

    private static Object shown(@Nullable Object value) {
      return value != null && CLASSES.contains(value.getClass())
          ? "a " + value.getClass().getSimpleName()
          : String.valueOf(value);
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * Every call that speaks of the other org.
   *
   * @throws AssertionError if a parameter has a type for which nobody has said what to pass
   */
  static List<Call> all() {
    List<Call> calls = new ArrayList<>();
    for (Class<?> type : CLASSES) {
      for (Receiver receiver : receivers(type)) {
        methods(type).forEach(method -> calls.addAll(calls(receiver, method)));
      }
    }
    return calls;
  }

  private static List<Call> calls(Receiver receiver, Method method) {
    return calls(
        receiver, method, args -> receiver.foreign() || args.stream().anyMatch(Arg::foreign));
  }

  private static List<Call> calls(Receiver receiver, Method method, Predicate<List<Arg>> which) {
    List<Call> calls = new ArrayList<>();
    for (List<Arg> args : Lists.cartesianProduct(choices(method))) {
      if (which.test(args)) {
        calls.add(
            new Call(
                receiver.label() + "." + method.getName() + "#" + calls.size(),
                receiver.of(),
                method,
                Lists.transform(args, Arg::value)));
      }
    }
    return calls;
  }

  /** Every call of a method: no two of them with the same arguments, on the same receiver. */
  static List<Call> of(Method method) {
    return receivers(method.getDeclaringClass()).stream()
        .flatMap(receiver -> calls(receiver, method, args -> true).stream())
        .toList();
  }

  /** Every call about things of one's own, with one of its arguments null, or holding a null. */
  static List<Call> withNulls() {
    List<Call> calls = new ArrayList<>();
    for (Class<?> type : CLASSES) {
      Receiver receiver = receivers(type).get(0);
      for (Method method : methods(type)) {
        List<List<Arg>> choices = choices(method);
        for (int i = 0; i < choices.size(); i++) {
          for (@Nullable Object nothing : nulls(method.getParameterTypes()[i])) {
            List<Function<Reach, @Nullable Object>> args = new ArrayList<>();
            choices.forEach(choice -> args.add(choice.get(0).value()));
            args.set(i, reach -> nothing);
            calls.add(new Call(method + " with " + (i + 1) + " null", receiver.of(), method, args));
          }
        }
      }
    }
    return calls;
  }

  private static List<@Nullable Object> nulls(Class<?> parameter) {
    if (parameter.isPrimitive()) {
      return List.of();
    }
    List<@Nullable Object> nulls = new ArrayList<>();
    nulls.add(null);
    if (parameter.isArray()) {
      nulls.add(Array.newInstance(parameter.getComponentType(), 1));
    } else if (Collection.class.isAssignableFrom(parameter)) {
      nulls.add(Collections.singletonList(null));
    }
    return nulls;
  }

  static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !method.isSynthetic())
        .sorted(Comparator.comparing(Method::toGenericString))
        .toList();
  }

  private static List<List<Arg>> choices(Method method) {
    return Arrays.stream(method.getGenericParameterTypes())
        .map(type -> args(type.getTypeName().replaceAll("(?:[a-z]+\\.)+", "")))
        .toList();
  }

  private static List<Receiver> receivers(Class<?> type) {
    if (type == OrgMembers.class) {
      return List.of(
          new Receiver("members(own)", false, s -> r -> s.orgs().members(r.own().org())),
          new Receiver("members(other)", true, s -> r -> s.orgs().members(r.other().org())));
    } else if (type == Access.class) {
      return List.of(
          new Receiver("access", false, s -> r -> s.access()),
          new Receiver("access.in(own)", false, s -> r -> s.access().in(r.own().org())),
          new Receiver("access.in(other)", true, s -> r -> s.access().in(r.other().org())),
          new Receiver("access.in(user)", true, s -> r -> s.access().in(r.other().user())));
    }
    Function<Session, Object> of =
        type == Session.class
            ? s -> s
            : type == Users.class
                ? Session::users
                : type == Orgs.class
                    ? Session::orgs
                    : type == Teams.class
                        ? Session::teams
                        : type == Resources.class
                            ? Session::resources
                            : type == Grants.class
                                ? Session::grants
                                : type == Transfer.class ? Session::transfer : Session::audit;
    return List.of(
        new Receiver(type.getSimpleName(), false, session -> reach -> of.apply(session)));
  }

  private static Arg constant(Object value) {
    return new Arg(false, reach -> value);
  }

  private static Arg own(Function<Things, Object> value) {
    return new Arg(false, reach -> value.apply(reach.own()));
  }

  private static Arg other(Function<Things, Object> value) {
    return new Arg(true, reach -> value.apply(reach.other()));
  }

  private static List<Arg> both(Function<Things, Object> value) {
    return List.of(own(value), other(value));
  }

  private static List<Arg> map(List<Arg> args, Function<Object, Object> function) {
    return args.stream().map(arg -> new Arg(arg.foreign(), arg.value().andThen(function))).toList();
  }

  private static List<Arg> resources() {
    return List.of(
        own(Things::doc),
        own(Things::team),
        own(Things::org),
        other(Things::doc),
        other(Things::team),
        other(Things::org),
        other(t -> t.doc().in(t.org())),
        other(t -> t.doc().in(t.user())),
        other(t -> t.team().in(t.org())),
        other(t -> t.doc().in(t.org()).ownedBy(t.user())),
        new Arg(true, r -> r.own().doc().ownedBy(r.other().user())),
        new Arg(true, r -> r.own().doc().under(r.other().team())),
        new Arg(true, r -> r.own().doc().under(r.other().org())),
        new Arg(true, r -> World.DOC.id("new").ownedBy(r.other().user())),
        new Arg(true, r -> World.DOC.id("new").under(r.other().doc())),
        new Arg(true, r -> World.DOC.id("new").under(r.other().doc().in(r.other().org()))),
        new Arg(true, r -> r.own().team().in(r.other().org())));
  }

  private static List<Arg> accessors() {
    return Stream.of(both(Things::user), both(Things::team), both(Things::org))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Arg> members() {
    return map(both(Things::user), user -> NewMember.member((UserId) user));
  }

  private static List<Arg> args(String type) {
    return switch (type) {
      case "UserId" -> both(Things::user);
      case "UserId[]" -> map(both(Things::user), user -> new UserId[] {(UserId) user});
      case "Collection<UserId>" -> map(both(Things::user), List::of);
      case "Optional<UserId>" -> map(both(Things::user), Optional::of);
      case "OrgId" -> both(Things::org);
      case "Optional<OrgId>" -> map(both(Things::org), Optional::of);
      case "TeamId" -> both(Things::team);
      case "Optional<TeamId>" -> map(both(Things::team), Optional::of);
      case "Tenant" -> List.of(other(Things::org), other(t -> (Tenant) t.user()));
      case "ResourceRef" -> resources();
      case "Optional<ResourceRef>" -> map(resources(), Optional::of);
      case "Collection<? extends ResourceRef>" -> map(resources(), List::of);
      case "Accessor" -> accessors();
      case "Accessor[]" -> map(accessors(), accessor -> new Accessor[] {(Accessor) accessor});
      case "NewGrant[]" ->
          map(accessors(), a -> new NewGrant[] {NewGrant.of(Standard.COLLABORATOR, (Accessor) a)});
      case "Collection<NewGrant>" ->
          map(accessors(), a -> List.of(NewGrant.denial(Standard.COLLABORATOR, (Accessor) a)));
      case "Collection<Question>" ->
          Lists.cartesianProduct(both(Things::user), resources()).stream()
              .map(
                  pair ->
                      new Arg(
                          pair.stream().anyMatch(Arg::foreign),
                          reach ->
                              List.of(
                                  new Question(
                                      (UserId) pair.get(0).value().apply(reach),
                                      Permission.READ,
                                      (ResourceRef) pair.get(1).value().apply(reach)))))
              .toList();
      case "NewMember[]" -> map(members(), member -> new NewMember[] {(NewMember) member});
      case "Collection<NewMember>" -> map(members(), List::of);
      case "NewTeam" ->
          List.of(
              other(t -> NewTeam.named("new").with(NewMember.member(t.user()))),
              other(t -> NewTeam.builder().name("new").owner(t.user()).build()));
      case "NewOrg" -> map(both(Things::user), user -> NewOrg.named("new", (UserId) user));
      case "TeamChange" ->
          map(members(), m -> TeamChange.builder().addMembers((NewMember) m).build());
      case "AuditFilter" ->
          List.of(constant(AuditFilter.all()), other(t -> AuditFilter.all().by(t.user())));
      case "ExternalIdentity" -> both(Things::identity);
      case "Email" -> List.of(own(Things::email), other(Things::email));
      case "String" -> List.of(other(Things::key));
      case "OrgChange" ->
          List.of(
              constant(OrgChange.builder().description("new").build()),
              constant(OrgChange.ofSharing(false)));
      case "Profile" -> List.of(constant(Profile.named("New")), constant(Profile.named("Newer")));
      case "TeamFilter" -> List.of(constant(TeamFilter.ALL));
      case "PageRequest" -> List.of(constant(PageRequest.first()));
      case "Permission" -> List.of(constant(Permission.READ));
      case "Permission[]" ->
          List.of(
              constant(new Permission[] {Permission.READ}),
              constant(new Permission[] {Permission.MANAGE}));
      case "Role" -> List.of(constant(Standard.COLLABORATOR), constant(Role.ofOrg("own")));
      case "ResourceType<?>" -> List.of(constant(World.DOC));
      case "Consistency" -> List.of(constant(Consistency.latest()));
      case "Consumer<? super TenantRecord>", "Consumer<? super Progress>" ->
          List.of(constant((Consumer<Object>) taken -> {}));
      case "BiFunction<View, Reach, R>" ->
          List.of(constant((BiFunction<Object, Object, Object>) (view, reach) -> reach));
      case "Iterator<? extends TenantRecord>" -> List.of(constant(Collections.emptyIterator()));
      case "boolean" -> List.of(constant(true), constant(false));
      default ->
          throw new AssertionError("say here what to pass for a parameter of the type " + type);
    };
  }
}
