package dev.bailiwick.contract.topic.audit;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.Event;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.team.NewTeam;
import org.junit.jupiter.api.Test;

/** The log and the refusals name the call, and the log marks the right that permitted it. */
public interface CallNamesContract extends ContractTopic {
  @Test
  default void a_change_of_a_super_user_to_their_own_team_is_not_marked_as_by_a_super_user() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId root = world.member("root", acme);
    UserId bob = world.member("bob", acme);
    world.system().users().makeSuperUser(root);
    TeamId own = world.team("own", acme, root);
    TeamId other = world.team("other", acme, bob);
    Session session = world.as(root, acme);
    session.teams().members(own).add(member(bob));
    assertThat(world.log(acme).get(0).bySuperUser()).as("their own team").isFalse();
    session.teams().members(other).add(member(root));
    assertThat(world.log(acme).get(0).bySuperUser()).as("the team of another user").isTrue();
    // Outside orgs, the name of a member is shown to a super user as one.
    TeamId alone = world.as(root).teams().create(NewTeam.named("alone")).id();
    world.as(root).teams().members(alone).add(member(world.user("gus")));
    assertThat(world.log(root).get(0).bySuperUser()).as("their stand-alone team").isFalse();
  }

  @Test
  default void a_refusal_names_the_call_that_was_made() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId adam = world.admin("adam", acme);
    UserId root = world.admin("root", acme);
    UserId mia = world.member("mia", acme);
    world.system().users().makeSuperUser(root);
    assertRefused(
        Event.ORG_REPLACE_MEMBERS,
        () ->
            world
                .as(adam, acme)
                .orgs()
                .members(acme)
                .replace(member(olga).asAdmin(), member(adam).asAdmin(), member(root)));
    assertRefused(
        Event.ACCESS_LOOKUP_SUBJECTS,
        () ->
            world
                .as(mia, acme)
                .access()
                .lookupSubjects(Permission.READ, DOC.id("1"), PageRequest.first()));
  }

  private static void assertRefused(Event event, Runnable call) {
    assertThatExceptionOfType(NoPermission.class)
        .isThrownBy(call::run)
        .satisfies(refusal -> assertThat(refusal.event()).isEqualTo(event));
  }
}
