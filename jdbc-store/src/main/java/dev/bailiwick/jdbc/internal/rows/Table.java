package dev.bailiwick.jdbc.internal.rows;

/** The tables that a unit of work writes. */
public enum Table {
  USERS(true),
  ORGS(true),
  MEMBERSHIPS(true),
  ROLES(true),
  TEAMS(true),
  SEATS(true),
  RESOURCES(false),
  GRANTS(false),
  INVITATIONS(false),
  BARS(false),
  DOMAINS(false),
  JOIN_REQUESTS(false),
  ADDRESSES(false),
  KEYS(false),
  TOKENS(false),
  PASSWORDS(false),
  IMPERSONATIONS(false),
  SUPPORT(false),
  HISTORY(false),
  DELEGATIONS(false),
  TENANTS(false),
  AUDIT(false),
  OPERATIONS(false);

  private final boolean structural;

  Table(boolean structural) {
    this.structural = structural;
  }

  /** Whether a change of the table gives its tenants a new {@code structure}. */
  public boolean structural() {
    return structural;
  }
}
