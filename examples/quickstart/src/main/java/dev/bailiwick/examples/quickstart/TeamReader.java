package dev.bailiwick.examples.quickstart;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Text;
import dev.bailiwick.permission.Role;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the teams of one org from all of its files, and checks them. */
final class TeamReader {
  private static final ImmutableSet<String> KEYS =
      ImmutableSet.of("description", "maintainers", "members", "repos", "teams");

  private final OrgReader org;
  private final ImmutableSet<String> belonging;
  private final Map<String, String> names = new HashMap<>();

  /** Creates the reader for an org with these logins as its people. */
  TeamReader(OrgReader org, ImmutableSet<String> belonging) {
    this.org = org;
    this.belonging = belonging;
  }

  /** Returns the teams under {@code teams}. */
  ImmutableList<TeamFile> read(Yaml teams) {
    return read(teams, 0);
  }

  private ImmutableList<TeamFile> read(Yaml teams, int depth) {
    ImmutableMap<String, Yaml> entries = teams.map("teams");
    if (depth > Limits.TEAM_DEPTH && !entries.isEmpty()) {
      throw teams.error("teams nest more than " + Limits.TEAM_DEPTH + " deep");
    }
    ImmutableList.Builder<TeamFile> read = ImmutableList.builder();
    entries.forEach((name, body) -> read.add(team(name, body, depth)));
    return read.build();
  }

  private TeamFile team(String name, Yaml body, int depth) {
    checkName(name, body);
    String where = org.key() + "/" + name;
    ImmutableMap<String, Yaml> entries = body.map("team " + name);
    UnusedKeys.note(org.notes(), "a team", entries, KEYS, where);
    Map<String, Person> maintainers = belonging(entries, "maintainers", name);
    Map<String, Person> members = belonging(entries, "members", name);
    org.removeTwice(members, maintainers.keySet(), "maintainer and member", where);
    Yaml children = entries.get("teams");
    return new TeamFile(
        name,
        OrgReader.description(entries),
        ImmutableList.copyOf(maintainers.values()),
        ImmutableList.copyOf(members.values()),
        repositories(entries, name),
        children == null ? ImmutableList.of() : read(children, depth + 1));
  }

  private void checkName(String name, Yaml body) {
    String checked = body.checked(name, value -> Text.name(value, "the name of a team"));
    String before = names.put(Text.canonical(checked), body.file());
    if (before != null) {
      throw body.error("another team of this org is called " + name + ", in " + before);
    }
  }

  /** Returns the people on a list, without the people that are not in the org. */
  private Map<String, Person> belonging(
      ImmutableMap<String, Yaml> entries, String list, String team) {
    ImmutableMap<String, Person> named = org.people(entries.get(list), list + " of team " + team);
    Sets.difference(named.keySet(), belonging)
        .forEach(
            login ->
                org.notes()
                    .leftOut(
                        "person in a team",
                        "not a member of its org",
                        org.key()
                            + "/"
                            + team
                            + ": "
                            + requireNonNull(named.get(login)).spelled()));
    return new LinkedHashMap<>(Maps.filterKeys(named, belonging::contains));
  }

  /**
   * Returns the role of a team on each repository. If the team names one twice, the role with more
   * permissions counts.
   */
  private ImmutableMap<String, Role> repositories(ImmutableMap<String, Yaml> entries, String team) {
    Yaml repositories = entries.get("repos");
    if (repositories == null) {
      return ImmutableMap.of();
    }
    Map<String, Role> roles = new LinkedHashMap<>();
    repositories
        .map("repos of team " + team)
        .forEach(
            (name, value) -> {
              String repository =
                  value.checked(GitHub.fold(name), id -> Text.id(id, "the name of a repository"));
              Role role = OrgReader.role(value, "the role of team " + team + " on " + name);
              if (roles.containsKey(repository)) {
                org.notes()
                    .adapted(
                        "repository twice in a team",
                        "taken once, with the higher role",
                        org.key() + "/" + team + ": " + name);
              }
              roles.merge(repository, role, GitHub::higher);
            });
    return ImmutableMap.copyOf(roles);
  }
}
