package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;

/**
 * The data that a host keeps in addition to the library: the names by which it knows the people,
 * orgs and repositories. All questions about permissions are answered by the library.
 *
 * @param bailiwick the library with the loaded data
 * @param people the users, by login
 * @param orgs the orgs, in the order of their keys
 * @param teams the number of teams
 * @param grants the number of grants
 * @param found the part of it that was in the store already
 */
record Loaded(
    Bailiwick bailiwick,
    ImmutableBiMap<String, UserId> people,
    ImmutableMap<String, LoadedOrg> orgs,
    int teams,
    int grants,
    Found found) {

  /** The numbers of orgs and teams that were in the store before. */
  record Found(int orgs, int teams) {}

  /**
   * One of the orgs.
   *
   * @param key the name of its folder
   * @param repositories the repositories that its teams name, in code-point order
   */
  record LoadedOrg(String key, OrgId id, ImmutableSortedSet<String> repositories) {}

  /** Returns a session for questions and changes inside an org. */
  Session in(LoadedOrg org) {
    return bailiwick.actingAs(Actor.system("quickstart").in(org.id()));
  }

  /** Returns the login of a user that the library named. */
  String login(UserId user) {
    String login = people.inverse().get(user);
    if (login == null) {
      throw new IllegalStateException("unknown user: " + user);
    }
    return login;
  }

  /** Returns the number of repositories. */
  int repositories() {
    return orgs.values().stream().mapToInt(org -> org.repositories().size()).sum();
  }

  /** The orgs, in the order of their keys. */
  ImmutableList<LoadedOrg> allOrgs() {
    return orgs.values().asList();
  }
}
