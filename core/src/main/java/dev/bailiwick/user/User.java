package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** An account. */
@Value.Immutable
public interface User extends Audited {
  /** The library's own id. */
  UserId id();

  /** In use, switched off, or erased. */
  @Value.Default
  default UserStatus status() {
    return UserStatus.ACTIVE;
  }

  /** Whether an administrator locked the account; a locked one is permitted nothing. */
  @Value.Default
  default boolean locked() {
    return false;
  }

  /** Whether they administer accounts, orgs, teams and grants everywhere. */
  @Value.Default
  default boolean superUser() {
    return false;
  }

  /** The name to show; empty if nobody said. */
  @Value.Default
  default String fullName() {
    return "";
  }

  /** The address, unique among all accounts where it is set. */
  Optional<Email> email();

  /** When the present address was verified; empty if it was not. */
  Optional<Instant> emailVerifiedAt();

  /** How other systems know them. */
  ImmutableSortedSet<ExternalIdentity> identities();

  /** The org that created the account; empty if the host did. */
  Optional<OrgId> createdIn();

  /** The org in which they act when they name none: one of theirs. */
  Optional<OrgId> defaultOrg();

  /** What the host keeps with the account. */
  ImmutableMap<String, String> attributes();

  /** When the account was made. */
  Instant createdAt();

  /** When anything above last changed. */
  Instant updatedAt();

  /** The revision of the person that the last change made. */
  @Value.Default
  default long version() {
    return 0;
  }

  /**
   * The revision of the other tenants to which the change wrote that returned this account; nothing
   * of an account that was read.
   */
  @Value.Auxiliary
  @Value.Default
  default Revision changedWith() {
    return Revision.NONE;
  }

  /**
   * The revision of the change that returned this account, with every tenant to which it wrote; of
   * an account that was read, the revision of its last change. {@link
   * dev.bailiwick.id.Consistency#atLeast} takes it.
   */
  default Revision revision() {
    return Revision.of(id(), version()).and(changedWith());
  }

  /** Whether the account may be used at all: active and not locked. */
  default boolean usable() {
    return status() == UserStatus.ACTIVE && !locked();
  }

  /** How to name them in a sentence: by full name, else by address, else by id. */
  default String label() {
    return fullName().isEmpty() ? email().map(Email::address).orElse(id().toString()) : fullName();
  }

  /** Refuses malformed texts, and instants that no store can hold. */
  @Value.Check
  default void check() {
    if (!fullName().isEmpty()) {
      Text.name(fullName(), "full_name");
    }
    Text.attributes(attributes());
    Instants.kept(createdAt(), "created_at");
    Instants.kept(updatedAt(), "updated_at");
    emailVerifiedAt().ifPresent(at -> Instants.kept(at, "email_verified_at"));
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
    var properties = ImmutableMap.<String, String>builder();
    properties.put("status", status().name());
    properties.put("locked", Boolean.toString(locked()));
    properties.put("super_user", Boolean.toString(superUser()));
    properties.put("full_name", fullName());
    email().ifPresent(email -> properties.put("email", email.address()));
    emailVerifiedAt().ifPresent(at -> properties.put("email_verified_at", at.toString()));
    createdIn().ifPresent(org -> properties.put("created_in", Long.toString(org.value())));
    defaultOrg().ifPresent(org -> properties.put("default_org", Long.toString(org.value())));
    identities()
        .forEach(
            identity ->
                properties.put(
                    "identities." + Joiner.on('\0').join(identity.issuer(), identity.subject()),
                    "linked"));
    attributes().forEach((key, value) -> properties.put("attributes." + key, value));
    return properties.buildOrThrow();
  }

