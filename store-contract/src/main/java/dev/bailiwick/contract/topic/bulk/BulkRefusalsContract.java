package dev.bailiwick.contract.topic.bulk;

import static dev.bailiwick.contract.fixture.BulkFixture.account;
import static dev.bailiwick.contract.fixture.BulkFixture.empty;
import static dev.bailiwick.contract.fixture.BulkFixture.exported;
import static dev.bailiwick.contract.fixture.BulkFixture.given;
import static dev.bailiwick.contract.fixture.BulkFixture.grants;
import static dev.bailiwick.contract.fixture.BulkFixture.identity;
import static dev.bailiwick.contract.fixture.BulkFixture.imported;
import static dev.bailiwick.contract.fixture.BulkFixture.person;
import static dev.bailiwick.contract.fixture.BulkFixture.role;
import static dev.bailiwick.contract.fixture.BulkFixture.settings;
import static dev.bailiwick.contract.fixture.BulkFixture.team;
import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.bulk.BadRecord;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.OrgActors;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The actors that may not export or import, and the records that an import refuses. */
public interface BulkRefusalsContract extends ContractTopic {

  // ---- actors

  @Test
  default void no_user_session_exports_or_imports() {
    OrgActors actors = new OrgActors(world());
    for (OrgActors.Kind kind : OrgActors.Kind.values()) {
      if (kind == OrgActors.Kind.SYSTEM) {
        continue;
      }
      LogSnapshot before = LogSnapshot.of(actors.world.store());
      for (OrgId org : List.of(actors.acme, actors.globex, new OrgId(Long.MAX_VALUE - 3))) {
        List<TenantRecord> seen = new ArrayList<>();
        assertThatThrownBy(() -> actors.as(kind).bulk().exportOf(org, seen::add))
            .as("%s", kind)
            .isInstanceOf(NoPermission.class);
        assertThat(seen).isEmpty();
        assertThatThrownBy(
                () ->
                    actors
                        .as(kind)
                        .bulk()
                        .importInto(
                            org,
                            List.of(given(DOC.id("1"), new Name.Everyone(), ADMIN)).iterator(),
                            progress -> {}))
            .as("%s", kind)
            .isInstanceOf(NoPermission.class);
      }
      assertThat(LogSnapshot.of(actors.world.store())).isEqualTo(before);
    }
    assertThat(actors.world.refusals()).isNotEmpty();
  }

  @Test
  default void into_and_out_of_an_org_that_is_not_there_nothing_goes() {
    World world = world();
    OrgId gone = empty(world, "gone");
    world.system().orgs().delete(gone);
    for (OrgId org : List.of(gone, new OrgId(Long.MAX_VALUE - 3))) {
      assertThatThrownBy(() -> exported(world, org)).isInstanceOf(NoSuchOrg.class);
      assertThatThrownBy(() -> imported(world, org, List.of())).isInstanceOf(NoSuchOrg.class);
    }
  }

  // ---- records that an import refuses

