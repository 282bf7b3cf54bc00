package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.NotFound;
import java.util.Collection;

/**
 * The named member, heir, owner or accessor does not exist, is not active, or is out of reach. In
 * an org, everyone without a membership is out of reach. An admin of the org adds other people by
 * address; only a system actor adds them by id.
 */
public final class NoSuchMember extends NotFound {
  private static final long serialVersionUID = 1L;

  private final ImmutableList<String> members;

  /** Names the person, or the team or org, as the caller did. */
  public NoSuchMember(Object member) {
    this(ImmutableList.of(given(member, "member").toString()));
  }

  private NoSuchMember(ImmutableList<String> members) {
    super("no such member, or out of reach: " + String.join(", ", members));
    this.members = members;
  }

  /**
   * Refuses a call that names persons, teams or orgs that do not exist or are out of reach.
   *
   * @param members all of them, in the order of the call; nothing is refused if there is none
   */
  public static void refuse(Collection<?> members) {
    ImmutableSet<String> names =
        given(members, "members").stream()
            .map(member -> given(member, "members").toString())
            .collect(ImmutableSet.toImmutableSet());
    if (!names.isEmpty()) {
      throw new NoSuchMember(names.asList());
    }
  }

  /** The first of {@link #members}. */
  public String member() {
    return members.get(0);
  }

  /**
   * Every person, team or org of the call that does not exist or is out of reach, each once, as the
   * caller named it and in the order of the call.
   */
  public ImmutableList<String> members() {
    return members;
  }
}
