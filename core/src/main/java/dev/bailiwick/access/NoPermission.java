package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotPermitted;

/** The actor may not make this call, at least not about this. */
public final class NoPermission extends NotPermitted {
  private static final long serialVersionUID = 1L;

  private final String action;

  /** Names the call, such as {@code team.delete}, and the right that is wanting. */
  public NoPermission(String action, String wanting) {
    super("not permitted: " + given(action, "action") + " (" + given(wanting, "wanting") + ")");
    this.action = action;
  }

  /** The call, such as {@code team.delete}. */
  public String action() {
    return action;
  }
}
