package dev.bailiwick.internal.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The SHA-256 of a list of values. What is hashed: of each record the name of its type and its
 * fields, in order; a text as the number of its UTF-8 bytes, a colon and the bytes; a list, a
 * sorted set, a map by ascending key, or what may be missing, as the number of its entries, written
 * like a text, and the entries; a set without an order likewise, as the ascending digests of its
 * entries; what a builder made like a record, with its properties by name; all else as the text
 * that it prints.
 */
public final class RequestDigest {
  private final Hasher hasher;

  private RequestDigest(HashFunction function) {
    this.hasher = function.newHasher();
  }

  /** The digest in hexadecimal. */
  public static String of(List<?> values) {
    return of(Hashing.sha256(), values);
  }

  /** The same by HMAC, so that nobody without the key finds out what was hashed by guessing. */
  public static String keyed(byte[] key, List<?> values) {
    return of(Hashing.hmacSha256(key), values);
  }

  private static String of(HashFunction function, List<?> values) {
    RequestDigest digest = new RequestDigest(function);
    values.forEach(digest::put);
    return digest.hasher.hash().toString();
  }

  private void put(Object value) {
    if (value instanceof Record record) {
      put(record.getClass().getSimpleName());
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        put(invoked(record, component.getAccessor()));
      }
    } else if (value.getClass().getSimpleName().startsWith("Immutable")
        && value.getClass().getPackageName().startsWith(RequestDigest.class.getPackageName())) {
      putBuilt(value, value.getClass().getInterfaces()[0]);
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
    } else if (value instanceof Set<?> set && !(set instanceof SortedSet<?>)) {
      put(set.stream().map(entry -> of(List.of(entry))).sorted().toList());
    } else if (value instanceof Collection<?> list) {
      put(Integer.toString(list.size()));
      list.forEach(this::put);
    } else {
      byte[] text = value.toString().getBytes(UTF_8);
      hasher.putBytes((text.length + ":").getBytes(UTF_8)).putBytes(text);
    }
  }

  /** Its properties are what its type declares without parameters. */
  private void putBuilt(Object value, Class<?> type) {
    put(type.getSimpleName());
    List<Method> properties =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.getParameterCount() == 0)
            .filter(method -> method.getReturnType() != void.class)
            .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    if (properties.isEmpty()) {
      // Something has taken them out of the class: any two values would be the same.
      throw new IllegalStateException("the properties of " + type + " cannot be seen");
    }
    for (Method property : properties) {
      put(property.getName());
      put(invoked(value, property));
    }
  }

  private static Object invoked(Object value, Method getter) {
    try {
      // Its type may be hidden in another package.
      getter.setAccessible(true);
      return getter.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a value has a field that cannot be read", e);
    }
  }
}
