package dev.bailiwick.user;

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
public interface Profile extends WithProfile {
  /** The name to show. */
  Optional<String> fullName();

  /** The address; a new one is not verified. */
  Optional<Email> email();

  /** What the host keeps with the account, in place of all that it kept before. */
  Optional<ImmutableMap<String, String>> attributes();

  /** Nothing is said. */
  static Profile empty() {
    return new Builder().build();
  }

  /** A name. */
  static Profile named(String fullName) {
    return new Builder().fullName(fullName).build();
  }

  /** The profile with this address. */
  default Profile withEmail(String email) {
    return withEmail(Email.of(email));
  }

  /** A profile to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds profiles. */
  class Builder extends ImmutableProfile.Builder {}
}
