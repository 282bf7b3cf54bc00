package dev.bailiwick.examples.quickstart;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Reports the results of the program in a few lines. */
final class Summary {
  private final PrintWriter out;

  Summary(PrintWriter out) {
    this.out = out;
  }

  void loaded(Loaded loaded, Notes notes, Duration time) {
    line(
        "%,d orgs, %,d people, %,d teams, %,d grants on %,d repositories, loaded in %s",
        loaded.orgs().size(),
        loaded.people().size(),
        loaded.teams(),
        loaded.grants(),
        loaded.repositories(),
        seconds(time));
    if (loaded.found().orgs() > 0) {
      line(
          "already in the database: %,d orgs, %,d teams",
          loaded.found().orgs(), loaded.found().teams());
    }
    notes.lines().forEach(out::println);
    out.flush();
  }

  void reviewed(ReviewFile file, long lines, Duration time) {
    line("%s: %,d lines, written in %s", file, lines, seconds(time));
    out.flush();
  }

  /** Suggests questions about the sample. */
  void whatNext() {
    out.println("try: --why dorothea write lantern-library/catalogue");
    out.println("     --who write lantern-library/catalogue");
    out.println("     --what amara write");
    out.println("     --review FILE.csv, a FOLDER of your own, or --help");
    out.flush();
  }

  private void line(String format, Object... args) {
    out.println(String.format(Locale.ROOT, format, args));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
  }
}
