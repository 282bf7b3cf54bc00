package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.OrgActors.Kind.ADMIN;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.DOC_OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.GUEST;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.INACTIVE;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.MEMBER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.ORG_GRANTEE;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.OUTSIDER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SUPER_USER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SYSTEM;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.TEAM_MEMBER;
import static dev.bailiwick.contract.fixture.World.DOC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.access.Decision;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.OrgActors;
import dev.bailiwick.contract.fixture.OrgActors.Kind;
import dev.bailiwick.contract.fixture.PermissionTrial;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.reference.Invariants;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.team.TeamFilter;
import dev.bailiwick.user.ExternalIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Suspended orgs: the calls that are refused, and everything that goes on. */
public interface OrgSuspensionContract extends ContractTopic {
  private static OrgActors suspended(World world, Suspension extent) {
    OrgActors actors = new OrgActors(world);
    Session host = world.system();
    host.orgs().update(actors.acme, OrgChange.builder().externalKey("acme-key").build());
    host.orgs().suspend(actors.acme, "unpaid", extent);
    return actors;
  }

  @Test
  default void the_host_and_super_users_suspend_and_resume_an_org() {
    PermissionTrial.of(
            this,
            "org.suspend",
            (actors, session) -> session.orgs().suspend(actors.acme, "it is being tried"))
        .permits(SYSTEM, SUPER_USER)
        .hidden(NoSuchOrg.class)
        .run();
    PermissionTrial.of(this, "org.resume", (actors, session) -> session.orgs().resume(actors.acme))
        .except(SYSTEM, SUPER_USER)
        .hidden(NoSuchOrg.class)
        .run();
    for (Kind kind : List.of(SYSTEM, SUPER_USER)) {
      OrgActors actors = suspended(world(), Suspension.FULL);
      assertThatThrownBy(() -> actors.as(OWNER).orgs().resume(actors.acme))
          .isInstanceOf(OrgSuspended.class);
      assertThat(actors.as(kind).orgs().resume(actors.acme).suspension()).isEmpty();
      assertThat(actors.as(MEMBER).orgs().get(actors.acme).suspension()).isEmpty();
    }
  }

  @Test
  default void the_log_keeps_the_reason_and_the_extent() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    Session host = world.system().because("nightly job");
    Org stopped = host.orgs().suspend(acme, "trial ended", Suspension.READ_ONLY);
    assertThat(stopped.suspension()).contains(Suspension.READ_ONLY);
    assertThat(host.orgs().suspend(acme, "trial ended", Suspension.READ_ONLY)).isEqualTo(stopped);
    host.orgs().suspend(acme, "fraud");
    host.orgs().resume(acme);
    host.orgs().resume(acme);

