package dev.bailiwick.org;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.Text;

/** The rules of the properties of an org, and their form in the audit log. */
final class OrgProperties {
  private OrgProperties() {}

  /** Refuses malformed texts, and instants that no store can hold. */
  static void check(Org org) {
    Text.name(org.name(), "org.name");
    Text.text(org.description(), "org.description");
    org.externalKey().ifPresent(key -> Text.id(key, "org.external_key"));
    Text.attributes(org.attributes());
    Instants.kept(org.createdAt(), "created_at");
    Instants.kept(org.updatedAt(), "updated_at");
  }

  /** Returns the properties by their names in the log. */
  static ImmutableMap<String, String> of(Org org) {
    var properties = ImmutableMap.<String, String>builder();
    properties.put("name", org.name());
    properties.put("description", org.description());
    properties.put("owner", Long.toString(org.owner().value()));
    org.externalKey().ifPresent(key -> properties.put("external_key", key));
    properties.put("joining", org.joining().name());
    properties.put("sharing", Boolean.toString(org.sharing()));
    org.membersDefaultRole().ifPresent(r -> properties.put("members_default_role", r.name()));
    org.attributes().forEach((key, value) -> properties.put("attributes." + key, value));
    org.suspension().ifPresent(extent -> properties.put("suspension", extent.name()));
    org.ownershipOffer()
        .ifPresent(
            offer -> {
              properties.put("ownership_offer.candidate", Long.toString(offer.candidate().value()));
              properties.put("ownership_offer.until", offer.until().toString());
            });
    properties.put("deleted", Boolean.toString(org.deleted()));
    return properties.buildOrThrow();
  }
}
