package dev.bailiwick.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about security names tests that exist, and each requirement of the standard once. */
class SecurityPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/security.md");

  /** The modules whose tests a page may name, and whose sources may use cryptography. */
  private static final List<String> MODULES =
      List.of("core", "store-contract", "inmemory-store", "jdbc-store", "examples/jdbc-hosts");

  /** The sections of the chapters, each with the number of its requirements in version 5.0.0. */
  private static final Map<String, Integer> SECTIONS =
      ImmutableMap.<String, Integer>builder()
          .put("6.1", 3)
          .put("6.2", 12)
          .put("6.3", 8)
          .put("6.4", 6)
          .put("6.5", 8)
          .put("6.6", 4)
          .put("6.7", 2)
          .put("6.8", 4)
          .put("7.1", 3)
          .put("7.2", 4)
          .put("7.3", 2)
          .put("7.4", 5)
          .put("7.5", 3)
          .put("7.6", 2)
          .put("8.1", 4)
          .put("8.2", 4)
          .put("8.3", 3)
          .put("8.4", 2)
          .put("11.1", 4)
          .put("11.2", 5)
          .put("11.3", 5)
          .put("11.4", 4)
          .put("11.5", 2)
          .put("11.6", 2)
          .put("11.7", 2)
          .put("16.1", 1)
          .put("16.2", 5)
          .put("16.3", 4)
          .put("16.4", 3)
          .put("16.5", 4)
          .buildOrThrow();

  private static final Pattern NAMED = Pattern.compile("`([a-z]\\w*_\\w+_\\w+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([\\w-]+))?\\)");
  private static final Pattern REQUIREMENT = Pattern.compile("\\| \\d+\\.\\d+\\.\\d+ \\|.*");

  /** A row of the table, without its number. */
  private record Row(String level, String about, String status, String reason) {}

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  private static Map<String, Row> rows() throws IOException {
    ImmutableMap.Builder<String, Row> rows = ImmutableMap.builder();
    for (String line : page().lines().toList()) {
      if (REQUIREMENT.matcher(line).matches()) {
        List<String> cells = Splitter.on('|').trimResults().splitToList(line);
        assertThat(cells).as(line).hasSize(7);
        rows.put(cells.get(1), new Row(cells.get(2), cells.get(3), cells.get(4), cells.get(5)));
      }
    }
    return rows.buildOrThrow();
  }

  @Test
  void each_requirement_has_one_row_with_a_status_and_a_reason() throws IOException {
    Map<String, Row> rows = rows();
    List<String> requirements = new ArrayList<>();
    SECTIONS.forEach(
        (section, size) ->
            IntStream.rangeClosed(1, size).forEach(i -> requirements.add(section + "." + i)));
    assertThat(rows.keySet()).containsExactlyElementsOf(requirements);
    rows.forEach(
        (number, row) -> {
          assertThat(row.level()).as(number).matches("[123]");
          assertThat(row.about()).as(number).isNotEmpty();
          assertThat(row.status()).as(number).isIn("met", "not met", "the host's");
          assertThat(row.reason()).as(number).hasSizeGreaterThan(10);
          if (row.status().equals("met")) {
            assertThat(NAMED.matcher(row.reason()).find() || LINK.matcher(row.reason()).find())
                .as("%s names a test or a page", number)
                .isTrue();
          }
        });
  }

  @Test
  void the_counts_are_those_of_the_rows() throws IOException {
    Map<String, Long> counts =
        rows().values().stream().collect(Collectors.groupingBy(Row::status, Collectors.counting()));
    assertThat(page())
        .contains(
            "The counts: %d met, %d not met, %d the host's."
                .formatted(counts.get("met"), counts.get("not met"), counts.get("the host's")));
  }

  @Test
  void each_test_that_the_page_names_exists() throws IOException {
    Set<String> named = found(NAMED, page());
    assertThat(named).hasSizeGreaterThan(80);
    Pattern declared =
        Pattern.compile("(?:\\bvoid|ArchRule|DynamicTest>|DynamicNode>)\\s+(\\w+_\\w+)");
    Set<String> tests = new TreeSet<>();
    for (Path file : sources("src/test/java", "store-contract/src/main/java")) {
      tests.addAll(found(declared, Files.readString(file)));
    }
    assertThat(tests).containsAll(named);
  }

  @Test
  void each_link_leads_to_a_page_and_a_heading() throws IOException {
    for (MatchResult link : LINK.matcher(page()).results().toList()) {
      if (!link.group(1).startsWith("https://")) {
        Path target = link.group(1).isEmpty() ? PAGE : PAGE.resolveSibling(link.group(1));
        assertThat(target).as(link.group()).exists();
        if (link.group(2) != null) {
          assertThat(anchors(target)).as(link.group()).contains(link.group(2));
        }
      }
    }
  }

  @Test
  void each_class_that_uses_cryptography_is_in_the_inventory() throws IOException {
    String inventory = page();
    inventory = inventory.substring(inventory.indexOf("## Cryptography"));
    inventory = inventory.substring(0, inventory.indexOf("## OWASP ASVS"));
    Pattern imports =
        Pattern.compile(
            "import (?:static )?(?:javax\\.crypto|java\\.security|com\\.google\\.common\\.hash)\\.");
    Set<String> users = new TreeSet<>();
    for (Path file : sources("src/main/java")) {
      if (!file.startsWith(ROOT.resolve("store-contract"))
          && imports.matcher(Files.readString(file)).find()) {
        users.add(file.getFileName().toString().replace(".java", ""));
      }
    }
    assertThat(found(Pattern.compile("(?m)^\\| `(\\w+)` \\|"), inventory)).isEqualTo(users);
  }

  /** Returns the first group of each match. */
  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the anchors of the headings of a page, as the platforms that show it make them. */
  private static List<String> anchors(Path page) throws IOException {
    return Files.readString(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  /** Returns the Java files of each module below a folder, and those of further folders. */
  private static List<Path> sources(String folder, String... more) throws IOException {
    return Stream.concat(
            MODULES.stream().map(module -> ROOT.resolve(module).resolve(folder)),
            Stream.of(more).map(ROOT::resolve))
        .filter(Files::isDirectory)
        .flatMap(SecurityPageTest::files)
        .filter(path -> path.toString().endsWith(".java"))
        .toList();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
