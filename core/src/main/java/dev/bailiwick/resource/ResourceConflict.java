package dev.bailiwick.resource;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/** The call would break a rule of resources. */
public final class ResourceConflict extends Conflict {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  /** The rules. */
  public enum Rule {
    /** An id belongs to one resource of a tenant. */
    REGISTERED("the resource is registered already, with another owner or parent"),
    /** Parents have no cycle. */
    CYCLE("a resource cannot be part of itself");

    private final String text;

    Rule(String text) {
      this.text = text;
    }
  }

  /** Names the rule. */
  public ResourceConflict(Rule rule) {
    super(given(rule, "rule").text);
    this.rule = rule;
  }

  /** The rule that would be broken. */
  public Rule rule() {
    return rule;
  }
}
