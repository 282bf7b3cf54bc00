package dev.bailiwick.internal.rule;

import dev.bailiwick.error.Conflict;
import dev.bailiwick.error.LimitExceeded;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rule for all things that have parents: no cycle, and a limit on the number of ancestors.
 *
 * @param what the name of the limit, for the error
 * @param limit the greatest number of ancestors of a thing
 * @param parent returns the parent of a thing
 * @param children returns the children of a thing
 * @param cycle the error for a thing that would become its own ancestor
 */
public record NestingLimit<T>(
    String what,
    int limit,
    Function<T, Optional<T>> parent,
    Function<T, Stream<T>> children,
    Supplier<? extends Conflict> cycle) {

  /** Refuses to put a thing, with all of its descendants, under a parent. */
  public void check(T thing, Optional<T> newParent) {
    int above = ancestors(newParent, ancestor -> ancestor.equals(thing));
    int below = 0;
    List<T> level = children.apply(thing).toList();
    while (!level.isEmpty()) {
      below++;
      checkLimit(above + below);
      level = level.stream().flatMap(children).toList();
    }
  }

  /** Refuses to put a new thing, without descendants, under a parent. */
  public void checkNew(T newParent) {
    ancestors(Optional.of(newParent), ancestor -> false);
  }

  private int ancestors(Optional<T> first, Predicate<T> itself) {
    int above = 0;
    Optional<T> next = first;
    while (next.isPresent()) {
      if (itself.test(next.get())) {
        throw cycle.get();
      }
      above++;
      checkLimit(above);
      next = parent.apply(next.get());
    }
    return above;
  }

  private void checkLimit(int ancestors) {
    if (ancestors > limit) {
      throw new LimitExceeded(what, limit);
    }
  }
}
