package dev.bailiwick.internal.rule;

import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;

/** Trust that does not come from a membership. */
public enum TrustNeed implements Need<Caller> {
  /** The system actor alone. */
  SYSTEM,
  /** The system actor, or a super user. */
  SYSTEM_OR_SUPER_USER;

  @Override
  public Caller check(Caller caller) {
    if (this == SYSTEM) {
      caller.requireSystem();
    } else {
      caller.requireTrusted();
    }
    return caller;
  }
}
