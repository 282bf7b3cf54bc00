package dev.bailiwick.team;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.user.NewMember;
import java.util.Optional;
import org.immutables.value.Value;

/** What to change of a team; what is not said stays as it is. */
@Value.Immutable
public interface TeamChange extends WithTeamChange {
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
    return new Builder().name(name).build();
  }

  /** A change to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds changes. */
  class Builder extends ImmutableTeamChange.Builder {}
}
