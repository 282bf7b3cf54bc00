package dev.bailiwick.bulk;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Revision;

/**
 * The progress of an import. All of it is committed.
 *
 * @param records the number of records taken so far. An import that continues from here skips as
 *     many
 * @param changed the number of these records that were not stored before
 * @param revision the revision of every tenant that the last chunk touched; {@link Revision#NONE}
 *     before the first
 */
public record Progress(long records, long changed, Revision revision) {
  /** Before the first record. */
  public static final Progress NONE = new Progress(0, 0, Revision.NONE);

  /** Refuses a null. */
  public Progress {
    given(revision, "progress.revision");
  }

  /** Returns the progress after more records, some of which made a change. */
  public Progress and(long moreRecords, long moreChanged, Revision newRevision) {
    return new Progress(records + moreRecords, changed + moreChanged, newRevision);
  }
}
