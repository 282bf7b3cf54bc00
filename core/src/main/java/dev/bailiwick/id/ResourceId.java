package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A resource within its tenant: a type and an id. Ids compare byte for byte: case, accents and
 * trailing blanks count.
 *
 * @param type the name of the type: {@code [a-z][a-z0-9_.-]*}, at most 64 characters
 * @param id 1 to {@link Limits#ID_BYTES} bytes of UTF-8, without NUL and unpaired surrogates
 */
public record ResourceId(String type, String id) implements ResourceRef, Comparable<ResourceId> {
  /** The type under which an org is a resource. */
  public static final String ORG = "org";

  /** The type under which a team is a resource. */
  public static final String TEAM = "team";

  /** The type under which the audit log names a user; no resource has it. */
  public static final String USER = "user";

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

  private static final Comparator<ResourceId> ORDER =
      Comparator.comparing(ResourceId::type).thenComparing(ResourceId::id, Text.ORDER);

  /** Refuses a malformed type or id. */
  public ResourceId {
    InvalidParameter.unless(
        TYPE.matcher(given(type, "resource.type")).matches(),
        "resource.type",
        "must be a lower-case name, [a-z][a-z0-9_.-]*, of at most 64 characters");
    Text.id(id, "resource.id");
  }

  @Override
  public ResourceId key() {
    return this;
  }

  /** The name of a user in the audit log. */
  public static ResourceId of(UserId user) {
    return new ResourceId(USER, Long.toString(given(user, "user").value()));
  }

  /** Whether this is a user, org or team, which the library itself keeps. */
  public boolean builtIn() {
    return type.equals(ORG) || type.equals(TEAM) || type.equals(USER);
  }

  /** By type, then by id in code-point order. */
  @Override
  public int compareTo(ResourceId other) {
    return ORDER.compare(this, other);
  }

  /** {@code type:id}, for people to read; an id may itself contain a colon. */
  @Override
  public String toString() {
    return type + ":" + id;
  }
}
