package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import java.util.Optional;

/**
 * Somebody to be seated in an org or a team, by id or by address:
 *
 * <pre>{@code
 * member(bob).asAdmin(), member("jane@acme.com").named("Jane Doe")
 * }</pre>
 *
 * @param user the user; empty where the address names them
 * @param email the address; empty where the id names them
 * @param fullName the name for an account that an org creates
 * @param admin whether they administer the org or team; where it is not said, somebody who is there
 *     already keeps what they have, and somebody new does not
 */
public record NewMember(
    Optional<UserId> user,
    Optional<Email> email,
    Optional<String> fullName,
    Optional<Boolean> admin) {

  /** Refuses a member who is named twice, or not at all. */
  public NewMember {
    given(user, "member.user");
    given(email, "member.email");
    given(fullName, "member.full_name");
    given(admin, "member.admin");
    InvalidParameter.unless(
        user.isPresent() != email.isPresent(), "member", "must have either an id or an email");
    fullName.ifPresent(name -> Text.name(name, "member.full_name"));
  }

  /** The user with this id. */
  public static NewMember member(UserId user) {
    return new NewMember(
        Optional.of(given(user, "member.user")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The person with this address. */
  public static NewMember member(String email) {
    return member(Email.of(email));
  }

  /** The person with this address. */
  public static NewMember member(Email email) {
    return new NewMember(
        Optional.empty(),
        Optional.of(given(email, "member.email")),
        Optional.empty(),
        Optional.empty());
  }

  /** Who is an admin. */
  public NewMember asAdmin() {
    return withAdmin(true);
  }

  /** Who is an admin, or who is not. */
  public NewMember withAdmin(boolean isAdmin) {
    return new NewMember(user, email, fullName, Optional.of(isAdmin));
  }

  /** Whose new account, if they have none yet, gets this name. */
  public NewMember named(String name) {
    return new NewMember(user, email, Optional.of(given(name, "member.full_name")), admin);
  }

  /** How the caller named them. */
  @Override
  public String toString() {
    return user.map(UserId::toString).orElseGet(() -> email.orElseThrow().address());
  }
}
