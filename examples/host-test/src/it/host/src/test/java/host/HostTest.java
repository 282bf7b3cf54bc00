package host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import org.junit.jupiter.api.Test;

class HostTest {
  static final ResourceType<String> INVOICE = ResourceType.of("invoice");

  @Test
  void an_invoice_is_read_by_whom_it_was_shared_with() {
    Bailiwick bailiwick = Bailiwick.over(InMemoryStore.create());
    Session host = bailiwick.actingAs(Actor.system("test"));
    UserId alice = host.users().register(Profile.named("Alice")).id();
    UserId bob = host.users().register(Profile.named("Bob")).id();
    OrgId acme = host.orgs().create(NewOrg.named("Acme", alice)).id();
    Session admin = bailiwick.actingAs(Actor.user(alice).in(acme));
    host.orgs().members(acme).add(NewMember.member(bob));

    Session request = bailiwick.actingAs(Actor.user(bob).in(acme));
    assertThrows(AccessDenied.class, () -> request.require(Permission.READ, INVOICE.id("2026-17")));
    admin.grants().grant(Standard.COLLABORATOR, INVOICE.id("2026-17"), bob);
    assertTrue(request.may(Permission.READ, INVOICE.id("2026-17")));
    assertFalse(request.may(Permission.MANAGE, INVOICE.id("2026-17")));
  }
}
