package dev.bailiwick.user;

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
import java.util.Optional;
import org.immutables.value.Value;

/** An account. */
@Value.Immutable
public interface User extends WithUser, Audited {
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

  /** The revision of the last change, as {@link dev.bailiwick.id.Consistency#atLeast} takes it. */
  default Revision revision() {
    return Revision.of(id(), version());
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

  /** Builds accounts; what is not said is: active, not locked, no super user, unnamed. */
  class Builder extends ImmutableUser.Builder {}
}
