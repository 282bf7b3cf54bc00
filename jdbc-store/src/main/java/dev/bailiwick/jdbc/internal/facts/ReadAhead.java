package dev.bailiwick.jdbc.internal.facts;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The users, or the resources, about which facts are read: announced, expected, and read. */
final class ReadAhead<T> {
  /** The number of users, and of resources, that one statement names at most. */
  private static final int CHUNK = 1_000;

  private final Set<T> announced = new LinkedHashSet<>();
  private final Set<T> expected = new LinkedHashSet<>();
  private final Set<T> fetched = new HashSet<>();

  ReadAhead<T> copy() {
    ReadAhead<T> copy = new ReadAhead<>();
    copy.announced.addAll(announced);
    copy.expected.addAll(expected);
    copy.fetched.addAll(fetched);
    return copy;
  }

  void announce(T one) {
    announced.add(one);
  }

  boolean isAnnounced(T one) {
    return announced.contains(one);
  }

  /** Sets the candidates of a lookup, which it will ask about one after the other. */
  void expect(Collection<T> candidates) {
    expected.clear();
    expected.addAll(candidates);
  }

  /**
   * Chooses the names of the next statement. The wanted names come first. Expected names follow if
   * they contain all wanted ones; otherwise announced names follow. Names that were not read yet
   * come first. If there is no wanted name, all announced names are chosen.
   */
  Set<T> next(Set<T> wanted) {
    boolean isExpected = !announced.containsAll(wanted) && expected.containsAll(wanted);
    Iterable<T> others = isExpected ? expected : announced;
    return ImmutableSet.copyOf(
        Iterables.limit(
            Iterables.concat(
                wanted,
                wanted.isEmpty()
                    ? others
                    : Iterables.filter(others, other -> !fetched.contains(other))),
            Math.max(CHUNK, wanted.size())));
  }

  void fetched(Set<T> names) {
    fetched.addAll(names);
  }

  void forget() {
    fetched.clear();
  }
}
