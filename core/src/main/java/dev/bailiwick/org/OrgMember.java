package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Optional;
import org.immutables.value.Value;

/** A member in the list of an org's members. */
@FactoryValue
@Value.Immutable
public abstract class OrgMember {
  OrgMember() {}

  /** Returns the user. */
  @Value.Parameter
  public abstract UserId id();

  /** Returns the display name; may be empty. */
  @Value.Parameter
  public abstract String fullName();

  /** Returns the email address, if the account has one. */
  @Value.Parameter
  public abstract Optional<Email> email();

  /** Returns whether the member is an admin of the org. */
  @Value.Parameter
  public abstract boolean admin();

  /** Returns whether the member owns the org. */
  @Value.Parameter
  public abstract boolean owner();

  /** Returns whether the membership is active. */
  @Value.Parameter
  public abstract boolean active();

  /** Returns the account status. */
  @Value.Parameter
  public abstract UserStatus status();

  /**
   * Returns a member without ownership of the org.
   *
   * @throws InvalidParameter if the membership is not one of the user
   */
  public static OrgMember of(Membership membership, User user) {
    given(membership, "member.membership");
    given(user, "member.user");
    InvalidParameter.unless(
        membership.user().equals(user.id()), "member.user", "must be the user of the membership");
    return ImmutableOrgMember.of(
        user.id(),
        user.fullName(),
        user.shownEmail(),
        membership.admin(),
        false,
        membership.active(),
        user.status());
  }

  /** Returns a copy that owns the org. */
  public OrgMember asOwner() {
    return ImmutableOrgMember.of(id(), fullName(), email(), admin(), true, active(), status());
  }

  /** Returns the member as a list of members names it, with the admin flag. */
  public NewMember asNewMember() {
    return NewMember.member(id()).withAdmin(admin());
  }
}
