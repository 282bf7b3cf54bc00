package dev.bailiwick.contract.topic.audit;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.AuditLog;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.FailingAuditStore;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The entries that the log keeps, the actors that read it, and the data that is erased from it. */
public interface AuditContract
    extends CallNamesContract,
        RequestContextContract,
        AuditReadersContract,
        LogSearchContract,
        OrgLogContract,
        RetentionContract,
        LogNamesContract {
  @Test
  default void an_entry_shows_in_the_log_of_each_item_that_it_touches() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    UserId eve = world.member("eve", acme);
    TeamId team = world.team("ops", acme, owner, bob);
    Session host = world.system(acme);
    host.resources().register(DOC.id("1").ownedBy(owner));
    host.grants().grant(Standard.ADMIN, DOC.id("1"), team);
    host.grants().grant(Standard.ADMIN, DOC.id("1"), eve);

    AuditLog log = world.as(owner, acme).audit();
    assertThat(log.ofUser(bob, AuditFilter.all(), FIRST))
        .extracting(entry -> entry.event().name())
        .containsExactly("team.add_members", "org.add_members");
    assertThat(log.ofUser(eve, AuditFilter.all(), FIRST))
        .extracting(entry -> entry.event().name())
        .containsExactly("grant.grant", "org.add_members");
    assertThat(log.ofTeam(team, AuditFilter.all(), FIRST))
        .extracting(entry -> entry.event().name())
        .containsExactly("grant.grant", "team.add_members", "team.create");
    assertThat(log.ofResource(DOC.id("1"), AuditFilter.all(), FIRST))
        .extracting(entry -> entry.event().name())
        .containsExactly("grant.grant", "grant.grant", "resource.register");
    assertThat(world.log(bob))
        .extracting(entry -> entry.event().name())
        .containsExactly("user.register");
  }

  @Test
  default void filters_hold_together_and_pages_go_on() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    for (int i = 0; i < 6; i++) {
      world.clock().advance(Duration.ofMinutes(1));
      Session actor = i % 2 == 0 ? world.as(owner, acme) : world.system(acme);
      actor.teams().create(NewTeam.builder().name("t" + i).owner(owner).build());
    }
    AuditFilter teams = AuditFilter.all().events(Event.of("team.create"));
    AuditLog log = world.as(owner, acme).audit();
    var from = World.START.plus(Duration.ofMinutes(2));
    var until = World.START.plus(Duration.ofMinutes(5));

    assertThat(log.ofOrg(acme, teams, FIRST)).hasSize(6);
    assertThat(log.ofOrg(acme, AuditFilter.all().itemType(ItemType.TEAM), FIRST)).hasSize(6);
    assertThat(log.ofOrg(acme, AuditFilter.all().itemType(ItemType.GRANT), FIRST)).isEmpty();
    assertThat(log.ofOrg(acme, teams.by(owner), FIRST)).hasSize(3);
    assertThat(log.ofOrg(acme, AuditFilter.all().between(from, until), FIRST))
        .extracting(AuditEntry::at)
        .containsExactly(
            until.minus(Duration.ofMinutes(1)), until.minus(Duration.ofMinutes(2)), from);
    assertThat(log.ofOrg(acme, teams.by(owner).between(from, until), FIRST)).hasSize(1);
    List<AuditEntry> all = log.ofOrg(acme, AuditFilter.all(), FIRST).items();
    for (int size = 1; size <= 9; size++) {
      List<AuditEntry> paged = new ArrayList<>();
      Optional<Page<AuditEntry>> page =
          Optional.of(log.ofOrg(acme, AuditFilter.all(), PageRequest.first(size)));
      while (page.isPresent()) {
        paged.addAll(page.get().items());
        int wanted = size;
        page =
            page.get()
                .next()
                .map(
                    token ->
                        log.ofOrg(acme, AuditFilter.all(), PageRequest.first(wanted).after(token)));
      }
      assertThat(paged).isEqualTo(all);
    }
    String token = log.ofOrg(acme, teams, PageRequest.first(1)).next().orElseThrow();
    assertThatThrownBy(() -> log.ofOrg(acme, AuditFilter.all(), PageRequest.first(1).after(token)))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> AuditFilter.all().between(until, from))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("audit.until"));
  }

  @Test
  default void a_call_that_changes_nothing_or_is_refused_is_no_entry() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    LogSnapshot before = LogSnapshot.of(world.store());

    world.as(owner).orgs().members(acme).revokeAdmin(bob);
    assertThatThrownBy(() -> world.as(bob).orgs().members(acme).makeAdmin(bob))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(bob, acme).require(Permission.MANAGE, acme)).isNotNull();

    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    assertThat(world.refusals()).hasSize(2);
  }

  @Test
  default void an_erased_person_is_gone_from_every_log() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    RequestContext secret =
        RequestContext.none()
            .withAddress("203.0.113.99")
            .withUserAgent("bobs-phone")
            .withUrl("https://bob.test/");
    UserId bob =
        world
            .system()
            .users()
            .ensure(
                ExternalIdentity.of("idp", "bobs-subject"),
                Profile.named("Bob Secret")
                    .withVerifiedEmail("bob.secret@world.test")
                    .withAttributes(ImmutableMap.of("bobs-key", "bobs-value")))
            .id();
    world.system().orgs().members(acme).add(member("bob.secret@world.test").asAdmin());
    Session session = world.bailiwick().actingAs(Actor.user(bob).in(acme).from(secret));
    session.users().update(bob, Profile.named("Robert Secret").withEmail("rob.secret@world.test"));
    session.orgs().update(acme, OrgChange.builder().name("Acme").build());
    world.system().users().update(owner, Profile.named("Olga"));
    int entries = world.log(acme).size();
    List<String> traces =
        List.of(
            "Secret",
            "secret",
            "bobs-key",
            "bobs-subject",
            "bobs-phone",
            "203.0.113.99",
            "https://bob.test/");
    assertThat(everything(world)).contains(traces);

    session.users().erase(bob);

    assertThat(everything(world)).doesNotContain(traces.subList(0, 4));
    assertThat(contexts(world.log(acme), bob))
        .as("the evidence of calls in the org, which a member does not remove")
        .hasSizeGreaterThan(0)
        .contains(secret);
    assertThat(contexts(world.log(bob), bob)).containsOnly(RequestContext.none());

    world.system().users().erase(bob);

    assertThat(everything(world)).doesNotContain(traces);
    LogSnapshot erased = LogSnapshot.of(world.store());
    world.system().users().erase(bob);
    assertThat(LogSnapshot.of(world.store())).as("nothing is left to erase").isEqualTo(erased);
    assertThat(world.log(acme)).hasSize(entries + 1);
    assertThat(world.log(acme)).anyMatch(e -> e.actor().user().equals(Optional.of(bob)));
    // The context of other users is hidden.
    assertThat(world.log(owner).get(0).items().get(0).properties())
        .containsEntry(
            "full_name", new ItemChange.Values(Optional.of("owner"), Optional.of("Olga")));
  }

  /** Change, entry and revision commit together or not at all. */
  @Test
  default void a_change_fails_if_its_entry_cannot_be_written() {
    FailingAuditStore store = new FailingAuditStore(newStore());
    World world = new World(store);
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    Session host = world.system(acme);
    host.orgs().defineRole(acme, Role.ofOrg("old"), Permission.READ);
    LogSnapshot before = LogSnapshot.of(store);
    store.fail(true);

    List<Runnable> changes =
        List.of(
            () -> host.users().register(Profile.named("New")),
            () -> host.users().ensure(ExternalIdentity.of("a", "b"), Profile.named("New")),
            () -> host.users().update(bob, Profile.named("New")),
            () -> host.users().deactivate(bob),
            () -> host.users().erase(bob),
            () -> host.orgs().create(NewOrg.named("new", bob)),
            () -> host.orgs().update(acme, OrgChange.ofSharing(true)),
            () -> host.orgs().transferOwnership(acme, bob),
            () -> host.orgs().delete(acme),
            () -> host.orgs().defineRole(acme, Role.ofOrg("new"), Permission.READ),
            () -> host.orgs().deleteRole(acme, Role.ofOrg("old")),
            () -> host.orgs().members(acme).add(member("new@acme.test")),
            () -> host.orgs().members(acme).remove(bob),
            () -> host.orgs().members(acme).makeAdmin(bob),
            () -> host.teams().create(NewTeam.builder().name("new").owner(bob).build()),
            () -> host.resources().register(DOC.id("1").ownedBy(bob)),
            () -> host.grants().grant(Standard.ADMIN, acme, bob));
    for (Runnable change : changes) {
      assertThatThrownBy(change::run)
          .isInstanceOfSatisfying(StoreFailure.class, e -> assertThat(e.retryable()).isFalse());
      assertThat(LogSnapshot.of(store)).isEqualTo(before);
    }
    assertThat(world.system().users().get(bob).fullName()).isEqualTo("bob");
    store.fail(false);
    host.users().update(bob, Profile.named("New"));
    assertThat(LogSnapshot.of(store).since(before)).hasSize(1);
  }

  @Test
  default void reasons_and_contexts_obey_the_rules_of_texts() {
    World world = world();
    for (String bad : List.of("a\u0000", "\ud800", "a\u202e", "x".repeat(1 << 20))) {
      assertThatThrownBy(() -> world.system().because(bad))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("reason"));
      assertThatThrownBy(() -> RequestContext.none().withAddress(bad).withUserAgent("").withUrl(""))
          .isInstanceOf(InvalidParameter.class);
      assertThatThrownBy(() -> Actor.system(bad)).isInstanceOf(InvalidParameter.class);
    }
  }

  private static List<RequestContext> contexts(List<AuditEntry> log, UserId actor) {
    return log.stream()
        .filter(entry -> entry.actor().user().equals(Optional.of(actor)))
        .map(entry -> entry.actor().context())
        .toList();
  }

  /** All logs as text, with the contexts, which an actor does not show. */
  private static String everything(World world) {
    LogSnapshot snapshot = LogSnapshot.of(world.store());
    List<RequestContext> contexts =
        snapshot.logs().values().stream()
            .flatMap(List::stream)
            .map(entry -> entry.actor().context())
            .toList();
    return snapshot.toString() + contexts;
  }

  @Test
  default void a_change_beyond_the_session_is_marked_as_by_a_super_user_even_on_their_own_tenant() {
    World world = world();
    UserId sue = world.superUser("sue");
    OrgId acme = world.org("acme", sue);
    OrgId globex = world.org("globex", sue);
    TeamId team = world.team("ops", acme, sue);
    world.as(sue, acme).teams().update(team, TeamChange.ofName("a"));
    world.as(sue).teams().update(team, TeamChange.ofName("b"));
    world.as(sue, globex).teams().update(team, TeamChange.ofName("c"));
    assertThat(world.log(acme).subList(0, 3))
        .extracting(AuditEntry::bySuperUser)
        .containsExactly(true, false, false);
  }

  @Test
  default void a_clock_that_jumps_moves_validity_periods_and_not_the_order_of_the_log() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId bob = world.member("bob", acme);
    Session host = world.system(acme);
    Session asking = world.as(bob, acme);
    Window hour = Window.between(World.START, World.START.plus(Duration.ofMinutes(30)));
    host.grants().merge(DOC.id("1"), NewGrant.of(Standard.OPERATOR, bob).during(hour));
    long first = world.log(acme).get(0).number();
    assertThat(asking.may(Permission.READ, DOC.id("1"))).isTrue();
    List<Duration> jumps = List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofHours(-1));
    List<Boolean> inForce = List.of(false, true, false);
    for (int i = 0; i < jumps.size(); i++) {
      world.clock().advance(jumps.get(i));
      assertThat(asking.may(Permission.READ, DOC.id("1"))).isEqualTo(inForce.get(i));
      Org org = host.orgs().update(acme, OrgChange.builder().name("after " + i).build());
      AuditEntry last = world.log(acme).get(0);
      assertThat(last.number()).as("entries in the order of the changes").isEqualTo(first + 1 + i);
      assertThat(last.at()).isEqualTo(world.clock().instant());
      assertThat(host.orgs().get(acme)).isEqualTo(org);
    }
  }
}
