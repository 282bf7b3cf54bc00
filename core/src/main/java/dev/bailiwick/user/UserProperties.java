package dev.bailiwick.user;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.Text;

/** The rules of the properties of an account, and their form in the audit log. */
final class UserProperties {
  private UserProperties() {}

  /** Refuses malformed texts, and instants that no store can hold. */
  static void check(User user) {
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
    InvalidParameter.unless(
        user.claimed() || (user.identities().isEmpty() && !user.superUser()),
        "created_in",
        "must be empty for an account that its person uses");
  }

  static ImmutableMap<String, String> of(User user) {
    var properties = ImmutableMap.<String, String>builder();
    properties.put("status", user.status().name());
    properties.put("locked", Boolean.toString(user.locked()));
    properties.put("super_user", Boolean.toString(user.superUser()));
    properties.put("full_name", user.fullName());
    user.email().ifPresent(email -> properties.put("email", email.address()));
    user.emailVerifiedAt().ifPresent(at -> properties.put("email_verified_at", at.toString()));
    user.otherEmails()
        .forEach((email, at) -> properties.put("other_emails." + email.address(), at.toString()));
    user.pendingEmail()
        .ifPresent(
            pending -> {
              properties.put("pending_email", pending.email().address());
              properties.put("pending_email_at", pending.notedAt().toString());
              properties.put("pending_email_use", pending.use().name());
            });
    user.mergedInto().ifPresent(into -> properties.put("merged_into", Long.toString(into.value())));
    user.createdIn().ifPresent(org -> properties.put("created_in", Long.toString(org.value())));
    user.claimTerms()
        .ifPresent(
            terms -> {
              terms
                  .admin()
                  .ifPresent(by -> properties.put("claim_admin", Long.toString(by.value())));
              properties.put("claim_from", terms.from().toString());
              properties.put("claim_until", terms.until().toString());
            });
    user.defaultOrg().ifPresent(org -> properties.put("default_org", Long.toString(org.value())));
    user.identities()
        .forEach(
            identity ->
                properties.put(
                    "identities." + Joiner.on('\0').join(identity.issuer(), identity.subject()),
                    "linked"));
    user.attributes().forEach((key, value) -> properties.put("attributes." + key, value));
    return properties.buildOrThrow();
  }
}
