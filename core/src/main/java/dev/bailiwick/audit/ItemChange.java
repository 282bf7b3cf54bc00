package dev.bailiwick.audit;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.bailiwick.id.ResourceId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The change that a call made to one thing.
 *
 * @param type the type of the thing
 * @param key the fields that identify the thing among the things of its type
 * @param kind whether the thing was created, updated or deleted
 * @param properties the fields that changed, before and after
 * @param touches the users, orgs, teams and resources in the logs of which the change appears
 */
public record ItemChange(
    ItemType type,
    ImmutableMap<String, String> key,
    Kind kind,
    ImmutableMap<String, Values> properties,
    ImmutableSet<ResourceId> touches) {
  private static final ImmutableSet<String> PERSONAL =
      ImmutableSet.of(
          "full_name", "email", "other_emails", "pending_email", "attributes", "identities");

  /** The types of things that hold an address or a name of their user. */
  private static final ImmutableSet<ItemType> OF_PERSON =
      Sets.immutableEnumSet(ItemType.USER, ItemType.JOIN_REQUEST);

  private static final ImmutableSet<String> CLAIM =
      ImmutableSet.of("status", "locked", "created_in");

  /** Refuses a null. */
  public ItemChange {
    given(type, "change.type");
    given(key, "change.key");
    given(kind, "change.kind");
    given(properties, "change.properties");
    given(touches, "change.touches");
  }

  /** The kinds of changes. */
  public enum Kind {
    /** The thing did not exist before. */
    CREATED,
    /** The thing existed before and still exists. */
    UPDATED,
    /** The thing does not exist any more. */
    DELETED
  }

  /**
   * The values of a field before and after the change.
   *
   * @param before empty if the field was not set
   * @param after empty if the field is not set any more
   */
  public record Values(Optional<String> before, Optional<String> after) {
    /** Refuses a null. */
    public Values {
      given(before, "change.before");
      given(after, "change.after");
    }
  }

  /** Returns the creation of a thing. */
  public static ItemChange created(Audited after) {
    given(after, "after");
    return new ItemChange(
        after.itemType(),
        after.auditKey(),
        Kind.CREATED,
        difference(ImmutableMap.of(), after.auditProperties()),
        union(after.touches(), after.auditParents()));
  }

  /** Returns the update of a thing; empty if no field that the log records is different. */
  public static Optional<ItemChange> updated(Audited before, Audited after) {
    given(before, "before");
    given(after, "after");
    ImmutableMap<String, Values> changed =
        difference(before.auditProperties(), after.auditProperties());
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ItemChange(
                after.itemType(),
                after.auditKey(),
                Kind.UPDATED,
                changed,
                union(
                    after.touches(),
                    Sets.symmetricDifference(before.auditParents(), after.auditParents()))));
  }

  /** Returns the deletion of a thing. */
  public static ItemChange deleted(Audited before) {
    given(before, "before");
    return new ItemChange(
        before.itemType(),
        before.auditKey(),
        Kind.DELETED,
        difference(before.auditProperties(), ImmutableMap.of()),
        union(before.touches(), before.auditParents()));
  }

  private static ImmutableSet<ResourceId> union(Set<ResourceId> touches, Set<ResourceId> parents) {
    return ImmutableSet.copyOf(Sets.union(touches, parents));
  }

  /** Whether this is a change of an account with one of these numbers. */
  boolean isOfAny(Set<String> people) {
    return OF_PERSON.contains(type) && people.contains(key.getOrDefault("user", ""));
  }

  /**
   * Returns the change without the personal fields. For identities and attributes the names of the
   * fields are removed too, since they can contain personal data.
   */
  ItemChange impersonal() {
    return new ItemChange(
        type,
        key,
        kind,
        ImmutableMap.copyOf(Maps.filterKeys(properties, field -> !isPersonal(field))),
        touches);
  }

  /**
   * Returns the change of an account as an org sees it that has power over the account by its
   * domain: that the account was changed, and none of its values.
   */
  public ItemChange withoutValues() {
    return new ItemChange(type, key, kind, ImmutableMap.of(), touches);
  }

  /**
   * Returns the claim of an account as the org sees it that made the account: the end of its power,
   * and nothing of the person.
   */
  public ItemChange ofClaim() {
    return new ItemChange(
        type,
        key,
        kind,
        ImmutableMap.copyOf(Maps.filterKeys(properties, CLAIM::contains)),
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
