package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.immutables.value.Value;

/**
 * A team. Its members stand apart, in seats; the owner is not by that a member. Members of a child
 * team count as members of its ancestors wherever access is decided, and never in the ancestors'
 * own lists.
 */
@Value.Immutable
public interface Team extends Audited {
  /** Its id. */
  TeamId id();

  /** The org that it belongs to, or the person whose own it is. */
  Tenant tenant();

  /** Who controls it. */
  UserId owner();

  /** Its name; no other team of the tenant has the same in any spelling. */
  String name();

  /** What it is for; may be empty. */
  @Value.Default
  default String description() {
    return "";
  }

  /** The teams of the same tenant that this one is part of: one at most, for the time being. */
  ImmutableSet<TeamId> parents();

  /** Words to find it by. */
  ImmutableSortedSet<String> tags();

  /** What the host keeps with the team. */
  ImmutableMap<String, String> attributes();

  /** When it was made. */
  Instant createdAt();

  /** When it or its list of members last changed. */
  Instant updatedAt();

  /** The revision of the tenant that the last change made. */
  @Value.Default
  default long version() {
    return 0;
  }

  /** The revision of the last change, as {@link dev.bailiwick.id.Consistency#atLeast} takes it. */
  default Revision revision() {
    return Revision.of(tenant(), version());
  }

  /** Refuses malformed texts, and instants that no store can hold. */
  @Value.Check
  default void check() {
    InvalidParameter.unless(parents().size() <= 1, "team.parents", "must be one at most");
    Text.name(name(), "team.name");
    Text.text(description(), "team.description");
    Text.tags(tags(), "team.tags");
    Text.attributes(attributes());
    Instants.kept(createdAt(), "created_at");
    Instants.kept(updatedAt(), "updated_at");
  }

  @Override
  default ItemType itemType() {
    return ItemType.TEAM;
  }

  @Override
  default ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("team", Long.toString(id().value()));
  }

  @Override
  default ImmutableMap<String, String> auditProperties() {
    var properties = ImmutableMap.<String, String>builder();
    properties.put("tenant", tenant().toString());
    properties.put("owner", Long.toString(owner().value()));
    properties.put("name", name());
    properties.put("description", description());
    parents().forEach(parent -> properties.put("parent", Long.toString(parent.value())));
    properties.put("tags", Joiner.on('\n').join(tags()));
    attributes().forEach((key, value) -> properties.put("attributes." + key, value));
    return properties.buildOrThrow();
  }

  @Override
  default ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(id().key());
  }

  /** A team to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** The same, with {@link #id} as given. */
  default Team withId(TeamId id) {
    return builder().from(this).id(id).build();
  }

  /** The same, with {@link #tenant} as given. */
  default Team withTenant(Tenant tenant) {
    return builder().from(this).tenant(tenant).build();
  }

  /** The same, with {@link #owner} as given. */
  default Team withOwner(UserId owner) {
    return builder().from(this).owner(owner).build();
  }

  /** The same, with {@link #name} as given. */
  default Team withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** The same, with {@link #description} as given. */
  default Team withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** The same, part of this team and of no other. */
  default Team withParent(TeamId parent) {
    return builder().from(this).parent(parent).build();
  }

  /** The same, part of no team. */
  default Team withoutParent() {
    return builder().from(this).parents(ImmutableSet.of()).build();
  }

  /** The same, with {@link #tags} as given. */
  default Team withTags(ImmutableSortedSet<String> tags) {
    return builder().from(this).tags(tags).build();
  }

  /** The same, with {@link #attributes} as given. */
  default Team withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** The same, with {@link #createdAt} as given. */
  default Team withCreatedAt(Instant createdAt) {
    return builder().from(this).createdAt(createdAt).build();
  }

  /** The same, with {@link #updatedAt} as given. */
  default Team withUpdatedAt(Instant updatedAt) {
    return builder().from(this).updatedAt(updatedAt).build();
  }

  /** The same, with {@link #version} as given. */
  default Team withVersion(long version) {
    return builder().from(this).version(version).build();
  }

  /** Builds teams. A call sets what it is named after; {@code add} and {@code put} add to it. */
  class Builder {
    private final ImmutableTeam.Builder to = ImmutableTeam.builder();

    /** All that the other says, and what was said here before where it says nothing. */
    public Builder from(Team other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder id(TeamId id) {
      to.id(given(id, "id"));
      return this;
    }

    public Builder tenant(Tenant tenant) {
      to.tenant(given(tenant, "tenant"));
      return this;
    }

    public Builder owner(UserId owner) {
      to.owner(given(owner, "owner"));
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

    public Builder parent(TeamId parent) {
      return parents(ImmutableSet.of(given(parent, "parent")));
    }

    public Builder parents(Set<? extends TeamId> parents) {
      to.parents(each(parents, "parents"));
      return this;
    }

    public Builder tags(ImmutableSortedSet<String> tags) {
      to.tags(given(tags, "tags"));
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

    /**
     * What was said so far.
     *
     * @throws IllegalStateException if something that must be said was not
     */
    public Team build() {
      return to.build();
    }
  }
}
