package dev.bailiwick.page;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Some entries of a list, in the order of the list. A page is full unless it is the last, whatever
 * was left out because the caller may not see it; there is no total.
 *
 * @param items the entries
 * @param next what {@link PageRequest#after} takes to go on; empty on the last page. It serves the
 *     same caller with the same question, and nobody else.
 */
public record Page<T>(ImmutableList<T> items, Optional<String> next) implements Iterable<T> {
  /** Refuses a null. */
  public Page {
    given(items, "page.items");
    given(next, "page.next");
  }

  @Override
  public Iterator<T> iterator() {
    return items.iterator();
  }

  /**
   * Every entry of a list, page by page as the stream is read. Each page is read at its own moment:
   * what changes in between is seen or not, but nothing that stays is skipped or repeated.
   *
   * <pre>{@code
   * Page.all(request -> session.orgs().members(acme).list(request)).forEach(…)
   * }</pre>
   */
  public static <T> Stream<T> all(Function<PageRequest, Page<T>> pages) {
    given(pages, "pages");
    PageRequest first = PageRequest.first(1_000);
    return Stream.iterate(
            Optional.of(pages.apply(first)),
            Optional::isPresent,
            page -> page.flatMap(Page::next).map(token -> pages.apply(first.after(token))))
        .flatMap(Optional::stream)
        .flatMap(page -> StreamSupport.stream(page.spliterator(), false));
  }
}
