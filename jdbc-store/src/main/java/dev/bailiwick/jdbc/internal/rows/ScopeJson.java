package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.permission.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scope of an API key or a delegation as JSON. */
final class ScopeJson {
  private ScopeJson() {}

  /** Returns the roles and resources of a scope as JSON. */
  static String write(KeyScope scope) {
    return Json.write(
        ImmutableMap.of(
            "roles",
            scope.roles().stream().map(Role::name).toList(),
            "resources",
            scope.resources().stream().map(of -> List.of(of.type(), of.id())).toList()));
  }

  /** Returns the scope in a text that {@link #write} made. */
  static KeyScope read(String json) {
    Map<String, Object> object = Json.object(Json.read(json));
    ImmutableSortedSet.Builder<Role> roles = ImmutableSortedSet.naturalOrder();
    for (Object role : Json.array(part(object, "roles"))) {
      roles.add(new Role(Json.text(role)));
    }
    ImmutableSortedSet.Builder<ResourceId> resources = ImmutableSortedSet.naturalOrder();
    for (Object each : Json.array(part(object, "resources"))) {
      List<?> resource = Json.array(each);
      if (resource.size() != 2) {
        throw new IllegalArgumentException("a resource of a scope has two parts");
      }
      resources.add(ResourceId.of(Json.text(resource.get(0)), Json.text(resource.get(1))));
    }
    return new KeyScope(roles.build(), resources.build());
  }

  private static Object part(Map<String, Object> object, String name) {
    return Optional.ofNullable(object.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }
}
