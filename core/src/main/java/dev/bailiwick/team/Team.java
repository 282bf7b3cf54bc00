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
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.immutables.value.Value;

/**
 * A team. Its memberships are separate values, and ownership is not membership. Members of a child
 * team receive the grants of its ancestors. They do not appear in the member lists of the
 * ancestors.
 */
@Value.Immutable
public interface Team extends Audited {
  /** Returns the id. */
  TeamId id();

  /** Returns the org or the person that the team belongs to. */
  Tenant tenant();

  /** Returns the owner, with full control of the team. */
  UserId owner();

  /** Returns the name. No other team of the tenant has the same name in any spelling. */
  String name();

  /** Returns the description: the purpose; may be empty. */
  @Value.Default
  default String description() {
    return "";
  }

  /** Returns the parent teams, of the same tenant: at most one for the time being. */
  ImmutableSet<TeamId> parents();

  /** Returns the words to find the team by. */
  ImmutableSortedSet<String> tags();

  /** Returns the attributes of the host. */
  ImmutableMap<String, String> attributes();

  /** Returns the instant of creation. */
  Instant createdAt();

  /** Returns the instant of the last change of the team or its list of members. */
  Instant updatedAt();

  /** Returns the revision of the tenant that the last change made. */
  @Value.Default
  default long version() {
    return 0;
  }

  /**
   * Returns the revision of the last change, as {@link dev.bailiwick.id.Consistency#atLeast} takes
   * it.
   */
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

  @Override
  default ImmutableSet<ResourceId> auditParents() {
    return parents().stream().map(TeamId::key).collect(ImmutableSet.toImmutableSet());
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #id}. */
  default Team withId(TeamId id) {
    return builder().from(this).id(id).build();
  }

  /** Returns a copy with the given {@link #tenant}. */
  default Team withTenant(Tenant tenant) {
    return builder().from(this).tenant(tenant).build();
  }

  /** Returns a copy with the given {@link #owner}. */
  default Team withOwner(UserId owner) {
    return builder().from(this).owner(owner).build();
  }

  /** Returns a copy with the given {@link #name}. */
  default Team withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** Returns a copy with the given {@link #description}. */
  default Team withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** Returns a copy with the given parent and no other. */
  default Team withParent(TeamId parent) {
    return builder().from(this).parent(parent).build();
  }

  /** Returns a copy without a parent. */
  default Team withoutParent() {
    return builder().from(this).parents(ImmutableSet.of()).build();
  }

  /** Returns a copy with the given {@link #tags}. */
  default Team withTags(Collection<String> tags) {
    return builder().from(this).tags(tags).build();
  }

  /** Returns a copy with the given {@link #attributes}. */
  default Team withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** Returns a copy with the given {@link #createdAt}. */
  default Team withCreatedAt(Instant createdAt) {
    return builder().from(this).createdAt(createdAt).build();
  }

  /** Returns a copy with the given {@link #updatedAt}. */
  default Team withUpdatedAt(Instant updatedAt) {
    return builder().from(this).updatedAt(updatedAt).build();
  }

  /** Returns a copy with the given {@link #version}. */
  default Team withVersion(long version) {
    return builder().from(this).version(version).build();
  }

  /**
   * Builds teams. Each call sets the value of its name; {@code add} and {@code put} add to a
   * collection.
   */
  class Builder {
    private final ImmutableTeam.Builder to = ImmutableTeam.builder();

    /** Copies every value that the other has. Values that it lacks stay as they are here. */
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

    public Builder tags(Collection<String> tags) {
      to.tags(ImmutableSortedSet.copyOf(Text.ORDER, each(tags, "tags")));
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
     * Returns the value.
     *
     * @throws IllegalStateException if a required value is not set
     */
    public Team build() {
      return to.build();
    }
  }
}
