package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import java.util.Comparator;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads lists that a store orders by key, slice by slice and only as far as needed. */
public final class Slices {
  private Slices() {}

  /** Returns every entry of a list, in its order. */
  public static <K, V> Stream<V> all(
      Function<Slice<K>, ImmutableList<V>> list, Function<V, K> key) {
    return after(Slice.first(), list, key);
  }

  /**
   * Returns every entry strictly after the beginning of {@code start}. Each slice has the limit of
   * {@code start}.
   */
  public static <K, V> Stream<V> after(
      Slice<K> start, Function<Slice<K>, ImmutableList<V>> list, Function<V, K> key) {
    return Streams.stream(
        new Walk<>(given(start, "start"), given(list, "list"), given(key, "key")));
  }

  /**
   * Returns several lists with the same order as one list in this order. An entry of more than one
   * list is returned once.
   */
  public static <V> Stream<V> merged(
      Iterable<? extends Stream<V>> lists, Comparator<? super V> order) {
    each(lists, "lists");
    given(order, "order");
    Iterator<V> sorted = Iterators.mergeSorted(Iterables.transform(lists, Stream::iterator), order);
    return Streams.stream(
        new AbstractIterator<V>() {
          private @Nullable V last;

          @Override
          protected @Nullable V computeNext() {
            while (sorted.hasNext()) {
              V next = sorted.next();
              if (last == null || order.compare(last, next) != 0) {
                last = next;
                return next;
              }
            }
            return endOfData();
          }
        });
  }

  private static final class Walk<K, V> extends AbstractIterator<V> {
    private final Function<Slice<K>, ImmutableList<V>> list;
    private final Function<V, K> key;
    private @Nullable Slice<K> next;
    private Iterator<V> current = ImmutableList.<V>of().iterator();

    Walk(Slice<K> start, Function<Slice<K>, ImmutableList<V>> list, Function<V, K> key) {
      this.next = start;
      this.list = list;
      this.key = key;
    }

    @Override
    protected @Nullable V computeNext() {
      if (!current.hasNext() && next != null) {
        ImmutableList<V> slice = list.apply(next);
        current = slice.iterator();
        next =
            slice.size() < next.limit() ? null : next.after(key.apply(slice.get(slice.size() - 1)));
      }
      return current.hasNext() ? current.next() : endOfData();
    }
  }
}
