package dev.bailiwick.grant;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Accessor;
import dev.bailiwick.permission.Role;

/**
 * A grant to be made on a resource that is named beside it.
 *
 * <pre>{@code
 * NewGrant.of(OPERATOR, ops).during(Window.until(friday))
 * }</pre>
 *
 * @param role which role
 * @param accessor to whom
 * @param effect given or denied
 * @param window when it is in force
 */
public record NewGrant(Role role, Accessor accessor, Effect effect, Window window) {
  /** Refuses a null. */
  public NewGrant {
    given(role, "grant.role");
    given(accessor, "grant.accessor");
    given(effect, "grant.effect");
    given(window, "grant.window");
  }

  /** The role for the accessor, always. */
  public static NewGrant of(Role role, Accessor accessor) {
    return new NewGrant(role, accessor, Effect.ALLOW, Window.ALWAYS);
  }

  /** The role denied to the accessor, always. */
  public static NewGrant denial(Role role, Accessor accessor) {
    return new NewGrant(role, accessor, Effect.DENY, Window.ALWAYS);
  }

  /** The same, in force only then. */
  public NewGrant during(Window newWindow) {
    return new NewGrant(role, accessor, effect, newWindow);
  }
}
