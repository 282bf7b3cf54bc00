package dev.bailiwick.contract;

import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The result of a run of mutation testing: the number of mutants that each package's tests killed,
 * and the survivors without a stated reason. A mutant that ran out of time counts as a survivor.
 */
final class Survivors {
  private static final int AT_LEAST_PERCENT = 90;

  /**
   * The packages for which it is demanded: the calls, the decision, and the commands, questions and
   * rules behind the calls.
   */
  private static final List<String> DEMANDED =
      List.of(
          "dev.bailiwick",
          "dev.bailiwick.access",
          "dev.bailiwick.grant",
          "dev.bailiwick.internal",
          "dev.bailiwick.internal.access",
          "dev.bailiwick.internal.audit",
          "dev.bailiwick.internal.bulk",
          "dev.bailiwick.internal.call",
          "dev.bailiwick.internal.decision",
          "dev.bailiwick.internal.grant",
          "dev.bailiwick.internal.org",
          "dev.bailiwick.internal.resource",
          "dev.bailiwick.internal.rule",
          "dev.bailiwick.internal.team",
          "dev.bailiwick.internal.user",
          "dev.bailiwick.internal.value",
          "dev.bailiwick.internal.write",
          "dev.bailiwick.org",
          "dev.bailiwick.team");

  private Survivors() {}

  /** One mutant. */
  private record Mutant(String type, String method, int line, String description, boolean killed) {
    static Mutant of(Element element) {
      return new Mutant(
          text(element, "mutatedClass"),
          text(element, "mutatedMethod"),
          Integer.parseInt(text(element, "lineNumber")),
          text(element, "description"),
          element.getAttribute("status").equals("KILLED"));
    }

    private static String text(Element element, String name) {
      return element.getElementsByTagName(name).item(0).getTextContent();
    }

    String packageName() {
      return type.substring(0, type.lastIndexOf('.'));
    }

    /** Without the line and the number of a lambda, which move. */
    String name() {
      return type.substring("dev.bailiwick.".length())
          + "."
          + method.replace("lambda$", "").replaceAll("\\$\\d+$", "")
          + ": "
          + description.replaceAll(" for \\S+$", "").replace("dev/bailiwick/", "");
    }
  }

  /**
   * Prints and judges.
   *
   * @param args the report, and the page that gives reasons for survivors
   */
  public static void main(String[] args)
      throws IOException, ParserConfigurationException, SAXException {
    NodeList elements =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(Path.of(args[0]).toFile())
            .getElementsByTagName("mutation");
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      mutants.add(Mutant.of((Element) elements.item(i)));
    }
    String page = Files.readString(Path.of(args[1]));
    List<String> wrong = new ArrayList<>();
    Map<String, int[]> counts = new TreeMap<>();
    for (Mutant mutant : mutants) {
      int[] count = counts.computeIfAbsent(mutant.packageName(), name -> new int[2]);
      count[0]++;
      count[1] += mutant.killed() ? 1 : 0;
      if (!mutant.killed() && DEMANDED.contains(mutant.packageName())) {
        if (!page.contains(mutant.name())) {
          wrong.add(
              "survives without a reason: " + mutant.name() + " (line " + mutant.line() + ")");
        }
      }
    }
    ImmutableSortedMap.copyOf(counts)
        .forEach(
            (name, count) -> {
              int percent = 100 * count[1] / count[0];
              System.out.println(
                  name + ": " + count[1] + " of " + count[0] + ", " + percent + " %");
              if (DEMANDED.contains(name) && percent < AT_LEAST_PERCENT) {
                wrong.add("killed too few in " + name + ": " + percent + " %");
              }
            });
    wrong.forEach(System.out::println);
    System.exit(wrong.isEmpty() ? 0 : 1);
  }
}
