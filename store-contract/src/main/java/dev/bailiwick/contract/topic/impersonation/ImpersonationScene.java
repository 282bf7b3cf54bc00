package dev.bailiwick.contract.topic.impersonation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.NewImpersonation;
import java.time.Duration;

/**
 * An org that is open to support for ten days.
 *
 * @param org the org, with the document {@code 1}
 * @param olga its owner
 * @param mia a member, an operator of the document
 * @param root a super user outside the org
 */
record ImpersonationScene(World world, OrgId org, UserId olga, UserId mia, UserId root) {
  /** The time for which the org is open. */
  static final Duration OPEN = Duration.ofDays(10);

  static ImpersonationScene in(World world) {
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    Session owner = world.as(olga, org);
    owner.resources().register(DOC.id("1"));
    owner.grants().grant(OPERATOR, DOC.id("1"), mia);
    owner.impersonations().openToSupport(org, World.START.plus(OPEN));
    return new ImpersonationScene(world, org, olga, mia, world.superUser("root"));
  }

  Session owner() {
    return world.as(olga, org);
  }

  Session staff() {
    return world.as(root);
  }

  Session target() {
    return world.as(mia, org);
  }

  /** The impersonation of the member that is to begin. */
  NewImpersonation wanted() {
    return NewImpersonation.of(org, mia, "ticket 7");
  }

  /** Begins the impersonation of the member by the super user. */
  Impersonation begin() {
    return staff().impersonations().begin(wanted()).value();
  }

  /** The session of the impersonator's requests. */
  Session acting(Impersonation begun) {
    return world.bailiwick().actingAs(begun.actor());
  }

  /** Checks that an impersonation gives nothing any more. */
  void requireOver(Impersonation begun, String why) {
    assertThatThrownBy(() -> acting(begun).may(READ, DOC.id("1")))
        .as(why)
        .isInstanceOf(SignInEnded.class);
    assertThatThrownBy(() -> acting(begun).resources().delete(DOC.id("1")))
        .as(why)
        .isInstanceOf(SignInEnded.class);
  }
}
