package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a host says of a person: all of it optional, and what is not said is left as it is.
 *
 * <pre>{@code
 * Profile.named("Jane Doe").withEmail(Email.of("jane@acme.com"))
 * }</pre>
 */
@Value.Immutable
public interface Profile {
  /** The name to show. */
  Optional<String> fullName();

  /** The address; a new one is not verified. */
  Optional<Email> email();

  /** What the host keeps with the account, in place of all that it kept before. */
  Optional<ImmutableMap<String, String>> attributes();

  /** Nothing is said. */
  static Profile empty() {
    return builder().build();
  }

  /** A name. */
  static Profile named(String fullName) {
    return builder().fullName(fullName).build();
  }

  /** The profile with this address. */
  default Profile withEmail(String email) {
    return withEmail(Email.of(email));
  }

  /** A profile to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** The same, with {@link #fullName} as given. */
  default Profile withFullName(String fullName) {
    return builder().from(this).fullName(fullName).build();
  }

  /** The same, with {@link #fullName} as given. */
  default Profile withFullName(Optional<String> fullName) {
    return builder().from(this).fullName(fullName).build();
  }

  /** The same, with {@link #email} as given. */
  default Profile withEmail(Email email) {
    return builder().from(this).email(email).build();
  }

  /** The same, with {@link #email} as given. */
  default Profile withEmail(Optional<? extends Email> email) {
    return builder().from(this).email(email).build();
  }

  /** The same, with {@link #attributes} as given. */
  default Profile withAttributes(ImmutableMap<String, String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** The same, with {@link #attributes} as given. */
  default Profile withAttributes(Optional<? extends ImmutableMap<String, String>> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** Builds profiles. A call sets what it is named after. */
  class Builder {
    private final ImmutableProfile.Builder to = ImmutableProfile.builder();

    /** All that the other says, and what was said here before where it says nothing. */
    public Builder from(Profile other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder fullName(String fullName) {
      to.fullName(given(fullName, "full_name"));
      return this;
    }

    public Builder fullName(Optional<String> fullName) {
      to.fullName(given(fullName, "full_name"));
      return this;
    }

    public Builder email(Email email) {
      to.email(given(email, "email"));
      return this;
    }

    public Builder email(Optional<? extends Email> email) {
      to.email(given(email, "email"));
      return this;
    }

    public Builder attributes(ImmutableMap<String, String> attributes) {
      to.attributes(given(attributes, "attributes"));
      return this;
    }

    public Builder attributes(Optional<? extends ImmutableMap<String, String>> attributes) {
      to.attributes(given(attributes, "attributes"));
      return this;
    }

    /** What was said so far. */
    public Profile build() {
      return to.build();
    }
  }
}
