package dev.bailiwick.invitation;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/** The call would break a rule of invitations. */
public final class InvitationConflict extends Conflict {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  /** The rules. More may be added. */
  public enum Rule {
    /** An invitation is for the person who has proved its address. */
    OTHER_ADDRESS("the account has proved another address, or another account has proved this one"),
    /** An invitation gives only what its sender could give at this moment. */
    NOT_GIVEN_ANY_MORE("the sender cannot give this any more: ask for a new invitation"),
    /** A person who was removed comes back only by a newer invitation. */
    REMOVED("the person was removed after the invitation was sent"),
    /** The host's port does not permit the invitation. */
    NOT_PERMITTED("the host does not permit the invitation");

    private final String text;

    Rule(String text) {
      this.text = text;
    }
  }

  /** Names the rule. */
  public InvitationConflict(Rule rule) {
    super(given(rule, "rule").text);
    this.rule = rule;
  }

  /** The rule that would be broken. */
  public Rule rule() {
    return rule;
  }
}
