package dev.bailiwick.contract;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault that is planted in the sources, and the examples that must notice it, each by itself.
 *
 * @param name of the fault: the rule that is broken
 * @param edits that plant it
 * @param examples that notice it
 */
record PlantedFault(String name, ImmutableList<Edit> edits, ImmutableList<Example> examples) {
  /** A fault, of which nothing is known yet but its name. */
  static PlantedFault of(String name) {
    return new PlantedFault(name, ImmutableList.of(), ImmutableList.of());
  }

  /** The same, planted in a class by putting one text in place of another. */
  PlantedFault in(Class<?> type, String before, String after) {
    return new PlantedFault(name, append(edits, new Edit(type, before, after)), examples);
  }

  /** The same, noticed by an example of a class. */
  PlantedFault noticedBy(Class<?> type, String method) {
    return new PlantedFault(name, edits, append(examples, new Example(type, method)));
  }

  private static <T> ImmutableList<T> append(ImmutableList<T> list, T last) {
    return ImmutableList.<T>builder().addAll(list).add(last).build();
  }

  @Override
  public String toString() {
    return name;
  }

  /** One test. */
  record Example(Class<?> type, String method) {}

  /**
   * A text in place of another, which stands once in the source; blanks and line ends in it stand
   * for any others.
   */
  record Edit(Class<?> type, String before, String after) {
    private static final Splitter BLANKS = Splitter.on(Pattern.compile("\\s+"));

    /** The source with this fault. */
    String appliedTo(String source) {
      Matcher place =
          Pattern.compile(BLANKS.splitToStream(before).map(Pattern::quote).collect(joining("\\s+")))
              .matcher(source);
      if (!place.find() || place.results().findAny().isPresent()) {
        throw new IllegalStateException(
            "Not once in " + type.getName() + ", so plant it where the rule stands now: " + before);
      }
      return place.replaceFirst(Matcher.quoteReplacement(after));
    }
  }
}
