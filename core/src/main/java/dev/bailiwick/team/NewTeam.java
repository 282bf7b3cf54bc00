package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Visible;
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
  /** Returns the name. */
  String name();

  /** Returns the description: the purpose. */
  Optional<String> description();

  /** Returns the words to find the team by. */
  ImmutableSet<String> tags();

  /** Returns the attributes of the host. */
  ImmutableMap<String, String> attributes();

  /** Returns the first members. */
  ImmutableList<NewMember> members();

  /** Returns the parent team, of the same tenant. */
  Optional<TeamId> parent();

  /**
   * Returns the owner, if it is not the creator. Only admins of the org and system actors name
   * another owner.
   */
  Optional<UserId> owner();

  /** Refuses a name with invisible characters. */
  @Value.Check
  default void check() {
    Visible.name(name(), "team.name");
  }

  /** Returns a team with this name and without members. */
  static NewTeam named(String name) {
    return builder().name(name).build();
  }

  /** Returns a copy with the given members only. */
  default NewTeam with(NewMember... members) {
    return withMembers(members);
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #name}. */
  default NewTeam withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** Returns a copy with the given {@link #description}. */
  default NewTeam withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** Returns a copy with the given {@link #tags}. */
  default NewTeam withTags(String... tags) {
    return builder().from(this).tags(Arrays.asList(each(tags, "tags"))).build();
  }

  /** Returns a copy with the given {@link #tags}. */
  default NewTeam withTags(Iterable<String> tags) {
    return builder().from(this).tags(tags).build();
  }

  /** Returns a copy with the given {@link #attributes}. */
  default NewTeam withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** Returns a copy with the given {@link #members}. */
  default NewTeam withMembers(NewMember... members) {
    return builder().from(this).members(Arrays.asList(each(members, "members"))).build();
  }

  /** Returns a copy with the given {@link #members}. */
  default NewTeam withMembers(Iterable<? extends NewMember> members) {
    return builder().from(this).members(members).build();
  }

  /** Returns a copy with the given {@link #parent}. */
  default NewTeam withParent(TeamId parent) {
    return builder().from(this).parent(parent).build();
  }

  /** Returns a copy with the given {@link #owner}. */
  default NewTeam withOwner(UserId owner) {
    return builder().from(this).owner(owner).build();
  }

  /**
   * Builds teams to be created. Each call sets the value of its name; {@code add} and {@code put}
   * add to a collection.
   */
  class Builder {
    private final ImmutableNewTeam.Builder to = ImmutableNewTeam.builder();

    /** Copies every value that the other has. Values that it lacks stay as they are here. */
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

    public Builder owner(UserId owner) {
      to.owner(given(owner, "owner"));
      return this;
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException if a required value is not set
     */
    public NewTeam build() {
      return to.build();
    }
  }
}
