package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.Visible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The details of a person from the host. All are optional; values that are not set stay as they
 * are.
 *
 * <pre>{@code
 * Profile.named("Jane Doe").withEmail(Email.of("jane@acme.com"))
 * }</pre>
 */
@Value.Immutable
public interface Profile {
  /** Returns the display name. */
  Optional<String> fullName();

  /** Returns the email address. A new one is not verified. */
  Optional<Email> email();

  /** Returns the attributes of the host, which replace all present ones. */
  Optional<ImmutableMap<String, String>> attributes();

  /** Refuses a display name with invisible characters. */
  @Value.Check
  default void check() {
    fullName().filter(name -> !name.isEmpty()).ifPresent(name -> Visible.name(name, "full_name"));
  }

  /** Returns a profile without values. */
  static Profile empty() {
    return builder().build();
  }

  /** Returns a profile with a display name. */
  static Profile named(String fullName) {
    return builder().fullName(fullName).build();
  }

  /** Returns a copy with this address. */
  default Profile withEmail(String email) {
    return withEmail(Email.of(email));
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #fullName}. */
  default Profile withFullName(String fullName) {
    return builder().from(this).fullName(fullName).build();
  }

  /** Returns a copy with the given {@link #email}. */
  default Profile withEmail(Email email) {
    return builder().from(this).email(email).build();
  }

  /** Returns a copy with the given {@link #attributes}. */
  default Profile withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** Builds profiles. Each call sets the value of its name. */
  class Builder {
    private final ImmutableProfile.Builder to = ImmutableProfile.builder();

    /** Copies every value that the other has. Values that it lacks stay as they are here. */
    public Builder from(Profile other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder fullName(String fullName) {
      to.fullName(given(fullName, "full_name"));
      return this;
    }

    public Builder email(Email email) {
      to.email(given(email, "email"));
      return this;
    }

    public Builder attributes(Map<String, ? extends String> attributes) {
      to.attributes(ImmutableMap.copyOf(each(attributes, "attributes")));
      return this;
    }

    /** Returns the value. */
    public Profile build() {
      return to.build();
    }
  }
}
