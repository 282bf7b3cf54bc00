package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.jdbc.internal.sql.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items of an audit entry, as JSON: {@code {"type", "kind", "key": {…}, "properties": {field:
 * {"before", "after"}}, "touches": [[type, id]]}}. NUL, which a database could not keep in a text,
 * is escaped.
 */
public final class AuditItems {
  private AuditItems() {}

  public static String write(List<ItemChange> items) {
    return Json.write(items.stream().map(AuditItems::json).toList());
  }

  private static Map<String, Object> json(ItemChange item) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", item.type().name());
    object.put("kind", item.kind().name());
    object.put("key", item.key());
    object.put("properties", Maps.transformValues(item.properties(), AuditItems::json));
    object.put("touches", item.touches().stream().map(id -> List.of(id.type(), id.id())).toList());
    return object;
  }

  private static Map<String, String> json(ItemChange.Values values) {
    ImmutableMap.Builder<String, String> object = ImmutableMap.builder();
    values.before().ifPresent(before -> object.put("before", before));
    values.after().ifPresent(after -> object.put("after", after));
    return object.buildOrThrow();
  }

  /**
   * Reads the output of {@link #write}.
   *
   * @throws IllegalArgumentException if the text is another one
   */
  public static ImmutableList<ItemChange> read(String items) {
    return Json.array(Json.read(items)).stream()
        .map(AuditItems::item)
        .collect(ImmutableList.toImmutableList());
  }

  private static ItemChange item(Object json) {
    Map<String, Object> object = Json.object(json);
    return new ItemChange(
        ItemType.valueOf(Json.text(part(object, "type"))),
        Json.texts(part(object, "key")),
        ItemChange.Kind.valueOf(Json.text(part(object, "kind"))),
        ImmutableMap.copyOf(
            Maps.transformValues(Json.object(part(object, "properties")), AuditItems::values)),
        Json.array(part(object, "touches")).stream()
            .map(AuditItems::touched)
            .collect(ImmutableSet.toImmutableSet()));
  }

  private static ItemChange.Values values(Object json) {
    Map<String, String> values = Json.texts(json);
    return new ItemChange.Values(
        Optional.ofNullable(values.get("before")), Optional.ofNullable(values.get("after")));
  }

  private static ResourceId touched(Object json) {
    List<?> pair = Json.array(json);
    if (pair.size() != 2) {
      throw new IllegalArgumentException("no type and id");
    }
    return ResourceId.of(Json.text(pair.get(0)), Json.text(pair.get(1)));
  }

  private static Object part(Map<String, Object> object, String name) {
    Object part = object.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return part;
  }
}
