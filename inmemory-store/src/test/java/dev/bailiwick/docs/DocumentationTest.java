package dev.bailiwick.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.reflect.ClassPath;
import dev.bailiwick.Session;
import dev.bailiwick.audit.Event;
import dev.bailiwick.contract.StoreContract;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The code in the README and in the pages of {@code docs} compiles, runs, and is complete. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final Pattern TYPE =
      Pattern.compile("^(?:public )?(?:final )?(?:class|record) (\\w+)", Pattern.MULTILINE);

  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

  /** A block of imports alone, which counts for all snippets of its page. */
  private static final Pattern IMPORTS =
      Pattern.compile("```java\n((?:(?:import [^\n]*;)?\n)+)```");

  private final List<String> testsRun = new ArrayList<>();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> every_snippet_compiles_and_runs() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      int number = 0;
      for (String snippet : snippets(page)) {
        String name = page.getFileName().toString().replaceAll("\\W", "_") + "_" + ++number;
        tests.add(DynamicTest.dynamicTest(name, () -> run(name, imports(page), snippet)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(8);
    return tests.stream();
  }

  @Test
  void the_first_snippet_prints_the_output_in_the_readme() throws Exception {
    Path readme = ROOT.resolve("README.md");
    String printed = run("First", imports(readme), snippets(readme).get(0));
    assertThat(Files.readString(readme)).contains("which prints\n\n```\n" + printed + "```\n");
  }

  @Test
  void the_tutorial_is_made_of_complete_files_and_their_tests_pass() throws Exception {
    List<String> files = snippets(ROOT.resolve("docs/tutorial.md"));
    for (String file : files) {
      assertThat(file).startsWith("package app;\n");
      run("Tutorial", "", file);
    }
    int declared = String.join("", files).split("@Test\n").length - 1;
    assertThat(declared).isGreaterThan(5);
    assertThat(testsRun).hasSize(declared);
  }

  @Test
  void the_hosts_test_is_the_one_that_is_built_against_the_published_artifacts()
      throws IOException {
    Path test = ROOT.resolve("examples/host-test/src/it/host/src/test/java/host/HostTest.java");
    assertThat(snippets(ROOT.resolve("README.md"))).contains(Files.readString(test));
  }

  @Test
  void the_toy_of_the_guide_is_the_one_that_passes_the_contract() throws IOException {
    List<String> shown = snippets(ROOT.resolve("docs/your-own-store.md"));
    Path toy = ROOT.resolve("inmemory-store/src/test/java/dev/bailiwick/toy");
    for (String file : List.of("ToyStore.java", "ToyStoreContractTest.java")) {
      assertThat(shown).contains(Files.readString(toy.resolve(file)));
    }
    assertThat(Files.readAllLines(toy.resolve("ToyStore.java"))).hasSizeLessThanOrEqualTo(640);
  }

  @Test
  void the_page_of_the_log_lists_each_event_of_a_change() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/audit.md"));
    String table = page.substring(page.indexOf("| event | items of the entry |"));
    List<String> listed = new ArrayList<>();
    for (String row : table.substring(0, table.indexOf("\n\n")).lines().skip(2).toList()) {
      List<String> cells = Splitter.on('|').trimResults().splitToList(row);
      assertThat(cells).as(row).hasSize(4);
      assertThat(cells.get(2)).as("the items of %s", cells.get(1)).isNotEmpty();
      for (String name : Splitter.on(", ").split(cells.get(1))) {
        listed.add(name.substring(1, name.length() - 1));
      }
    }
    assertThat(listed)
        .as("the events of docs/audit.md")
        .containsExactlyInAnyOrderElementsOf(
            Event.changes().stream().map(Event::name).collect(Collectors.toList()));
  }

  @Test
  void every_call_of_the_table_exists_and_every_call_that_exists_is_in_the_table()
      throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String table = readme.substring(readme.indexOf("| operation | call |"));
    table = table.substring(0, table.indexOf("\n\n"));
    Set<String> listed = new TreeSet<>();
    for (String row : table.lines().toList()) {
      String noun = "session";
      Matcher call = Pattern.compile("`([^`]*)`").matcher(row);
      while (call.find()) {
        Matcher method =
            Pattern.compile(
                    "(?:(session(?:\\.\\w+\\([^()]*\\))?(?:\\.(?:members|domains|joinRequests|emails)\\((?:org|team|user)\\))?)\\.)?(\\w+)\\([^()]*(?:\\([^()]*\\))?[^()]*\\)")
                .matcher(call.group(1));
        assertThat(method.matches()).as(call.group(1)).isTrue();
        noun = method.group(1) == null ? noun : method.group(1);
        listed.add(noun.replaceAll("\\([^()]*\\)", "") + "." + method.group(2));
      }
    }
    Set<String> there = new TreeSet<>();
    for (String noun :
        List.of(
            "users",
            "passwords",
            "orgs",
            "teams",
            "resources",
            "grants",
            "invitations",
            "apiKeys",
            "accessTokens",
            "impersonations",
            "agents",
            "access",
            "audit",
            "history",
            "bulk")) {
      add(there, "session." + noun, Session.class.getMethod(noun).getReturnType());
    }
    Class<?> orgs = Session.class.getMethod("orgs").getReturnType();
    for (String noun : List.of("members", "domains", "joinRequests")) {
      Class<?> type = orgs.getMethod(noun, dev.bailiwick.id.OrgId.class).getReturnType();
      add(there, "session.orgs." + noun, type);
      there.remove("session.orgs." + noun);
    }
    add(
        there,
        "session.users.emails",
        Session.class
            .getMethod("users")
            .getReturnType()
            .getMethod("emails", dev.bailiwick.id.UserId.class)
            .getReturnType());
    there.remove("session.users.emails");
    there.addAll(
        List.of(
            "session.may",
            "session.require",
            "session.explain",
            "session.because",
            "session.operation"));
    add(
        there,
        "session.teams.members",
        Session.class
            .getMethod("teams")
            .getReturnType()
            .getMethod("members", dev.bailiwick.id.TeamId.class)
            .getReturnType());
    there.remove("session.teams.members");
    there.remove("session.access.in");
    assertThat(listed).isEqualTo(there);
  }

  @Test
  void every_test_that_a_page_names_exists() throws IOException {
    Set<String> tests =
        ClassPath.from(StoreContract.class.getClassLoader())
            .getTopLevelClassesRecursive(StoreContract.class.getPackageName())
            .stream()
            .map(ClassPath.ClassInfo::load)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .map(Method::getName)
            .collect(Collectors.toSet());
    tests.addAll(testsOf(ROOT.resolve("jdbc-store/src/test/java/dev/bailiwick/jdbc")));
    for (String page : List.of("docs/adversarial-cases.md", "docs/laws.md")) {
      List<String> named =
          Pattern.compile("`(\\w+_\\w+)`")
              .matcher(Files.readString(ROOT.resolve(page)))
              .results()
              .map(match -> match.group(1))
              .toList();
      assertThat(named).hasSizeGreaterThan(20).doesNotHaveDuplicates();
      assertThat(tests).containsAll(named);
    }
  }

  /** The tests in a folder of another module, which this one does not depend on. */
  private static Set<String> testsOf(Path folder) throws IOException {
    Set<String> tests = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Pattern.compile("(?m)^  void (\\w+_\\w+)\\(")
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> tests.add(match.group(1)));
      }
    }
    return tests;
  }

  private static void add(Set<String> calls, String noun, Class<?> type) {
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getName)
        .forEach(name -> calls.add(noun + "." + name));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              docs.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  private static List<String> snippets(Path page) throws IOException {
    return JAVA.matcher(IMPORTS.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /**
   * Compiles a snippet, as the body of a method unless it is a class, and runs it: of a class, the
   * tests that it declares. A class is there for the snippets after it.
   */
  private String run(String name, String imports, String snippet) throws Exception {
    boolean whole = TYPE.matcher(snippet).find();
    String source =
        whole && snippet.startsWith("package")
            ? snippet
            : imports
                + (whole
                    ? snippet
                    : "public class "
                        + name
                        + " {\n"
                        + "static void check(boolean holds) {\n"
                        + "if (!holds) throw new AssertionError();\n}\n"
                        + "public static void run() throws Exception {\n"
                        + snippet
                        + "}\n}\n");
    String type = whole ? typeOf(snippet) : name;
    Path file = folder.resolve(type + ".java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-d",
                    folder.toString(),
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path") + File.pathSeparator + folder),
                null,
                compiler.getStandardFileManager(null, null, UTF_8).getJavaFileObjects(file))
            .call();
    assertThat(compiled).as(messages.toString()).isTrue();
    if (whole) {
      runTests(
          PACKAGE.matcher(snippet).results().map(m -> m.group(1) + ".").findFirst().orElse("")
              + type);
      return "";
    }
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, UTF_8));
      loader.loadClass(name).getMethod("run").invoke(null);
    } finally {
      System.setOut(out);
    }
    return printed.toString(UTF_8);
  }

  private void runTests(String type) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (Method test : loader.loadClass(type).getDeclaredMethods()) {
        if (test.isAnnotationPresent(Test.class)) {
          Constructor<?> maker = test.getDeclaringClass().getDeclaredConstructor();
          maker.setAccessible(true);
          test.setAccessible(true);
          test.invoke(maker.newInstance());
          testsRun.add(type + "." + test.getName());
        }
      }
    }
  }

  private static String typeOf(String snippet) {
    Matcher type = TYPE.matcher(snippet);
    assertThat(type.find()).isTrue();
    return type.group(1);
  }

  /** The imports that a page shows. */
  private static String imports(Path page) throws IOException {
    return IMPORTS
        .matcher(Files.readString(page))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.joining());
  }
}
