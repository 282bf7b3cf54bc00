package dev.bailiwick.jdbc.internal.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The migration scripts of a product. */
public final class Scripts {
  /** In the order in which they are run; the number of the first is 1. */
  private static final ImmutableList<String> NAMES =
      ImmutableList.of(
          "V1__bailiwick.sql",
          "V2__addresses.sql",
          "V3__suspension.sql",
          "V4__invitations.sql",
          "V5__ownership.sql",
          "V6__audit.sql",
          "V7__domains.sql");

  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

  private Scripts() {}

  /** The version of the schema when all of them were run. */
  public static int newest() {
    return NAMES.size();
  }

  /** The name of the script that migrates to a version. */
  public static String name(int version) {
    return NAMES.get(version - 1);
  }

  /** The statements of one script. */
  public static ImmutableList<String> statements(Dialect dialect, int version) {
    String script = name(version);
    URL file = Scripts.class.getResource("/dev/bailiwick/jdbc/" + dialect.folder() + "/" + script);
    if (file == null) {
      throw new IllegalStateException("the script " + script + " is not there");
    }
    try {
      // A script has neither a comment mark nor a semicolon in a text.
      String text = Resources.toString(file, UTF_8).replaceAll("--[^\n]*", "");
      return Splitter.on(';')
          .trimResults()
          .omitEmptyStrings()
          .splitToStream(text)
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all tables that the scripts make, in lower case. */
  public static ImmutableSet<String> tables(Dialect dialect) {
    ImmutableSet.Builder<String> tables = ImmutableSet.builder();
    for (int version = 1; version <= newest(); version++) {
      for (String statement : statements(dialect, version)) {
        Matcher matcher = TABLE.matcher(statement);
        if (matcher.lookingAt()) {
          tables.add(matcher.group(1));
        }
      }
    }
    return tables.build();
  }
}
