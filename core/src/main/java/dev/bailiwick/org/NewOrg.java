package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Visible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** An org to be created. */
@Value.Immutable
public interface NewOrg {
  /** Returns the name. */
  String name();

  /**
   * Returns the owner: a user with an active account. The owner becomes the first member and admin.
   */
  UserId owner();

  /** Returns the description: the purpose. */
  Optional<String> description();

  /** Returns the external key: the key of the org in the host. */
  Optional<String> externalKey();

  /** Returns the way in which the admins of the org add people: by invitation, unless it is set. */
  @Value.Default
  default Joining joining() {
    return Joining.INVITATION;
  }

  /** Returns the attributes of the host. */
  ImmutableMap<String, String> attributes();

  /** Refuses a name with invisible characters. */
  @Value.Check
  default void check() {
    Visible.name(name(), "org.name");
  }

  /** Returns an org with this name and owner. */
  static NewOrg named(String name, UserId owner) {
    return builder().name(name).owner(owner).build();
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #name}. */
  default NewOrg withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** Returns a copy with the given {@link #owner}. */
  default NewOrg withOwner(UserId owner) {
    return builder().from(this).owner(owner).build();
  }

  /** Returns a copy with the given {@link #description}. */
  default NewOrg withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** Returns a copy with the given {@link #externalKey}. */
  default NewOrg withExternalKey(String externalKey) {
    return builder().from(this).externalKey(externalKey).build();
  }

  /** Returns a copy with the given {@link #joining}. */
  default NewOrg withJoining(Joining joining) {
    return builder().from(this).joining(joining).build();
  }

  /** Returns a copy with the given {@link #attributes}. */
  default NewOrg withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /**
   * Builds orgs to be created. Each call sets the value of its name; {@code add} and {@code put}
   * add to a collection.
   */
  class Builder {
    private final ImmutableNewOrg.Builder to = ImmutableNewOrg.builder();

    /** Copies every value that the other has. Values that it lacks stay as they are here. */
    public Builder from(NewOrg other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder name(String name) {
      to.name(given(name, "name"));
      return this;
    }

    public Builder owner(UserId owner) {
      to.owner(given(owner, "owner"));
      return this;
    }

    public Builder description(String description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder externalKey(String externalKey) {
      to.externalKey(given(externalKey, "external_key"));
      return this;
    }

    public Builder joining(Joining joining) {
      to.joining(given(joining, "joining"));
      return this;
    }

    public Builder putAttribute(String key, String value) {
      to.putAttribute(given(key, "attributes"), given(value, "attributes"));
      return this;
    }

    public Builder putAttribute(Map.Entry<String, ? extends String> entry) {
      given(entry, "attributes");
      return putAttribute(entry.getKey(), entry.getValue());
    }

    public Builder attributes(Map<String, ? extends String> attributes) {
      to.attributes(each(attributes, "attributes"));
      return this;
    }

    public Builder putAllAttributes(Map<String, ? extends String> attributes) {
      to.putAllAttributes(each(attributes, "attributes"));
      return this;
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException if a required value is not set
     */
    public NewOrg build() {
      return to.build();
    }
  }
}
