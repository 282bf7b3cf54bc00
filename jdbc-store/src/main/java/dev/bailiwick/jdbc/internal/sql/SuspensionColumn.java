package dev.bailiwick.jdbc.internal.sql;

import dev.bailiwick.org.Suspension;
import java.util.Optional;

/** The column of an org that says to which extent it is suspended. */
public final class SuspensionColumn {
  private SuspensionColumn() {}

  public static Optional<Suspension> of(long code) {
    if (code < 0 || code > 2) {
      throw new IllegalArgumentException("no suspension has the code " + code);
    }
    return code == 0
        ? Optional.empty()
        : Optional.of(code == 1 ? Suspension.READ_ONLY : Suspension.FULL);
  }

  public static int code(Optional<Suspension> suspension) {
    return suspension.map(extent -> extent == Suspension.READ_ONLY ? 1 : 2).orElse(0);
  }
}
