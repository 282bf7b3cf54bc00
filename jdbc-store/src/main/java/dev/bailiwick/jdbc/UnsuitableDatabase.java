package dev.bailiwick.jdbc;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.BailiwickException;

/** The store cannot work correctly over the database, or over the way in which it is reached. */
public final class UnsuitableDatabase extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** The reason why the store refuses the database. */
  public enum Reason {
    /** It is no PostgreSQL, MariaDB or H2, or its driver says so. */
    PRODUCT,
    /** It is older than the store needs. */
    VERSION,
    /** It is in a mode in which the statements of the store do not work. */
    MODE,
    /** Its connections come with autocommit switched off, as in a transaction of the host. */
    AUTOCOMMIT,
    /** It takes no writes: a standby, or a server or connection that is read-only. */
    READ_ONLY,
    /** It is a node of a cluster that may answer from an older state than another has committed. */
    STALE_READS,
    /** Its encoding or collation makes different texts equal, or sorts them in another order. */
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
    /** The writes of the store do not belong to the transactions of the host. */
    NOT_JOINED
  }

  /** A refusal by a check of the store. */
  public UnsuitableDatabase(Reason reason, String message) {
    super(given(message, "message"));
    this.reason = given(reason, "reason");
  }

  /** A refusal because a statement failed. */
  public UnsuitableDatabase(Reason reason, String message, Throwable cause) {
    super(given(message, "message"), given(cause, "cause"));
    this.reason = given(reason, "reason");
  }

  /** The reason; the message says how to mend it. */
  public Reason reason() {
    return reason;
  }
}
