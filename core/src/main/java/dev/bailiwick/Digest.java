package dev.bailiwick;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The SHA-256 of a list of records. What is hashed: of each record the name of its type and its
 * fields, in order; a text as the number of its UTF-8 bytes, a colon and the bytes; a list, a set,
 * a map by ascending key, or what may be missing, as the number of its entries, written like a
 * text, and the entries; all else as the text that it prints.
 */
final class Digest {
  private final Hasher hasher = Hashing.sha256().newHasher();

  private Digest() {}

  /** The digest in hexadecimal. */
  static String of(List<?> records) {
    Digest digest = new Digest();
    records.forEach(digest::put);
    return digest.hasher.hash().toString();
  }

  private void put(Object value) {
    if (value instanceof Record record) {
      put(record.getClass().getSimpleName());
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        put(field(record, component));
      }
    } else if (value instanceof Optional<?> maybe) {
      put(maybe.stream().toList());
    } else if (value instanceof Map<?, ?> map) {
      put(Integer.toString(map.size()));
      new TreeMap<>(map)
          .forEach(
              (key, of) -> {
                put(key);
                put(of);
              });
    } else if (value instanceof Collection<?> list) {
      put(Integer.toString(list.size()));
      list.forEach(this::put);
    } else {
      byte[] text = value.toString().getBytes(UTF_8);
      hasher.putBytes((text.length + ":").getBytes(UTF_8)).putBytes(text);
    }
  }

  private static Object field(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record has a field that cannot be read", e);
    }
  }
}
