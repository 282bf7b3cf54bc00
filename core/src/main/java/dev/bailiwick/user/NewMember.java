package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Visible;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A member to be added to an org or a team, named by id or by email address:
 *
 * <pre>{@code
 * member(bob).asAdmin(), member("jane@acme.com").named("Jane Doe")
 * }</pre>
 */
@FactoryValue
@Value.Immutable
public abstract class NewMember {
  NewMember() {}

  /** Returns the user; empty if the member is named by address. */
  @Value.Parameter
  public abstract Optional<UserId> user();

  /** Returns the email address; empty if the member is named by id. */
  @Value.Parameter
  public abstract Optional<Email> email();

  /** Returns the display name for an account that an org creates. */
  @Value.Parameter
  public abstract Optional<String> fullName();

  /**
   * Returns whether the member is an admin of the org or team. If it is empty, an existing member
   * keeps the admin flag, and a new member does not get it.
   */
  @Value.Parameter
  public abstract Optional<Boolean> admin();

  /** Returns the user with this id. */
  public static NewMember member(UserId user) {
    return ImmutableNewMember.of(
        Optional.of(given(user, "member.user")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns the person with this address. */
  public static NewMember member(String email) {
    return member(Email.of(email));
  }

  /** Returns the person with this address. */
  public static NewMember member(Email email) {
    return ImmutableNewMember.of(
        Optional.empty(),
        Optional.of(given(email, "member.email")),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a copy as an admin. */
  public NewMember asAdmin() {
    return withAdmin(true);
  }

  /** Returns a copy with the given admin flag. */
  public NewMember withAdmin(boolean isAdmin) {
    return ImmutableNewMember.of(user(), email(), fullName(), Optional.of(isAdmin));
  }

  /** Returns a copy with the display name for a new account. An existing account keeps its name. */
  public NewMember named(String name) {
    return ImmutableNewMember.of(
        user(), email(), Optional.of(Visible.name(name, "member.full_name")), admin());
  }

  /** Returns the member as the caller named it: by id or by address. */
  @Override
  public String toString() {
    return user().map(UserId::toString).orElseGet(() -> email().orElseThrow().address());
  }
}
