package dev.bailiwick.bulk;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Revision;

/**
 * How far an import has come; all of it is committed.
 *
 * @param records how many records were taken from the beginning on: an import that goes on from
 *     here skips as many
 * @param changed how many of them were not there before
 * @param revision of what the last chunk touched; {@link Revision#NONE} before the first
 */
public record Progress(long records, long changed, Revision revision) {
  /** Before the first record. */
  public static final Progress NONE = new Progress(0, 0, Revision.NONE);

  /** Refuses a null. */
  public Progress {
    given(revision, "progress.revision");
  }

  /** So many more records, of which so many changed something. */
  public Progress and(long moreRecords, long moreChanged, Revision newRevision) {
    return new Progress(records + moreRecords, changed + moreChanged, newRevision);
  }
}
