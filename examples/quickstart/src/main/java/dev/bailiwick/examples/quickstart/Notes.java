package dev.bailiwick.examples.quickstart;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimap;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was left out, and what was taken over in another form than it stands there, and why. */
final class Notes {
  private static final int EXAMPLES = 3;

  private final Multimap<Kind, String> places = LinkedHashMultimap.create();

  private record Kind(boolean leftOut, String what, String why) {}

  /** Something is not taken over. */
  void leftOut(String what, String why, String where) {
    places.put(new Kind(true, what, why), where);
  }

  /** Something is taken over in another form. */
  void adapted(String what, String why, String where) {
    places.put(new Kind(false, what, why), where);
  }

  /** What was left out, then what was adapted: how often, what, why and where. */
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
