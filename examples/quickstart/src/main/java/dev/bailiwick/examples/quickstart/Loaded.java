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
 * What a host keeps of its own beside the library: by which names it knows the people, orgs and
 * repositories. Who may do what is asked of the library alone.
 *
 * @param bailiwick that was loaded
 * @param people the logins
 * @param orgs in the order of their keys
 * @param teams how many
 * @param grants how many
 * @param found what of it was there already
 */
record Loaded(
    Bailiwick bailiwick,
    ImmutableBiMap<String, UserId> people,
    ImmutableMap<String, LoadedOrg> orgs,
    int teams,
    int grants,
    Found found) {

  /** What was in the store before. */
  record Found(int orgs, int teams) {}

  /**
   * One of the orgs.
   *
   * @param key the name of its folder
   * @param repositories those that its teams name, in code-point order
   */
  record LoadedOrg(String key, OrgId id, ImmutableSortedSet<String> repositories) {}

  /** Questions and changes inside an org. */
  Session in(LoadedOrg org) {
    return bailiwick.actingAs(Actor.system("quickstart").in(org.id()));
  }

  /** The login of somebody whom the library named. */
  String login(UserId user) {
    String login = people.inverse().get(user);
    if (login == null) {
      throw new IllegalStateException("nobody known here: " + user);
    }
    return login;
  }

  /** How many repositories there are. */
  int repositories() {
    return orgs.values().stream().mapToInt(org -> org.repositories().size()).sum();
  }

  /** The orgs, in the order of their keys. */
  ImmutableList<LoadedOrg> allOrgs() {
    return orgs.values().asList();
  }
}
