package dev.bailiwick.contract.history;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.error.BailiwickException;
import java.util.Optional;

/**
 * The result of one call of a history.
 *
 * @param move the call, such as {@code team.add_members}
 * @param actor of the call
 * @param refusal the reason of a refusal; empty if the call was accepted
 * @param before the contents of the store before the call
 * @param after the contents of the store after the call
 * @param entries the new entries of all logs
 */
public record HistoryStep(
    String move,
    Actor actor,
    Optional<BailiwickException> refusal,
    StoreContents before,
    StoreContents after,
    ImmutableList<AuditEntry> entries) {

  public boolean accepted() {
    return refusal.isEmpty();
  }

  /** Whether the contents of the store differ from those before. */
  public boolean changed() {
    return !before.equals(after);
  }
}
