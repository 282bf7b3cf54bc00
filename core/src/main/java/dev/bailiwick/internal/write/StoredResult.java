package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The form in which the result of a change is kept for a retry under the same operation id. It
 * holds ids and no personal data: names and addresses are looked up again, as the actor may see
 * them at the time of the retry.
 *
 * @param write writes a result
 * @param read reads it again, for the actor of the retry
 * @param complete adds the revision of the whole change to a result that carries it
 */
public record StoredResult<R>(
    BiConsumer<ResultWriter, R> write,
    BiFunction<Caller, ResultReader, R> read,
    BiFunction<R, Revision, R> complete) {

  /** A revision as it was. */
  public static final StoredResult<Revision> REVISION =
      new StoredResult<>(ResultWriter::revision, (caller, in) -> in.revision());

  /** The form of a result to which nothing is added. */
  public StoredResult(BiConsumer<ResultWriter, R> write, BiFunction<Caller, ResultReader, R> read) {
    this(write, read, (result, revision) -> result);
  }

  /**
   * Returns the form of such a result that carries the revision of its change, as the change
   * returned it or later.
   *
   * @param with adds a revision to a result
   */
  public StoredResult<R> carrying(Function<R, Revision> revision, BiFunction<R, Revision, R> with) {
    return new StoredResult<>(
        (out, result) -> {
          write.accept(out, result);
          out.revision(revision.apply(result));
        },
        (caller, in) -> with.apply(read.apply(caller, in), in.revision()),
        with);
  }

  /** Returns the form of a list of such results. */
  public StoredResult<ImmutableList<R>> list() {
    return new StoredResult<>(
        (out, list) -> out.list(list, write),
        (caller, in) -> in.list(reader -> read.apply(caller, reader)));
  }

  /** Returns the form of such a result together with the revision of the change. */
  public StoredResult<Written<R>> withRevision() {
    return new StoredResult<>(
        (out, written) -> {
          write.accept(out, written.value());
          out.revision(written.revision());
        },
        (caller, in) -> new Written<>(read.apply(caller, in), in.revision()));
  }

  /** Returns a result as one text. */
  public String toText(R result) {
    ResultWriter out = new ResultWriter();
    write.accept(out, result);
    return out.written();
  }

  /**
   * Returns the result that a text of {@link #toText} holds.
   *
   * @throws CorruptData if the text cannot be read
   */
  public R fromText(Caller caller, String text) {
    try {
      return read.apply(caller, new ResultReader(text));
    } catch (InvalidParameter
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NoSuchElementException
        | DateTimeException unreadable) {
      CorruptData corrupt = new CorruptData("the stored result of an operation cannot be read");
      corrupt.initCause(unreadable);
      throw corrupt;
    }
  }
}
