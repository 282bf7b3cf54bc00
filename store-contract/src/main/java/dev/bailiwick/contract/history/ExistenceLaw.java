package dev.bailiwick.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Session;
import dev.bailiwick.contract.fixture.EveryCall;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The law that items of another org answer like missing items: a member of one org, after a random
 * history, and another org without any relation to them.
 */
public final class ExistenceLaw {
  private static final long UNKNOWN_ID = 900_000_000_000L;

  private final Session session;
  private final EveryCall.Things theirs;
  private final EveryCall.Things missing;
  private final EveryCall.Reach reach;

  private ExistenceLaw(History history, Membership actor, OrgId other, boolean exists) {
    World world = history.world();
    session = world.as(actor.user(), actor.org());
    StoreContents contents = history.contents();
    // Sharing puts users outside the org within reach.
    contents
        .liveOrgs()
        .forEach(org -> world.system(org).orgs().update(org, OrgChange.ofSharing(false)));
    EveryCall.Things own = things(history, actor.org(), "mine");
    theirs = things(history, other, "theirs");
    missing =
        new EveryCall.Things(
            new OrgId(UNKNOWN_ID + 1),
            theirs.user(),
            new TeamId(UNKNOWN_ID + 2),
            World.DOC.id("theirt"),
            theirs.key(),
            theirs.identity(),
            theirs.email(),
            new InvitationId(UNKNOWN_ID + 3));
    reach = new EveryCall.Reach(own, exists ? theirs : missing);
  }

  private static EveryCall.Things things(History history, OrgId org, String name) {
    World world = history.world();
    UserId owner = history.contents().org(org).owner();
    world.system().users().activate(owner);
    world.system().users().unlock(owner);
    TeamId team = world.team(name, org, owner);
    world.system(org).resources().register(World.DOC.id(name).ownedBy(owner));
    world.system(org).grants().grant(Standard.OPERATOR, World.DOC.id(name), team);
    return new EveryCall.Things(
        org,
        owner,
        team,
        World.DOC.id(name),
        "key",
        ExternalIdentity.of("issuer", "nobody"),
        Email.of("nobody@world.test"),
        world
            .system()
            .invitations()
            .send(org, Email.of("letter@world.test"), Gift.membership())
            .value()
            .id());
  }

  /**
   * Makes every call that names the other org in both worlds; in one of them, the call names
   * missing items instead.
   *
   * @param one a history
   * @param same the same history over another store
   */
  public static void cannotTell(History one, History same) {
    StoreContents contents = one.contents();
    for (Membership actor : contents.memberships()) {
      Optional<OrgId> other =
          contents.liveOrgs().stream()
              .filter(org -> isOwned(contents, org))
              .filter(
                  org ->
                      contents.memberships().stream()
                          .noneMatch(m -> m.org().equals(org) && m.user().equals(actor.user())))
              .max(Comparator.comparing(OrgId::value));
      boolean plain =
          contents.users().stream()
              .anyMatch(u -> u.id().equals(actor.user()) && u.usable() && !u.superUser());
      if (plain && actor.active() && isOwned(contents, actor.org()) && other.isPresent()) {
        new ExistenceLaw(one, actor, other.get(), true)
            .compare(new ExistenceLaw(same, actor, other.get(), false));
        return;
      }
    }
  }

  /** Whether the account of the owner of an org is not closed. */
  private static boolean isOwned(StoreContents contents, OrgId org) {
    return contents.people().contains(contents.org(org).owner());
  }

  private void compare(ExistenceLaw same) {
    for (EveryCall.Call call : EveryCall.all()) {
      assertThat(veiled(call)).as("%s by %s", call, session.actor()).isEqualTo(same.veiled(call));
    }
  }

  /** The answer, with the names of the other org's items and of the missing items replaced. */
  private String veiled(EveryCall.Call call) {
    String answer = String.valueOf(call.answer(session, reach));
    for (EveryCall.Things names : List.of(theirs, missing)) {
      answer =
          answer
              .replaceAll("\\b" + names.org() + "\\b", "<org>")
              .replaceAll("\\b" + names.team() + "\\b", "<team>")
              .replaceAll("\\b" + names.doc().key() + "\\b", "<doc>")
              .replaceAll("\\b" + names.doc().key().id() + "\\b", "<doc>");
    }
    return answer;
  }
}
