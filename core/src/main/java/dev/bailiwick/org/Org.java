package dev.bailiwick.org;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Role;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** An org: a tenant with members, and the root of every resource in it. */
@Value.Immutable
public interface Org extends WithOrg, Audited {
  /** Its id. */
  OrgId id();

  /** Its name, which other orgs may have too. */
  String name();

  /** What it is for; may be empty. */
  @Value.Default
  default String description() {
    return "";
  }

  /** The one owner: an active member. */
  UserId owner();

  /** The key under which the host knows it, unique among orgs where it is set. */
  Optional<String> externalKey();

  /** The domain of its members' addresses, which the host has verified. */
  Optional<String> emailDomain();

  /** Whether a host's sign-up may add a person with a verified address of {@link #emailDomain}. */
  @Value.Default
  default boolean selfSignup() {
    return false;
  }

  /** Whether people and orgs outside may receive grants, as guests. */
  @Value.Default
  default boolean sharing() {
    return false;
  }

  /** The role that every active member has on the org, and so on all in it, its teams too. */
  Optional<Role> membersDefaultRole();

  /** What the host keeps with the org. */
  ImmutableMap<String, String> attributes();

  /** Whether it was deleted: what remains is this tombstone and the audit log. */
  @Value.Default
  default boolean deleted() {
    return false;
  }

  /** When it was made. */
  Instant createdAt();

  /** When anything above last changed. */
  Instant updatedAt();

  /** The revision of the org that the last change made. */
  @Value.Default
  default long version() {
    return 0;
  }

  /** The revision of the last change, as {@link dev.bailiwick.id.Consistency#atLeast} takes it. */
  default Revision revision() {
    return Revision.of(id(), version());
  }

  /** Refuses malformed texts, and instants that no store can hold. */
  @Value.Check
  default void check() {
    Text.name(name(), "org.name");
    Text.text(description(), "org.description");
    externalKey().ifPresent(key -> Text.id(key, "org.external_key"));
    emailDomain().ifPresent(domain -> Text.name(domain, "org.email_domain"));
    Text.attributes(attributes());
    Instants.kept(createdAt(), "created_at");
    Instants.kept(updatedAt(), "updated_at");
  }

  @Override
  default ItemType itemType() {
    return ItemType.ORG;
  }

  @Override
  default ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("org", Long.toString(id().value()));
  }

  @Override
  default ImmutableMap<String, String> auditProperties() {
    var properties = ImmutableMap.<String, String>builder();
    properties.put("name", name());
    properties.put("description", description());
    properties.put("owner", Long.toString(owner().value()));
    externalKey().ifPresent(key -> properties.put("external_key", key));
    emailDomain().ifPresent(domain -> properties.put("email_domain", domain));
    properties.put("self_signup", Boolean.toString(selfSignup()));
    properties.put("sharing", Boolean.toString(sharing()));
    membersDefaultRole().ifPresent(r -> properties.put("members_default_role", r.name()));
    attributes().forEach((key, value) -> properties.put("attributes." + key, value));
    properties.put("deleted", Boolean.toString(deleted()));
    return properties.buildOrThrow();
  }

  @Override
  default ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(id().key());
  }

  /** An org to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds orgs; what is not said is: undescribed, no sign-up, no sharing. */
  class Builder extends ImmutableOrg.Builder {}
}
