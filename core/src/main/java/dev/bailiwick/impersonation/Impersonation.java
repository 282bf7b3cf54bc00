package dev.bailiwick.impersonation;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.ImpersonationUse;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import java.time.Instant;

/**
 * The permission of one person to act in the name of a member of an org until an instant.
 *
 * @param id the id
 * @param org the org inside which it counts
 * @param user the target: the member in whose name the impersonator acts
 * @param by the impersonator
 * @param byHost whether the host named the impersonator; otherwise the impersonator must be a super
 *     user
 * @param breakGlass whether it began without the consent of the org's owner
 * @param reason the reason, in the words of the person who began it
 * @param begunAt the instant at which it began
 * @param endsAt the instant from which it does not count any more
 */
public record Impersonation(
    ImpersonationId id,
    OrgId org,
    UserId user,
    UserId by,
    boolean byHost,
    boolean breakGlass,
    String reason,
    Instant begunAt,
    Instant endsAt)
    implements Audited {
  /** Refuses nulls, instants that no store can hold, and a person who impersonates themselves. */
  public Impersonation {
    given(id, "impersonation.id");
    given(org, "impersonation.org");
    given(user, "impersonation.user");
    given(by, "impersonation.by");
    given(reason, "impersonation.reason");
    begunAt = Instants.kept(begunAt, "impersonation.begun_at");
    endsAt = Instants.kept(endsAt, "impersonation.ends_at");
    InvalidParameter.unless(!user.equals(by), "impersonation.user", "must not be the impersonator");
  }

  /**
   * Returns the actor of the impersonator's requests: the target, inside the org, with the name of
   * the impersonator. A host that keeps sessions keeps all four ids and makes the same actor again.
   */
  public Actor actor() {
    return Actor.user(user).in(org).impersonatedBy(new ImpersonationUse(id, by));
  }

  @Override
  public ItemType itemType() {
    return ItemType.IMPERSONATION;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("impersonation", Long.toString(id.value()));
  }

  /** {@inheritDoc} The reason is the reason of the entry that begins it. */
  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of(
        "org", Long.toString(org.value()),
        "user", Long.toString(user.value()),
        "by", Long.toString(by.value()),
        "by_host", Boolean.toString(byHost),
        "break_glass", Boolean.toString(breakGlass),
        "ends_at", endsAt.toString());
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(ResourceId.of(user), ResourceId.of(by));
  }
}
