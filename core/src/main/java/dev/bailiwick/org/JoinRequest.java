package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * The request of a person to become a member of an org, made by a sign-up. It gives nothing. It
 * ends when the person becomes a member in any way.
 */
@FactoryValue
@Value.Immutable
public abstract class JoinRequest implements Audited {
  JoinRequest() {}

  /** Returns the org. */
  @Value.Parameter
  public abstract OrgId org();

  /** Returns the user who asks. */
  @Value.Parameter
  public abstract UserId user();

  /** Returns the verified address of the user that is of a domain of the org. */
  @Value.Parameter
  public abstract Email email();

  /** Returns the instant of the request. */
  @Value.Parameter
  public abstract Instant requestedAt();

  /** Returns a request. */
  public static JoinRequest of(OrgId org, UserId user, Email email, Instant requestedAt) {
    return ImmutableJoinRequest.of(
        given(org, "request.org"),
        given(user, "request.user"),
        given(email, "request.email"),
        Instants.kept(given(requestedAt, "request.requested_at"), "request.requested_at"));
  }

  @Override
  public ItemType itemType() {
    return ItemType.JOIN_REQUEST;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of(
        "org", Long.toString(org().value()), "user", Long.toString(user().value()));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of("email", email().address(), "requested_at", requestedAt().toString());
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(org().key(), ResourceId.of(user()));
  }
}
