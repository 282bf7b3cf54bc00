package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * A decision, and the same in words: the answer first, then a sentence for every path of an allow,
 * or for every step of a deny that failed.
 *
 * @param decision the decision
 * @param sentences in words, for people who may see the names of the users and teams in it
 */
public record Explanation(Decision decision, ImmutableList<String> sentences) {
  /** Refuses a null. */
  public Explanation {
    given(decision, "explanation.decision");
    given(sentences, "explanation.sentences");
  }

  /** The answer. */
  public boolean allowed() {
    return decision.allowed();
  }

  /** The sentences, a line each. */
  @Override
  public String toString() {
    return Joiner.on('\n').join(sentences);
  }
}
