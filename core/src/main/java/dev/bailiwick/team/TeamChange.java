package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Visible;
import dev.bailiwick.user.NewMember;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A change of a team. Values that are not set stay as they are. */
@Value.Immutable
public interface TeamChange {
  /** Returns the name. */
  Optional<String> name();

  /** Returns the description: the purpose. */
  Optional<String> description();

  /** Returns the words to find the team by, which replace the present ones. */
  Optional<ImmutableSet<String>> tags();

  /** Returns the attributes of the host, which replace all present ones. */
  Optional<ImmutableMap<String, String>> attributes();

  /** Returns members to add, and existing members with a changed admin flag. Removes no member. */
  ImmutableList<NewMember> members();

  /** Refuses a name with invisible characters. */
  @Value.Check
  default void check() {
    name().ifPresent(name -> Visible.name(name, "team.name"));
  }

  /** Returns a change of the name only. */
  static TeamChange ofName(String name) {
    return builder().name(name).build();
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #name}. */
  default TeamChange withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** Returns a copy with the given {@link #description}. */
  default TeamChange withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** Returns a copy with the given {@link #tags}. */
  default TeamChange withTags(Collection<String> tags) {
    return builder().from(this).tags(tags).build();
  }

  /** Returns a copy with the given {@link #attributes}. */
  default TeamChange withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** Returns a copy with the given {@link #members}. */
  default TeamChange withMembers(NewMember... members) {
    return builder().from(this).members(Arrays.asList(each(members, "members"))).build();
  }

  /** Returns a copy with the given {@link #members}. */
  default TeamChange withMembers(Iterable<? extends NewMember> members) {
    return builder().from(this).members(members).build();
  }

  /**
   * Builds changes. Each call sets the value of its name; {@code add} and {@code put} add to a
   * collection.
   */
  class Builder {
    private final ImmutableTeamChange.Builder to = ImmutableTeamChange.builder();

    /** Copies every value that the other has. Values that it lacks stay as they are here. */
    public Builder from(TeamChange other) {
      to.from(given(other, "other"));
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

    public Builder tags(Collection<String> tags) {
      to.tags(ImmutableSet.copyOf(each(tags, "tags")));
      return this;
    }

    public Builder attributes(Map<String, ? extends String> attributes) {
      to.attributes(ImmutableMap.copyOf(each(attributes, "attributes")));
      return this;
    }

    public Builder addMember(NewMember member) {
      to.addMember(given(member, "members"));
      return this;
    }

    public Builder addMembers(NewMember... members) {
      to.addMembers(each(members, "members"));
      return this;
    }

    public Builder members(Iterable<? extends NewMember> members) {
      to.members(each(members, "members"));
      return this;
    }

    public Builder addAllMembers(Iterable<? extends NewMember> members) {
      to.addAllMembers(each(members, "members"));
      return this;
    }

    /** Returns the value. */
    public TeamChange build() {
      return to.build();
    }
  }
}
