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
import dev.bailiwick.user.EmailDomain;
import java.time.Instant;
import org.immutables.value.Value;

/** A domain of addresses that belongs to an org, as the host has verified. */
@FactoryValue
@Value.Immutable
public abstract class OrgDomain implements Audited {
  /** An org has at most this many verified domains. */
  public static final int MOST = 50;

  OrgDomain() {}

  /** Returns the org. */
  @Value.Parameter
  public abstract OrgId org();

  /** Returns the domain. No other org has it. */
  @Value.Parameter
  public abstract EmailDomain domain();

  /** Returns the instant at which the host verified that the domain belongs to the org. */
  @Value.Parameter
  public abstract Instant verifiedAt();

  /** Returns the way in which people with an address of the domain sign up. */
  @Value.Parameter
  public abstract SignUp signUp();

  /** Returns a domain without sign-up. */
  public static OrgDomain of(OrgId org, EmailDomain domain, Instant verifiedAt) {
    return ImmutableOrgDomain.of(
        given(org, "domain.org"),
        given(domain, "domain"),
        Instants.kept(given(verifiedAt, "domain.verified_at"), "domain.verified_at"),
        SignUp.OFF);
  }

  /** Returns a copy with the given instant of verification. */
  public OrgDomain withVerifiedAt(Instant at) {
    return of(org(), domain(), at).withSignUp(signUp());
  }

  /** Returns a copy with the given way to sign up. */
  public OrgDomain withSignUp(SignUp signUp) {
    return ImmutableOrgDomain.of(org(), domain(), verifiedAt(), given(signUp, "sign_up"));
  }

  @Override
  public ItemType itemType() {
    return ItemType.DOMAIN;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("org", Long.toString(org().value()), "domain", domain().name());
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of("verified_at", verifiedAt().toString(), "sign_up", signUp().name());
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(org().key());
  }
}
