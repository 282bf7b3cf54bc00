package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.util.UUID;

/**
 * A type of the host's resources, with the Java type of their ids:
 *
 * <pre>{@code
 * static final ResourceType<UUID> DOC = ResourceType.of("doc", UUID.class);
 * }</pre>
 *
 * @param <T> {@link String}, {@link Long} or {@link UUID}
 */
public final class ResourceType<T> {
  private final String name;
  private final Class<T> idType;

  private ResourceType(String name, Class<T> idType) {
    this.name = name;
    this.idType = idType;
  }

  /**
   * Returns the type with a name and the class of its ids.
   *
   * @throws InvalidParameter if the name is malformed or the library's own ({@code user}, {@code
   *     org}, {@code team}), or ids are neither text, long nor UUID
   */
  public static <T> ResourceType<T> of(String name, Class<T> idType) {
    ResourceId example = ResourceId.of(name, "0");
    InvalidParameter.unless(
        !example.builtIn(), "resource.type", "user, org and team are the library's own");
    given(idType, "resource.type");
    InvalidParameter.unless(
        idType == String.class || idType == Long.class || idType == UUID.class,
        "resource.type",
        "ids are String, Long or UUID");
    return new ResourceType<>(name, idType);
  }

  /** Returns the type with a name and texts as ids. */
  public static ResourceType<String> of(String name) {
    return of(name, String.class);
  }

  /** Returns the name of the type. */
  public String name() {
    return name;
  }

  /** Returns the class of the ids. */
  public Class<T> idType() {
    return idType;
  }

  /** Returns the resource of this type with the given id. */
  public ResourceId id(T id) {
    return ResourceId.ofChecked(name, given(id, "resource.id"));
  }

  /**
   * Returns the id in its own Java type, for a resource that a lookup returned.
   *
   * @throws InvalidParameter if the resource has another type, or the id is not an id of this type
   */
  public T parse(ResourceId resource) {
    given(resource, "resource");
    InvalidParameter.unless(resource.type().equals(name), "resource.type", "must be " + name);
    String text = resource.id();
    Object id;
    try {
      id =
          idType == Long.class
              ? Long.valueOf(text)
              : idType == UUID.class ? UUID.fromString(text) : text;
    } catch (IllegalArgumentException e) {
      throw new InvalidParameter("resource.id", "must be a " + idType.getSimpleName());
    }
    InvalidParameter.unless(
        id.toString().equals(text), "resource.id", "must be a canonical " + idType.getSimpleName());
    return idType.cast(id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceType<?> that && name.equals(that.name) && idType == that.idType;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
