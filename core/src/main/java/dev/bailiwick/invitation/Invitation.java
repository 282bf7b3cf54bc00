package dev.bailiwick.invitation;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * An invitation to join an org, or teams of a person's own. It goes to an address, whether anybody
 * has the address or not. It gives nothing until the person accepts it.
 */
@FactoryValue
@Value.Immutable
public abstract class Invitation implements Audited {
  Invitation() {}

  /** The states of an invitation. An accepted or withdrawn invitation does not exist any more. */
  public enum State {
    /** The person can accept or decline it until it ends. */
    OPEN,
    /** The person has declined it. Until it ends, the tenant cannot invite the address again. */
    DECLINED
  }

  /** Returns the id. */
  @Value.Parameter
  public abstract InvitationId id();

  /** Returns the org; for teams outside orgs, the person to whom they belong. */
  @Value.Parameter
  public abstract Tenant tenant();

  /** Returns the address. */
  @Value.Parameter
  public abstract Email email();

  /** Returns the user who invites; empty for the system actor. */
  @Value.Parameter
  public abstract Optional<UserId> inviter();

  /** Returns the memberships and roles that the person gets. */
  @Value.Parameter
  public abstract Gift gift();

  /** Returns the state. */
  @Value.Parameter
  public abstract State state();

  /** Returns the number of times that it was sent: 1 or more. */
  @Value.Parameter
  public abstract int sends();

  /** Returns the instant at which it was sent first. */
  @Value.Parameter
  public abstract Instant createdAt();

  /** Returns the instant at which it was sent last. */
  @Value.Parameter
  public abstract Instant sentAt();

  /** Returns the instant from which it can be neither accepted nor declined. */
  @Value.Parameter
  public abstract Instant endsAt();

  /** Refuses instants that no store can hold. */
  @Value.Check
  void check() {
    InvalidParameter.unless(sends() > 0, "invitation.sends", "must be positive");
    Instants.kept(createdAt(), "created_at");
    Instants.kept(sentAt(), "sent_at");
    Instants.kept(endsAt(), "ends_at");
  }

  /** Returns an open invitation that was sent once. */
  public static Invitation of(
      InvitationId id,
      Tenant tenant,
      Email email,
      Optional<UserId> inviter,
      Gift gift,
      Instant createdAt,
      Instant endsAt) {
    return ImmutableInvitation.of(
        given(id, "invitation.id"),
        given(tenant, "invitation.tenant"),
        given(email, "invitation.email"),
        given(inviter, "invitation.inviter"),
        given(gift, "invitation.gift"),
        State.OPEN,
        1,
        given(createdAt, "invitation.created_at"),
        createdAt,
        given(endsAt, "invitation.ends_at"));
  }

  /** Returns whether the person can accept or decline it at an instant. */
  public boolean isOpen(Instant now) {
    return given(now, "now").isBefore(endsAt()) && state() == State.OPEN;
  }

  /** Returns whether the person has declined it and it has not ended at an instant. */
  public boolean isDeclined(Instant now) {
    return given(now, "now").isBefore(endsAt()) && state() == State.DECLINED;
  }

  /** Returns a copy with another gift. */
  public Invitation withGift(Gift newGift) {
    return copy(given(newGift, "invitation.gift"), state(), sends(), sentAt(), endsAt());
  }

  /** Returns a copy that was sent the given number of times, last at the given instant. */
  public Invitation withSends(int number, Instant last) {
    return copy(gift(), state(), number, given(last, "invitation.sent_at"), endsAt());
  }

  /** Returns a copy that was sent once more, at an instant, and ends at another one. */
  public Invitation sentAgain(Instant now, Instant until) {
    return copy(
        gift(),
        state(),
        sends() + 1,
        given(now, "invitation.sent_at"),
        given(until, "invitation.ends_at"));
  }

  /** Returns a declined copy that gives nothing and ends at the given instant. */
  public Invitation declined(Instant until) {
    return copy(
        Gift.membership(), State.DECLINED, sends(), sentAt(), given(until, "invitation.ends_at"));
  }

  private Invitation copy(Gift newGift, State newState, int number, Instant last, Instant until) {
    return ImmutableInvitation.of(
        id(), tenant(), email(), inviter(), newGift, newState, number, createdAt(), last, until);
  }

  @Override
  public ItemType itemType() {
    return ItemType.INVITATION;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("invitation", Long.toString(id().value()));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    var properties = ImmutableMap.<String, String>builder();
    properties.put("tenant", tenant().toString());
    properties.put("email", email().address());
    inviter().ifPresent(user -> properties.put("inviter", Long.toString(user.value())));
    properties.put("admin", Boolean.toString(gift().admin()));
    gift()
        .teams()
        .forEach(
            (team, admin) -> properties.put("team." + team.value(), admin ? "admin" : "member"));
    gift()
        .roles()
        .forEach(
            given ->
                properties.put("role." + given.role().name() + "." + given.resource(), "given"));
    properties.put("state", state().name());
    properties.put("sends", Integer.toString(sends()));
    properties.put("sent_at", sentAt().toString());
    properties.put("ends_at", endsAt().toString());
    return properties.buildOrThrow();
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    ImmutableSet.Builder<ResourceId> touches = ImmutableSet.builder();
    if (tenant() instanceof OrgId org) {
      touches.add(org.key());
    }
    gift().teams().keySet().forEach(team -> touches.add(team.key()));
    return touches.build();
  }

  /** Returns the id, without the address. */
  @Override
  public String toString() {
    return id().toString();
  }
}
