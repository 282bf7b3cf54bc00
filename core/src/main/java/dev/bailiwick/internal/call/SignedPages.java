package dev.bailiwick.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cuts a list into pages. A page token names the last entry that the caller has seen, never an
 * entry that the caller may not see. The token is signed for this caller and this question.
 */
public final class SignedPages {
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();
  private static final int SIGNATURE = 32;

  private final Caller caller;
  private final PageRequest request;
  private final String question;

  /**
   * Creates the pages of one question.
   *
   * @param question identifies the question, including its parameters; a token of another question
   *     is refused
   */
  public SignedPages(Caller caller, PageRequest request, Object... question) {
    this.caller = caller;
    this.request = request;
    this.question = String.join("\0", Arrays.stream(question).map(Object::toString).toList());
  }

  /**
   * Returns one page of the entries that {@code list} returns strictly after a key.
   *
   * @param key writes the key of an entry, and {@code parse} reads it
   */
  public <K, T> Page<T> page(
      Function<Optional<K>, Stream<T>> list, Function<T, String> key, Function<String, K> parse) {
    Iterator<T> entries = list.apply(request.token().map(this::open).map(parse)).iterator();
    ImmutableList.Builder<T> items = ImmutableList.builder();
    Optional<T> last = Optional.empty();
    for (int i = 0; i < request.size() && entries.hasNext(); i++) {
      T entry = entries.next();
      items.add(entry);
      last = Optional.of(entry);
    }
    return new Page<>(
        items.build(), entries.hasNext() ? last.map(key).map(this::seal) : Optional.empty());
  }

  private String seal(String cursor) {
    byte[] bytes = cursor.getBytes(UTF_8);
    return BASE64.encode(Bytes.concat(signature(bytes), bytes));
  }

  private String open(String token) {
    byte[] bytes;
    try {
      bytes = BASE64.decode(token);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    if (bytes.length < SIGNATURE) {
      throw refused();
    }
    byte[] cursor = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
    if (!MessageDigest.isEqual(signature(cursor), Arrays.copyOf(bytes, SIGNATURE))) {
      throw refused();
    }
    return new String(cursor, UTF_8);
  }

  private byte[] signature(byte[] cursor) {
    byte[] bound = (caller.actor().toString() + '\0' + question + '\0').getBytes(UTF_8);
    return Hashing.hmacSha256(caller.view().pageKey())
        .newHasher()
        .putInt(bound.length)
        .putBytes(bound)
        .putBytes(cursor)
        .hash()
        .asBytes();
  }

  private static InvalidParameter refused() {
    return new InvalidParameter(
        "page.token", "must come from the page before of the same question");
  }
}
