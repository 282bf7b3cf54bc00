package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.UserId;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** An org to be made. */
@Value.Immutable
public interface NewOrg {
  /** Its name. */
  String name();

  /** Its owner: a user who can use their account. They become its first member and admin. */
  UserId owner();

  /** What it is for. */
  Optional<String> description();

  /** The key under which the host knows it. */
  Optional<String> externalKey();

  /** What the host keeps with it. */
  ImmutableMap<String, String> attributes();

  /** An org with this name and owner. */
  static NewOrg named(String name, UserId owner) {
    return builder().name(name).owner(owner).build();
  }

  /** An org to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** The same, with {@link #name} as given. */
  default NewOrg withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** The same, with {@link #owner} as given. */
  default NewOrg withOwner(UserId owner) {
    return builder().from(this).owner(owner).build();
  }

  /** The same, with {@link #description} as given. */
  default NewOrg withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** The same, with {@link #description} as given. */
  default NewOrg withDescription(Optional<String> description) {
    return builder().from(this).description(description).build();
  }

  /** The same, with {@link #externalKey} as given. */
  default NewOrg withExternalKey(String externalKey) {
    return builder().from(this).externalKey(externalKey).build();
  }

  /** The same, with {@link #externalKey} as given. */
  default NewOrg withExternalKey(Optional<String> externalKey) {
    return builder().from(this).externalKey(externalKey).build();
  }

  /** The same, with {@link #attributes} as given. */
  default NewOrg withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /**
   * Builds what makes orgs. A call sets what it is named after; {@code add} and {@code put} add to
   * it.
   */
  class Builder {
    private final ImmutableNewOrg.Builder to = ImmutableNewOrg.builder();

    /** All that the other says, and what was said here before where it says nothing. */
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

    public Builder description(Optional<String> description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder externalKey(String externalKey) {
      to.externalKey(given(externalKey, "external_key"));
      return this;
    }

    public Builder externalKey(Optional<String> externalKey) {
      to.externalKey(given(externalKey, "external_key"));
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
     * What was said so far.
     *
     * @throws IllegalStateException if something that must be said was not
     */
    public NewOrg build() {
      return to.build();
    }
  }
}
