package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/** The call would break a rule of teams. */
public final class TeamConflict extends Conflict {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  /** The rules. */
  public enum Rule {
    /** A name belongs to one team of a tenant, in any spelling. */
    NAME_TAKEN("another team of the tenant has this name"),
    /** Nesting has no cycle. */
    CYCLE("a team cannot be part of itself"),
    /** A team outside orgs stays with its person. */
    STANDS_ALONE("a stand-alone team stays with the person whose own it is");

    private final String text;

    Rule(String text) {
      this.text = text;
    }
  }

  /** Names the rule. */
  public TeamConflict(Rule rule) {
    super(given(rule, "rule").text);
    this.rule = rule;
  }

  /** The rule that would be broken. */
  public Rule rule() {
    return rule;
  }
}
