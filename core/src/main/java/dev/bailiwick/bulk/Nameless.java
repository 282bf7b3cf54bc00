package dev.bailiwick.bulk;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/**
 * The export contains a person without an external identity, or another org without an external
 * key. Nothing would name them in another store. Give them one and export again.
 */
public final class Nameless extends Conflict {
  private static final long serialVersionUID = 1L;

  private final String who;

  /** Names the person or org. */
  public Nameless(Object who) {
    super(
        "has no external identity or key, by which another store could know it: "
            + given(who, "who"));
    this.who = who.toString();
  }

  /** The person or org, such as {@code user:7}. */
  public String who() {
    return who;
  }
}
