package dev.bailiwick.contract.topic.audit;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.AuditLog;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An entry keeps the display names of its actor and of the accounts that it touches. */
public interface LogNamesContract extends ContractTopic {
  private static Map<UserId, String> last(World world, OrgId org) {
    return world.log(org).get(0).names();
  }

  @Test
  default void an_entry_keeps_the_names_of_its_time() {
    World world = world();
    UserId olga = world.user("Olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("Mia", acme);
    UserId ann = world.member("Ann", acme);
    TeamId ops = world.team("ops", acme, olga, mia, ann);
    world.as(olga, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), ann);
    ImmutableMap<UserId, String> granted = ImmutableMap.of(olga, "Olga", ann, "Ann");
    assertThat(last(world, acme)).isEqualTo(granted);
    world.as(ann).users().update(ann, Profile.named("Anna\\ %' B"));
    world.as(olga).users().update(olga, Profile.named("O."));
    world.as(olga, acme).teams().delete(ops);
    assertThat(last(world, acme))
        .as("accounts that the call itself did not read")
        .isEqualTo(ImmutableMap.of(olga, "O.", mia, "Mia", ann, "Anna\\ %' B"));
    assertThat(world.log(acme).get(1).names()).as("of then").isEqualTo(granted);
    world.system(acme).orgs().members(acme).add(member("new@acme.test").named("New"));
    assertThat(last(world, acme).values()).as("an account of the same call").containsExactly("New");
    world.system(acme).orgs().members(acme).add(member("nameless@acme.test"));
    assertThat(last(world, acme)).isEmpty();
    assertThat(
            world
                .as(olga, acme)
                .audit()
                .ofOrgAfter(acme, 0, AuditFilter.all().by(olga), PageRequest.first())
                .items())
        .extracting(AuditEntry::names)
        .contains(granted);
  }

  @Test
  default void an_erasure_by_the_host_takes_the_names_and_by_the_user_only_outside_orgs() {
    World world = world();
    UserId olga = world.user("Olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.admin("Mia", acme);
    UserId ann = world.member("Ann", acme);
    world.as(mia, acme).orgs().update(acme, OrgChange.builder().name("Acme").build());
    world.as(mia, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), ann);
    world.as(mia).users().update(mia, Profile.named("Mia M"));

    world.as(mia).users().erase(mia);

    assertThat(world.log(mia)).extracting(AuditEntry::names).allMatch(Map::isEmpty);
    assertThat(world.log(acme))
        .filteredOn(entry -> entry.actor().user().filter(mia::equals).isPresent())
        .hasSize(3)
        .allSatisfy(entry -> assertThat(entry.names().get(mia)).startsWith("Mia"));

    world.system().users().erase(mia);

    assertThat(world.log(acme))
        .allSatisfy(entry -> assertThat(entry.names()).doesNotContainKey(mia));
    assertThat(world.log(acme))
        .as("the names of others stay")
        .anySatisfy(entry -> assertThat(entry.names()).containsEntry(ann, "Ann"));
  }

  @Test
  default void a_reader_sees_the_names_of_the_users_that_an_entry_shows() {
    World world = world();
    UserId olga = world.user("Olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("Mia", acme);
    UserId ann = world.member("Ann", acme);
    UserId sue = world.superUser("Sue");
    world.as(olga, acme).orgs().members(acme).makeAdmin(mia, ann);
    world.as(olga, acme).orgs().members(acme).revokeAdmin(mia, ann);
    world.as(sue).orgs().members(acme).makeAdmin(mia);
    world.as(olga, acme).orgs().members(acme).revokeAdmin(mia);
    AuditLog log = world.as(mia, acme).audit();
    assertThat(log.ofUser(mia, AuditFilter.all(), PageRequest.first()))
        .extracting(AuditEntry::names)
        .startsWith(
            ImmutableMap.of(olga, "Olga", mia, "Mia"),
            ImmutableMap.of(mia, "Mia"),
            ImmutableMap.of(olga, "Olga", mia, "Mia"),
            ImmutableMap.of(olga, "Olga", mia, "Mia"));
  }

  @Test
  default void the_name_that_a_person_takes_at_a_claim_is_not_in_the_log_of_the_org() {
    World world = world();
    OrgId acme = world.org("acme", world.user("Olga"));
    for (String name : new String[] {"Given", ""}) {
      String address = "x" + name + "@acme.test";
      UserId account =
          world
              .system(acme)
              .orgs()
              .members(acme)
              .add(name.isEmpty() ? member(address) : member(address).named(name))
              .value()
              .get(0)
              .id();
      world
          .system()
          .users()
          .ensure(
              ExternalIdentity.of("idp", address),
              Profile.named("Xenia").withVerifiedEmail(address));
      assertThat(last(world, acme))
          .isEqualTo(name.isEmpty() ? Map.of() : ImmutableMap.of(account, name));
    }
  }
}
