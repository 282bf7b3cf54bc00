package dev.bailiwick.invitation;

import dev.bailiwick.error.NotFound;

/**
 * The invitation does not exist, is not for this person, or has ended. It may have been accepted,
 * declined or withdrawn, or a newer mail has replaced its code.
 */
public final class NoSuchInvitation extends NotFound {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. It does not repeat a code. */
  public NoSuchInvitation() {
    super("no such invitation, or it has ended");
  }
}
