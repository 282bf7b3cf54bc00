package dev.bailiwick.examples.quickstart;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** A progress bar on a terminal. Without a terminal it shows nothing. */
final class Progress {
  private static final int WIDTH = 40;

  private final Optional<PrintWriter> terminal;
  private String what = "";
  private long total;
  private long done;
  private long drawn;

  private Progress(Optional<PrintWriter> terminal) {
    this.terminal = terminal;
  }

  /** Returns a bar on the terminal of this program, if it has one. */
  static Progress onTerminal() {
    return new Progress(Optional.ofNullable(System.console()).map(Console::writer));
  }

  /** Returns a bar on the given terminal. */
  static Progress on(PrintWriter terminal) {
    return new Progress(Optional.of(terminal));
  }

  /** Returns a bar that is not shown. */
  static Progress none() {
    return new Progress(Optional.empty());
  }

  /** Begins a task with this number of steps. */
  void start(String newWhat, long steps) {
    what = newWhat;
    total = Math.max(1, steps);
    done = 0;
    drawn = -1;
    draw();
  }

  /** Notes that one step is done. */
  void step() {
    done++;
    draw();
  }

  /** Removes the bar from the terminal. */
  void end() {
    print("\r" + " ".repeat(what.length() + WIDTH + 9) + "\r");
  }

  private void draw() {
    long percent = Math.min(100, 100 * done / total);
    if (percent == drawn) {
      return;
    }
    drawn = percent;
    int filled = (int) (WIDTH * percent / 100);
    print(
        "\r%s [%s%s] %3d %%"
            .formatted(what, "#".repeat(filled), ".".repeat(WIDTH - filled), percent));
  }

  private void print(String text) {
    terminal.ifPresent(
        out -> {
          out.print(text);
          out.flush();
        });
  }
}
