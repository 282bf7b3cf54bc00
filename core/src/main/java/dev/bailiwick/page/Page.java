package dev.bailiwick.page;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Some entries of a list, in the order of the list. Every page except the last is full, even if
 * entries were left out because the caller may not see them. There is no total number.
 *
 * @param items the entries
 * @param next the token of the next page, for {@link PageRequest#after}; empty on the last page. It
 *     is valid only for the same caller and the same question.
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
   * Returns every entry of a list as a stream, which reads page by page. Each page is read from its
   * own snapshot. An entry that is added or removed in the meantime may be seen or not; an entry
   * that stays is neither skipped nor repeated.
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
