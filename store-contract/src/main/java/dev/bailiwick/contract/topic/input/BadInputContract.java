package dev.bailiwick.contract.topic.input;

import static dev.bailiwick.contract.fixture.World.DOC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.EveryCall;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.Conflict;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceType;
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
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

/** Invalid input is refused with an error that names the field, and changes nothing. */
public interface BadInputContract extends ContractTopic {
  @Test
  default void a_null_anywhere_is_refused_by_its_name_and_changes_nothing() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId mia = world.member("mia", acme);
    world.system(acme).resources().register(DOC.id("1").ownedBy(olga));
    EveryCall.Things things =
        new EveryCall.Things(
            acme,
            mia,
            world.team("ops", acme, olga),
            DOC.id("1"),
            "key",
            ExternalIdentity.of("issuer", "mia"),
            Email.of("mia@world.test"),
            new InvitationId(999_999));
    EveryCall.Reach reach = new EveryCall.Reach(things, things);
    List<String> wrong = new ArrayList<>();
    for (Session session : List.of(world.system(acme), world.as(olga, acme))) {
      for (EveryCall.Call call : EveryCall.withNulls()) {
        StoreContents before = StoreContents.of(world.store());
        String answer;
        try {
          answer = "answered " + call.made(session, reach);
        } catch (InvocationTargetException thrown) {
          answer =
              thrown.getCause() instanceof InvalidParameter ? "" : "threw " + thrown.getCause();
        }
        if (!answer.isEmpty()) {
          wrong.add(call + " " + answer);
        }
        assertThat(StoreContents.of(world.store())).as("%s", call).isEqualTo(before);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Every call that takes a text of the caller's own. */
  private static Map<String, BiConsumer<Session, String>> texts(
      OrgId org, UserId user, TeamId team) {
    Map<String, BiConsumer<Session, String>> texts = new LinkedHashMap<>();
    texts.put("full name", (s, text) -> s.users().update(user, Profile.named(text)));
    texts.put("address", (s, text) -> s.users().register(Profile.named("New").withEmail(text)));
    texts.put(
        "attribute",
        (s, text) ->
            s.users()
                .update(user, Profile.named("New").withAttributes(ImmutableMap.of(text, "value"))));
    texts.put(
        "value of an attribute",
        (s, text) ->
            s.users()
                .update(user, Profile.named("New").withAttributes(ImmutableMap.of("name", text))));
    texts.put("issuer", (s, text) -> s.users().link(user, ExternalIdentity.of(text, "subject")));
    texts.put("subject", (s, text) -> s.users().link(user, ExternalIdentity.of("issuer", text)));
    texts.put("name of an org", (s, text) -> s.orgs().create(NewOrg.named(text, user)));
    texts.put(
        "external key",
        (s, text) ->
            s.orgs().create(NewOrg.builder().name("New").owner(user).externalKey(text).build()));
    texts.put(
        "description",
        (s, text) -> s.orgs().update(org, OrgChange.builder().description(text).build()));
    texts.put(
        "domain", (s, text) -> s.orgs().domains(org).verify(EmailDomain.of(text), World.START));
    texts.put("role", (s, text) -> s.orgs().defineRole(org, Role.ofOrg(text), Permission.READ));
    texts.put(
        "permission",
        (s, text) -> s.orgs().defineRole(org, Role.ofOrg("own"), Permission.of(text)));
    texts.put("name of a team", (s, text) -> s.teams().update(team, TeamChange.ofName(text)));
    texts.put(
        "tag", (s, text) -> s.teams().create(NewTeam.builder().name("T").addTags(text).build()));
    texts.put(
        "address of a member",
        (s, text) -> s.orgs().members(org).add(NewMember.member(text).named("New")));
    texts.put("id", (s, text) -> s.resources().register(DOC.id(text).ownedBy(user)));
    texts.put("type", (s, text) -> s.resources().register(ResourceId.of(text, "1").ownedBy(user)));
    texts.put("reason", (s, text) -> s.because(text).users().update(user, Profile.named("New")));
    texts.put("token", (s, text) -> s.users().list(PageRequest.first().after(text)));
    return texts;
  }

  @Test
  default void a_text_is_kept_as_it_is_or_refused_by_its_name() {
    List<String> broken =
        List.of("", "a\0b", "\uD83D", "\uDE00a", "x".repeat(1_000_000), "\uD83D".repeat(300_000));
    List<String> odd =
        List.of(
            "'; DROP TABLE users; --",
            "\" OR 1=1",
            "$1 ? :name %s {0} \\",
            "\u202Egnp.exe",
            "\u200F",
            "a\nb",
            " padded ",
            "\uFEFF",
            "\u0130stanbul",
            "e\u0301",
            "\uD83D\uDE00",
            "../../etc/passwd",
            "<script>",
            "null");
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    TeamId ops = world.team("ops", acme, olga);
    for (var call : texts(acme, olga, ops).entrySet()) {
      for (String text : Iterables.concat(broken, odd)) {
        StoreContents before = StoreContents.of(world.store());
        try {
          call.getValue().accept(world.system(acme), text);
          boolean mayBeEmpty =
              List.of("full name", "description", "value of an attribute", "reason")
                  .contains(call.getKey());
          assertThat(broken.contains(text) && !(mayBeEmpty && text.isEmpty()))
              .as("%s took %.40s", call.getKey(), text)
              .isFalse();
        } catch (InvalidParameter refused) {
          assertThat(refused.field()).isNotBlank();
          assertThat(refused.getMessage()).hasSizeLessThan(1_000);
          assertThat(StoreContents.of(world.store())).as("%s: %.40s", call, text).isEqualTo(before);
        } catch (BailiwickException conflict) {
          // Already in use under another spelling; the input has no other fault.
          assertThat(conflict).isInstanceOf(Conflict.class);
          assertThat(StoreContents.of(world.store())).as("%s: %.40s", call, text).isEqualTo(before);
        }
      }
    }
  }

  @Test
  default void a_row_with_a_broken_text_is_no_org() {
    UserId owner = new UserId(1);
    OrgId org = new OrgId(2);
    for (Org.Builder broken :
        List.of(
            StoreRows.settings(org, owner).name(""),
            StoreRows.settings(org, owner).description("a\0b"),
            StoreRows.settings(org, owner).externalKey(""))) {
      assertThatThrownBy(broken::build).isInstanceOf(InvalidParameter.class);
    }
  }

  @Test
  default void a_word_that_the_model_does_not_know_is_refused() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    Session session = world.system(acme);
    Permission fly = Permission.of("fly");
    Role pilot = Role.of("pilot");
    ResourceId plane = ResourceId.of("plane", "1");
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("may, permission", () -> session.may(fly, DOC.id("1")));
    calls.put("may, type", () -> session.may(Permission.READ, plane));
    calls.put("check", () -> session.access().check(olga, fly, DOC.id("1")));
    calls.put("grant, role", () -> session.grants().grant(pilot, DOC.id("1"), olga));
    calls.put("grant, own role", () -> session.grants().grant(Role.ofOrg("x"), acme, olga));
    calls.put("grant, type", () -> session.grants().grant(Standard.OPERATOR, plane, olga));
    calls.put("deny, role", () -> session.grants().deny(pilot, DOC.id("1"), olga));
    calls.put("register, type", () -> session.resources().register(plane.ownedBy(olga)));
    calls.put("define role", () -> session.orgs().defineRole(acme, Role.ofOrg("own"), fly));
    calls.put(
        "default role", () -> session.orgs().update(acme, OrgChange.ofMembersDefaultRole(pilot)));
    calls.put(
        "lookup, type",
        () ->
            session
                .access()
                .lookupResources(
                    olga, Permission.READ, ResourceType.of("plane"), PageRequest.first()));
    StoreContents before = StoreContents.of(world.store());
    calls.forEach(
        (name, call) ->
            assertThatThrownBy(call::run).as(name).isInstanceOf(InvalidParameter.class));
    assertThat(StoreContents.of(world.store())).isEqualTo(before);
  }

  @Test
  @SuppressWarnings("NullAway")
  default void a_missing_part_of_the_hosts_setup_is_refused() {
    Bailiwick bailiwick = Bailiwick.over(newStore());
    assertThat(bailiwick.actingAs(Actor.system("host")).users().list(PageRequest.first()))
        .isEmpty();
    assertThatThrownBy(() -> Bailiwick.over(null)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> bailiwick.withClock(null)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> bailiwick.withListener(null)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> bailiwick.actingAs(null)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_filter_of_the_log_takes_any_instants() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    Instant at = World.START;
    AuditFilter all = AuditFilter.all();
    Map<AuditFilter, Boolean> filters = new LinkedHashMap<>();
    filters.put(all.between(at, Instant.MAX), true);
    filters.put(all.between(Instant.MIN, Instant.MAX), true);
    filters.put(all.between(Instant.MIN, at), false);
    filters.put(all.between(Instant.MAX, Instant.MAX), false);
    filters.put(all.between(Instant.MIN, Instant.MIN), false);
    filters.put(all.between(at.minusNanos(1), at.plusNanos(1)), true);
    filters.put(all.between(at.plusNanos(1), Instant.MAX), false);
    filters.put(all.between(Instant.MIN, at.plusNanos(1)), true);
    List<AuditEntry> entries = world.log(acme);
    assertThat(entries).isNotEmpty().allMatch(entry -> entry.at().equals(at));
    filters.forEach(
        (filter, matches) -> {
          assertThat(world.system().audit().ofOrg(acme, filter, PageRequest.first()).items())
              .as("%s", filter)
              .isEqualTo(matches ? entries : List.of());
          assertThat(entries).as("%s", filter).allMatch(e -> filter.matches(e) == matches);
        });
  }

  @Test
  default void an_instant_to_be_kept_is_one_that_every_store_can_hold() {
    World world = world();
    UserId olga = world.user("olga");
    Instant first = Instant.parse("-99999-01-01T00:00:00Z");
    Instant last = Instant.parse("+99999-12-31T23:59:59.999999999Z");
    world
        .system()
        .grants()
        .merge(
            DOC.id("1").in(olga),
            NewGrant.of(Standard.OPERATOR, olga).during(Window.between(first, last)));
    assertThat(Page.all(request -> world.system().grants().list(DOC.id("1").in(olga), request)))
        .extracting(Grant::window)
        .containsExactly(Window.between(first, last.truncatedTo(ChronoUnit.MICROS)));
    StoreContents before = StoreContents.of(world.store());
    for (Instant wrong :
        List.of(Instant.MIN, first.minusNanos(1), last.plusNanos(1), Instant.MAX)) {
      refused("grant.from", () -> Window.from(wrong));
      refused("grant.until", () -> Window.until(wrong));
      world.clock().set(wrong);
      refused("clock", () -> world.system().orgs().create(NewOrg.named("New", olga)));
      refused("clock", () -> world.as(olga).may(Permission.READ, DOC.id("1")));
    }
    assertThat(StoreContents.of(world.store())).isEqualTo(before);
    // Freshness is no instant: it may be any duration but a negative one.
    world.clock().set(World.START);
    Session stale = world.as(olga).at(Consistency.within(Duration.ofSeconds(Long.MAX_VALUE)));
    assertThat(stale.may(Permission.READ, DOC.id("1"))).isTrue();
    refused("age", () -> Consistency.within(Duration.ofNanos(-1)));
    refused("age", () -> Consistency.within(Duration.ofSeconds(Long.MIN_VALUE)));
  }

  private static void refused(String field, ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  default void a_page_has_at_least_one_entry_and_at_most_the_limit() {
    for (int size : new int[] {Integer.MIN_VALUE, -1, 0, Limits.PAGE + 1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> PageRequest.first(size))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("page.size"));
    }
  }
}
