package dev.bailiwick.contract.topic.audit;

import static dev.bailiwick.contract.fixture.OrgActors.Kind.ADMIN;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.DOC_ADMIN;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.DOC_COLLABORATOR;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.DOC_OPERATOR;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.DOC_OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.GUEST;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.MEMBER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.ORG_GRANTEE;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.ORG_MANAGER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.OUTSIDER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.OWNER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SUPER_USER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.SYSTEM;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.TEAM_MEMBER;
import static dev.bailiwick.contract.fixture.OrgActors.Kind.TEAM_OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.AuditLog;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.OrgActors;
import dev.bailiwick.contract.fixture.OrgActors.Kind;
import dev.bailiwick.contract.fixture.PermissionTrial;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.Profile;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The readers of audit logs. */
public interface AuditReadersContract extends ContractTopic {
  /** The first page. */
  PageRequest FIRST = PageRequest.first();

  private PermissionTrial reading(String action, BiConsumer<OrgActors, AuditLog> call) {
    return PermissionTrial.of(
            this, action, (actors, session) -> call.accept(actors, session.audit()))
        .reads();
  }

  @Test
  default void admins_read_the_log_of_an_org() {
    reading("audit.org", (actors, log) -> log.ofOrg(actors.acme, AuditFilter.all(), FIRST))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN)
        .hidden(NoSuchOrg.class)
        .run();
  }

  @Test
  default void admins_and_the_member_read_the_entries_that_touch_the_member() {
    reading(
            "audit.user",
            (actors, log) -> log.ofUser(actors.user(MEMBER), AuditFilter.all(), FIRST))
        .permits(SYSTEM, SUPER_USER, OWNER, ADMIN, MEMBER)
        .hidden(NoSuchUser.class)
        .run();
  }

  @Test
  default void outside_orgs_the_log_of_a_person_is_their_own() {
    reading(
            "audit.user",
            (actors, log) -> log.ofUser(actors.user(MEMBER), AuditFilter.all(), FIRST))
        .alone()
        .permits(SYSTEM, SUPER_USER, MEMBER)
        .hidden(NoSuchUser.class)
        .hiddenFrom((actors, kind) -> kind.outside() && kind != Kind.ELSEWHERE)
        .run();
    OrgActors actors = new OrgActors(world());
    // In an org that they left, or of which the membership is suspended, they read no entry.
    assertThatThrownBy(
            () ->
                actors
                    .as(Kind.INACTIVE)
                    .audit()
                    .ofUser(actors.user(Kind.INACTIVE), AuditFilter.all(), FIRST))
        .isInstanceOf(NoSuchOrg.class);
  }

  @Test
  default void a_manager_of_a_resource_reads_its_log() {
    reading("audit.resource", (actors, log) -> log.ofResource(actors.doc, AuditFilter.all(), FIRST))
        .permits(
            SYSTEM, SUPER_USER, OWNER, ADMIN, DOC_OWNER, DOC_ADMIN, ORG_MANAGER, ORG_GRANTEE, GUEST)
        .hidden(NoSuchResource.class)
        .hiddenFrom(
            (actors, kind) -> !kind.unusable() && kind != DOC_OPERATOR && kind != DOC_COLLABORATOR)
        .run();
  }

  @Test
  default void a_person_reads_changes_that_others_made_to_them_without_the_request_context() {
    OrgActors actors = new OrgActors(world());
    UserId mia = actors.user(MEMBER);
    actors.as(SYSTEM).orgs().members(actors.acme).makeAdmin(mia, actors.bob);
    AuditEntry shown =
        actors.as(SYSTEM).audit().ofUser(mia, AuditFilter.all(), FIRST).items().get(0);
    assertThat(shown.items()).hasSize(2);
    assertThat(shown.actor().context()).isEqualTo(OrgActors.CONTEXT);
    actors.as(SYSTEM).orgs().members(actors.acme).revokeAdmin(mia);
    AuditEntry own = actors.as(MEMBER).audit().ofUser(mia, AuditFilter.all(), FIRST).items().get(1);
    assertThat(own.items())
        .singleElement()
        .satisfies(item -> assertThat(item.touches()).contains(ResourceId.of(mia)));
    assertThat(own.actor().context()).isEqualTo(RequestContext.none());
    actors.as(SYSTEM).users().update(mia, Profile.named("Mia"));
    actors.as(MEMBER).users().update(mia, Profile.named("Mia May"));
    assertThat(actors.alone(MEMBER).audit().ofUser(mia, AuditFilter.all(), PageRequest.first(2)))
        .as("but from where they came themselves")
        .extracting(entry -> entry.actor().context())
        .containsExactly(OrgActors.CONTEXT, RequestContext.none());
    assertThat(
            actors.alone(SUPER_USER).audit().ofUser(mia, AuditFilter.all(), PageRequest.first(2)))
        .extracting(entry -> entry.actor().context())
        .containsExactly(OrgActors.CONTEXT, OrgActors.CONTEXT);
  }

  @Test
  default void a_manager_of_a_team_reads_its_log() {
    OrgActors actors = new OrgActors(world());
    for (Kind kind : List.of(SYSTEM, SUPER_USER, OWNER, ADMIN, TEAM_OWNER, ORG_MANAGER)) {
      assertThat(actors.as(kind).audit().ofTeam(actors.team, AuditFilter.all(), FIRST))
          .as("%s", kind)
          .extracting(entry -> entry.event().name())
          .containsExactly("team.add_members", "team.add_members", "team.create");
    }
    assertThatThrownBy(
            () -> actors.as(TEAM_MEMBER).audit().ofTeam(actors.team, AuditFilter.all(), FIRST))
        .isInstanceOf(NoPermission.class);
    for (Kind kind : List.of(MEMBER, OUTSIDER, Kind.FOREIGN_ADMIN, Kind.ELSEWHERE, Kind.INACTIVE)) {
      assertThatThrownBy(
              () -> actors.as(kind).audit().ofTeam(actors.team, AuditFilter.all(), FIRST))
          .as("%s", kind)
          .isInstanceOf(NoSuchTeam.class);
    }
    assertThatThrownBy(
            () ->
                actors
                    .as(SYSTEM)
                    .audit()
                    .ofTeam(new TeamId(Long.MAX_VALUE - 7), AuditFilter.all(), FIRST))
        .isInstanceOf(NoSuchTeam.class);
  }
}
