package dev.bailiwick.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Over a checkout of {@code config/} of github.com/kubernetes/org, where there is one. */
@EnabledIfSystemProperty(named = "quickstart.data", matches = ".+")
class RealDataTest {
  @TempDir Path temp;

  @Test
  void the_real_folder_is_loaded_and_reviewed() throws IOException {
    Path file = temp.resolve("review.csv");

    Run run = Run.of(System.getProperty("quickstart.data"), "--review", file);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(Files.readAllLines(file))
        .hasSizeGreaterThan(330_000)
        .startsWith("org,user,repository,role")
        .doesNotHaveDuplicates();
  }
}
