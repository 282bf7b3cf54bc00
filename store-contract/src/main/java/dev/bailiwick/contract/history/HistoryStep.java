package dev.bailiwick.contract.history;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.error.BailiwickException;
import java.util.Optional;

/**
 * What one call of a history did.
 *
 * @param move the call, such as {@code team.add_members}
 * @param actor who made it
 * @param refusal why it was refused; empty if it was accepted
 * @param before what the store held
 * @param after what the store holds
 * @param entries what came into any log
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

  /** Whether the store holds anything else than before. */
  public boolean changed() {
    return !before.equals(after);
  }
}
