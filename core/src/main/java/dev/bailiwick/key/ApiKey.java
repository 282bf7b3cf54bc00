package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An API key, without its secret.
 *
 * @param id the id, which is part of the secret text
 * @param tenant the org in which it is used, or its owner outside orgs
 * @param owner the user for whom it acts
 * @param name the name for lists
 * @param scope the scope
 * @param rotation the number of times that it got a new secret
 * @param formerUntil the instant from which the secret before is no good any more, if it is still
 *     good
 * @param shownTo the users who have been shown a secret of it, since the last rotation that let no
 *     earlier one live on
 * @param createdAt the instant of creation
 * @param endsAt the instant from which no secret of it is good
 */
public record ApiKey(
    ApiKeyId id,
    Tenant tenant,
    UserId owner,
    String name,
    KeyScope scope,
    long rotation,
    Optional<Instant> formerUntil,
    ImmutableSortedSet<UserId> shownTo,
    Instant createdAt,
    Instant endsAt)
    implements Audited {
  /** Refuses nulls, and instants that no store can hold. */
  public ApiKey {
    given(id, "api_key.id");
    given(tenant, "api_key.tenant");
    given(owner, "api_key.owner");
    given(name, "api_key.name");
    given(scope, "api_key.scope");
    given(formerUntil, "api_key.former_until");
    given(shownTo, "api_key.shown_to");
    createdAt = Instants.kept(given(createdAt, "api_key.created_at"), "api_key.created_at");
    endsAt = Instants.kept(given(endsAt, "api_key.ends_at"), "api_key.ends_at");
    formerUntil = formerUntil.map(at -> Instants.kept(at, "api_key.former_until"));
  }

  /** Returns whether a secret of the key is good at an instant. */
  public boolean admits(KeyUse use, Instant now) {
    given(use, "use");
    given(now, "now");
    boolean former =
        use.rotation() == rotation - 1 && formerUntil.filter(now::isBefore).isPresent();
    return use.key().equals(id) && (use.rotation() == rotation || former) && now.isBefore(endsAt);
  }

  /** Returns the org in which it is used; empty outside orgs. */
  public Optional<OrgId> org() {
    return tenant instanceof OrgId org ? Optional.of(org) : Optional.empty();
  }

  /** Returns a copy with another name. */
  public ApiKey withName(String newName) {
    return new ApiKey(
        id,
        tenant,
        owner,
        given(newName, "api_key.name"),
        scope,
        rotation,
        formerUntil,
        shownTo,
        createdAt,
        endsAt);
  }

  /** Returns a copy with the next secret. */
  public ApiKey rotated(
      Optional<Instant> newFormerUntil, ImmutableSortedSet<UserId> nowShownTo, Instant until) {
    return new ApiKey(
        id, tenant, owner, name, scope, rotation + 1, newFormerUntil, nowShownTo, createdAt, until);
  }

  /** Returns the text for a list: the begin of each secret text, without a secret. */
  public String masked() {
    return id.value() + "_\u2026";
  }

  @Override
  public ItemType itemType() {
    return ItemType.API_KEY;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("api_key", Long.toString(id.value()));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    var properties = ImmutableMap.<String, String>builder();
    properties.put("tenant", tenant.toString());
    properties.put("owner", Long.toString(owner.value()));
    properties.put("name", name);
    scope.roles().forEach(role -> properties.put("role." + role.name(), "allowed"));
    scope.resources().forEach(resource -> properties.put("resource." + resource, "allowed"));
    properties.put("rotation", Long.toString(rotation));
    formerUntil.ifPresent(at -> properties.put("former_until", at.toString()));
    shownTo.forEach(user -> properties.put("shown_to." + user.value(), "shown"));
    properties.put("ends_at", endsAt.toString());
    return properties.buildOrThrow();
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(ResourceId.of(owner));
  }
}
