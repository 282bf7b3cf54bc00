package dev.bailiwick.grant;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Role;
import java.util.Comparator;
import org.immutables.value.Value;

/** A role on a resource for an accessor, allowed or denied. */
@FactoryValue
@Value.Immutable
public abstract class Grant implements Audited {
  Grant() {}

  /** Returns the tenant of the resource. */
  @Value.Parameter
  public abstract Tenant tenant();

  /** Returns the key, which is unique in the tenant. */
  @Value.Parameter
  public abstract Key key();

  /** Returns the validity period. */
  @Value.Parameter
  public abstract Window window();

  /** Returns a grant in a tenant. */
  public static Grant of(Tenant tenant, Key key, Window window) {
    return ImmutableGrant.of(
        given(tenant, "grant.tenant"), given(key, "grant.key"), given(window, "grant.window"));
  }

  /**
   * The identity of a grant in its tenant. Merging a grant with the key of a stored one replaces
   * the validity period of the stored one.
   *
   * @param resource the resource
   * @param accessor the recipient
   * @param role the role
   * @param effect whether the role is allowed or denied
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

    /** Compares by resource, accessor, role and effect. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Returns the resource. */
  public ResourceId resource() {
    return key().resource();
  }

  /** Returns the recipient. */
  public Accessor accessor() {
    return key().accessor();
  }

  /** Returns the role. */
  public Role role() {
    return key().role();
  }

  /** Returns whether the role is allowed or denied. */
  public Effect effect() {
    return key().effect();
  }

  /** Returns the grant as a call names it, with the validity period. */
  public NewGrant asNewGrant() {
    return NewGrant.of(role(), accessor()).withEffect(effect()).during(window());
  }

  @Override
  public ItemType itemType() {
    return ItemType.GRANT;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of(
        "tenant", tenant().toString(),
        "resource_type", key().resource().type(),
        "resource_id", key().resource().id(),
        "accessor", key().accessor().toString(),
        "role", key().role().name(),
        "effect", key().effect().name());
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    var properties = ImmutableMap.<String, String>builder();
    window().from().ifPresent(from -> properties.put("from", from.toString()));
    window().until().ifPresent(until -> properties.put("until", until.toString()));
    return properties.buildOrThrow();
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    if (accessor() instanceof UserId user) {
      return ImmutableSet.of(resource(), ResourceId.of(user));
    }
    return accessor() instanceof ResourceRef ref
        ? ImmutableSet.of(resource(), ref.key())
        : ImmutableSet.of(resource());
  }

  @Override
  public String toString() {
    return key().accessor()
        + (key().effect() == Effect.DENY ? " is denied " : " is ")
        + key().role()
        + " on "
        + key().resource();
  }
}
