package dev.bailiwick.examples.quickstart;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A part of a YAML file that knows its place in the file. It is a tree of nodes and creates no
 * objects from them: tags have no effect, and a number is the text in the file.
 */
final class Yaml {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(50).build();

  /** The greatest depth of a file, far above the depth that teams inside teams need. */
  private static final int DEEPEST = 100;

  private final String file;
  private final Node node;
  private final Optional<Mark> place;

  private Yaml(String file, Node node, Optional<Mark> place) {
    this.file = file;
    this.node = node;
    this.place = place;
  }

  /**
   * Returns the one document of a file. A file without a document counts as empty.
   *
   * @throws InputError if it is not YAML
   */
  static Yaml parse(String file, String text) {
    try {
      refuseTooDeep(file, text);
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      return of(file, root.orElseGet(() -> new ScalarNode(Tag.NULL, "", ScalarStyle.PLAIN)));
    } catch (MarkedYamlEngineException e) {
      throw new InputError(at(file, e.getProblemMark()) + "not YAML: " + problem(e), e);
    } catch (YamlEngineException e) {
      throw new InputError(
          at(file, Optional.empty()) + "not YAML: " + oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  /**
   * Refuses a file that is nested too deep. The parser that builds the tree calls itself at every
   * level, so it must not receive such a file.
   */
  private static void refuseTooDeep(String file, String text) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST) {
        throw new InputError(
            at(file, event.getStartMark()) + "nested more than " + DEEPEST + " deep");
      }
    }
  }

  private static Yaml of(String file, Node node) {
    return new Yaml(file, node, node.getStartMark());
  }

  /** The name of the file. */
  String file() {
    return file;
  }

  /** Whether the value is empty. */
  boolean isEmpty() {
    return node.getTag().equals(Tag.NULL);
  }

  /**
   * Returns the entries of a map, in their order; an empty map if the value is empty.
   *
   * @throws InputError if the value is not a map, or has a key twice
   */
  ImmutableMap<String, Yaml> map(String what) {
    if (isEmpty()) {
      return ImmutableMap.of();
    } else if (!(node instanceof MappingNode mapping)) {
      throw error(what + " must be a map, and is " + kind());
    } else {
      Map<String, Yaml> entries = new LinkedHashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        Yaml key = of(file, entry.getKeyNode());
        String name = key.text("a key of " + what);
        // An error in a value is reported at the place of its key, since the value may begin a line
        // later.
        if (entries.put(name, new Yaml(file, entry.getValueNode(), key.place)) != null) {
          throw key.error(what + " has " + name + " twice");
        }
      }
      return ImmutableMap.copyOf(entries);
    }
  }

  /**
   * Returns the items of a list; an empty list if the value is empty.
   *
   * @throws InputError if the value is not a list
   */
  ImmutableList<Yaml> list(String what) {
    if (isEmpty()) {
      return ImmutableList.of();
    } else if (!(node instanceof SequenceNode sequence)) {
      throw error(what + " must be a list, and is " + kind());
    } else {
      return sequence.getValue().stream()
          .map(item -> of(file, item))
          .collect(ImmutableList.toImmutableList());
    }
  }

  /**
   * Returns a text, as the file spells it.
   *
   * @throws InputError if the value is not a text, or is empty
   */
  String text(String what) {
    if (isEmpty()) {
      throw error(what + " must not be empty");
    } else if (!(node instanceof ScalarNode scalar)) {
      throw error(what + " must be a text, and is " + kind());
    } else {
      return scalar.getValue();
    }
  }

  /**
   * Returns a text that the library accepts as a name.
   *
   * @throws InputError if the library does not accept it
   */
  String name(String what) {
    return checked(text(what), value -> Text.name(value, what));
  }

  /**
   * Returns a text of several lines that the library accepts as a description; an empty text if the
   * value is empty.
   *
   * @throws InputError if the library does not accept it
   */
  String description(String what) {
    return isEmpty() ? "" : checked(text(what), value -> Text.text(value, what));
  }

  /** Returns an error that names this place in the file. */
  InputError error(String what) {
    return new InputError(at(file, place) + what);
  }

  /**
   * Returns a value at this place, in the form that the library gives it.
   *
   * @throws InputError if the library does not accept it
   */
  String checked(String value, UnaryOperator<String> rule) {
    try {
      return rule.apply(value);
    } catch (InvalidParameter e) {
      throw new InputError(at(file, place) + e.field() + " " + e.rule(), e);
    }
  }

  private String kind() {
    return node instanceof MappingNode
        ? "a map"
        : node instanceof SequenceNode ? "a list" : "a text";
  }

  private static String at(String file, Optional<Mark> mark) {
    return file + mark.map(m -> ":" + (m.getLine() + 1)).orElse("") + ": ";
  }

  private static String problem(MarkedYamlEngineException e) {
    String context = e.getContext();
    return oneLine(context == null ? e.getProblem() : context + ", " + e.getProblem());
  }

  private static String oneLine(String message) {
    return CharMatcher.whitespace().trimAndCollapseFrom(message, ' ');
  }
}
