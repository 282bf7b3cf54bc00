package host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.jdbc.Rows;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.Profile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The compiler of this project fails on a warning, so it has to look into all that is built. */
class BuildersTest {
  @Test
  void values_are_built_without_a_warning_of_the_compiler() {
    UserId alice = new UserId(1);
    assertEquals(NewOrg.named("Acme", alice), NewOrg.builder().name("Acme").owner(alice).build());
    assertEquals(OrgChange.ofSharing(true), OrgChange.builder().sharing(true).build());
    assertEquals(
        NewTeam.named("ops").withDescription("on call"),
        NewTeam.builder().name("ops").description("on call").build());
    assertEquals(TeamChange.ofName("ops"), TeamChange.builder().name("ops").build());
    assertEquals(Profile.named("Alice"), Profile.builder().fullName("Alice").build());
    assertEquals(
        Optional.of("http://localhost/invoices"),
        RequestContext.none()
            .withAddress("127.0.0.1")
            .withUserAgent("curl")
            .withUrl("http://localhost/invoices")
            .url());
    assertThrows(InvalidParameter.class, () -> JdbcStore.over(null));
    assertThrows(InvalidParameter.class, () -> Rows.of("i.id").owner(null));
  }
}
