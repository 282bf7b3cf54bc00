package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
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

  /** Returns the email address. A new one is not verified, unless the profile says so. */
  Optional<Email> email();

  /** Returns whether the host has proof that the address is the person's. */
  @Value.Default
  default boolean emailVerified() {
    return false;
  }

  /**
   * Returns whether the identity provider of the person says that the address is verified. It
   * counts only in {@code users().ensure}, for an issuer that the host trusts for the domain.
   */
  @Value.Default
  default boolean emailAsserted() {
    return false;
  }

  /** Returns the attributes of the host, which replace all present ones. */
  Optional<ImmutableMap<String, String>> attributes();

  /** Refuses a display name with invisible characters. */
  @Value.Check
  default void check() {
    InvalidParameter.unless(
        email().isPresent() || !(emailVerified() || emailAsserted()),
        "email",
        "must be there if it is verified");
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

  /**
   * Returns a copy with an address that was proved to be the person's. Only the system actor may
   * say so.
   */
  default Profile withVerifiedEmail(Email email) {
    return builder().from(this).email(email).emailVerified(true).emailAsserted(false).build();
  }

  /** Returns the same as {@link #withVerifiedEmail(Email)} for an address in any spelling. */
  default Profile withVerifiedEmail(String email) {
    return withVerifiedEmail(Email.of(email));
  }

  /**
   * Returns a copy with an address of which the identity provider says that it is verified. Call it
   * only if the claim is there and true. {@code users().ensure} takes the address as verified if
   * {@link dev.bailiwick.Bailiwick#withTrustedIssuers} trusts the issuer for the domain; otherwise
   * the address is only noted.
   */
  default Profile withAssertedEmail(Email email) {
    return builder().from(this).email(email).emailVerified(false).emailAsserted(true).build();
  }

  /** Returns a copy without an address. */
  default Profile withoutEmail() {
    Builder copy = builder();
    fullName().ifPresent(copy::fullName);
    attributes().ifPresent(copy::attributes);
    return copy.build();
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #fullName}. */
  default Profile withFullName(String fullName) {
    return builder().from(this).fullName(fullName).build();
  }

  /** Returns a copy with an address that is not verified. */
  default Profile withEmail(Email email) {
    return builder().from(this).email(email).emailVerified(false).emailAsserted(false).build();
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

    public Builder emailVerified(boolean verified) {
      to.emailVerified(verified);
      return this;
    }

    public Builder emailAsserted(boolean asserted) {
      to.emailAsserted(asserted);
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
