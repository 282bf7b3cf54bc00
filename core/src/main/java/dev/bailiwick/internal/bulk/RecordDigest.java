package dev.bailiwick.internal.bulk;

import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import java.util.List;
import java.util.Optional;

/** The SHA-256 of the records of a chunk, for its entry in the audit log. */
final class RecordDigest {
  private RecordDigest() {}

  /** Returns the digest of the records in their order, in hexadecimal. */
  static String of(List<? extends TenantRecord> records) {
    RequestDigest digest = RequestDigest.plain();
    digest.each("record", records, RecordDigest::describe);
    return digest.hex();
  }

  private static void describe(RequestDigest out, TenantRecord record) {
    if (record instanceof TenantRecord.OwnRole role) {
      out.text("own_role", role.role().name())
          .set("permission", role.permissions().stream().map(Permission::name).toList());
    } else if (record instanceof TenantRecord.Settings settings) {
      out.text("settings", settings.description())
          .flag("sharing", settings.sharing())
          .text("members_default_role", settings.membersDefaultRole().map(Role::name))
          .map("attributes", settings.attributes());
    } else if (record instanceof TenantRecord.Person person) {
      out.each("person", person.identities(), RecordDigest::identity)
          .text("full_name", person.fullName())
          .text("email", person.email().map(Email::address))
          .instant("email_verified_at", person.emailVerifiedAt())
          .map("attributes", person.attributes())
          .flag("active", person.active())
          .flag("locked", person.locked());
    } else if (record instanceof TenantRecord.Member member) {
      out.maybe("member", Optional.of(member.person()), RecordDigest::identity)
          .flag("admin", member.admin())
          .flag("owner", member.owner())
          .flag("active", member.active());
    } else if (record instanceof TenantRecord.Team team) {
      out.text("team", team.name())
          .text("parent", team.parent())
          .maybe("owner", Optional.of(team.owner()), RecordDigest::identity)
          .text("description", team.description())
          .set("tag", team.tags())
          .map("attributes", team.attributes());
    } else if (record instanceof TenantRecord.Seat seat) {
      out.text("team_member", seat.team())
          .maybe("person", Optional.of(seat.person()), RecordDigest::identity)
          .flag("admin", seat.admin());
    } else if (record instanceof TenantRecord.Resource resource) {
      out.resourceId("resource", resource.id())
          .maybe("owner", Optional.of(resource.owner()), RecordDigest::identity)
          .maybe("parent", resource.parent(), (to, id) -> to.resourceId("id", id));
    } else if (record instanceof TenantRecord.Grant grant) {
      out.maybe("grant", Optional.of(grant.resource()), RecordDigest::name)
          .maybe("accessor", Optional.of(grant.accessor()), RecordDigest::name)
          .text("role", grant.role().name())
          .flag("denial", grant.effect() == Effect.DENY)
          .instant("from", grant.window().from())
          .instant("until", grant.window().until());
    } else {
      throw new IllegalStateException("a record of a kind that has no digest");
    }
  }

  private static void identity(RequestDigest out, ExternalIdentity identity) {
    out.text("issuer", identity.issuer()).text("subject", identity.subject());
  }

  private static void name(RequestDigest out, Name name) {
    if (name instanceof Name.User user) {
      identity(out, user.identity());
    } else if (name instanceof Name.Team team) {
      out.text("team", team.name());
    } else if (name instanceof Name.Org org) {
      out.flag("org", true).text("key", org.key());
    } else if (name instanceof Name.Resource resource) {
      out.resourceId("resource", resource.id());
    } else {
      out.flag("everyone", true);
    }
  }
}
