package dev.bailiwick.contract;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An access-control scenario as plain data, with what is expected of it.
 *
 * @param home the org that all resources belong to
 * @param orgs for each org its members
 * @param teams for each team of {@code home} its members, {@code user:NAME} or {@code team:NAME}
 * @param roles for each role its permissions
 * @param parents for each resource that has one, its parent
 */
record WorldFile(
    String name,
    String home,
    Set<String> users,
    Map<String, List<String>> orgs,
    Map<String, List<String>> teams,
    Map<String, List<String>> roles,
    Map<String, String> parents,
    List<Given> grants,
    List<Expectation> expectations) {

  /** A grant or denial; times in seconds since 1970. */
  record Given(
      String subject,
      String role,
      String resource,
      boolean denied,
      Optional<Long> from,
      Optional<Long> until) {}

  /** A question, the second at which it is asked, and the answer. */
  record Expectation(long at, Map<String, String> question, Answer answer) {
    String ask() {
      return part("ask");
    }

    String part(String key) {
      return Objects.requireNonNull(question.get(key));
    }

    @Override
    public String toString() {
      return question.values() + " at " + at + " → " + answer;
    }
  }

  /** Yes or no, or a set of names. */
  record Answer(Optional<Boolean> yes, Set<String> names) {
    @Override
    public String toString() {
      return yes.map(Object::toString).orElseGet(names::toString);
    }
  }

  /**
   * Reads every {@code .json} file of a folder, by name.
   *
   * @throws AssertionError if the folder holds none, or one that is malformed
   */
  static List<WorldFile> readFolder(Path folder) {
    Map<String, WorldFile> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          found.put(file.toString(), read(in, file.toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the worlds in " + folder, e);
    }
    if (found.isEmpty()) {
      throw new AssertionError("no worlds in " + folder);
    }
    return List.copyOf(found.values());
  }

  /**
   * Reads one file.
   *
   * @throws AssertionError if it is not of the format, to the last key
   */
  static WorldFile read(InputStream in, String source) {
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        JsonReader json = new JsonReader(reader)) {
      json.setStrictness(Strictness.STRICT);
      JsonObject world = JsonParser.parseReader(json).getAsJsonObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("more than one object");
      }
      return parse(new Fields(world, source));
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new AssertionError("malformed world: " + source, e);
    }
  }

  private static WorldFile parse(Fields world) {
    WorldFile result =
        new WorldFile(
            world.text("name"),
            world.text("home"),
            new LinkedHashSet<>(world.texts("users")),
            world.lists("orgs"),
            world.lists("teams"),
            world.lists("roles"),
            world.map("parents"),
            world.objects("grants").stream().map(WorldFile::given).toList(),
            world.objects("expectations").stream().map(WorldFile::expectation).toList());
    world.end();
    world.require(!result.expectations.isEmpty(), "expects nothing");
    world.require(result.orgs.containsKey(result.home), "has no org " + result.home);
    return result;
  }

  private static Given given(Fields grant) {
    String effect = grant.optionalText("effect").orElse("allow");
    grant.require(effect.equals("allow") || effect.equals("deny"), "effect " + effect);
    Given given =
        new Given(
            grant.text("subject"),
            grant.text("role"),
            grant.text("resource"),
            effect.equals("deny"),
            grant.optionalNumber("from"),
            grant.optionalNumber("until"));
    grant.end();
    return given;
  }

  private static Expectation expectation(Fields expected) {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("ask", expected.text("ask"));
    List<String> parts =
        switch (expected.text("ask")) {
          case "check" -> List.of("user", "permission", "resource");
          case "subjects" -> List.of("permission", "resource");
          case "resources" -> List.of("user", "permission", "type");
          default -> List.of();
        };
    expected.require(!parts.isEmpty(), "asks what nobody knows");
    parts.forEach(part -> question.put(part, expected.text(part)));
    boolean check = expected.text("ask").equals("check");
    Answer answer =
        check
            ? new Answer(Optional.of(expected.bool("expect")), Set.of())
            : new Answer(Optional.empty(), new LinkedHashSet<>(expected.texts("expect")));
    Expectation result =
        new Expectation(expected.optionalNumber("at").orElse(0L), question, answer);
    expected.end();
    return result;
  }

  /** The fields of an object, each of which must be read. */
  private static final class Fields {
    private final JsonObject object;
    private final String source;
    private final Set<String> unread;

    Fields(JsonObject object, String source) {
      this.object = object;
      this.source = source;
      this.unread = new LinkedHashSet<>(object.keySet());
    }

    void require(boolean holds, String what) {
      if (!holds) {
        throw new AssertionError("malformed world: " + source + ": " + what + " in " + object);
      }
    }

    void end() {
      require(unread.isEmpty(), "unknown " + unread);
    }

    private Optional<JsonElement> optional(String key) {
      unread.remove(key);
      return Optional.ofNullable(object.get(key));
    }

    private JsonElement element(String key) {
      return optional(key)
          .orElseThrow(
              () ->
                  new AssertionError(
                      "malformed world: " + source + ": no " + key + " in " + object));
    }

    String text(String key) {
      return textOf(element(key));
    }

    Optional<String> optionalText(String key) {
      return optional(key).map(this::textOf);
    }

    private String textOf(JsonElement element) {
      require(
          element.isJsonPrimitive() && element.getAsJsonPrimitive().isString(),
          element + " is no text");
      return element.getAsString();
    }

    Optional<Long> optionalNumber(String key) {
      return optional(key)
          .map(
              element -> {
                require(
                    element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber(),
                    element + " is no number");
                return element.getAsBigDecimal().longValueExact();
              });
    }

    boolean bool(String key) {
      JsonElement element = element(key);
      require(
          element.isJsonPrimitive() && element.getAsJsonPrimitive().isBoolean(),
          element + " is neither true nor false");
      return element.getAsBoolean();
    }

    List<String> texts(String key) {
      return textsOf(element(key));
    }

    private List<String> textsOf(JsonElement element) {
      require(element.isJsonArray(), element + " is no list");
      List<String> texts = new ArrayList<>();
      element.getAsJsonArray().forEach(item -> texts.add(textOf(item)));
      return texts;
    }

    private JsonObject nested(String key) {
      JsonElement element = element(key);
      require(element.isJsonObject(), key + " is no object");
      return element.getAsJsonObject();
    }

    Map<String, List<String>> lists(String key) {
      Map<String, List<String>> lists = new LinkedHashMap<>();
      nested(key).asMap().forEach((name, list) -> lists.put(name, textsOf(list)));
      return lists;
    }

    Map<String, String> map(String key) {
      Map<String, String> map = new LinkedHashMap<>();
      nested(key).asMap().forEach((name, value) -> map.put(name, textOf(value)));
      return map;
    }

    List<Fields> objects(String key) {
      JsonElement element = element(key);
      require(element.isJsonArray(), key + " is no list");
      List<Fields> objects = new ArrayList<>();
      JsonArray array = element.getAsJsonArray();
      array.forEach(
          item -> {
            require(item.isJsonObject(), item + " is no object");
            objects.add(new Fields(item.getAsJsonObject(), source));
          });
      return objects;
    }
  }
}
