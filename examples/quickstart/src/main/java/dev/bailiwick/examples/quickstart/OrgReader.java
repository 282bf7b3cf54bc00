package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.bailiwick.id.Text;
import dev.bailiwick.permission.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files of one org and checks them. */
final class OrgReader {
  private static final ImmutableSet<String> KEYS =
      ImmutableSet.of(
          "name", "description", "default_repository_permission", "admins", "members", "teams");

  private final String folder;
  private final String key;
  private final Notes notes;
  private final Spellings spellings;

  OrgReader(String folder, Notes notes, Spellings spellings) {
    this.folder = folder;
    this.key = GitHub.fold(folder);
    this.notes = notes;
    this.spellings = spellings;
  }

  /**
   * Returns the org.
   *
   * @throws InputError at the first thing that cannot be used
   */
  OrgFile read(Yaml file, List<Yaml> teamFiles) {
    file.checked(folder, name -> Text.name(name, "the name of the folder"));
    ImmutableMap<String, Yaml> entries = file.map("an org");
    UnusedKeys.note(notes, "an org", entries, KEYS, key);
    ImmutableMap<String, Person> admins = people(entries.get("admins"), "admins");
    if (admins.isEmpty()) {
      throw file.error("an org must have an admin, who owns it");
    }
    notes.adapted(
        "owner of an org, which GitHub has not", "its first admin", key + ": " + first(admins));
    Map<String, Person> members = new LinkedHashMap<>(people(entries.get("members"), "members"));
    removeTwice(members, admins.keySet(), "admin and member", key);

    ImmutableSet<String> belonging =
        ImmutableSet.<String>builder().addAll(admins.keySet()).addAll(members.keySet()).build();
    TeamReader teams = new TeamReader(this, belonging);
    ImmutableList.Builder<TeamFile> all = ImmutableList.builder();
    Optional.ofNullable(entries.get("teams")).map(teams::read).ifPresent(all::addAll);
    for (Yaml teamFile : teamFiles) {
      ImmutableMap<String, Yaml> parts = teamFile.map("the file");
      UnusedKeys.note(notes, "a file of teams", parts, ImmutableSet.of("teams"), teamFile.file());
      Optional.ofNullable(parts.get("teams")).map(teams::read).ifPresent(all::addAll);
    }
    return new OrgFile(
        key,
        Optional.ofNullable(entries.get("name")).map(n -> n.name("name")).orElse(folder),
        description(entries),
        Optional.ofNullable(entries.get("default_repository_permission"))
            .flatMap(OrgReader::defaultRole),
        admins.values().asList(),
        ImmutableList.copyOf(members.values()),
        all.build());
  }

  private static String first(ImmutableMap<String, Person> people) {
    return people.values().asList().get(0).spelled();
  }

  private static Optional<Role> defaultRole(Yaml permission) {
    return permission.isEmpty() || permission.text("default_repository_permission").equals("none")
        ? Optional.empty()
        : Optional.of(role(permission, "default_repository_permission"));
  }

  static Role role(Yaml role, String what) {
    String name = role.text(what);
    return GitHub.role(name)
        .orElseThrow(
            () -> role.error(what + " must be one of " + GitHub.ROLES + ", and is " + name));
  }

  static String description(ImmutableMap<String, Yaml> entries) {
    return Optional.ofNullable(entries.get("description"))
        .map(d -> d.description("description"))
        .orElse("");
  }

  /** The key of the org that is being read. */
  String key() {
    return key;
  }

  Notes notes() {
    return notes;
  }

  /** Returns the people on a list, each once, by login. */
  ImmutableMap<String, Person> people(@Nullable Yaml list, String what) {
    if (list == null) {
      return ImmutableMap.of();
    }
    Map<String, Person> people = new LinkedHashMap<>();
    for (Yaml item : list.list(what)) {
      Person person = spellings.person(item.name("a login in " + what));
      item.checked(person.login(), login -> Text.id(login, "a login in " + what));
      if (people.putIfAbsent(person.login(), person) != null) {
        notes.adapted(
            "person twice on a list", "taken once", item.file() + ": " + person.spelled());
      }
    }
    return ImmutableMap.copyOf(people);
  }

  /** Removes the people that another list already contains. */
  void removeTwice(Map<String, Person> people, Set<String> others, String what, String where) {
    Maps.filterKeys(people, others::contains)
        .values()
        .forEach(
            person -> notes.adapted(what, "taken as the first", where + ": " + person.spelled()));
    people.keySet().removeAll(others);
  }
}
