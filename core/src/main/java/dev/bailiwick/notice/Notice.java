package dev.bailiwick.notice;

import dev.bailiwick.id.UserId;
import java.time.Instant;

/**
 * News that a person must be told. Each kind has a type that also has the thing that the news is
 * about. A later version of the library can add kinds: a host passes over a kind that it does not
 * know.
 */
public sealed interface Notice permits ImpersonationNotice {
  /** The kinds of news. */
  enum Kind {
    /** Somebody began to act in the name of the person: an {@link ImpersonationNotice}. */
    IMPERSONATED,
    /**
     * Somebody began to act in the name of a member of the person's org, without the consent of the
     * person: an {@link ImpersonationNotice}.
     */
    BREAK_GLASS
  }

  /** Returns the kind. */
  Kind kind();

  /** Returns the person to tell. */
  UserId user();

  /** Returns the instant of the change, by the host's clock. */
  Instant at();
}
