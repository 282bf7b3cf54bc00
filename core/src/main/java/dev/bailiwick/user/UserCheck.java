package dev.bailiwick.user;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.Text;

/** The rules that every account meets by itself. */
final class UserCheck {
  private UserCheck() {}

  /** Refuses malformed texts, values that do not go together, and what no store can hold. */
  static void of(User user) {
    if (!user.fullName().isEmpty()) {
      Text.name(user.fullName(), "full_name");
    }
    Text.attributes(user.attributes());
    Instants.kept(user.createdAt(), "created_at");
    Instants.kept(user.updatedAt(), "updated_at");
    user.emailVerifiedAt().ifPresent(at -> Instants.kept(at, "email_verified_at"));
    user.otherEmails().values().forEach(at -> Instants.kept(at, "other_emails"));
    InvalidParameter.unless(
        user.otherEmails().isEmpty()
            || (user.emailVerifiedAt().isPresent()
                && !user.otherEmails().containsKey(user.email().orElseThrow())),
        "other_emails",
        "must stand beside another verified address, the primary one");
    InvalidParameter.unless(
        user.status() != UserStatus.UNCLAIMED || !user.claimed(),
        "created_in",
        "must name the org of an unclaimed account");
    if (user.serviceOf().isPresent()) {
      service(user);
    }
    InvalidParameter.unless(
        user.claimed() || (user.identities().isEmpty() && !user.superUser()),
        "created_in",
        "must be empty for an account that its person uses");
  }

  /** A service account belongs to its org alone, and no person proves an address for it. */
  private static void service(User user) {
    String rule = "must be empty for a service account";
    InvalidParameter.unless(user.email().isEmpty() && user.pendingEmail().isEmpty(), "email", rule);
    InvalidParameter.unless(user.claimed(), "created_in", rule);
    InvalidParameter.unless(!user.superUser(), "super_user", "must not be a service account");
  }
}
