package dev.bailiwick.notice;

import dev.bailiwick.id.UserId;
import java.time.Instant;

/**
 * News that a person must be told. Each kind has a type that also has the thing that the news is
 * about. A later version of the library can add kinds: a host passes over a kind that it does not
 * know.
 */
public sealed interface Notice
    permits AddressNotice,
        DelegationNotice,
        IdentityNotice,
        ImpersonationNotice,
        KeyNotice,
        OrgNotice {
  /** The kinds of news. */
  enum Kind {
    /** Somebody began to act in the name of the person: an {@link ImpersonationNotice}. */
    IMPERSONATED,
    /**
     * Somebody began to act in the name of a member of the person's org, without the consent of the
     * person: an {@link ImpersonationNotice}.
     */
    BREAK_GLASS,
    /** An external identity was linked to the account: an {@link IdentityNotice}. */
    IDENTITY_LINKED,
    /** An external identity was unlinked from the account: an {@link IdentityNotice}. */
    IDENTITY_UNLINKED,
    /**
     * The account, which has a verified address already, has another one: an {@link AddressNotice}.
     */
    ADDRESS_ADDED,
    /** The account has lost a verified address: an {@link AddressNotice}. */
    ADDRESS_REMOVED,
    /** An API key of the person was made, or has a new secret: a {@link KeyNotice}. */
    KEY_MADE,
    /** A service account was allowed to act for the person: a {@link DelegationNotice}. */
    AGENT_ALLOWED,
    /** Another actor removed the person from an org: an {@link OrgNotice}. */
    REMOVED,
    /** The ownership of an org was offered to the person: an {@link OrgNotice}. */
    OWNERSHIP_OFFERED
  }

  /** Returns the kind. */
  Kind kind();

  /** Returns the person to tell. */
  UserId user();

  /** Returns the instant of the change, by the host's clock. */
  Instant at();
}
