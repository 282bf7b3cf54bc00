package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.NewMember;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A team to be made.
 *
 * <pre>{@code
 * NewTeam.named("ops").with(member(bob).asAdmin(), member("jane@acme.com"))
 * }</pre>
 */
@Value.Immutable
public interface NewTeam {
  /** Its name. */
  String name();

  /** What it is for. */
  Optional<String> description();

  /** Words to find it by. */
  ImmutableSet<String> tags();

  /** What the host keeps with it. */
  ImmutableMap<String, String> attributes();

  /** Its first members. */
  ImmutableList<NewMember> members();

  /** The team of the same tenant that it is part of. */
  Optional<TeamId> parent();

  /**
   * Its owner, where it is not the user who makes it; only an org's admins and the host's own code
   * name somebody else.
   */
  Optional<UserId> owner();

  /** A team of this name, with nobody in it. */
  static NewTeam named(String name) {
    return builder().name(name).build();
  }

  /** The same, with these members in place of others. */
  default NewTeam with(NewMember... members) {
    return withMembers(members);
  }

  /** A team to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** The same, with {@link #name} as given. */
  default NewTeam withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** The same, with {@link #description} as given. */
  default NewTeam withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** The same, with {@link #description} as given. */
  default NewTeam withDescription(Optional<String> description) {
    return builder().from(this).description(description).build();
  }

  /** The same, with {@link #tags} as given. */
  default NewTeam withTags(String... tags) {
    return builder().from(this).tags(Arrays.asList(each(tags, "tags"))).build();
  }

  /** The same, with {@link #tags} as given. */
  default NewTeam withTags(Iterable<String> tags) {
    return builder().from(this).tags(tags).build();
  }

  /** The same, with {@link #attributes} as given. */
  default NewTeam withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** The same, with {@link #members} as given. */
  default NewTeam withMembers(NewMember... members) {
    return builder().from(this).members(Arrays.asList(each(members, "members"))).build();
  }

  /** The same, with {@link #members} as given. */
  default NewTeam withMembers(Iterable<? extends NewMember> members) {
    return builder().from(this).members(members).build();
  }

  /** The same, with {@link #parent} as given. */
  default NewTeam withParent(TeamId parent) {
    return builder().from(this).parent(parent).build();
  }

  /** The same, with {@link #parent} as given. */
  default NewTeam withParent(Optional<? extends TeamId> parent) {
    return builder().from(this).parent(parent).build();
  }

  /** The same, with {@link #owner} as given. */
  default NewTeam withOwner(UserId owner) {
    return builder().from(this).owner(owner).build();
  }

  /** The same, with {@link #owner} as given. */
  default NewTeam withOwner(Optional<? extends UserId> owner) {
    return builder().from(this).owner(owner).build();
  }

  /**
   * Builds what makes teams. A call sets what it is named after; {@code add} and {@code put} add to
   * it.
   */
  class Builder {
    private final ImmutableNewTeam.Builder to = ImmutableNewTeam.builder();

    /** All that the other says, and what was said here before where it says nothing. */
    public Builder from(NewTeam other) {
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

    public Builder description(Optional<String> description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder addTag(String tag) {
      to.addTag(given(tag, "tags"));
      return this;
    }

    public Builder addTags(String... tags) {
      to.addTags(each(tags, "tags"));
      return this;
    }

    public Builder tags(Iterable<String> tags) {
      to.tags(each(tags, "tags"));
      return this;
    }

    public Builder addAllTags(Iterable<String> tags) {
      to.addAllTags(each(tags, "tags"));
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

    public Builder parent(TeamId parent) {
      to.parent(given(parent, "parent"));
      return this;
    }

    public Builder parent(Optional<? extends TeamId> parent) {
      to.parent(given(parent, "parent"));
      return this;
    }

    public Builder owner(UserId owner) {
      to.owner(given(owner, "owner"));
      return this;
    }

    public Builder owner(Optional<? extends UserId> owner) {
      to.owner(given(owner, "owner"));
      return this;
    }

    /**
     * What was said so far.
     *
     * @throws IllegalStateException if something that must be said was not
     */
    public NewTeam build() {
      return to.build();
    }
  }
}
