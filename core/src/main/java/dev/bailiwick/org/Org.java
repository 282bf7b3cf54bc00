package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** An org: a tenant with members, and the root of every resource in it. */
@Value.Immutable
public interface Org extends Audited {
  /** Returns the id. */
  OrgId id();

  /** Returns the name. Other orgs can have the same name. */
  String name();

  /** Returns the description: the purpose; may be empty. */
  @Value.Default
  default String description() {
    return "";
  }

  /** Returns the only owner: an active member. The account of the owner may be unusable. */
  UserId owner();

  /** Returns the external key: the key of the org in the host, unique among orgs if it is set. */
  Optional<String> externalKey();

  /** Returns the way in which the admins of the org add people. */
  @Value.Default
  default Joining joining() {
    return Joining.INVITATION;
  }

  /** Returns whether people and orgs outside may receive grants, as guests. */
  @Value.Default
  default boolean sharing() {
    return false;
  }

  /**
   * Returns the role of every active member on the org, and so on everything in it, including its
   * teams.
   */
  Optional<Role> membersDefaultRole();

  /** Returns the attributes of the host. */
  ImmutableMap<String, String> attributes();

  /**
   * Returns the extent to which the org is suspended; empty if it is not suspended. The reason is
   * in the org's audit log.
   */
  Optional<Suspension> suspension();

  /**
   * Returns the offer of the ownership to an admin, if there is one. Only the org's admins, super
   * users and the system actor are shown it, until it expires.
   */
  Optional<OwnershipOffer> ownershipOffer();

  /** Returns whether the org was deleted. Only this tombstone and the audit log remain. */
  @Value.Default
  default boolean deleted() {
    return false;
  }

  /** Returns the instant of creation. */
  Instant createdAt();

  /** Returns the instant of the last change of a value above. */
  Instant updatedAt();

  /** Returns the revision of the org that the last change made. */
  @Value.Default
  default long version() {
    return 0;
  }

  /**
   * The revision of the other tenants to which the change wrote that returned this org; nothing of
   * an org that was read.
   */
  @Value.Auxiliary
  @Value.Default
  default Revision changedWith() {
    return Revision.NONE;
  }

  /**
   * The revision of the change that returned this org, with every tenant to which it wrote; of an
   * org that was read, the revision of its last change. {@link
   * dev.bailiwick.id.Consistency#atLeast} takes it.
   */
  default Revision revision() {
    return Revision.of(id(), version()).and(changedWith());
  }

  /** Refuses malformed texts, and instants that no store can hold. */
  @Value.Check
  default void check() {
    OrgProperties.check(this);
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
    return OrgProperties.of(this);
  }

  @Override
  default ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(id().key());
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #name}. */
  default Org withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** Returns a copy with the given {@link #description}. */
  default Org withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** Returns a copy with the given {@link #owner}. */
  default Org withOwner(UserId owner) {
    return builder().from(this).owner(owner).build();
  }

  /** Returns a copy with the given {@link #externalKey}. */
  default Org withExternalKey(Optional<String> externalKey) {
    return builder().from(this).externalKey(externalKey).build();
  }

  /** Returns a copy with the given {@link #joining}. */
  default Org withJoining(Joining joining) {
    return builder().from(this).joining(joining).build();
  }

  /** Returns a copy with the given {@link #sharing}. */
  default Org withSharing(boolean sharing) {
    return builder().from(this).sharing(sharing).build();
  }

  /** Returns a copy with the given {@link #membersDefaultRole}. */
  default Org withMembersDefaultRole(Optional<? extends Role> membersDefaultRole) {
    return builder().from(this).membersDefaultRole(membersDefaultRole).build();
  }

  /** Returns a copy with the given {@link #attributes}. */
  default Org withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** Returns a copy with the given {@link #suspension}. */
  default Org withSuspension(Suspension suspension) {
    return builder().from(this).suspension(suspension).build();
  }

  /** Returns a copy with the given {@link #suspension}. */
  default Org withSuspension(Optional<? extends Suspension> suspension) {
    return builder().from(this).suspension(suspension).build();
  }

  /** Returns a copy with the given {@link #ownershipOffer}. */
  default Org withOwnershipOffer(Optional<OwnershipOffer> ownershipOffer) {
    return builder().from(this).ownershipOffer(ownershipOffer).build();
  }

  /** Returns a copy with the given {@link #deleted}. */
  default Org withDeleted(boolean deleted) {
    return builder().from(this).deleted(deleted).build();
  }

  /** Returns a copy with the given {@link #createdAt}. */
  default Org withCreatedAt(Instant createdAt) {
    return builder().from(this).createdAt(createdAt).build();
  }

  /** Returns a copy with the given {@link #updatedAt}. */
  default Org withUpdatedAt(Instant updatedAt) {
    return builder().from(this).updatedAt(updatedAt).build();
  }

  /** Returns a copy with the given {@link #version}. */
  default Org withVersion(long version) {
    return builder().from(this).version(version).build();
  }

  /** The same, as the result of a change that wrote to other tenants, too. */
  default Org withChangedWith(Revision others) {
    return builder().from(this).changedWith(others).build();
  }

  /**
   * Builds orgs. Without further calls an org has no description, no sign-up and no sharing. Each
   * call sets the value of its name; {@code add} and {@code put} add to a collection.
   */
  class Builder {
    private final ImmutableOrg.Builder to = ImmutableOrg.builder();

    /** Copies every value that the other has. Values that it lacks stay as they are here. */
    public Builder from(Org other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder id(OrgId id) {
      to.id(given(id, "id"));
      return this;
    }

    public Builder name(String name) {
      to.name(given(name, "name"));
      return this;
    }

    public Builder description(String description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder owner(UserId owner) {
      to.owner(given(owner, "owner"));
      return this;
    }

    public Builder externalKey(String externalKey) {
      to.externalKey(given(externalKey, "external_key"));
      return this;
    }

    public Builder externalKey(Optional<String> externalKey) {
      to.externalKey(given(externalKey, "external_key"));
      return this;
    }

    public Builder joining(Joining joining) {
      to.joining(given(joining, "joining"));
      return this;
    }

    public Builder sharing(boolean sharing) {
      to.sharing(sharing);
      return this;
    }

    public Builder membersDefaultRole(Role membersDefaultRole) {
      to.membersDefaultRole(given(membersDefaultRole, "members_default_role"));
      return this;
    }

    public Builder membersDefaultRole(Optional<? extends Role> membersDefaultRole) {
      to.membersDefaultRole(given(membersDefaultRole, "members_default_role"));
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

    public Builder suspension(Suspension suspension) {
      to.suspension(given(suspension, "suspension"));
      return this;
    }

    public Builder suspension(Optional<? extends Suspension> suspension) {
      to.suspension(given(suspension, "suspension"));
      return this;
    }

    public Builder ownershipOffer(Optional<OwnershipOffer> ownershipOffer) {
      to.ownershipOffer(given(ownershipOffer, "ownership_offer"));
      return this;
    }

    public Builder deleted(boolean deleted) {
      to.deleted(deleted);
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
    public Org build() {
      return to.build();
    }
  }
}
