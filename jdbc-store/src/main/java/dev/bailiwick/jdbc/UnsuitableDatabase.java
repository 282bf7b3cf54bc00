package dev.bailiwick.jdbc;

import dev.bailiwick.error.BailiwickException;

/** The database, or how it is reached, does not keep what the store promises. */
public final class UnsuitableDatabase extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong. */
  public enum Reason {
    /** It is no PostgreSQL, MariaDB or H2, or its driver says so. */
    PRODUCT,
    /** It is older than the store needs. */
    VERSION,
    /** It is in a mode that takes away what the store's statements rely on. */
    MODE,
    /** Its connections come with autocommit switched off, like those of a host's transaction. */
    AUTOCOMMIT,
    /** It takes no writes: a standby, or a server or connection that is read-only. */
    READ_ONLY,
    /** It is a node of a cluster that may answer from an older state than another has committed. */
    STALE_READS,
    /** Its encoding or collation makes texts the same that differ, or sorts them otherwise. */
    COLLATION,
    /** It has no schema yet. */
    NO_SCHEMA,
    /** Its tables are in another schema than the one in which a migration would make them. */
    OTHER_SCHEMA,
    /** Its schema is older than this version of the library needs. */
    OLD_SCHEMA,
    /** Its schema is newer than this version of the library can use. */
    NEW_SCHEMA,
    /** A migration was begun and did not end. */
    HALF_DONE,
    /** What the store writes does not belong to the transactions of the host. */
    NOT_JOINED
  }

  public UnsuitableDatabase(Reason reason, String what) {
    super(what);
    this.reason = reason;
  }

  public UnsuitableDatabase(Reason reason, String what, Throwable cause) {
    super(what, cause);
    this.reason = reason;
  }

  /** What is wrong; the message says what to do. */
  public Reason reason() {
    return reason;
  }
}
