package dev.bailiwick.contract.topic.audit;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.AuditLog;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Profile;
import org.junit.jupiter.api.Test;

/**
 * The context of a request: admins read it of every request in their org, and every other user of
 * their own requests, in every log that they may read.
 */
public interface RequestContextContract extends ContractTopic {
  /** One of the logs that the user may read. */
  @FunctionalInterface
  interface Log {
    Page<AuditEntry> of(AuditLog audit, AuditFilter filter, PageRequest page);
  }

  @Test
  default void a_member_reads_the_request_context_of_their_own_requests_only() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId adam = world.admin("adam", acme);
    UserId mia = world.member("mia", acme);
    UserId bob = world.member("bob", acme);
    Session admin = from(world, Actor.user(adam).in(acme), "admin");
    Session hers = from(world, Actor.user(mia).in(acme), "hers");
    TeamId team = hers.teams().create(NewTeam.named("team").with(member(mia))).id();
    hers.resources().register(DOC.id("1"));
    admin.teams().members(team).add(member(bob), member(mia).asAdmin());
    admin.grants().grant(OPERATOR, DOC.id("1"), mia);
    admin.orgs().members(acme).makeAdmin(mia);
    admin.orgs().members(acme).revokeAdmin(mia);
    from(world, Actor.system("test").in(acme), "host").grants().removeAll(DOC.id("1"));
    ImmutableList<Log> logs =
        ImmutableList.of(
            (audit, filter, page) -> audit.ofUser(mia, filter, page),
            (audit, filter, page) -> audit.ofTeam(team, filter, page),
            (audit, filter, page) -> audit.ofResource(DOC.id("1"), filter, page));
    for (Log log : logs) {
      assertThat(read(world.as(adam, acme), log))
          .as("whole, for an admin")
          .filteredOn(entry -> entry.actor().user().filter(adam::equals).isPresent())
          .isNotEmpty()
          .allSatisfy(entry -> assertThat(entry.actor().context()).isEqualTo(context("admin")));
      ImmutableList<AuditEntry> read = read(world.as(mia, acme), log);
      assertThat(read)
          .filteredOn(entry -> entry.actor().user().filter(mia::equals).isEmpty())
          .isNotEmpty()
          .allSatisfy(
              entry -> assertThat(entry.actor().context()).isEqualTo(RequestContext.none()));
      assertThat(read)
          .filteredOn(entry -> entry.actor().user().filter(mia::equals).isPresent())
          .isNotEmpty()
          .allSatisfy(entry -> assertThat(entry.actor().context()).isEqualTo(context("hers")));
    }
  }

  @Test
  default void outside_orgs_a_person_does_not_read_the_request_context_of_others() {
    World world = world();
    UserId mia = world.user("mia");
    UserId sue = world.superUser("sue");
    from(world, Actor.system("test"), "host").users().update(mia, Profile.named("Mia"));
    from(world, Actor.user(sue), "super").users().update(mia, Profile.named("Mia M"));
    from(world, Actor.user(mia), "hers").users().update(mia, Profile.named("Mia May"));
    Log log = (audit, filter, page) -> audit.ofUser(mia, filter, page);
    assertThat(read(world.as(mia), log))
        .extracting(entry -> entry.actor().context())
        .startsWith(context("hers"), RequestContext.none(), RequestContext.none());
    assertThat(read(world.as(sue), log))
        .extracting(entry -> entry.actor().context())
        .startsWith(context("hers"), context("super"), context("host"));
  }

  private static ImmutableList<AuditEntry> read(Session session, Log log) {
    return Page.all(page -> log.of(session.audit(), AuditFilter.all(), page))
        .collect(ImmutableList.toImmutableList());
  }

  private static Session from(World world, Actor actor, String place) {
    return world.bailiwick().actingAs(actor.from(context(place)));
  }

  private static RequestContext context(String place) {
    return RequestContext.none()
        .withAddress(place)
        .withUserAgent("agent of " + place)
        .withUrl("https://" + place + ".test/call");
  }
}
