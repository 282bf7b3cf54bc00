package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.START;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** The grants and denials of a person after they leave an org: the removed and the kept ones. */
public interface LeavingContract extends ContractTopic {
  /** How a person leaves an org. */
  enum Way {
    /** They leave by themselves. */
    LEFT,
    /** An admin removes them. */
    REMOVED,
    /** The list of members is replaced by one without them. */
    REPLACED,
    /** Their account is erased. */
    ERASED;

    void take(World world, OrgId org, UserId owner, UserId user) {
      var members = world.as(owner, org).orgs().members(org);
      switch (this) {
        case LEFT -> world.as(user, org).orgs().members(org).leave();
        case REMOVED -> members.remove(user);
        case REPLACED -> members.replace(member(owner).asAdmin());
        case ERASED -> world.system().users().erase(user);
      }
    }
  }

  @Test
  default void leaving_removes_grants_outside_their_validity_period_too() {
    Window over = Window.until(START.minusSeconds(1));
    Window toCome = Window.from(START.plusSeconds(60));
    World world = world();
    UserId olga = world.user("olga");
    for (Way way : Way.values()) {
      for (boolean sharing : new boolean[] {false, true}) {
        OrgId acme = world.org("acme", olga);
        UserId ben = world.member("ben-" + way + sharing, acme);
        world.sharing(acme, sharing);
        var grants = world.system(acme).grants();
        grants.merge(DOC.id("over"), NewGrant.of(OPERATOR, ben).during(over));
        grants.merge(DOC.id("to come"), NewGrant.of(OPERATOR, ben).during(toCome));
        grants.merge(DOC.id("now"), NewGrant.of(OPERATOR, ben));
        assertThat(granted(world, acme, ben)).hasSize(3);
        way.take(world, acme, olga, ben);
        assertThat(granted(world, acme, ben)).as("%s, sharing: %s", way, sharing).isEmpty();
      }
    }
  }

  @Test
  default void a_grant_that_begins_after_its_accessor_left_gives_nothing_when_they_come_back() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId ben = world.member("ben", acme);
    Window toCome = Window.from(START.plusSeconds(60));
    world.system(acme).grants().merge(DOC.id("1"), NewGrant.of(OPERATOR, ben).during(toCome));
    Way.LEFT.take(world, acme, olga, ben);
    world.join(acme, ben);
    world.clock().advance(Duration.ofMinutes(2));
    assertThat(world.as(ben, acme).may(READ, DOC.id("1"))).isFalse();
  }

  @Test
  default void leaving_an_org_that_shares_takes_every_grant_and_no_denial() {
    World world = world();
    UserId olga = world.user("olga");
    for (Way way : EnumSet.complementOf(EnumSet.of(Way.ERASED))) {
      OrgId acme = world.org("acme", olga);
      UserId ben = world.member("ben-" + way, acme);
      world.sharing(acme, true);
      grantAndDeny(world, acme, ben);
      way.take(world, acme, olga, ben);
      assertThat(granted(world, acme, ben))
          .as("%s", way)
          .extracting(Grant::effect, grant -> grant.resource().id())
          .containsExactlyInAnyOrder(tuple(Effect.DENY, "1"), tuple(Effect.DENY, "2"));
      assertThat(world.as(ben, acme).may(READ, DOC.id("1"))).as("a guest now, denied").isFalse();
      assertThat(world.as(ben, acme).may(READ, DOC.id("3"))).as("was granted").isFalse();
      assertThat(world.as(ben, acme).may(READ, DOC.id("4"))).as("is everyone's").isTrue();
    }
  }

  @Test
  default void leaving_an_org_that_does_not_share_takes_denials_too() {
    World world = world();
    UserId olga = world.user("olga");
    for (Way way : Way.values()) {
      OrgId acme = world.org("acme", olga);
      UserId ben = world.member("ben-" + way, acme);
      grantAndDeny(world, acme, ben);
      way.take(world, acme, olga, ben);
      assertThat(granted(world, acme, ben)).as("%s", way).isEmpty();
      if (way != Way.ERASED) {
        world.join(acme, ben);
        assertThat(world.as(ben, acme).may(READ, DOC.id("1"))).as("a new member").isTrue();
        assertThat(world.as(ben, acme).may(READ, DOC.id("3"))).isFalse();
      }
    }
  }

  @Test
  default void an_erased_person_is_denied_nothing_any_more_in_an_org_that_shares() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId ben = world.member("ben", acme);
    world.sharing(acme, true);
    grantAndDeny(world, acme, ben);
    Way.ERASED.take(world, acme, olga, ben);
    assertThat(granted(world, acme, ben)).isEmpty();
  }

  /** Denies the permissions of everyone on 1 and 2, and grants 2 and 3; everyone also has 4. */
  private static void grantAndDeny(World world, OrgId org, UserId user) {
    var grants = world.system(org).grants();
    grants.grant(COLLABORATOR, DOC.id("1"), Everyone.EVERYONE);
    grants.grant(COLLABORATOR, DOC.id("4"), Everyone.EVERYONE);
    grants.deny(COLLABORATOR, DOC.id("1"), user);
    grants.deny(COLLABORATOR, DOC.id("2"), user);
    grants.grant(OPERATOR, DOC.id("2"), user);
    grants.grant(OPERATOR, DOC.id("3"), user);
  }

  private static ImmutableList<Grant> granted(World world, OrgId org, UserId user) {
    return new StoreRows(world.store()).list(view -> view.grants().to(org, user, StoreRows.all()));
  }
}