  @Test
  default void a_record_that_breaks_a_rule_is_named_and_its_chunk_is_not_there() {
    World world = world();
    OrgId org = empty(world, "acme");
    UserId owner = world.system().orgs().get(org).owner();
    UserId known = person(world, "stranger");
    world.system().users().verifyEmail(known, Email.of("stranger@world.test"));
    person(world, "other");
    world.system(org).teams().create(NewTeam.builder().name("Ops").owner(owner).build());
    world.system(org).resources().register(DOC.id("there").ownedBy(owner));
    world.system(org).grants().grant(COLLABORATOR, DOC.id("there"), Everyone.EVERYONE);
    OrgId closed = org;
    ExternalIdentity boss = identity("owner");
    ExternalIdentity unknownUser = identity("nobody");
    ExternalIdentity stranger = identity("stranger");
    Name everyone = new Name.Everyone();
    List<TenantRecord> tooDeep = new ArrayList<>();
    List<TenantRecord> tooDeepTeams = new ArrayList<>();
    for (int i = 0; i <= Limits.RESOURCE_DEPTH + 1; i++) {
      tooDeep.add(
          new TenantRecord.Resource(
              DOC.id("deep" + i),
              boss,
              i == 0 ? Optional.empty() : Optional.of(DOC.id("deep" + (i - 1)))));
    }
    for (int i = 0; i <= Limits.TEAM_DEPTH + 1; i++) {
      tooDeepTeams.add(
          team("deep" + i, i == 0 ? Optional.empty() : Optional.of("deep" + (i - 1)), boss));
    }
    refused(world, closed, "resource.parent", "has too many ancestors: at most 32", tooDeep);
    refused(world, closed, "team.parent", "has too many ancestors: at most 16", tooDeepTeams);
    for (Map.Entry<TenantRecord, String> wrong :
        List.<Map.Entry<TenantRecord, String>>of(
            Map.entry(new TenantRecord.Member(unknownUser, false, false, true), "member.person"),
            Map.entry(new TenantRecord.Member(stranger, true, true, true), "member.owner"),
            Map.entry(new TenantRecord.Member(boss, false, false, true), "member"),
            Map.entry(new TenantRecord.Member(boss, true, false, false), "member"),
            Map.entry(
                new TenantRecord.Person(
                    ImmutableSortedSet.of(stranger, identity("other")),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    ImmutableMap.of(),
                    true,
                    false),
                "person.identities"),
            Map.entry(
                new TenantRecord.Person(
                    ImmutableSortedSet.of(unknownUser),
                    "",
                    Optional.of(Email.of("stranger@world.test")),
                    Optional.of(World.START),
                    ImmutableMap.of(),
                    true,
                    false),
                "person.email"),
            Map.entry(role("own", World.PURGE), "role.permissions"),
            Map.entry(
                new TenantRecord.OwnRole(ADMIN, ImmutableSortedSet.of(Permission.READ)), "role"),
            Map.entry(
                settings(false, Optional.of(Role.ofOrg("none"))), "settings.members_default_role"),
            Map.entry(team("new", Optional.of("none"), boss), "team.parent"),
            Map.entry(team("new", Optional.of("new"), boss), "team.parent"),
            Map.entry(team("new", Optional.empty(), stranger), "team.owner"),
            Map.entry(team("new", Optional.empty(), unknownUser), "team.owner"),
            Map.entry(team("OPS", Optional.empty(), boss), "team.name"),
            Map.entry(new TenantRecord.Seat("none", boss, false), "seat.team"),
            Map.entry(new TenantRecord.Seat("ops", stranger, false), "seat.person"),
            Map.entry(
                new TenantRecord.Resource(DOC.id("1"), stranger, Optional.empty()),
                "resource.owner"),
            Map.entry(
                new TenantRecord.Resource(DOC.id("1"), boss, Optional.of(DOC.id("2"))),
                "resource.parent"),
            Map.entry(
                new TenantRecord.Resource(DOC.id("1"), boss, Optional.of(DOC.id("1"))),
                "resource.parent"),
            Map.entry(
                new TenantRecord.Resource(DOC.id("there"), boss, Optional.of(DOC.id("first"))),
                "resource.id"),
            Map.entry(new TenantRecord.Resource(bad(), boss, Optional.empty()), "resource.type"),
            Map.entry(given(DOC.id("1"), everyone, Role.of("unheard-of")), "grant.role"),
            Map.entry(given(DOC.id("1"), everyone, Role.ofOrg("none")), "grant.role"),
            Map.entry(given(DOC.id("1"), new Name.User(unknownUser), ADMIN), "grant.accessor"),
            Map.entry(given(DOC.id("1"), new Name.User(stranger), ADMIN), "grant.accessor"),
            Map.entry(given(DOC.id("1"), new Name.Team("none"), ADMIN), "grant.accessor"),
            Map.entry(
                given(DOC.id("1"), new Name.Org(Optional.of("none")), ADMIN), "grant.accessor"),
            Map.entry(given(bad(), everyone, ADMIN), "resource.type"),
            Map.entry(
                new TenantRecord.Grant(
                    new Name.Team("none"), everyone, ADMIN, Effect.ALLOW, Window.ALWAYS),
                "grant.resource"),
            Map.entry(
                new TenantRecord.Grant(
                    new Name.Org(Optional.empty()), everyone, ADMIN, Effect.DENY, Window.ALWAYS),
                "grant.effect"),
            Map.entry(
                new TenantRecord.Grant(
                    new Name.Resource(DOC.id("there")),
                    everyone,
                    COLLABORATOR,
                    Effect.ALLOW,
                    Window.until(World.START)),
                "grant.window"))) {
      List<TenantRecord> records =
          List.of(
              account("first", true, false),
              new TenantRecord.Member(identity("first"), false, false, true),
              new TenantRecord.Resource(DOC.id("first"), identity("first"), Optional.empty()),
              wrong.getKey(),
              given(DOC.id("last"), everyone, COLLABORATOR));
      LogSnapshot before = LogSnapshot.of(world.store());
      assertThat(catchThrowableOfType(BadRecord.class, () -> imported(world, org, records)))
          .as("%s", wrong)
          .isNotNull()
          .satisfies(
              e -> {
                assertThat(e.number()).isEqualTo(4);
                assertThat(e.field()).isEqualTo(wrong.getValue());
                assertThat(e.rule()).isNotEmpty();
              });
      assertThat(LogSnapshot.of(world.store())).as("%s", wrong).isEqualTo(before);
    }
  }

