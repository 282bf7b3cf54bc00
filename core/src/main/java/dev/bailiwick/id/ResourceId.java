package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The type and id of a resource in its tenant. Ids compare byte for byte: case, accents and
 * trailing blanks count.
 */
public final class ResourceId implements ResourceRef, Comparable<ResourceId> {
  /** The type of an org as a resource. */
  public static final String ORG = "org";

  /** The type of a team as a resource. */
  public static final String TEAM = "team";

  /** The type of a user in the audit log. No resource has this type. */
  public static final String USER = "user";

  private static final int TYPE_LENGTH = 64;

  private static final Comparator<ResourceId> ORDER =
      Comparator.comparing(ResourceId::type).thenComparing(ResourceId::id, Text.ORDER);

  private final String type;

  /** A text, a {@code Long} or a {@code UUID}. */
  private final Object value;

  /** The value as text. Not volatile: each thread that misses it makes an equal text. */
  private @Nullable String text;

  private ResourceId(String type, Object value) {
    this.type = type;
    this.value = value;
  }

  /**
   * Returns the resource with a type and an id.
   *
   * @param type the name of the type: {@code [a-z][a-z0-9_.-]*}, at most 64 characters
   * @param id 1 to {@link Limits#ID_BYTES} bytes of UTF-8, without NUL and unpaired surrogates
   * @throws InvalidParameter if the type or the id is malformed
   */
  public static ResourceId of(String type, String id) {
    InvalidParameter.unless(
        isTypeName(given(type, "resource.type")),
        "resource.type",
        "must be a lower-case name, [a-z][a-z0-9_.-]*, of at most 64 characters");
    return new ResourceId(type, Text.id(id, "resource.id"));
  }

  /** Returns the name of a user in the audit log. */
  public static ResourceId of(UserId user) {
    return new ResourceId(USER, given(user, "user").value());
  }

  /** Returns the user of which this is the name in the audit log; empty for another thing. */
  public Optional<UserId> user() {
    return type().equals(USER) ? Optional.of(new UserId(Long.parseLong(id()))) : Optional.empty();
  }

  /**
   * Returns a resource with a checked type. The text of a {@code Long} or a {@code UUID} needs no
   * check.
   */
  static ResourceId ofChecked(String type, Object id) {
    boolean valid = id instanceof Long || id instanceof UUID;
    return new ResourceId(type, valid ? id : Text.id(id.toString(), "resource.id"));
  }

  private static boolean isTypeName(String type) {
    if (type.isEmpty() || type.length() > TYPE_LENGTH || !isLetter(type.charAt(0))) {
      return false;
    }
    for (int i = 1; i < type.length(); i++) {
      char c = type.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** Returns the name of the type. */
  public String type() {
    return type;
  }

  /** Returns the id as text. */
  public String id() {
    String id = text;
    if (id == null) {
      id = value.toString();
      text = id;
    }
    return id;
  }

  @Override
  public ResourceId key() {
    return this;
  }

  /** Returns whether this is a user, an org or a team. The library itself keeps these. */
  public boolean builtIn() {
    return type.equals(ORG) || type.equals(TEAM) || type.equals(USER);
  }

  /** Compares by type, then by id in code-point order. */
  @Override
  public int compareTo(ResourceId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ResourceId that
            && type.equals(that.type)
            && (value.getClass() == that.value.getClass()
                ? value.equals(that.value)
                : id().equals(that.id())));
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + id().hashCode();
  }

  /** Returns {@code type:id}, for people to read. The id itself can contain a colon. */
  @Override
  public String toString() {
    return type + ":" + id();
  }
}
