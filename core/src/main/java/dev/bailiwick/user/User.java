package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** An account. */
@Value.Immutable
public interface User extends Audited {
  /** Returns the library's own id. */
  UserId id();

  /** Returns the account status: active, unclaimed, deactivated or erased. */
  @Value.Default
  default UserStatus status() {
    return UserStatus.ACTIVE;
  }

  /** Returns whether an administrator locked the account. A locked account is permitted nothing. */
  @Value.Default
  default boolean locked() {
    return false;
  }

  /** Returns whether the user administers accounts, orgs, teams and grants everywhere. */
  @Value.Default
  default boolean superUser() {
    return false;
  }

  /** Returns the display name; empty if it is not set. */
  @Value.Default
  default String fullName() {
    return "";
  }

  /** Returns the primary email address. {@link #emailKind} says how much it is worth. */
  Optional<Email> email();

  /** Returns the instant of verification of the primary address; empty if it is not verified. */
  Optional<Instant> emailVerifiedAt();

  /** Returns the verified addresses besides the primary one, with the instants of verification. */
  @Value.NaturalOrder
  ImmutableSortedMap<Email, Instant> otherEmails();

  /** Returns the address that waits to be verified. */
  Optional<PendingEmail> pendingEmail();

  /** Returns the external identities. */
  ImmutableSortedSet<ExternalIdentity> identities();

  /**
   * Returns the org that made the account and that has power over it; empty once the person has
   * claimed the account, and for accounts that the host made.
   */
  Optional<OrgId> createdIn();

  /** Returns the org to which a service account belongs; empty for the account of a person. */
  Optional<OrgId> serviceOf();

  /** Returns the terms under which an unclaimed account can be claimed; empty for others. */
  Optional<ClaimTerms> claimTerms();

  /** Returns the default org: one of the orgs of the user, opened first by a host. */
  Optional<OrgId> defaultOrg();

  /** Returns the account into which this erased one went, because its person had that account. */
  Optional<UserId> mergedInto();

  /** Returns the attributes of the host. */
  ImmutableMap<String, String> attributes();

  /**
   * Returns the stamp of the account. It moves on with each change that ends the sign-ins of the
   * account: see {@link dev.bailiwick.Users#signIn}.
   */
  @Value.Default
  default long stamp() {
    return 0;
  }

  /** Returns the instant of creation. */
  Instant createdAt();

  /** Returns the instant of the last change of a value above. */
  Instant updatedAt();

  /** Returns the revision of the person that the last change made. */
  @Value.Default
  default long version() {
    return 0;
  }

  /** The revision of the other tenants to which the change wrote that returned this account. */
  @Value.Auxiliary
  @Value.Default
  default Revision changedWith() {
    return Revision.NONE;
  }

  /**
   * The revision of the change that returned this account, with every tenant to which it wrote; of
   * an account that was read, that of its last change.
   */
  default Revision revision() {
    return Revision.of(id(), version()).and(changedWith());
  }

  /** Returns the org with power over the account, and with which it ends; empty for a person's. */
  default Optional<OrgId> belongsTo() {
    return createdIn().or(this::serviceOf);
  }

  /** Returns whether the account does not belong to the org that made it for a person. */
  default boolean claimed() {
    return createdIn().isEmpty();
  }

  /** Returns the kind of the address; empty without an address. */
  default Optional<EmailKind> emailKind() {
    return email()
        .map(
            address ->
                emailVerifiedAt().isPresent()
                    ? EmailKind.VERIFIED
                    : claimed() ? EmailKind.NOTED : EmailKind.UNCLAIMED);
  }

