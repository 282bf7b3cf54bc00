package dev.bailiwick.grant;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.permission.Role;
import java.util.Comparator;

/**
 * A role on a resource for an accessor, given or denied.
 *
 * @param tenant the tenant of the resource
 * @param key what tells it from other grants of the tenant
 * @param window when it is in force
 */
public record Grant(Tenant tenant, Key key, Window window) implements Audited {
  /** Refuses a null. */
  public Grant {
    given(tenant, "grant.tenant");
    given(key, "grant.key");
    given(window, "grant.window");
  }

  /**
   * What tells a grant from others of its tenant: merging one with another window replaces the
   * window.
   *
   * @param resource on what
   * @param accessor to whom
   * @param role which role
   * @param effect given or denied
   */
  public record Key(ResourceId resource, Accessor accessor, Role role, Effect effect)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::resource)
            .thenComparing(Key::accessor, Accessor.ORDER)
            .thenComparing(Key::role)
            .thenComparing(Key::effect);

    /** Refuses a null. */
    public Key {
      given(resource, "grant.resource");
      given(accessor, "grant.accessor");
      given(role, "grant.role");
      given(effect, "grant.effect");
    }

    /** By resource, accessor, role and effect. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** On what. */
  public ResourceId resource() {
    return key.resource;
  }

  /** To whom. */
  public Accessor accessor() {
    return key.accessor;
  }

  /** Which role. */
  public Role role() {
    return key.role;
  }

  /** Given or denied. */
  public Effect effect() {
    return key.effect;
  }

  @Override
  public ItemType itemType() {
    return ItemType.GRANT;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of(
        "tenant", tenant.toString(),
        "resource_type", key.resource.type(),
        "resource_id", key.resource.id(),
        "accessor", key.accessor.toString(),
        "role", key.role.name(),
        "effect", key.effect.name());
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    var properties = ImmutableMap.<String, String>builder();
    window.from().ifPresent(from -> properties.put("from", from.toString()));
    window.until().ifPresent(until -> properties.put("until", until.toString()));
    return properties.buildOrThrow();
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    ImmutableSet<ResourceId> accessor =
        key.accessor.match(
            user -> ImmutableSet.of(ResourceId.of(user)),
            team -> ImmutableSet.of(team.key()),
            org -> ImmutableSet.of(org.key()),
            everyone -> ImmutableSet.of());
    return ImmutableSet.<ResourceId>builder().add(key.resource).addAll(accessor).build();
  }

  @Override
  public String toString() {
    return key.accessor
        + (key.effect == Effect.DENY ? " is denied " : " is ")
        + key.role
        + " on "
        + key.resource;
  }
}
