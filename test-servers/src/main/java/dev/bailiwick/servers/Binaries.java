package dev.bailiwick.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The binaries from which a server is started.
 *
 * @param version the beginning of the server's version
 * @param folder the folder in which they are installed; empty for the binaries from Maven
 */
record Binaries(String version, Optional<Path> folder) {
  /** The versions that Maven provides. */
  private static final Set<String> PACKED = Set.of("15", "18", "10.11");

  private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  static Binaries postgreSql(String wanted) {
    if (!VERSION.matcher(wanted).matches()) {
      return in(Path.of(wanted), "postgres", "PostgreSQL\\) ([0-9]+)");
    }
    Path debian = Path.of("/usr/lib/postgresql", wanted, "bin");
    return Files.isDirectory(debian) ? new Binaries(wanted, Optional.of(debian)) : packed(wanted);
  }

  static Binaries mariaDb(String wanted) {
    if (!VERSION.matcher(wanted).matches()) {
      return in(Path.of(wanted), "mariadbd", "Ver ([0-9]+\\.[0-9]+)");
    }
    Path debian = Path.of("/usr/sbin");
    return Files.isExecutable(debian.resolve("mariadbd"))
            && mariaDb(debian.toString()).version().equals(wanted)
        ? new Binaries(wanted, Optional.of(debian))
        : packed(wanted);
  }

  private static Binaries packed(String wanted) {
    if (!PACKED.contains(wanted)) {
      throw new IllegalStateException(
          "version " + wanted + " is not installed, and Maven brings " + PACKED);
    }
    return new Binaries(wanted, Optional.empty());
  }

  /** Returns the binaries in a folder, with any version. */
  private static Binaries in(Path folder, String server, String version) {
    Path executable = folder.resolve(server);
    try {
      Process process =
          new ProcessBuilder(executable.toString(), "--version").redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
      Matcher matcher = Pattern.compile(version).matcher(answer);
      if (!matcher.find()) {
        throw new IllegalStateException(executable + " --version: " + answer);
      }
      return new Binaries(matcher.group(1), Optional.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
