package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.user.NewMember;
import java.util.Arrays;
import java.util.Optional;
import org.immutables.value.Value;

/** What to change of a team; what is not said stays as it is. */
@Value.Immutable
public interface TeamChange {
  /** The name. */
  Optional<String> name();

  /** What it is for. */
  Optional<String> description();

  /** Words to find it by, in place of those before. */
  Optional<ImmutableSet<String>> tags();

  /** What the host keeps with it, in place of all that it kept before. */
  Optional<ImmutableMap<String, String>> attributes();

  /** Members to add, or whose admin flag to change; nobody is removed. */
  ImmutableList<NewMember> members();

  /** Only the name. */
  static TeamChange ofName(String name) {
    return builder().name(name).build();
  }

  /** A change to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** The same, with {@link #name} as given. */
  default TeamChange withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** The same, with {@link #name} as given. */
  default TeamChange withName(Optional<String> name) {
    return builder().from(this).name(name).build();
  }

  /** The same, with {@link #description} as given. */
  default TeamChange withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** The same, with {@link #description} as given. */
  default TeamChange withDescription(Optional<String> description) {
    return builder().from(this).description(description).build();
  }

  /** The same, with {@link #tags} as given. */
  default TeamChange withTags(ImmutableSet<String> tags) {
    return builder().from(this).tags(tags).build();
  }

  /** The same, with {@link #tags} as given. */
  default TeamChange withTags(Optional<? extends ImmutableSet<String>> tags) {
    return builder().from(this).tags(tags).build();
  }

  /** The same, with {@link #attributes} as given. */
  default TeamChange withAttributes(ImmutableMap<String, String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** The same, with {@link #attributes} as given. */
  default TeamChange withAttributes(Optional<? extends ImmutableMap<String, String>> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** The same, with {@link #members} as given. */
  default TeamChange withMembers(NewMember... members) {
    return builder().from(this).members(Arrays.asList(each(members, "members"))).build();
  }

  /** The same, with {@link #members} as given. */
  default TeamChange withMembers(Iterable<? extends NewMember> members) {
    return builder().from(this).members(members).build();
  }

  /** Builds changes. A call sets what it is named after; {@code add} and {@code put} add to it. */
  class Builder {
    private final ImmutableTeamChange.Builder to = ImmutableTeamChange.builder();

    /** All that the other says, and what was said here before where it says nothing. */
    public Builder from(TeamChange other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder name(String name) {
      to.name(given(name, "name"));
      return this;
    }

    public Builder name(Optional<String> name) {
      to.name(given(name, "name"));
      return this;
    }

    public Builder description(String description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder description(Optional<String> description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder tags(ImmutableSet<String> tags) {
      to.tags(given(tags, "tags"));
      return this;
    }

    public Builder tags(Optional<? extends ImmutableSet<String>> tags) {
      to.tags(given(tags, "tags"));
      return this;
    }

    public Builder attributes(ImmutableMap<String, String> attributes) {
      to.attributes(given(attributes, "attributes"));
      return this;
    }

    public Builder attributes(Optional<? extends ImmutableMap<String, String>> attributes) {
      to.attributes(given(attributes, "attributes"));
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

    /** What was said so far. */
    public TeamChange build() {
      return to.build();
    }
  }
}
