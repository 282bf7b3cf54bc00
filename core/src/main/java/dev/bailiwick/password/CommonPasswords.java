package dev.bailiwick.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads the list of common passwords from the library's own resource, once. */
final class CommonPasswords {
  static final PasswordBlocklist LIST = PasswordBlocklist.of(entries());

  private CommonPasswords() {}

  /** Returns the entries. A line that begins with two number signs and a space is a comment. */
  static ImmutableSet<String> entries() {
    try (InputStream in = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("## "))
          .collect(ImmutableSet.toImmutableSet());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
