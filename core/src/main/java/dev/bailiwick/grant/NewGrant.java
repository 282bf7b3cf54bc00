package dev.bailiwick.grant;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.permission.Role;
import org.immutables.value.Value;

/**
 * A grant to be made. The call names the resource.
 *
 * <pre>{@code
 * NewGrant.of(OPERATOR, ops).during(Window.until(friday))
 * }</pre>
 */
@FactoryValue
@Value.Immutable
public abstract class NewGrant {
  NewGrant() {}

  /** Returns the role. */
  @Value.Parameter
  public abstract Role role();

  /** Returns the recipient. */
  @Value.Parameter
  public abstract Accessor accessor();

  /** Returns whether the role is allowed or denied. */
  @Value.Parameter
  public abstract Effect effect();

  /** Returns the validity period. */
  @Value.Parameter
  public abstract Window window();

  /** Returns a grant of the role to the accessor, without a limit in time. */
  public static NewGrant of(Role role, Accessor accessor) {
    return ImmutableNewGrant.of(
        given(role, "grant.role"), given(accessor, "grant.accessor"), Effect.ALLOW, Window.ALWAYS);
  }

  /** Returns a denial of the role for the accessor, without a limit in time. */
  public static NewGrant denial(Role role, Accessor accessor) {
    return of(role, accessor).withEffect(Effect.DENY);
  }

  /** Returns a copy that allows or denies the role. */
  public NewGrant withEffect(Effect effect) {
    return ImmutableNewGrant.of(role(), accessor(), given(effect, "grant.effect"), window());
  }

  /** Returns a copy with the given validity period. */
  public NewGrant during(Window window) {
    return ImmutableNewGrant.of(role(), accessor(), effect(), given(window, "grant.window"));
  }
}