    List<AuditEntry> log = world.log(acme).subList(0, 3);
    assertThat(log)
        .extracting(entry -> entry.event().name() + " " + entry.reason().orElseThrow())
        .containsExactly("org.resume nightly job", "org.suspend fraud", "org.suspend trial ended");
    assertThat(log.get(1).items().get(0).properties().get("suspension"))
        .hasToString("Values[before=Optional[READ_ONLY], after=Optional[FULL]]");
    assertThatThrownBy(() -> host.orgs().suspend(acme, " "))
        .isInstanceOfSatisfying(
            InvalidParameter.class, wrong -> assertThat(wrong.field()).isEqualTo("reason"));
  }

  @Test
  default void every_change_of_a_member_is_refused_by_name() {
    for (Suspension extent : Suspension.values()) {
      World world = world();
      Mutations.Scene scene = new Mutations.Scene(world, "s");
      world.system().orgs().suspend(scene.org, "unpaid", extent);
      LogSnapshot before = LogSnapshot.of(world.store());
      Set<String> ofTheHost =
          Set.of(
              "Orgs.create",
              "Orgs.resume",
              "OrgMembers.signUp",
              "OrgMembers.join",
              "OrgDomains.verify",
              "OrgDomains.remove",
              "AuditLog.removeOlder");
      for (UserId actor : List.of(scene.olga, scene.adam, scene.mia)) {
        Mutations.changes()
            .forEach(
                (name, change) -> {
                  if (!name.startsWith("User") && !ofTheHost.contains(name)) {
                    refused(scene.org, name, () -> change.make(world.as(actor, scene.org), scene));
                  }
                });
      }
      assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    }
  }

  @Test
  default void a_repeated_request_of_a_member_is_refused_while_the_org_is_suspended() {
    OrgActors actors = new OrgActors(world());
    Session admin = actors.as(ADMIN).operation("1");
    Runnable grants =
        () -> admin.grants().grant(Standard.COLLABORATOR, actors.doc, actors.stranger);
    grants.run();
    actors.as(SYSTEM).orgs().suspend(actors.acme, "unpaid");
    refused(actors.acme, "the same request", grants);
    actors.as(SYSTEM).orgs().resume(actors.acme);
    LogSnapshot before = LogSnapshot.of(actors.world.store());
    grants.run();
    assertThat(LogSnapshot.of(actors.world.store())).isEqualTo(before);
  }

  private static void refused(OrgId org, String name, Runnable call) {
    assertThatThrownBy(call::run)
        .as(name)
        .isInstanceOfSatisfying(
            OrgSuspended.class, refusal -> assertThat(refusal.org()).isEqualTo(org));
  }

  private static Map<String, BiConsumer<Session, OrgActors>> questions() {
    PageRequest all = PageRequest.first();
    AuditFilter any = AuditFilter.all();
    return ImmutableMap.<String, BiConsumer<Session, OrgActors>>builder()
        .put("Users.get", (s, in) -> s.users().get(in.bob))
        .put("Users.list", (s, in) -> s.users().list(all))
        .put("Users.transferable", (s, in) -> s.users().transferable(in.bob))
        .put("Orgs.get", (s, in) -> s.orgs().get(in.acme))
        .put("Orgs.get key", (s, in) -> s.orgs().get("acme-key"))
        .put("Orgs.roles", (s, in) -> s.orgs().roles(in.acme))
        .put("OrgMembers.list", (s, in) -> s.orgs().members(in.acme).list(all))
        .put("Teams.get", (s, in) -> s.teams().get(in.team))
        .put("Teams.roles", (s, in) -> s.teams().roles(in.team))
        .put("Teams.list", (s, in) -> s.teams().list(TeamFilter.ALL, all))
        .put("Teams.listAll", (s, in) -> s.teams().listAll(all))
        .put("TeamMembers.list", (s, in) -> s.teams().members(in.team).list(all))
        .put("Resources.get", (s, in) -> s.resources().get(in.doc))
        .put("Grants.list", (s, in) -> s.grants().list(in.doc, all))
        .put("check", (s, in) -> s.access().check(in.bob, Permission.READ, in.doc))
        .put("explain", (s, in) -> s.access().explain(in.bob, Permission.READ, in.doc))
        .put("permissions", (s, in) -> s.access().permissions(in.bob, in.doc))
        .put("effectiveRoles", (s, in) -> s.access().effectiveRoles(in.bob, in.doc))
        .put(
            "lookupResources",
            (s, in) -> s.access().lookupResources(in.bob, Permission.READ, DOC, all))
        .put("lookupSubjects", (s, in) -> s.access().lookupSubjects(Permission.READ, in.doc, all))
        .put("grantedTo", (s, in) -> s.access().grantedTo(in.bob, all))
        .put("grantedTo team", (s, in) -> s.access().grantedTo(in.team, all))
        .put("ofOrg", (s, in) -> s.audit().ofOrg(in.acme, any, all))
        .put("ofUser", (s, in) -> s.audit().ofUser(in.bob, any, all))
        .put("ofTeam", (s, in) -> s.audit().ofTeam(in.team, any, all))
        .put("ofResource", (s, in) -> s.audit().ofResource(in.doc, any, all))
        .buildOrThrow();
  }

  @Test
  default void every_question_of_a_member_about_a_suspended_org_is_refused_by_name() {
    OrgActors actors = suspended(world(), Suspension.FULL);
    for (Kind kind : List.of(OWNER, ADMIN, MEMBER, DOC_OWNER, TEAM_MEMBER, ORG_GRANTEE)) {
      questions()
          .forEach(
              (name, question) ->
                  refused(
                      actors.acme,
                      name + " by " + kind,
                      () -> question.accept(actors.as(kind), actors)));
      assertThat(actors.alone(kind).orgs().list(PageRequest.first()).items()).isEmpty();
      refused(actors.acme, "in no org", () -> actors.alone(kind).teams().get(actors.team));
    }
    // The host reads everything; a super user finds the org, and learns the reason.
    questions()
        .forEach(
            (name, question) -> {
              // The system actor has no teams of its own.
              if (!name.equals("Teams.list")) {
                question.accept(actors.as(SYSTEM), actors);
              }
            });
    Set<String> toResume = Set.of("Orgs.get", "Orgs.get key", "ofOrg", "Users.get", "ofUser");
    questions()
        .forEach(
            (name, question) -> {
              if (!toResume.contains(name)) {
                refused(actors.acme, name, () -> question.accept(actors.as(SUPER_USER), actors));
              }
            });
    assertThat(actors.as(SUPER_USER).orgs().get(actors.acme).suspension())
        .contains(Suspension.FULL);
    assertThat(actors.alone(SUPER_USER).orgs().list(PageRequest.first()).items())
        .extracting(Org::id)
        .contains(actors.acme);
    assertThat(
            actors
                .as(SUPER_USER)
                .audit()
                .ofOrg(actors.acme, AuditFilter.all(), PageRequest.first())
                .items()
                .get(0)
                .reason())
        .contains("unpaid");
    refused(
        actors.acme,
        "a change by a super user",
        () -> actors.as(SUPER_USER).orgs().members(actors.acme).remove(actors.bob));
  }

  @Test
  default void an_org_that_is_suspended_except_for_reading_is_read_by_its_members() {
    OrgActors actors = suspended(world(), Suspension.READ_ONLY);
    assertThat(actors.as(MEMBER).orgs().get(actors.acme).suspension())
        .contains(Suspension.READ_ONLY);
    assertThat(actors.as(TEAM_MEMBER).teams().get(actors.team).name()).isEqualTo("ops");
    assertThat(actors.as(DOC_OWNER).resources().get(actors.doc).owner())
        .isEqualTo(actors.user(DOC_OWNER));
    assertThat(Page.all(actors.as(MEMBER).orgs().members(actors.acme)::list)).isNotEmpty();
    assertThat(actors.as(ADMIN).users().get(actors.bob).id()).isEqualTo(actors.bob);
    assertThat(actors.alone(ADMIN).orgs().list(PageRequest.first()).items())
        .extracting(Org::id)
        .containsExactly(actors.acme);
    for (Kind kind : List.of(OWNER, ADMIN, DOC_OWNER, Kind.DOC_ADMIN, Kind.DOC_COLLABORATOR)) {
      Session session = actors.as(kind);
      assertThat(session.may(Permission.READ, actors.doc)).as("%s", kind).isTrue();
      assertThat(session.may(Standard.OPERATE, actors.doc)).as("%s", kind).isFalse();
      assertThat(session.explain(Permission.MANAGE, actors.doc).decision().reasons())
          .containsExactly(Decision.Reason.ORG_SUSPENDED);
      assertThat(actors.as(SYSTEM).access().permissions(actors.user(kind), actors.doc))
          .containsExactly(Permission.READ);
    }
    assertThat(actors.as(GUEST).may(Permission.READ, actors.doc)).isFalse();
    assertThatThrownBy(() -> actors.as(GUEST).resources().get(actors.doc))
        .isInstanceOf(NotFound.class);
  }

  @Test
  default void nobody_has_a_permission_in_an_org_that_is_suspended_in_full() {
    OrgActors actors = new OrgActors(world());
    actors.grant(Standard.COLLABORATOR, actors.doc, Everyone.EVERYONE);
    Session host = actors.as(SYSTEM);
    assertThat(actors.as(MEMBER).may(Permission.READ, actors.doc)).isTrue();
    host.orgs().suspend(actors.acme, "unpaid");
    for (Kind kind : List.of(OWNER, ADMIN, MEMBER, DOC_OWNER, ORG_GRANTEE, GUEST, OUTSIDER)) {
      Session session = actors.as(kind);
      UserId user = actors.user(kind);
      assertThat(session.may(Permission.READ, actors.doc)).as("%s", kind).isFalse();
      assertThatThrownBy(() -> session.require(Permission.READ, actors.doc))
          .isInstanceOf(AccessDenied.class);
      assertThat(session.explain(Permission.READ, actors.doc).decision().reasons())
          .as("%s", kind)
          .containsExactly(
              kind == GUEST || kind == OUTSIDER
                  ? Decision.Reason.NOT_A_MEMBER
                  : Decision.Reason.ORG_SUSPENDED);
      assertThat(host.access().permissions(user, actors.doc)).isEmpty();
      assertThat(host.access().check(user, Permission.READ, actors.acme)).isFalse();
      assertThat(Page.all(r -> host.access().lookupResources(user, Permission.READ, DOC, r)))
          .isEmpty();
    }
    assertThat(
            Page.all(r -> host.access().lookupAllSubjects(Permission.READ, actors.doc, r).users()))
        .isEmpty();
    host.orgs().resume(actors.acme);
    assertThat(actors.as(MEMBER).may(Permission.READ, actors.doc)).isTrue();
    assertThat(actors.as(GUEST).may(Permission.MANAGE, actors.doc)).isTrue();
  }

  @Test
  default void grants_to_a_suspended_org_give_nothing_and_denials_to_it_bind() {
    for (Suspension extent : Suspension.values()) {
      World world = world();
      OrgId acme = world.org("acme", world.user("olga"));
      OrgId partner = world.org("partner", world.user("petra"));
      world.sharing(acme, true);
      UserId gus = world.member("gus", partner);
      world.join(acme, gus);
      UserId pam = world.member("pam", partner);
      Session host = world.system(acme);
      host.grants().grant(Standard.OPERATOR, DOC.id("1"), partner);
      host.grants().grant(Standard.OPERATOR, DOC.id("2"), gus);
      host.grants().deny(Standard.OPERATOR, DOC.id("2"), partner);
      assertThat(host.access().check(pam, Permission.READ, DOC.id("1"))).isTrue();

      host.orgs().suspend(partner, "unpaid", extent);
      for (UserId user : List.of(gus, pam)) {
        assertThat(host.access().check(user, Permission.READ, DOC.id("1"))).isFalse();
        assertThat(host.access().explain(user, Permission.READ, DOC.id("1")).allowed()).isFalse();
        assertThat(host.access().check(user, Permission.READ, DOC.id("2"))).isFalse();
        assertThat(Page.all(r -> host.access().lookupResources(user, Permission.READ, DOC, r)))
            .isEmpty();
      }
      assertThat(world.as(gus, acme).orgs().get(acme).name()).isEqualTo("acme");
      host.orgs().resume(partner);
      assertThat(host.access().check(gus, Permission.READ, DOC.id("1"))).isTrue();
    }
  }

  /** Case 69. */
  @Test
  default void the_owner_of_a_suspended_org_does_not_delete_export_or_hand_it_over() {
    OrgActors actors = suspended(world(), Suspension.FULL);
    World world = actors.world;
    UserId owner = actors.user(OWNER);
    OrgId mine = world.org("mine", owner);
    LogSnapshot before = LogSnapshot.of(world.store());
    for (Session session : List.of(actors.as(OWNER), actors.alone(OWNER))) {
      refused(actors.acme, "delete", () -> session.orgs().delete(actors.acme));
      refused(actors.acme, "hand", () -> session.orgs().transferOwnership(actors.acme, actors.bob));
      assertThatThrownBy(() -> session.bulk().exportOf(actors.acme, record -> {}))
          .isInstanceOf(NoPermission.class);
    }
    for (Kind kind : List.of(GUEST, OUTSIDER, INACTIVE)) {
      assertThatThrownBy(() -> actors.as(kind).orgs().delete(actors.acme))
          .isInstanceOf(NoSuchOrg.class);
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);

    assertThat(world.as(owner, mine).orgs().update(mine, renamed()).name()).isEqualTo("ours");
    assertThat(world.as(owner, mine).may(Permission.DELETE, mine)).isTrue();
    assertThat(world.as(owner).orgs().list(PageRequest.first()).items())
        .extracting(Org::id)
        .containsExactly(mine);

    // Erasing the account leaves the org as it is; their own org, in which nobody else is, ends.
    world.as(owner).users().erase(owner);
    assertThat(actors.as(SYSTEM).orgs().get(actors.acme).owner()).isEqualTo(owner);
    assertThat(actors.as(SYSTEM).orgs().get(actors.acme).suspension()).contains(Suspension.FULL);
    assertThatThrownBy(() -> actors.as(SYSTEM).orgs().get(mine)).isInstanceOf(NoSuchOrg.class);
    Invariants.checkAll(world.store());
  }

  private static OrgChange renamed() {
    return OrgChange.builder().name("ours").build();
  }

  @Test
  default void a_plain_member_of_a_suspended_org_erases_their_own_account() {
    OrgActors actors = suspended(world(), Suspension.FULL);
    UserId member = actors.user(DOC_OWNER);
    actors.as(DOC_OWNER).users().erase(member);
    assertThat(Page.all(actors.as(SYSTEM).orgs().members(actors.acme)::list))
        .noneMatch(left -> left.id().equals(member));
    assertThat(actors.as(SYSTEM).resources().get(actors.doc).owner()).isEqualTo(actors.user(OWNER));
  }

  @Test
  default void the_host_exports_changes_and_deletes_a_suspended_org() {
    World world = world();
    UserId olga = world.user("olga");
    world.system().users().link(olga, ExternalIdentity.of("test", "olga"));
    OrgId acme = world.org("acme", olga);
    Session host = world.system(acme);
    host.orgs().suspend(acme, "unpaid");
    List<TenantRecord> records = new ArrayList<>();
    host.bulk().exportOf(acme, records::add);
    assertThat(records).isNotEmpty();
    assertThat(host.bulk().importInto(acme, records.iterator(), progress -> {}).changed()).isZero();
    // A suspension stays behind: the other store's host decides.
    assertThat(host.orgs().get(acme).suspension()).contains(Suspension.FULL);
    UserId ben = world.member("ben", acme);
    host.orgs().transferOwnership(acme, ben);
    assertThat(host.orgs().get(acme).suspension()).contains(Suspension.FULL);
    assertThat(host.orgs().delete(acme).deleted()).isTrue();
  }
}
