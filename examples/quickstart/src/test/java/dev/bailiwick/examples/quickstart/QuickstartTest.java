package dev.bailiwick.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartTest {
  @TempDir Path temp;

  @Test
  void without_a_folder_it_loads_the_sample_and_says_what_it_did() {
    Run run = Run.of();

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "2 orgs, 13 people, 9 teams, 12 grants on 9 repositories,"
                            + " loaded in \\d+\\.\\d\\d s"),
            line -> assertThat(line).startsWith("left out: 9 x privacy of a team: "),
            line -> assertThat(line).startsWith("left out: 1 x billing_email of an org: "),
            line -> assertThat(line).startsWith("left out: 1 x previously of a team: "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "left out: 1 x person in a team: not a member of its org"
                            + " (lantern-library/lending-desk: hatto)"),
            line -> assertThat(line).startsWith("adapted: 2 x owner of an org, "),
            line -> assertThat(line).startsWith("adapted: 3 x person spelled in several ways: "),
            line ->
                assertThat(line).isEqualTo("try: --why dorothea write lantern-library/catalogue"),
            line -> assertThat(line).isEqualTo("     --who write lantern-library/catalogue"),
            line -> assertThat(line).isEqualTo("     --what amara write"),
            line -> assertThat(line).startsWith("     --review FILE.csv"));
  }

  @Test
  void the_review_of_the_sample_is_the_expected_one() throws IOException {
    Path file = Files.writeString(temp.resolve("review.csv"), "an older one");

    Run run = Run.of("--review", file);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("review.csv: 57 lines, written in ");
    try (var expected = getClass().getResourceAsStream("sample-review.csv")) {
      assertThat(Files.readString(file)).isEqualTo(new String(expected.readAllBytes(), UTF_8));
    }
    try (var left = Files.list(temp)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void why_somebody_may_is_told_with_every_path() {
    Run run = Run.of("--why", "FENN", "triage", "Harbour-Orchestra/scores");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).hasSize(2).first().isEqualTo("FENN may triage repository:scores");
    assertThat(run.out()).contains("team stage");
    assertThat(run.err()).startsWith("2 orgs, ");
  }

  @Test
  void why_somebody_may_not_is_an_answer_too() {
    Run run = Run.of("--why", "4711", "admin", "lantern-library/rare-books");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).hasSizeGreaterThan(1);
    assertThat(run.out()).startsWith("4711 may not admin repository:rare-books");
  }

  @Test
  void who_may_is_a_list_of_logins() {
    Run run = Run.of("--who", "write", "lantern-library/catalogue");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).containsExactly("4711", "bruno-k", "dorothea", "ottilie");
  }

  @Test
  void what_somebody_may_is_a_list_over_all_orgs() {
    Run run = Run.of("--what", "amara", "write");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .containsExactly("harbour-orchestra/bowings", "lantern-library/loans");
  }

  @Test
  void a_repository_for_admins_only_is_nobody_elses() {
    assertThat(Run.of("--who", "read", "harbour-orchestra/ledger").out().lines())
        .containsExactly("ilse");
  }

  @ParameterizedTest
  @CsvSource({
    "--why nobody read lantern-library/loans,     unknown user: nobody",
    "--what nobody read,                          unknown user: nobody",
    "--why elif fly lantern-library/loans,        unknown permission: fly ",
    "--who fly lantern-library/loans,             unknown permission: fly ",
    "--what elif fly,                             unknown permission: fly ",
    "--why elif read louvre/loans,                unknown org: louvre",
    "--who read lantern-library/scores,           unknown repository: no team of lantern-library",
    "--who read loans,                            not ORG/REPOSITORY: loans",
    "--who read,                                  option '--who' ",
    "--who read a/b --what c read,                Error: --who=",
    "--listen,                                    Unknown option: '--listen'",
    "/nowhere/at/all,                             /nowhere/at/all: no such folder",
    "--review /nowhere/at/all.csv,                /nowhere/at/all.csv: the folder that it is to be",
  })
  void what_cannot_be_used_is_one_clear_line_and_status_2(String args, String complaint) {
    Run run = Run.of((Object[]) args.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("quickstart: " + complaint);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void with_an_unknown_name_no_review_is_written() {
    Path file = temp.resolve("review.csv");

    assertThat(Run.of("--review", file, "--what", "nobody", "read").status()).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void a_review_replaces_nothing_but_a_file() {
    Run run = Run.of("--review", temp);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("quickstart: " + temp + ": not a regular file\n");
  }

  @Test
  void help_is_printed_when_it_is_asked_for() {
    Run run = Run.of("--help");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("Usage: quickstart [FOLDER] [--db URL] [--review FILE.csv]");
  }
}