  @Override
  default ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(ResourceId.of(id()));
  }

  /** An account to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** The same, with {@link #id} as given. */
  default User withId(UserId id) {
    return builder().from(this).id(id).build();
  }

  /** The same, with {@link #status} as given. */
  default User withStatus(UserStatus status) {
    return builder().from(this).status(status).build();
  }

  /** The same, with {@link #locked} as given. */
  default User withLocked(boolean locked) {
    return builder().from(this).locked(locked).build();
  }

  /** The same, with {@link #superUser} as given. */
  default User withSuperUser(boolean superUser) {
    return builder().from(this).superUser(superUser).build();
  }

  /** The same, with {@link #fullName} as given. */
  default User withFullName(String fullName) {
    return builder().from(this).fullName(fullName).build();
  }

  /** The same, with {@link #email} as given. */
  default User withEmail(Email email) {
    return builder().from(this).email(email).build();
  }

  /** The same, with {@link #email} as given. */
  default User withEmail(Optional<? extends Email> email) {
    return builder().from(this).email(email).build();
  }

  /** The same, with {@link #emailVerifiedAt} as given. */
  default User withEmailVerifiedAt(Instant emailVerifiedAt) {
    return builder().from(this).emailVerifiedAt(emailVerifiedAt).build();
  }

  /** The same, with {@link #emailVerifiedAt} as given. */
  default User withEmailVerifiedAt(Optional<? extends Instant> emailVerifiedAt) {
    return builder().from(this).emailVerifiedAt(emailVerifiedAt).build();
  }

  /** The same, with {@link #identities} as given. */
  default User withIdentities(ImmutableSortedSet<ExternalIdentity> identities) {
    return builder().from(this).identities(identities).build();
  }

  /** The same, with {@link #createdIn} as given. */
  default User withCreatedIn(OrgId createdIn) {
    return builder().from(this).createdIn(createdIn).build();
  }

  /** The same, with {@link #createdIn} as given. */
  default User withCreatedIn(Optional<? extends OrgId> createdIn) {
    return builder().from(this).createdIn(createdIn).build();
  }

  /** The same, with {@link #defaultOrg} as given. */
  default User withDefaultOrg(OrgId defaultOrg) {
    return builder().from(this).defaultOrg(defaultOrg).build();
  }

  /** The same, with {@link #defaultOrg} as given. */
  default User withDefaultOrg(Optional<? extends OrgId> defaultOrg) {
    return builder().from(this).defaultOrg(defaultOrg).build();
  }

  /** The same, with {@link #attributes} as given. */
  default User withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** The same, with {@link #createdAt} as given. */
  default User withCreatedAt(Instant createdAt) {
    return builder().from(this).createdAt(createdAt).build();
  }

  /** The same, with {@link #updatedAt} as given. */
  default User withUpdatedAt(Instant updatedAt) {
    return builder().from(this).updatedAt(updatedAt).build();
  }

  /** The same, with {@link #version} as given. */
  default User withVersion(long version) {
    return builder().from(this).version(version).build();
  }

  /** The same, as the result of a change that wrote to other tenants, too. */
  default User withChangedWith(Revision others) {
    return builder().from(this).changedWith(others).build();
  }

  /**
   * Builds accounts; what is not said is: active, not locked, no super user, unnamed. A call sets
   * what it is named after; {@code add} and {@code put} add to it.
   */
  class Builder {
    private final ImmutableUser.Builder to = ImmutableUser.builder();

    /** All that the other says, and what was said here before where it says nothing. */
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

    public Builder identities(ImmutableSortedSet<ExternalIdentity> identities) {
      to.identities(given(identities, "identities"));
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

    public Builder defaultOrg(OrgId defaultOrg) {
      to.defaultOrg(given(defaultOrg, "default_org"));
      return this;
    }

    public Builder defaultOrg(Optional<? extends OrgId> defaultOrg) {
      to.defaultOrg(given(defaultOrg, "default_org"));
      return this;
    }

    public Builder putAttribute(String key, String value) {
      to.putAttribute(given(key, "attributes"), given(value, "attributes"));
      return this;
    }

    public Builder putAttribute(Map.Entry<String, ? extends String> entry) {
      given(entry, "attributes");
      return putAttribute(entry.getKey(), entry.getValue());
    }

    public Builder attributes(Map<String, ? extends String> attributes) {
      to.attributes(each(attributes, "attributes"));
      return this;
    }

    public Builder putAllAttributes(Map<String, ? extends String> attributes) {
      to.putAllAttributes(each(attributes, "attributes"));
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
     * What was said so far.
     *
     * @throws IllegalStateException if something that must be said was not
     */
    public User build() {
      return to.build();
    }
  }
}
