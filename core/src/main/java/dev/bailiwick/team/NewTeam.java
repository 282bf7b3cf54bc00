package dev.bailiwick.team;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.NewMember;
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
public interface NewTeam extends WithNewTeam {
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
    return new Builder().name(name).build();
  }

  /** The same, with these members in place of others. */
  default NewTeam with(NewMember... members) {
    return withMembers(members);
  }

  /** A team to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds what makes teams. */
  class Builder extends ImmutableNewTeam.Builder {}
}
