package dev.bailiwick.jdbc.machines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;

/**
 * The script that started the servers, asked to do something to one of them.
 *
 * @param script its path
 */
record Hook(String script) {
  /** Runs one of its steps, and answers what that printed. */
  String run(String... step) throws IOException, InterruptedException {
    String[] command = new String[step.length + 1];
    command[0] = script;
    System.arraycopy(step, 0, command, 1, step.length);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
    }
    return printed;
  }

  static HikariDataSource pool(String url, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }
}
