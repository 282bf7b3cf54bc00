package dev.bailiwick.examples.quickstart;

import static dev.bailiwick.examples.quickstart.GitHub.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Session;
import dev.bailiwick.page.Page;
import dev.bailiwick.team.Team;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTest {
  @TempDir Path root;

  @Test
  void a_grant_that_is_dropped_from_the_store_is_gone_from_the_review_and_the_lookups()
      throws IOException {
    Loaded loaded = Folders.sample();
    Questions questions = new Questions(loaded);
    List<String> before = review(loaded);
    assertThat(before).contains("harbour-orchestra,fenn,seating,maintain");
    assertThat(questions.who("read", "harbour-orchestra/seating")).containsExactly("fenn", "ilse");
    assertThat(questions.what("fenn", "write")).contains("harbour-orchestra/seating");

    Session session = loaded.in(loaded.orgs().get("harbour-orchestra"));
    Team stage =
        Page.all(session.teams()::listAll)
            .filter(team -> team.name().equals("stage"))
            .findFirst()
            .orElseThrow();
    assertThat(
            session
                .grants()
                .revoke(GitHub.role("maintain").orElseThrow(), REPOSITORY.id("seating"), stage.id())
                .value())
        .hasSize(1);

    assertThat(review(loaded))
        .hasSize(before.size() - 1)
        .doesNotContain("harbour-orchestra,fenn,seating,maintain")
        .isSubsetOf(before);
    assertThat(questions.who("read", "harbour-orchestra/seating")).containsExactly("ilse");
    assertThat(questions.what("fenn", "write")).containsExactly("lantern-library/loans");
    assertThat(questions.why("fenn", "maintain", "harbour-orchestra/seating").get(0))
        .isEqualTo("FENN may not maintain repository:seating");
  }

  @Test
  void names_with_commas_and_quotes_are_quoted_and_lines_are_in_code_point_order()
      throws IOException {
    Folders.write(root, "b,c/org.yaml", "admins: [z]", "teams: {t: {repos: {'R\"2\"': read}}}");
    Folders.write(
        root,
        "acme/org.yaml",
        "admins: [z, \"\\U0001F600\", \"\\uFF5E\", a-1, a1]",
        "teams: {t: {repos: {b: read, a: write}}}");

    assertThat(review(Folders.load(root)))
        .containsExactly(
            "org,user,repository,role",
            "acme,a-1,a,admin",
            "acme,a-1,b,admin",
            "acme,a1,a,admin",
            "acme,a1,b,admin",
            "acme,z,a,admin",
            "acme,z,b,admin",
            "acme,\uFF5E,a,admin",
            "acme,\uFF5E,b,admin",
            "acme,\uD83D\uDE00,a,admin",
            "acme,\uD83D\uDE00,b,admin",
            "\"b,c\",z,\"r\"\"2\"\"\",admin");
  }

  @Test
  void an_org_without_repositories_has_no_lines() throws IOException {
    Folders.write(root, "acme/org.yaml", "admins: [z]", "teams: {t: {members: [z]}}");

    assertThat(review(Folders.load(root))).containsExactly("org,user,repository,role");
  }

  private static List<String> review(Loaded loaded) throws IOException {
    StringWriter out = new StringWriter();
    long lines = new Review(loaded, Progress.none()).write(out);
    List<String> all = out.toString().lines().toList();
    assertThat(lines).isEqualTo(all.size() - 1);
    return all;
  }
}
