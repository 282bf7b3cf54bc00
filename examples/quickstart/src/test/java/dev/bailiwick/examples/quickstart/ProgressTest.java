package dev.bailiwick.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void on_a_terminal_a_bar_grows_and_goes() {
    StringWriter terminal = new StringWriter();
    Progress progress = Progress.on(new PrintWriter(terminal));

    progress.start("loading", 2);
    progress.step();
    progress.step();
    progress.end();

    assertThat(terminal.toString().split("\r"))
        .containsExactly(
            "",
            "loading [" + ".".repeat(40) + "]   0 %",
            "loading [" + "#".repeat(20) + ".".repeat(20) + "]  50 %",
            "loading [" + "#".repeat(40) + "] 100 %",
            " ".repeat(56));
  }

  @Test
  void in_a_pipe_there_is_no_bar() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Quickstart.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(printed).startsWith("2 orgs, ").doesNotContain("loading [").doesNotContain("\r");
  }
}
