package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.audit.Event;
import dev.bailiwick.error.NotPermitted;

/** The actor may not make this call, or at least not about this thing. */
public final class NoPermission extends NotPermitted {
  private static final long serialVersionUID = 1L;

  private final String event;

  /** Names the call and the right that the actor lacks. */
  public NoPermission(Event event, String needed) {
    super("not permitted: " + given(event, "event") + " (" + given(needed, "needed") + ")");
    this.event = event.name();
  }

  /** Returns the call that was refused. */
  public Event event() {
    return Event.of(event);
  }
}
