package dev.bailiwick.examples.quickstart;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimap;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contents of the files that were left out, or were taken over in a changed form, with the
 * reasons.
 */
final class Notes {
  private static final int EXAMPLES = 3;

  private final Multimap<Kind, String> places = LinkedHashMultimap.create();

  private record Kind(boolean leftOut, String what, String why) {}

  /** Notes that a thing is left out. */
  void leftOut(String what, String why, String where) {
    places.put(new Kind(true, what, why), where);
  }

  /** Notes that a thing is taken over in a changed form. */
  void adapted(String what, String why, String where) {
    places.put(new Kind(false, what, why), where);
  }

  /**
   * Returns the things that were left out, then the things that were changed: for each the number,
   * the reason and some places.
   */
  Stream<String> lines() {
    return Stream.of(true, false)
        .flatMap(
            leftOut ->
                places.asMap().entrySet().stream()
                    .filter(note -> note.getKey().leftOut() == leftOut)
                    .map(note -> line(note.getKey(), note.getValue())));
  }

  private static String line(Kind kind, Collection<String> where) {
    return String.format(
        Locale.ROOT,
        "%s: %,d x %s: %s (%s)",
        kind.leftOut() ? "left out" : "adapted",
        where.size(),
        kind.what(),
        kind.why(),
        where.stream().limit(EXAMPLES).collect(Collectors.joining(", "))
            + (where.size() > EXAMPLES ? ", ..." : ""));
  }
}
