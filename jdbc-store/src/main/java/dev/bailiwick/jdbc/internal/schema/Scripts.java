package dev.bailiwick.jdbc.internal.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.store.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The migration scripts of the schema, or of one of its optional parts. Each has versions of its
 * own.
 */
public final class Scripts {
  /** The scripts that every store needs. */
  public static final Scripts MAIN =
      new Scripts(
          "main",
          "",
          "V1__bailiwick.sql",
          "V2__addresses.sql",
          "V3__suspension.sql",
          "V4__invitations.sql",
          "V5__ownership.sql",
          "V6__audit.sql",
          "V7__domains.sql",
          "V8__parts.sql");

  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

  private final String part;
  private final String folder;
  private final ImmutableList<String> names;

  /**
   * @param names in the order in which they are run; the number of the first is 1
   */
  private Scripts(String part, String folder, String... names) {
    this.part = part;
    this.folder = folder;
    this.names = ImmutableList.copyOf(names);
  }

  /** The scripts of an optional part. Their folder is not below that of the others. */
  public static Scripts of(Part part) {
    return switch (part) {
      case KEYS -> ofPart(part, "V1__keys.sql", "V2__tokens.sql");
      case PASSWORDS -> ofPart(part, "V1__passwords.sql");
      case IMPERSONATION -> ofPart(part, "V1__impersonation.sql", "V2__delegation.sql");
      case HISTORY -> ofPart(part, "V1__history.sql");
    };
  }

  private static Scripts ofPart(Part part, String... names) {
    String name = Ascii.toLowerCase(part.name());
    return new Scripts(name, name + "/", names);
  }

  /** The scripts that a store with some parts needs, in the order in which they are run. */
  public static ImmutableList<Scripts> with(Collection<Part> parts) {
    return Stream.concat(Stream.of(MAIN), parts.stream().sorted().map(Scripts::of))
        .collect(ImmutableList.toImmutableList());
  }

  /** The name of the part in {@code bailiwick_schema}. */
  public String part() {
    return part;
  }

  /** The version of the schema when all of them were run. */
  public int newest() {
    return names.size();
  }

  /** The name of the script that migrates to a version, with its folder. */
  public String name(int version) {
    return folder + names.get(version - 1);
  }

  /** The statements of one script. */
  public ImmutableList<String> statements(Dialect dialect, int version) {
    String script = names.get(version - 1);
    URL file =
        Scripts.class.getResource(
            "/dev/bailiwick/jdbc/" + folder + dialect.folder() + "/" + script);
    if (file == null) {
      throw new IllegalStateException("the script " + name(version) + " is not there");
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
  public ImmutableSet<String> tables(Dialect dialect) {
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
