package dev.bailiwick.id;

/**
 * All active members of the org that a resource belongs to; where the org shares with guests, and
 * outside orgs, all active accounts.
 */
public enum Everyone implements Accessor {
  /** The only value. */
  EVERYONE;

  @Override
  public String toString() {
    return "everyone";
  }
}
