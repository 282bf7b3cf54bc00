package dev.bailiwick.internal.access;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.SubjectPage;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.decision.Interpreter;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The lookups: a store names candidates, and the interpreter decides about each of them. */
public final class Lookups {
  private Lookups() {}

  /** Returns a page of the resources of a type on which a user has a permission. */
  public static Page<ResourceId> resources(
      AccessScope scope,
      UserId user,
      Permission permission,
      ResourceType<?> resourceType,
      PageRequest request) {
    Caller caller = scope.caller();
    Tenant tenant = scope.tenant();
    caller.model().check(permission);
    caller.model().checkType(resourceType);
    scope.requireMayAskAll(tenant, user);
    if (caller.outsideSession(tenant)) {
      return new Page<>(ImmutableList.of(), Optional.empty());
    }
    String type = resourceType.name();
    View view = caller.view();
    Interpreter interpreter = caller.interpreter(tenant, Set.of(user), Set.of());
    ImmutableSet<Accessor> accessors = interpreter.accessors(user, tenant);
    // A permission on the org holds on the whole org, including resources without a grant to the
    // user.
    boolean everywhere =
        Kinds.match(tenant, user::equals, org -> interpreter.may(user, permission, tenant, org));
    return new SignedPages(caller, request, "lookup_resources", tenant, user, permission, type)
        .page(
            after ->
                Slices.after(
                        slice(after),
                        slice ->
                            everywhere
                                ? view.candidates().resources(tenant, type, slice)
                                : view.candidates().resources(tenant, type, accessors, user, slice),
                        (ResourceId id) -> id)
                    .filter(id -> interpreter.may(user, permission, tenant, id)),
            ResourceId::id,
            id -> ResourceId.of(type, id));
  }

  /** Returns a page of the users with a permission on a resource. */
  public static SubjectPage subjects(
      AccessScope scope,
      Permission permission,
      ResourceRef resource,
      boolean spellOut,
      PageRequest request) {
    scope.requireKnown(permission, resource);
    Optional<Tenant> where = scope.where(resource);
    scope.requireManages(where, resource);
    if (where.isEmpty()) {
      return new SubjectPage(new Page<>(ImmutableList.of(), Optional.empty()), false);
    }
    Caller caller = scope.caller();
    Tenant tenant = where.get();
    Interpreter interpreter = caller.interpreter(tenant, Set.of(), Set.of(resource));
    boolean everyone = interpreter.everyoneMay(permission, tenant, resource);
    ImmutableList<ResourceId> line = interpreter.line(tenant, resource);
    Page<UserId> page =
        new SignedPages(
                caller,
                request,
                "lookup_subjects",
                tenant,
                permission,
                supplied(resource),
                spellOut)
            .page(
                after ->
                    candidates(caller.view(), tenant, line, spellOut && everyone, after)
                        .filter(user -> interpreter.may(user, permission, tenant, resource)),
                user -> Long.toString(user.value()),
                id -> new UserId(Long.parseLong(id)));
    return new SubjectPage(page, everyone);
  }

  /** Returns the resource with each owner and parent that the caller supplied. */
  private static ImmutableList<Object> supplied(ResourceRef resource) {
    ImmutableList.Builder<Object> said = ImmutableList.builder();
    Optional<ResourceRef> next = Optional.of(resource);
    while (next.isPresent()) {
      said.add(next.get().key(), next.get().owner());
      next = next.get().parent();
    }
    return said.build();
  }

  private static Stream<UserId> candidates(
      View view,
      Tenant tenant,
      ImmutableList<ResourceId> line,
      boolean all,
      Optional<UserId> after) {
    if (all) {
      return Slices.after(slice(after), view.users()::list, User::id).map(User::id);
    }
    List<Stream<UserId>> sources = new ArrayList<>();
    sources.add(
        Slices.after(
            slice(after),
            slice -> view.candidates().subjects(tenant, line, slice),
            (UserId id) -> id));
    // The store's candidates of an org include its members. In a person's own tenant, the store
    // does not name the person, who is therefore added here.
    if (tenant instanceof UserId person && after.map(a -> person.compareTo(a) > 0).orElse(true)) {
      sources.add(Stream.of(person));
    }
    return Slices.merged(sources, Comparator.<UserId>naturalOrder());
  }

  private static <K> Slice<K> slice(Optional<K> after) {
    return new Slice<>(after, Slice.<K>first().limit());
  }
}
