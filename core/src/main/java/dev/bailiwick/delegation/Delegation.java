package dev.bailiwick.delegation;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.DelegationUse;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.KeyScope;
import java.time.Instant;
import java.util.Optional;

/**
 * The permission of a person that a service account acts for them in an org until an instant. The
 * right of each call is the part that the service account, the person and the scope have in common.
 *
 * @param id the id
 * @param org the org inside which it counts
 * @param person the person for whom the agent acts
 * @param agent the service account
 * @param purpose the purpose, in the words of the person
 * @param scope the scope
 * @param allowedAt the instant at which the person allowed it
 * @param endsAt the instant from which it does not count any more
 */
public record Delegation(
    DelegationId id,
    OrgId org,
    UserId person,
    UserId agent,
    String purpose,
    KeyScope scope,
    Instant allowedAt,
    Instant endsAt)
    implements Audited {
  /** Refuses nulls, instants that no store can hold, and an agent of itself. */
  public Delegation {
    given(id, "delegation.id");
    given(org, "delegation.org");
    given(person, "delegation.person");
    given(agent, "delegation.agent");
    given(purpose, "delegation.purpose");
    given(scope, "delegation.scope");
    allowedAt = Instants.kept(allowedAt, "delegation.allowed_at");
    endsAt = Instants.kept(endsAt, "delegation.ends_at");
    InvalidParameter.unless(!person.equals(agent), "delegation.agent", "must not be the person");
  }

  /**
   * Returns the actor of the agent's requests for the person. A host that keeps sessions keeps the
   * ids and makes the same actor again.
   *
   * @param signedIn the agent, by its key, token or stamp, or vouched for by the host
   * @throws InvalidParameter if it is not the agent of this delegation, or acts by impersonation
   */
  public Actor actor(Actor signedIn) {
    InvalidParameter.unless(
        given(signedIn, "actor").user().equals(Optional.of(agent)),
        "actor.user",
        "must be the service account that was allowed to act");
    return signedIn.in(org).actingFor(new DelegationUse(id, person));
  }

  @Override
  public ItemType itemType() {
    return ItemType.DELEGATION;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("delegation", Long.toString(id.value()));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    var properties = ImmutableMap.<String, String>builder();
    properties.put("org", Long.toString(org.value()));
    properties.put("person", Long.toString(person.value()));
    properties.put("agent", Long.toString(agent.value()));
    properties.put("purpose", purpose);
    scope.roles().forEach(role -> properties.put("role." + role.name(), "allowed"));
    scope.resources().forEach(resource -> properties.put("resource." + resource, "allowed"));
    properties.put("ends_at", endsAt.toString());
    return properties.buildOrThrow();
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(ResourceId.of(person), ResourceId.of(agent));
  }
}