  /** Returns the verified addresses, the primary one first. */
  default ImmutableSet<Email> verifiedEmails() {
    return Stream.concat(
            email().filter(address -> emailVerifiedAt().isPresent()).stream(),
            otherEmails().keySet().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Returns the address as others than the person and the host may see it: not a noted one. */
  default Optional<Email> shownEmail() {
    return email().filter(address -> !emailKind().equals(Optional.of(EmailKind.NOTED)));
  }

  /** Returns whether the account can be used at all: active and not locked. */
  default boolean usable() {
    return status() == UserStatus.ACTIVE && !locked();
  }

  /** Returns a name for a sentence: the full name, otherwise the address, otherwise the id. */
  default String label() {
    return fullName().isEmpty()
        ? shownEmail().map(Email::address).orElse(id().toString())
        : fullName();
  }

  /** Refuses malformed texts, and values that do not go together. */
  @Value.Check
  default void check() {
    UserCheck.of(this);
  }

  @Override
  default ItemType itemType() {
    return ItemType.USER;
  }

  @Override
  default ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("user", Long.toString(id().value()));
  }

  @Override
  default ImmutableMap<String, String> auditProperties() {
    return UserProperties.of(this);
  }

  @Override
  default ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(ResourceId.of(id()));
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #locked}. */
  default User withLocked(boolean locked) {
    return builder().from(this).locked(locked).build();
  }

  /** Returns a copy with the given {@link #fullName}. */
  default User withFullName(String fullName) {
    return builder().from(this).fullName(fullName).build();
  }

  /** Returns a copy with the given {@link #email}. */
  default User withEmail(Optional<? extends Email> email) {
    return builder().from(this).email(email).build();
  }

  /** Returns a copy with the given {@link #pendingEmail}. */
  default User withPendingEmail(Optional<PendingEmail> pendingEmail) {
    return builder().from(this).pendingEmail(pendingEmail).build();
  }

  /** Returns a copy with the given {@link #identities}. */
  default User withIdentities(Collection<ExternalIdentity> identities) {
    return builder().from(this).identities(identities).build();
  }

  /** Returns a copy with the given {@link #defaultOrg}. */
  default User withDefaultOrg(Optional<? extends OrgId> defaultOrg) {
    return builder().from(this).defaultOrg(defaultOrg).build();
  }

  /** Returns a copy with the next {@link #stamp}: each sign-in so far has ended. */
  default User withNextStamp() {
    return builder().from(this).stamp(stamp() + 1).build();
  }

  /** Returns a copy with the given {@link #updatedAt}. */
  default User withUpdatedAt(Instant updatedAt) {
    return builder().from(this).updatedAt(updatedAt).build();
  }

  /** Returns a copy with the given {@link #version}. */
  default User withVersion(long version) {
    return builder().from(this).version(version).build();
  }

  /** The same, as the result of a change that wrote to other tenants, too. */
  default User withChangedWith(Revision others) {
    return builder().from(this).changedWith(others).build();
  }

  /**
   * Builds accounts. Without further calls an account is active, not locked, no super user, and has
   * no name. Each call sets the value of its name; {@code add} and {@code put} add to a collection.
   */
  class Builder {
    private final ImmutableUser.Builder to = ImmutableUser.builder();

    /** Copies every value that the other has. Values that it lacks stay as they are here. */
    public Builder from(User other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder id(UserId id) {
      to.id(given(id, "id"));
      return this;
    }

    public Builder status(UserStatus status) {
      to.status(given(status, "status"));
      return this;
    }

    public Builder locked(boolean locked) {
      to.locked(locked);
      return this;
    }

    public Builder superUser(boolean superUser) {
      to.superUser(superUser);
      return this;
    }

    public Builder fullName(String fullName) {
      to.fullName(given(fullName, "full_name"));
      return this;
    }

    public Builder email(Email email) {
      to.email(given(email, "email"));
      return this;
    }

    public Builder email(Optional<? extends Email> email) {
      to.email(given(email, "email"));
      return this;
    }

    public Builder emailVerifiedAt(Instant emailVerifiedAt) {
      to.emailVerifiedAt(given(emailVerifiedAt, "email_verified_at"));
      return this;
    }

    public Builder emailVerifiedAt(Optional<? extends Instant> emailVerifiedAt) {
      to.emailVerifiedAt(given(emailVerifiedAt, "email_verified_at"));
      return this;
    }

    public Builder otherEmails(Map<Email, Instant> otherEmails) {
      to.otherEmails(each(otherEmails, "other_emails"));
      return this;
    }

    public Builder pendingEmail(Optional<PendingEmail> pendingEmail) {
      to.pendingEmail(given(pendingEmail, "pending_email"));
      return this;
    }

    public Builder mergedInto(Optional<? extends UserId> into) {
      to.mergedInto(given(into, "merged_into"));
      return this;
    }

    public Builder identities(Collection<ExternalIdentity> identities) {
      to.identities(ImmutableSortedSet.copyOf(each(identities, "identities")));
      return this;
    }

    public Builder createdIn(OrgId createdIn) {
      to.createdIn(given(createdIn, "created_in"));
      return this;
    }

    public Builder createdIn(Optional<? extends OrgId> createdIn) {
      to.createdIn(given(createdIn, "created_in"));
      return this;
    }

    public Builder serviceOf(Optional<? extends OrgId> serviceOf) {
      to.serviceOf(given(serviceOf, "service_of"));
      return this;
    }

    public Builder claimTerms(Optional<ClaimTerms> terms) {
      to.claimTerms(given(terms, "claim_terms"));
      return this;
    }

    public Builder defaultOrg(OrgId defaultOrg) {
      to.defaultOrg(given(defaultOrg, "default_org"));
      return this;
    }

    public Builder defaultOrg(Optional<? extends OrgId> defaultOrg) {
      to.defaultOrg(given(defaultOrg, "default_org"));
      return this;
    }

    public Builder attributes(Map<String, ? extends String> attributes) {
      to.attributes(each(attributes, "attributes"));
      return this;
    }

    public Builder stamp(long stamp) {
      to.stamp(stamp);
      return this;
    }

    public Builder createdAt(Instant createdAt) {
      to.createdAt(given(createdAt, "created_at"));
      return this;
    }

    public Builder updatedAt(Instant updatedAt) {
      to.updatedAt(given(updatedAt, "updated_at"));
      return this;
    }

    public Builder version(long version) {
      to.version(version);
      return this;
    }

    public Builder changedWith(Revision others) {
      to.changedWith(given(others, "changed_with"));
      return this;
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException if a required value is not set
     */
    public User build() {
      return to.build();
    }
  }
}
