package dev.bailiwick.permission;

/**
 * The roles of the accounts of a data platform, which {@link Model#standard} defines. Each role
 * includes the one after it.
 */
public final class Standard {
  /** To activate, pause or run. */
  public static final Permission OPERATE = Permission.of("operate");

  /** Full control, including deletion and transfer of ownership. */
  public static final Role OWNER = Role.of("owner");

  /** Everything except deletion and transfer of ownership. */
  public static final Role ADMIN = Role.of("admin");

  /** Reads and operates. */
  public static final Role OPERATOR = Role.of("operator");

  /** Reads. */
  public static final Role COLLABORATOR = Role.of("collaborator");

  private Standard() {}
}
