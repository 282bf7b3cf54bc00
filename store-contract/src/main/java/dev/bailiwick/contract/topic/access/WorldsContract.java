package dev.bailiwick.contract.topic.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.PlayedWorld;
import dev.bailiwick.contract.fixture.WorldFile;
import dev.bailiwick.error.BailiwickException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every expectation of every world: of the worlds in the folder that the system property {@code
 * bailiwick.worlds} names, or otherwise of the project's own. A relative folder is one below {@code
 * bailiwick.root}, where that is set.
 */
public interface WorldsContract extends ContractTopic {
  /** The worlds that come with the suite. */
  List<String> OWN = List.of("newsroom.json", "clinic.json");

  /** A container for each world, a test for each expectation. */
  @TestFactory
  default Stream<DynamicContainer> worlds() {
    return worldsToPlay().stream()
        .map(
            file -> {
              PlayedWorld played = new PlayedWorld(file, newStore());
              return DynamicContainer.dynamicContainer(
                  file.name(),
                  file.expectations().stream()
                      .map(
                          expected ->
                              DynamicTest.dynamicTest(
                                  expected.toString(), () -> played.verify(expected))));
            });
  }

  @Test
  default void a_folder_is_read_to_its_last_world(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("b.json"), world("b", "true"));
    Files.writeString(folder.resolve("a.json"), world("a", "true"));
    Files.writeString(folder.resolve("README.md"), "no world");
    assertThat(WorldFile.readFolder(folder)).extracting(WorldFile::name).containsExactly("a", "b");
  }

  @Test
  default void a_folder_without_worlds_fails(@TempDir Path folder) {
    assertThatThrownBy(() -> WorldFile.readFolder(folder)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> WorldFile.readFolder(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  default void a_malformed_world_fails() {
    String good = world("good", "true");
    assertThat(read(good).name()).isEqualTo("good");
    for (String bad :
        List.of(
            "",
            "[]",
            good.substring(0, good.length() - 1),
            good + "{}",
            good.replace("\"good\"", "good"),
            good.replace("\"parents\"", "\"parnets\""),
            good.replace("\"effect\": \"deny\"", "\"effect\": \"maybe\""),
            good.replace("\"effect\"", "\"efect\""),
            good.replace("\"from\": 1", "\"from\": \"now\""),
            good.replace("\"check\"", "\"ponder\""),
            good.replace("\"permission\": \"read\", ", ""),
            good.replace("\"expect\": true", "\"expect\": [\"anne\"]"),
            good.replace("\"home\": \"acme\"", "\"home\": \"elsewhere\""),
            good.replaceAll("(?s)\"expectations\": \\[.*]", "\"expectations\": []"))) {
      assertThat(bad).isNotEqualTo(good);
      assertThatThrownBy(() -> read(bad)).as("%s", bad).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  default void a_world_that_names_an_undeclared_item_fails() {
    String good = world("good", "true");
    for (String bad :
        List.of(
            good.replace("\"subject\": \"user:anne\"", "\"subject\": \"user:bert\""),
            good.replace("\"subject\": \"user:anne\"", "\"subject\": \"anne\""),
            good.replace("\"role\": \"reader\"", "\"role\": \"writer\""),
            good.replace("[\"user:anne\"]", "[\"user:bert\"]"),
            good.replace("\"acme\": [\"anne\"]", "\"acme\": [\"bert\"]"),
            good.replace(
                "{\"doc:1\": \"doc:2\"}", "{\"doc:1\": \"doc:2\", \"doc:2\": \"doc:1\"}"))) {
      assertThat(bad).isNotEqualTo(good);
      assertThatThrownBy(() -> new PlayedWorld(read(bad), newStore()))
          .as("%s", bad)
          .isInstanceOfAny(AssertionError.class, BailiwickException.class);
    }
  }

  @Test
  default void an_expectation_that_is_not_met_fails() {
    for (String expect : List.of("true", "false")) {
      WorldFile file = read(world("w", expect));
      PlayedWorld played = new PlayedWorld(file, newStore());
      if (expect.equals("true")) {
        file.expectations().forEach(played::verify);
      } else {
        assertThatThrownBy(() -> file.expectations().forEach(played::verify))
            .isInstanceOf(AssertionError.class);
      }
    }
  }

  private static WorldFile read(String json) {
    return WorldFile.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "a test");
  }

  private static String world(String name, String expect) {
    return """
        {"name": "%s", "home": "acme", "users": ["anne"], "orgs": {"acme": ["anne"]},
         "teams": {"t": ["user:anne"]}, "roles": {"reader": ["read"]},
         "parents": {"doc:1": "doc:2"},
         "grants": [
          {"subject": "user:anne", "role": "reader", "resource": "doc:2"},
          {"subject": "team:t", "role": "reader", "resource": "doc:1", "effect": "deny",
           "from": 1, "until": 2}],
         "expectations": [
          {"ask": "check", "user": "anne", "permission": "read", "resource": "doc:1",
           "expect": %s}]}"""
        .formatted(name, expect);
  }

  private static List<WorldFile> worldsToPlay() {
    String named = System.getProperty("bailiwick.worlds", "");
    if (!named.isEmpty()) {
      Path root = Path.of(System.getProperty("bailiwick.root", ""));
      return WorldFile.readFolder(root.resolve(named));
    }
    return OWN.stream()
        .map(
            name -> {
              try (InputStream in =
                  Optional.ofNullable(WorldsContract.class.getResourceAsStream("worlds/" + name))
                      .orElseThrow(() -> new AssertionError("no world " + name))) {
                return WorldFile.read(Objects.requireNonNull(in), name);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }
}
