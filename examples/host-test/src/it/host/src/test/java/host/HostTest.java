package host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.jdbc.Rows;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.util.Optional;
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

  /** The compiler of this project fails on a warning, so it has to look into all that is built. */
  @Test
  void values_are_built_without_a_warning_of_the_compiler() {
    UserId alice = new UserId(1);
    assertEquals(NewOrg.named("Acme", alice), NewOrg.builder().name("Acme").owner(alice).build());
    assertEquals(OrgChange.ofSharing(true), OrgChange.builder().sharing(true).build());
    assertEquals(NewTeam.named("ops"), NewTeam.builder().name("ops").build());
    assertEquals(
        NewTeam.named("ops").withDescription("on call"),
        NewTeam.builder().name("ops").description("on call").build());
    assertEquals(TeamChange.ofName("ops"), TeamChange.builder().name("ops").build());
    assertEquals(Profile.named("Alice"), Profile.builder().fullName("Alice").build());
    assertEquals(
        Optional.of("http://localhost/invoices"),
        RequestContext.of("127.0.0.1", "curl", "http://localhost/invoices").url());
    assertThrows(InvalidParameter.class, () -> Rows.of("i.id").owner(null));
  }
}
