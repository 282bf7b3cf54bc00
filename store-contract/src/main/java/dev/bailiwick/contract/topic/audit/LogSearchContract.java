package dev.bailiwick.contract.topic.audit;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.AuditLog;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** An auditor finds entries by event, actor and thing, and goes on from the last known entry. */
public interface LogSearchContract extends ContractTopic {
  private static List<String> events(Page<AuditEntry> page) {
    return page.items().stream().map(entry -> entry.event().name()).toList();
  }

  @Test
  default void entries_are_found_by_events_by_system_actor_and_by_thing() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    TeamId ops = world.team("ops", acme, olga, mia);
    world.as(olga, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), ops);
    world.as(olga, acme).grants().grant(Standard.OPERATOR, DOC.id("2"), mia);
    world
        .bailiwick()
        .actingAs(Actor.system("billing").in(acme))
        .orgs()
        .update(acme, OrgChange.builder().name("Acme").build());
    AuditLog log = world.as(olga, acme).audit();
    AuditFilter all = AuditFilter.all();
    PageRequest page = PageRequest.first();

    assertThat(events(log.ofOrg(acme, all.events(Event.ORG_UPDATE, Event.ORG_CREATE), page)))
        .containsExactly("org.update", "org.create");
    assertThat(events(log.ofOrg(acme, all.bySystem("billing"), page)))
        .containsExactly("org.update");
    assertThat(events(log.ofOrg(acme, all.bySystem("bill"), page))).isEmpty();
    assertThat(events(log.ofOrg(acme, all.touching(DOC.id("1")), page)))
        .containsExactly("grant.grant");
    assertThat(events(log.ofOrg(acme, all.touching(DOC.id("3")), page))).isEmpty();
    assertThat(events(log.ofOrg(acme, all.touching(mia).by(olga), page)))
        .containsExactly("grant.grant");
    assertThat(log.ofTeam(ops, all.touching(mia), page).items())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.touches()).contains(ops.key()));
  }

  @Test
  default void a_log_is_read_on_from_a_number() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    for (int i = 0; i < 5; i++) {
      world.member("m" + i, acme);
    }
    AuditLog log = world.as(olga, acme).audit();
    List<Long> numbers =
        Page.all(page -> log.ofOrgAfter(acme, 0, AuditFilter.all(), page))
            .map(AuditEntry::number)
            .toList();
    assertThat(numbers)
        .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList())
        .hasSizeGreaterThan(5);
    long known = numbers.get(2);
    Page<AuditEntry> two = log.ofOrgAfter(acme, known, AuditFilter.all(), PageRequest.first(2));
    assertThat(two.items()).extracting(AuditEntry::number).containsExactly(known + 1, known + 2);
    Page<AuditEntry> next =
        log.ofOrgAfter(
            acme, known, AuditFilter.all(), PageRequest.first(1).after(two.next().orElseThrow()));
    assertThat(next.items()).extracting(AuditEntry::number).containsExactly(known + 3);
    assertThat(log.ofOrgAfter(acme, numbers.size(), AuditFilter.all(), PageRequest.first()).items())
        .isEmpty();
    assertThat(
            log.ofOrgAfter(acme, 0, AuditFilter.all().events(Event.ORG_CREATE), PageRequest.first())
                .items())
        .hasSize(1);
    assertThatThrownBy(() -> log.ofOrgAfter(acme, -1, AuditFilter.all(), PageRequest.first()))
        .isInstanceOf(InvalidParameter.class);
    UserId mia = world.member("mia", acme);
    assertThatThrownBy(
            () ->
                world
                    .as(mia, acme)
                    .audit()
                    .ofOrgAfter(acme, 0, AuditFilter.all(), PageRequest.first()))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void admins_read_what_touched_a_member_who_left_and_a_team_that_was_deleted() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    UserId max = world.member("max", acme);
    TeamId ops = world.team("ops", acme, olga, mia);
    world.as(mia).users().erase(mia);
    world.as(max).orgs().members(acme).leave();
    world.as(olga).teams().delete(ops);
    UserId ann = world.member("ann", acme);
    PageRequest page = PageRequest.first();
    for (AuditLog log : List.of(world.as(olga, acme).audit(), world.system(acme).audit())) {
      assertThat(events(log.ofUser(max, AuditFilter.all(), page)))
          .contains("org.remove_members", "org.add_members");
      assertThat(events(log.ofUser(mia, AuditFilter.all(), page))).contains("org.add_members");
      assertThat(events(log.ofTeam(ops, AuditFilter.all(), page)))
          .contains("team.delete", "team.create");
    }
    AuditLog other = world.as(ann, acme).audit();
    assertThatThrownBy(() -> other.ofUser(max, AuditFilter.all(), page))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> other.ofTeam(ops, AuditFilter.all(), page))
        .isInstanceOf(NotFound.class);
    UserId otto = world.user("otto");
    OrgId globex = world.org("globex", otto);
    AuditLog foreign = world.as(otto, globex).audit();
    assertThatThrownBy(() -> foreign.ofTeam(ops, AuditFilter.all(), page))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> foreign.ofUser(max, AuditFilter.all(), page))
        .isInstanceOf(NotFound.class);
  }

  @Test
  default void a_filter_tells_nothing_of_what_the_reader_is_not_shown() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId alice = world.member("alice", acme);
    UserId mallory = world.member("mallory", acme);
    UserId mia = world.member("mia", acme);
    world.as(alice, acme).resources().register(DOC.id("1"));
    world.as(alice, acme).grants().grant(Standard.OPERATOR, DOC.id("1"), mia);
    world.as(alice, acme).resources().delete(DOC.id("1"));
    world.as(mallory, acme).resources().register(DOC.id("1"));
    AuditFilter grants = AuditFilter.all().events(Event.GRANT_GRANT);
    assertThat(world.as(mallory, acme).audit().ofResource(DOC.id("1"), grants, PageRequest.first()))
        .as("grants on the earlier resource")
        .isEmpty();
    world.as(olga).orgs().members(acme).makeAdmin(alice, mallory);
    world.as(olga).orgs().members(acme).revokeAdmin(mallory);
    AuditLog own = world.as(mallory, acme).audit();
    assertThat(events(own.ofUser(mallory, AuditFilter.all(), PageRequest.first())))
        .contains("org.set_admin");
    assertThat(own.ofUser(mallory, AuditFilter.all().touching(alice), PageRequest.first()).items())
        .isEmpty();
  }

  @Test
  default void the_listener_hears_of_each_commit_and_of_nothing_else() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    int before = world.committed().size();
    world.as(olga).orgs().update(acme, OrgChange.builder().name("Acme").build());
    world.as(olga).orgs().update(acme, OrgChange.builder().name("Acme").build());
    assertThatThrownBy(() -> world.as(olga).orgs().members(acme).remove(olga))
        .isInstanceOf(RuntimeException.class);
    var once = world.as(olga).operation("1");
    once.orgs().members(acme).add(member("new@world.test"));
    once.orgs().members(acme).add(member("new@world.test"));
    List<AuditEntry> heard = world.committed().subList(before, world.committed().size());
    assertThat(heard)
        .extracting(entry -> entry.event().name())
        .containsExactly("org.update", "org.add_members");
    assertThat(world.log(acme)).containsAll(heard);
  }

  @Test
  default void the_query_of_a_url_is_not_kept() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    for (String url : List.of("https://app.test/x?code=secret", "https://app.test/x#secret")) {
      world
          .bailiwick()
          .actingAs(Actor.user(olga).in(acme).from(RequestContext.none().withUrl(url)))
          .orgs()
          .update(acme, OrgChange.builder().name(url.substring(18)).build());
      assertThat(world.log(acme).get(0).actor().context().url())
          .isEqualTo(Optional.of("https://app.test/x"));
    }
  }
}
