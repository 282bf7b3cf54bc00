package dev.bailiwick.id;

import java.time.Duration;

/**
 * The published limits. They are enforced on writes and on values that are read back from a store.
 */
public final class Limits {
  /** A resource has at most this many ancestors below its tenant. */
  public static final int RESOURCE_DEPTH = 32;

  /** A team has at most this many ancestors. */
  public static final int TEAM_DEPTH = 16;

  /** A resource id is at most this many bytes of UTF-8. */
  public static final int ID_BYTES = 255;

  /** A name (of a user, team, org, role, attribute) is at most this many code points. */
  public static final int NAME_LENGTH = 255;

  /** A description, reason or attribute value is at most this many code points. */
  public static final int TEXT_LENGTH = 4_000;

  /** At most this many tags, or attributes, on one thing. */
  public static final int ENTRIES = 100;

  /** At most this many unclaimed accounts go to a person in one call; others wait for the next. */
  public static final int CLAIMS = 50;

  /** An account has at most this many verified addresses. */
  public static final int ADDRESSES = 10;

  /** At most this many members, grants or questions in one call. */
  public static final int BATCH = 10_000;

  /** At most this many entries on one page. */
  public static final int PAGE = 1_000;

  /** At most this many display names are kept in one entry of the audit log. */
  public static final int NAMES = 500;

  /** An import commits at most this many records at once, and an export holds no more of a kind. */
  public static final int CHUNK = 1_000;

  /** An operation id is taken for so long after the change that was made under it. */
  public static final Duration OPERATION_KEPT = Duration.ofHours(24);

  private Limits() {}
}
