package dev.bailiwick.user;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;

/** The properties of an account in the audit log. */
final class UserProperties {
  private UserProperties() {}

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
    user.serviceOf().ifPresent(org -> properties.put("service_of", Long.toString(org.value())));
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
    if (user.stamp() > 0) {
      properties.put("stamp", Long.toString(user.stamp()));
    }
    user.attributes().forEach((key, value) -> properties.put("attributes." + key, value));
    return properties.buildOrThrow();
  }
}
