package dev.bailiwick.audit;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a call did to one thing.
 *
 * @param type the kind of thing
 * @param key what tells it from others of its kind, by field
 * @param kind whether it came, changed or went
 * @param properties the fields that changed, before and after
 * @param touches whose logs show it
 */
public record ItemChange(
    ItemType type,
    ImmutableMap<String, String> key,
    Kind kind,
    ImmutableMap<String, Values> properties,
    ImmutableSet<ResourceId> touches) {
  private static final ImmutableSet<String> PERSONAL =
      ImmutableSet.of("full_name", "email", "attributes", "identities");

  /** Refuses a null. */
  public ItemChange {
    given(type, "change.type");
    given(key, "change.key");
    given(kind, "change.kind");
    given(properties, "change.properties");
    given(touches, "change.touches");
  }

  /** Whether a thing came, changed or went. */
  public enum Kind {
    /** It was not there before. */
    CREATED,
    /** It was there, and is. */
    UPDATED,
    /** It is there no more. */
    DELETED
  }

  /**
   * A field before and after.
   *
   * @param before empty where it was not set
   * @param after empty where it is not set any more
   */
  public record Values(Optional<String> before, Optional<String> after) {
    /** Refuses a null. */
    public Values {
      given(before, "change.before");
      given(after, "change.after");
    }
  }

  /** The thing came. */
  public static ItemChange created(Audited after) {
    given(after, "after");
    return new ItemChange(
        after.itemType(),
        after.auditKey(),
        Kind.CREATED,
        difference(ImmutableMap.of(), after.auditProperties()),
        after.touches());
  }

  /** The thing changed; empty if nothing that the log knows is different. */
  public static Optional<ItemChange> updated(Audited before, Audited after) {
    given(before, "before");
    given(after, "after");
    ImmutableMap<String, Values> changed =
        difference(before.auditProperties(), after.auditProperties());
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ItemChange(
                after.itemType(), after.auditKey(), Kind.UPDATED, changed, after.touches()));
  }

  /** The thing went. */
  public static ItemChange deleted(Audited before) {
    given(before, "before");
    return new ItemChange(
        before.itemType(),
        before.auditKey(),
        Kind.DELETED,
        difference(before.auditProperties(), ImmutableMap.of()),
        before.touches());
  }

  /** Whether this was done to the account of a person. */
  boolean isOf(UserId person) {
    return type == ItemType.USER && Long.toString(person.value()).equals(key.get("user"));
  }

  /** Without the personal fields: the name of an identity's or attribute's field tells too. */
  ItemChange impersonal() {
    return new ItemChange(
        type,
        key,
        kind,
        ImmutableMap.copyOf(Maps.filterKeys(properties, field -> !isPersonal(field))),
        touches);
  }

  private static boolean isPersonal(String field) {
    int dot = field.indexOf('.');
    return PERSONAL.contains(dot < 0 ? field : field.substring(0, dot));
  }

  private static ImmutableMap<String, Values> difference(
      ImmutableMap<String, String> before, ImmutableMap<String, String> after) {
    var changed = ImmutableMap.<String, Values>builder();
    for (String field : Sets.union(before.keySet(), after.keySet())) {
      if (!Objects.equals(before.get(field), after.get(field))) {
        changed.put(
            field,
            new Values(
                Optional.ofNullable(before.get(field)), Optional.ofNullable(after.get(field))));
      }
    }
    return changed.buildOrThrow();
  }
}
