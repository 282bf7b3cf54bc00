package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.UserId;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The effect of a change of members on one person. A change of the members of an org or team
 * returns one outcome for each person that the call names, each once, in the order of the call. It
 * does not return the members that the call does not name.
 */
@FactoryValue
@Value.Immutable
public abstract class MemberOutcome {
  MemberOutcome() {}

  /** The kinds of effects. More kinds may be added. */
  public enum Kind {
    /** The person is a new member. */
    ADDED,
    /** The person was a member, and the admin flag is another one now. */
    CHANGED,
    /** The person was a member with this admin flag. */
    UNCHANGED,
    /**
     * The person is a member as given, new or not, but the membership gives no rights at present:
     * the account is deactivated or locked, or the membership of the org is not active. An org
     * admin activates a membership; the account must be activated or unlocked otherwise.
     */
    INACTIVE,
    /**
     * The person is not a member any more, because the list that replaces the members leaves it.
     */
    REMOVED,
    /** The person does not exist, or is out of reach, and was skipped. */
    UNREACHABLE,
    /** The person is not a member, and is asked by an invitation. */
    INVITED,
    /** The person has declined an invitation lately, and is not asked again. */
    DECLINED,
    /** The person is not a member, and has asked an admin of the org to accept them. */
    REQUESTED
  }

  /** Returns the person as the call named it; a removed member is named by id. */
  @Value.Parameter
  public abstract NewMember named();

  /** Returns the user; empty for a person who is unreachable, invited or has declined. */
  @Value.Parameter
  public abstract Optional<UserId> user();

  /** Returns the kind of the effect. */
  @Value.Parameter
  public abstract Kind kind();

  /** Returns the invitation of a person who is invited or has declined; empty for others. */
  @Value.Parameter
  public abstract Optional<InvitationId> invitation();

  /** Returns the outcome for a user. */
  public static MemberOutcome of(NewMember named, UserId user, Kind kind) {
    return ImmutableMemberOutcome.of(
        given(named, "outcome.named"),
        Optional.of(given(user, "outcome.user")),
        given(kind, "outcome.kind"),
        Optional.empty());
  }

  /** Returns the outcome for a person that was skipped. */
  public static MemberOutcome unreachable(NewMember named) {
    return ImmutableMemberOutcome.of(
        given(named, "outcome.named"), Optional.empty(), Kind.UNREACHABLE, Optional.empty());
  }

  /**
   * Returns the outcome for a person who is not a member.
   *
   * @param kind {@link Kind#INVITED} or {@link Kind#DECLINED}
   */
  public static MemberOutcome invited(NewMember named, InvitationId invitation, Kind kind) {
    return ImmutableMemberOutcome.of(
        given(named, "outcome.named"),
        Optional.empty(),
        given(kind, "outcome.kind"),
        Optional.of(given(invitation, "outcome.invitation")));
  }

  /**
   * Returns the user.
   *
   * @throws IllegalStateException if the person is unreachable, invited or has declined
   */
  public UserId id() {
    return user().orElseThrow(() -> new IllegalStateException("no user is known for " + named()));
  }
}
