package dev.bailiwick.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenFolderTest {
  @TempDir Path root;

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("admins: [a", ": not YAML: while parsing a flow sequence, "),
        arguments("admins: [a]\n\tb: c", ":2: not YAML: while scanning"),
        arguments("admins: [a]\n---\nadmins: [b]", ":2: not YAML: expected a single document"),
        arguments("admins: [a]\nadmins: [b]", ":2: an org has admins twice"),
        arguments("admins: [a]\n? [x]\n: y", ": not YAML: Non scalar key"),
        arguments("x: " + "[".repeat(5_000), ":1: nested more than 100 deep"),
        arguments(bomb(), ": not YAML: Number of aliases"),
        arguments("", ": an org must have an admin, who owns it"),
        arguments("members: [a]", ":1: an org must have an admin, who owns it"),
        arguments("admins:", ":1: an org must have an admin, who owns it"),
        arguments("- admins", ":1: an org must be a map, and is a list"),
        arguments("admins: a", ":1: admins must be a list, and is a text"),
        arguments("admins: {a: b}", ":1: admins must be a list, and is a map"),
        arguments("admins:\n- a\n- [b]", ":3: a login in admins must be a text, and is a list"),
        arguments("admins:\n- a\n-", ":3: a login in admins must not be empty"),
        arguments("admins:\n- ' a'", ":2: a login in admins must not begin or end with a blank"),
        arguments(
            "admins:\n- " + "\u00E9".repeat(200), ":2: a login in admins must be at most 255"),
        arguments("admins:\n- " + "a".repeat(300), ":2: a login in admins must be at most 255"),
        arguments(
            "admins: [a]\ndefault_repository_permission: reed",
            ":2: default_repository_permission must be one of [read, triage, write, maintain, admin], and is reed"),
        arguments("admins: [a]\nname: [b]", ":2: name must be a text, and is a list"),
        arguments("admins: [a]\ndescription: \"\\0\"", ":2: description must not contain control"),
        arguments("admins: [a]\nteams: [b]", ":2: teams must be a map, and is a list"),
        arguments("admins: [a]\nteams:\n  t: [b]", ":3: team t must be a map, and is a list"),
        arguments(
            "admins: [a]\nteams:\n  t:\n    members: {b: c}",
            ":4: members of team t must be a list, and is a map"),
        arguments(
            "admins: [a]\nteams:\n  t:\n    repos: [b]",
            ":4: repos of team t must be a map, and is a list"),
        arguments(
            "admins: [a]\nteams:\n  t:\n    repos:\n      r: owner",
            ":5: the role of team t on r must be one of [read, triage, write, maintain, admin], and is owner"),
        arguments(
            "admins: [a]\nteams:\n  t:\n    repos: {'': read}",
            ":4: the name of a repository must not be empty"),
        arguments(
            "admins: [a]\nteams:\n  t: {}\n  T: {}",
            ":4: another team of this org is called T, in acme/org.yaml"),
        arguments("admins: [a]\nteams:\n  ' t': {}", ":3: the name of a team must not begin"),
        arguments("admins: [a]\nteams:\n" + nested(18), ":36: teams nest more than 16 deep"));
  }

  private static String bomb() {
    StringBuilder bomb = new StringBuilder("k0: &k0 [a]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("k%d: &k%d [*k%d, *k%d]\n".formatted(i, i, i - 1, i - 1));
    }
    return bomb.toString();
  }

  private static String nested(int levels) {
    StringBuilder teams = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      teams.append("%s t%d:\n%s  teams:\n".formatted("  ".repeat(i), i, "  ".repeat(i)));
    }
    return teams.append("  ".repeat(levels)).append(" t: {}\n").toString();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void a_broken_file_is_one_line_that_says_where(String yaml, String complaint) throws IOException {
    Folders.write(root, "acme/org.yaml", yaml);

    Run run = Run.of(root);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("quickstart: acme/org.yaml").contains(complaint);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void a_folder_whose_name_the_library_would_refuse_is_refused_before() throws IOException {
    Folders.write(root, " acme/org.yaml", "admins: [a]");

    assertThat(Run.of(root).err())
        .isEqualTo(
            "quickstart:  acme/org.yaml:1: the name of the folder must not begin or end with a"
                + " blank\n");
  }

  @Test
  void teams_nest_as_deep_as_the_library_lets_them() throws IOException {
    Folders.write(root, "acme/org.yaml", "admins: [a]\nteams:\n" + nested(16));

    assertThat(Run.of(root).out()).startsWith("1 orgs, 1 people, 17 teams, ");
  }

  @Test
  void a_team_in_two_files_is_refused_with_both_of_them() throws IOException {
    Folders.write(root, "acme/org.yaml", "admins: [a]");
    Folders.write(root, "acme/north/teams.yaml", "teams:", "  Ops: {}");
    Folders.write(root, "acme/south/teams.yaml", "teams:", "  ops: {}");

    assertThat(Run.of(root).err())
        .isEqualTo(
            "quickstart: acme/south/teams.yaml:2: another team of this org is called ops,"
                + " in acme/north/teams.yaml\n");
  }

  @Test
  void a_file_that_is_not_utf_8_is_refused() throws IOException {
    Folders.write(root, "acme/org.yaml");
    Files.write(root.resolve("acme/org.yaml"), new byte[] {(byte) 0xc3, (byte) 0x28});

    assertThat(Run.of(root).err()).isEqualTo("quickstart: acme/org.yaml: not YAML: not UTF-8\n");
  }

  @Test
  void a_file_that_cannot_be_read_is_refused() throws IOException {
    Files.createDirectories(root.resolve("acme/org.yaml"));

    assertThat(Run.of(root).err()).startsWith("quickstart: acme/org.yaml: cannot be read: ");
  }

  @Test
  void a_folder_without_any_org_is_refused() {
    assertThat(Run.of(root).err())
        .isEqualTo("quickstart: " + root + ": no folder in it has an org.yaml\n");
  }

  @Test
  void a_file_in_place_of_the_folder_is_refused() throws IOException {
    Path file = Files.createFile(root.resolve("acme"));

    assertThat(Run.of(file).err()).isEqualTo("quickstart: " + file + ": not a folder\n");
  }

  @Test
  void folders_that_differ_in_case_are_refused() throws IOException {
    Folders.write(root, "Acme/org.yaml", "admins: [a]");
    Folders.write(root, "acme/org.yaml", "admins: [a]");
    try (Stream<Path> folders = Files.list(root)) {
      assumeTrue(folders.count() == 2);
    }

    assertThat(Run.of(root).err()).isEqualTo("quickstart: acme: differs from Acme only in case\n");
  }
}
