package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import java.util.Optional;
import org.immutables.value.Value;

/** A member in the list of a team's members. */
@FactoryValue
@Value.Immutable
public abstract class TeamMember {
  TeamMember() {}

  /** Returns the user. */
  @Value.Parameter
  public abstract UserId id();

  /** Returns the display name; may be empty. */
  @Value.Parameter
  public abstract String fullName();

  /** Returns the email address, if the account has one and the reader may see it. */
  @Value.Parameter
  public abstract Optional<Email> email();

  /** Returns whether the member may add and change members. */
  @Value.Parameter
  public abstract boolean admin();

  /**
   * Returns whether the membership gives the rights of the team at present. It does not if the
   * account is deactivated or locked or, in a team of an org, the membership of the org is not
   * active.
   */
  @Value.Parameter
  public abstract boolean active();

  /**
   * Returns a member without name and address.
   *
   * @param active whether the membership gives the rights of the team at present
   */
  public static TeamMember of(Seat seat, boolean active) {
    given(seat, "member.seat");
    return ImmutableTeamMember.of(seat.user(), "", Optional.empty(), seat.admin(), active);
  }

  /**
   * Returns a member with the name and address of the account.
   *
   * @param active whether the membership gives the rights of the team at present
   * @throws InvalidParameter if the membership is not one of the user
   */
  public static TeamMember of(Seat seat, User user, boolean active) {
    given(seat, "member.seat");
    given(user, "member.user");
    InvalidParameter.unless(
        seat.user().equals(user.id()), "member.user", "must be the user of the seat");
    return ImmutableTeamMember.of(
        user.id(), user.fullName(), user.shownEmail(), seat.admin(), active);
  }

  /** Returns the member as a list of members names it, with the admin flag. */
  public NewMember asNewMember() {
    return NewMember.member(id()).withAdmin(admin());
  }
}