  /** A resource of a type that the model does not know. */
  private static ResourceId bad() {
    return ResourceId.of("unknown", "1");
  }

  private static void refused(
      World world, OrgId org, String field, String rule, List<TenantRecord> records) {
    LogSnapshot before = LogSnapshot.of(world.store());
    assertThatThrownBy(() -> imported(world, org, records))
        .isInstanceOfSatisfying(
            BadRecord.class,
            e -> {
              assertThat(e.number()).isEqualTo(records.size());
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.rule()).isEqualTo(rule);
            });
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    imported(world, org, records.subList(0, records.size() - 1));
  }

  @Test
  default void the_chunks_before_a_wrong_record_stay() {
    World world = world();
    OrgId org = empty(world, "acme");
    List<TenantRecord> records = new ArrayList<>();
    for (int i = 0; i < Limits.CHUNK + 7; i++) {
      records.add(given(DOC.id("doc" + i), new Name.Everyone(), COLLABORATOR));
    }
    records.add(new TenantRecord.Seat("none", identity("owner"), true));
    assertThatThrownBy(() -> imported(world, org, records))
        .isInstanceOfSatisfying(
            BadRecord.class, e -> assertThat(e.number()).isEqualTo(Limits.CHUNK + 8L));
    assertThat(grants(world, org)).isEqualTo(Limits.CHUNK);
  }

  @Test
  default void guests_come_only_where_the_org_shares_and_sharing_is_never_switched_off() {
    World world = world();
    OrgId org = empty(world, "acme");
    UserId guest = person(world, "guest");
    OrgId globex =
        world
            .system()
            .orgs()
            .create(NewOrg.builder().name("G").owner(guest).externalKey("globex").build())
            .id();
    List<TenantRecord> records =
        List.of(
            given(DOC.id("1"), new Name.User(identity("guest")), COLLABORATOR),
            given(DOC.id("1"), new Name.Org(Optional.of("globex")), COLLABORATOR));
    for (TenantRecord record : records) {
      assertThatThrownBy(() -> imported(world, org, List.of(record))).isInstanceOf(BadRecord.class);
    }
    imported(world, org, List.of(settings(true, Optional.empty()), records.get(0), records.get(1)));
    assertThat(world.as(guest).may(Permission.READ, DOC.id("1").in(org))).isTrue();
    assertThat(world.system().access().in(org).grantedTo(globex, PageRequest.first())).hasSize(1);
    assertThatThrownBy(() -> imported(world, org, List.of(settings(false, Optional.empty()))))
        .isInstanceOfSatisfying(
            BadRecord.class, e -> assertThat(e.field()).isEqualTo("settings.sharing"));
  }

  @Test
  default void a_record_refuses_contradictory_values() {
    assertThatThrownBy(() -> account("a", true, false, ImmutableSortedSet.of()))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> new TenantRecord.Member(identity("a"), false, true, true))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> given(DOC.id("1"), new Name.Resource(DOC.id("2")), ADMIN))
        .isInstanceOf(InvalidParameter.class);
    for (Name name :
        List.of(
            new Name.User(identity("a")),
            new Name.Everyone(),
            new Name.Org(Optional.of("other")))) {
      assertThatThrownBy(
              () ->
                  new TenantRecord.Grant(
                      name, new Name.Everyone(), ADMIN, Effect.ALLOW, Window.ALWAYS))
          .isInstanceOf(InvalidParameter.class);
    }
    assertThatThrownBy(() -> new Name.Resource(new TeamId(7).key()))
        .isInstanceOf(InvalidParameter.class);
    World world = world();
    OrgId org = empty(world, "acme");
    assertThatThrownBy(
            () ->
                world
                    .system()
                    .bulk()
                    .importInto(
                        org,
                        Collections.<TenantRecord>singletonList(null).iterator(),
                        progress -> {}))
        .isInstanceOfSatisfying(BadRecord.class, e -> assertThat(e.field()).isEqualTo("record"));
  }
}
