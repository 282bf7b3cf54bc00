package dev.bailiwick.permission;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The host's resource types, permissions and roles: built in code, checked when it is built, and
 * immutable.
 *
 * <pre>{@code
 * Model model = Model.builder()
 *     .types(DOC, FOLDER)
 *     .permissions(EDIT, COMMENT)
 *     .role(VIEWER, Permission.READ)
 *     .role(EDITOR, EDIT, COMMENT).including(VIEWER)
 *     .grantable(Permission.READ, COMMENT)
 *     .build();
 * }</pre>
 *
 * Every model has the permissions {@link Permission#READ}, {@link Permission#MANAGE}, {@link
 * Permission#DELETE} and {@link Permission#TRANSFER}, since the library's own rules use them. A
 * role may be granted on a resource of any type, including an org or a team. Its permissions hold
 * on the resource and on everything below it.
 */
public final class Model {
  private static final ImmutableSet<Permission> OWN =
      ImmutableSet.of(Permission.READ, Permission.MANAGE, Permission.DELETE, Permission.TRANSFER);

  private final ImmutableMap<String, ResourceType<?>> types;
  private final ImmutableMap<Permission, Integer> indexes;
  private final ImmutableMap<Role, PermissionSet> roles;
  private final PermissionSet all;
  private final PermissionSet none;
  private final PermissionSet grantable;
  private final PermissionSet ownerOnly;

  private Model(Builder builder, Map<Role, Set<Permission>> permits) {
    types = ImmutableMap.copyOf(builder.types);
    var numbered = ImmutableMap.<Permission, Integer>builder();
    int next = 0;
    for (Permission permission : builder.permissions) {
      numbered.put(permission, next++);
    }
    indexes = numbered.buildOrThrow();
    all = set(indexes.keySet());
    none = set(Set.of());
    grantable = set(builder.grantable);
    ownerOnly = set(builder.ownerOnly);
    roles = ImmutableMap.copyOf(Maps.transformValues(permits, this::set));
  }

  /** Returns a builder of a model. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The model of {@link Standard}: owner ⊃ admin ⊃ operator ⊃ collaborator, on these types; on any
   * type if the call names no type.
   */
  public static Model standard(ResourceType<?>... types) {
    return builder()
        .types(types)
        .permissions(Standard.OPERATE)
        .role(Standard.COLLABORATOR, Permission.READ)
        .role(Standard.OPERATOR, Standard.OPERATE)
        .including(Standard.COLLABORATOR)
        .role(Standard.ADMIN, Permission.MANAGE)
        .including(Standard.OPERATOR)
        .role(Standard.OWNER, Permission.DELETE, Permission.TRANSFER)
        .including(Standard.ADMIN)
        .grantable(Permission.READ, Standard.OPERATE, Permission.MANAGE)
        .build();
  }

  /** Every permission, in the order of declaration, the library's own four first. */
  public ImmutableSet<Permission> permissions() {
    return indexes.keySet();
  }

  /** Every role, in the order of declaration. */
  public ImmutableSet<Role> roles() {
    return roles.keySet();
  }

  /** Whether this model has the permission. */
  public boolean knows(Permission permission) {
    return indexes.containsKey(given(permission, "permission"));
  }

  /**
   * The permissions of a role of this model, including the roles that it includes; empty for an
   * unknown role.
   */
  public Optional<PermissionSet> permissionsOf(Role role) {
    return Optional.ofNullable(roles.get(given(role, "role")));
  }

  /** Every permission. */
  public PermissionSet all() {
    return all;
  }

  /** No permission. */
  public PermissionSet none() {
    return none;
  }

  /** The permissions from which an org may define roles for itself. */
  public PermissionSet grantable() {
    return grantable;
  }

  /** The permissions that an org's owner has without a grant, and its admins do not have. */
  public PermissionSet ownerOnly() {
    return ownerOnly;
  }

  /**
   * Returns the given permissions as a set. Permissions that this model does not have are left out.
   */
  public PermissionSet set(Iterable<Permission> permissions) {
    BitSet bits = new BitSet(indexes.size());
    for (Permission permission : each(permissions, "permissions")) {
      Integer index = indexes.get(permission);
      if (index != null) {
        bits.set(index);
      }
    }
    return new PermissionSet(this, bits);
  }

  /**
   * Returns the permission, if this model has it.
   *
   * @throws InvalidParameter if this model does not have it
   */
  public Permission check(Permission permission) {
    index(permission);
    return permission;
  }

  /**
   * Returns the resource, if its type is a type of this model.
   *
   * @throws InvalidParameter if the model declares types, and the type of the resource is not among
   *     them; if the id is not an id of the type; or if the resource is a user
   */
  public ResourceId check(ResourceId resource) {
    given(resource, "resource");
    InvalidParameter.unless(
        !resource.type().equals(ResourceId.USER), "resource.type", "a user is not a resource");
    if (!types.isEmpty() && !resource.builtIn()) {
      ResourceType<?> type = types.get(resource.type());
      if (type == null) {
        throw new InvalidParameter("resource.type", "the model has no type " + resource.type());
      }
      type.parse(resource);
    }
    return resource;
  }

  /**
   * Returns the type, if it is a type of this model.
   *
   * @throws InvalidParameter if the model declares types, and this type is not among them
   */
  public ResourceType<?> checkType(ResourceType<?> type) {
    given(type, "type");
    InvalidParameter.unless(
        types.isEmpty() || types.containsValue(type),
        "resource.type",
        "the model has no type " + type);
    return type;
  }

  int index(Permission permission) {
    Integer index = indexes.get(given(permission, "permission"));
    if (index == null) {
      throw new InvalidParameter("permission", "the model has no permission " + permission);
    }
    return index;
  }

  Permission at(int index) {
    return indexes.keySet().asList().get(index);
  }

  /** Builds a model. Each mistake is refused as soon as it can be seen, by name. */
  public static final class Builder {
    private final Map<String, ResourceType<?>> types = new LinkedHashMap<>();
    private final Set<Permission> permissions = new LinkedHashSet<>(OWN);
    private final Map<Role, Set<Permission>> roles = new LinkedHashMap<>();
    private final Map<Role, List<Role>> included = new LinkedHashMap<>();
    private final Set<Permission> grantable = new LinkedHashSet<>();
    private final Set<Permission> ownerOnly = new LinkedHashSet<>();
    private Optional<Role> last = Optional.empty();

    private Builder() {}

    /** Adds resource types of the host. A model without types accepts every type. */
    public Builder types(ResourceType<?>... more) {
      for (ResourceType<?> type : each(more, "model.types")) {
        InvalidParameter.unless(
            types.put(type.name(), type) == null, "model.types", "declared twice: " + type);
      }
      return this;
    }

    /** Adds permissions of the host, in addition to the library's own four. */
    public Builder permissions(Permission... more) {
      for (Permission permission : each(more, "model.permissions")) {
        InvalidParameter.unless(
            permissions.add(permission), "model.permissions", "declared twice: " + permission);
      }
      return this;
    }

    /** Adds a role with its own permissions. */
    public Builder role(Role role, Permission... permits) {
      given(role, "model.roles");
      each(permits, "model.permissions");
      InvalidParameter.unless(!role.isOfOrg(), "model.roles", "the name is kept for orgs: " + role);
      InvalidParameter.unless(
          roles.put(role, new LinkedHashSet<>(Arrays.asList(permits))) == null,
          "model.roles",
          "declared twice: " + role);
      last = Optional.of(role);
      return this;
    }

    /** Gives the role that was added last all permissions of these roles, too. */
    public Builder including(Role... others) {
      each(others, "model.roles");
      Role role =
          last.orElseThrow(() -> new InvalidParameter("model.roles", "declare a role first"));
      included.put(role, List.of(others));
      return this;
    }

    /** Allows orgs to define roles for themselves from these permissions. */
    public Builder grantable(Permission... some) {
      grantable.addAll(Arrays.asList(each(some, "model.grantable")));
      return this;
    }

    /**
     * Takes these permissions from an org's admins, unless they are granted. Its owner keeps them.
     */
    public Builder ownerOnly(Permission... some) {
      ownerOnly.addAll(Arrays.asList(each(some, "model.owner_only")));
      return this;
    }

    /**
     * Returns the model.
     *
     * @throws InvalidParameter that names an unknown permission or role, or a role that includes
     *     itself
     */
    public Model build() {
      grantable.forEach(this::declared);
      ownerOnly.forEach(this::declared);
      roles.values().forEach(permits -> permits.forEach(this::declared));
      return new Model(this, permissionsOfRoles());
    }

    private void declared(Permission permission) {
      InvalidParameter.unless(
          permissions.contains(permission), "model.permissions", "not declared: " + permission);
    }

    /**
     * Returns the permissions of each role, including the roles that it includes, at any depth.
     * Each role is visited once.
     */
    private Map<Role, Set<Permission>> permissionsOfRoles() {
      Map<Role, Set<Permission>> done = new LinkedHashMap<>();
      for (Role first : roles.keySet()) {
        Set<Role> path = new LinkedHashSet<>();
        Deque<Role> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
          Role role = open.peek();
          if (done.containsKey(role)) {
            open.pop();
          } else if (path.add(role)) {
            included(role).stream().filter(other -> !done.containsKey(other)).forEach(open::push);
          } else {
            InvalidParameter.unless(
                done.keySet().containsAll(included(role)),
                "model.roles",
                "includes itself: " + role);
            Set<Permission> permits = new LinkedHashSet<>(declared(role));
            included(role).forEach(other -> permits.addAll(done.getOrDefault(other, Set.of())));
            done.put(role, permits);
            path.remove(role);
            open.pop();
          }
        }
      }
      return done;
    }

    private List<Role> included(Role role) {
      declared(role);
      return included.getOrDefault(role, List.of());
    }

    private Set<Permission> declared(Role role) {
      Set<Permission> permits = roles.get(role);
      if (permits == null) {
        throw new InvalidParameter("model.roles", "not declared: " + role);
      }
      return permits;
    }
  }
}
