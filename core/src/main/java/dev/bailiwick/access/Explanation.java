package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * A decision, and the same decision in sentences: first the answer, then a sentence for every path
 * of an allow, or for every failed step of a deny.
 *
 * @param decision the decision
 * @param sentences the sentences, for readers that may see the names of the users and teams in it
 */
public record Explanation(Decision decision, ImmutableList<String> sentences) {
  /** Refuses a null. */
  public Explanation {
    given(decision, "explanation.decision");
    given(sentences, "explanation.sentences");
  }

  /** Whether the user has the permission. */
  public boolean allowed() {
    return decision.allowed();
  }

  /** Returns the sentences, a line each. */
  @Override
  public String toString() {
    return Joiner.on('\n').join(sentences);
  }
}
