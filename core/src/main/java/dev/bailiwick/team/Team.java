package dev.bailiwick.team;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A team. Its members stand apart, in seats; the owner is not by that a member. Members of a child
 * team count as members of its ancestors wherever access is decided, and never in the ancestors'
 * own lists.
 */
@Value.Immutable
public interface Team extends WithTeam, Audited {
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

  /** The team of the same tenant that this one is part of. */
  Optional<TeamId> parent();

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
    parent().ifPresent(parent -> properties.put("parent", Long.toString(parent.value())));
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

  /** Builds teams. */
  class Builder extends ImmutableTeam.Builder {}
}
