package dev.bailiwick.jdbc.internal.sql;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of objects, arrays and texts. The store keeps no other values. */
public final class Json {
  /** The depth of nested values; the store writes four levels. */
  private static final int DEEPEST = 16;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> object) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        out.append(separator);
        quote((String) entry.getKey(), out);
        out.append(':');
        write(entry.getValue(), out);
        separator = ",";
      }
      out.append(object.isEmpty() ? "{}" : "}");
    } else if (value instanceof Iterable<?> array) {
      String separator = "";
      out.append('[');
      for (Object element : array) {
        out.append(separator);
        write(element, out);
        separator = ",";
      }
      out.append(']');
    } else {
      quote((String) value, out);
    }
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /**
   * Reads a text: a map, a list or a text.
   *
   * @throws IllegalArgumentException if it is no JSON of these
   */
  public static Object read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.blanks();
    if (json.at != text.length()) {
      throw json.unreadable();
    }
    return value;
  }

  /** An object that has only texts as values. */
  public static ImmutableMap<String, String> texts(Object value) {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    object(value).forEach((key, each) -> texts.put(key, text(each)));
    return texts.buildOrThrow();
  }

  public static Map<String, Object> object(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((key, each) -> object.put((String) key, each));
      return object;
    }
    throw new IllegalArgumentException("no JSON object");
  }

  public static List<?> array(Object value) {
    if (value instanceof List<?> array) {
      return array;
    }
    throw new IllegalArgumentException("no JSON array");
  }

  public static String text(Object value) {
    if (value instanceof String string) {
      return string;
    }
    throw new IllegalArgumentException("no JSON text");
  }

  private Object value() {
    blanks();
    char first = next();
    if (first == '"') {
      return string();
    } else if ((first != '[' && first != '{') || depth == DEEPEST) {
      throw unreadable();
    }
    depth++;
    Object value = first == '[' ? array() : object();
    depth--;
    return value;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    if (ends(']')) {
      return array;
    }
    do {
      array.add(value());
    } while (goesOn(']'));
    return array;
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    if (ends('}')) {
      return object;
    }
    do {
      String key = text(value());
      blanks();
      if (next() != ':' || object.put(key, value()) != null) {
        throw unreadable();
      }
    } while (goesOn('}'));
    return object;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      string.append(c == '\\' ? escaped() : c);
    }
    return string.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      case '"', '\\', '/' -> c;
      default -> throw unreadable();
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw unreadable();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private boolean ends(char end) {
    blanks();
    if (at < text.length() && text.charAt(at) == end) {
      at++;
      return true;
    }
    return false;
  }

  private boolean goesOn(char end) {
    blanks();
    char c = next();
    if (c != ',' && c != end) {
      throw unreadable();
    }
    return c == ',';
  }

  private void blanks() {
    while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() {
    if (at >= text.length()) {
      throw unreadable();
    }
    return text.charAt(at++);
  }

  private IllegalArgumentException unreadable() {
    return new IllegalArgumentException("unreadable JSON at " + at);
  }
}
