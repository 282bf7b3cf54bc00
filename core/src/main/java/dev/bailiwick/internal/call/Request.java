package dev.bailiwick.internal.call;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Consistency;
import java.util.Optional;

/**
 * The settings that a session adds to each of its calls.
 *
 * @param actor the actor of every call
 * @param reason the reason that the audit log keeps with each change
 * @param operationId the id under which a change is applied at most once
 * @param consistency how fresh the answers of questions have to be
 */
public record Request(
    Actor actor, Optional<String> reason, Optional<String> operationId, Consistency consistency) {

  /** Returns a request with nothing but an actor, answered from the latest state. */
  public static Request of(Actor actor) {
    return new Request(actor, Optional.empty(), Optional.empty(), Consistency.latest());
  }

  /** Returns the same request with this reason. */
  public Request because(String newReason) {
    return new Request(actor, Optional.of(newReason), operationId, consistency);
  }

  /** Returns the same request under this operation id. */
  public Request operation(String id) {
    return new Request(actor, reason, Optional.of(id), consistency);
  }

  /** Returns the same request with this consistency. */
  public Request at(Consistency newConsistency) {
    return new Request(actor, reason, operationId, newConsistency);
  }
}
