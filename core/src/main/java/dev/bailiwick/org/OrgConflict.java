package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/** What was asked would break a rule of an org or of the bounds between tenants. */
public final class OrgConflict extends Conflict {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  /** The rules. */
  public enum Rule {
    /** An org has an owner, who is an active member, an admin, and can use their account. */
    OWNER_STAYS("the owner of an org stays its active member and admin: hand ownership on first"),
    /** An external key belongs to one org. */
    KEY_TAKEN("another org has this external key"),
    /** A person's default org is one of theirs. */
    NOT_A_MEMBER("the default org must be one in which the person is an active member"),
    /** An org's self-signup takes verified addresses of the org's domain. */
    NO_SIGNUP("the org takes no sign-up of this person"),
    /** A role that somebody has cannot go. */
    ROLE_IN_USE("the role is granted, or is what members have by default"),
    /** What belongs to a person outside orgs stays theirs. */
    PERSONAL("what a person owns outside orgs cannot be handed on");

    private final String text;

    Rule(String text) {
      this.text = text;
    }
  }

  /** Names the rule. */
  public OrgConflict(Rule rule) {
    super(given(rule, "rule").text);
    this.rule = rule;
  }

  /** The rule that would be broken. */
  public Rule rule() {
    return rule;
  }
}
