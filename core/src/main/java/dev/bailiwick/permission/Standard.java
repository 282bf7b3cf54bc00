package dev.bailiwick.permission;

/**
 * The roles of a data platform's accounts, which {@link Model#standard} defines: each includes the
 * one after it.
 */
public final class Standard {
  /** To activate, pause or run. */
  public static final Permission OPERATE = Permission.of("operate");

  /** Full control, deletion and handing over included. */
  public static final Role OWNER = Role.of("owner");

  /** All but deletion and ownership. */
  public static final Role ADMIN = Role.of("admin");

  /** Reads and operates. */
  public static final Role OPERATOR = Role.of("operator");

  /** Reads. */
  public static final Role COLLABORATOR = Role.of("collaborator");

  private Standard() {}
}
