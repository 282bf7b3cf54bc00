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
 * A part of a YAML file that knows where it stands. It is the tree, not objects made from it: no
 * tag is obeyed, and a number is the text that was written.
 */
final class Yaml {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(50).build();

  /** Far above what teams inside teams need. */
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
   * The one document of a file; a file without any says nothing.
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

  /** What builds the tree calls itself at every level, and so must not see what has too many. */
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

  /** Whether nothing is written here. */
  boolean isEmpty() {
    return node.getTag().equals(Tag.NULL);
  }

  /**
   * The entries of a map, in their order; none if nothing is written.
   *
   * @throws InputError if it is something else, or a key stands there twice
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
        // What is wrong with a value is told at its key: the value may begin a line later.
        if (entries.put(name, new Yaml(file, entry.getValueNode(), key.place)) != null) {
          throw key.error(what + " has " + name + " twice");
        }
      }
      return ImmutableMap.copyOf(entries);
    }
  }

  /**
   * The items of a list; none if nothing is written.
   *
   * @throws InputError if it is something else
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
   * A text, as it is written.
   *
   * @throws InputError if it is something else, or nothing is written
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
   * A text that the library takes for a name.
   *
   * @throws InputError if it does not
   */
  String name(String what) {
    return checked(text(what), value -> Text.name(value, what));
  }

  /**
   * A text of several lines that the library takes for a description; empty if nothing is written.
   *
   * @throws InputError if it does not
   */
  String description(String what) {
    return isEmpty() ? "" : checked(text(what), value -> Text.text(value, what));
  }

  /** A failure that says where this stands. */
  InputError error(String what) {
    return new InputError(at(file, place) + what);
  }

  /**
   * A value that belongs here, as the library takes it.
   *
   * @throws InputError if it does not
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
