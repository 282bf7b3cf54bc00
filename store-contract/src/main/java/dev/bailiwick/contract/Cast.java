package dev.bailiwick.contract;

import static dev.bailiwick.contract.World.DOC;
import static dev.bailiwick.user.NewMember.member;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * One of every kind of actor around the org {@code acme}, with a team and a resource in it, and
 * people for things to be done to. It shares with guests, so that each of them holds something.
 */
final class Cast {
  /** From where everybody's requests come. */
  static final RequestContext CONTEXT =
      RequestContext.of("192.0.2.7", "contract/1", "https://host.test/");

  /** The kinds of actors. */
  enum Who {
    /** The host's own code. */
    SYSTEM,
    /** Administers everything, and is no member of anything. */
    SUPER_USER,
    /** Owns acme. */
    OWNER,
    /** An admin of acme. */
    ADMIN,
    /** A plain member. */
    MEMBER,
    /** Owns the team. */
    TEAM_OWNER,
    /** Has a seat in the team as its admin. */
    TEAM_ADMIN,
    /** Has a plain seat in the team. */
    TEAM_MEMBER,
    /** Owns the resource. */
    DOC_OWNER,
    /** Is admin on the resource. */
    DOC_ADMIN,
    /** Is operator on the resource. */
    DOC_OPERATOR,
    /** Is collaborator on the resource. */
    DOC_COLLABORATOR,
    /** Was granted the role of an admin on the org, and is a plain member. */
    ORG_MANAGER,
    /** Was granted the role of an owner on the org, and is a plain member. */
    ORG_GRANTEE,
    /** No member, but a guest with the role of an owner on the org. */
    GUEST,
    /** Nobody in particular. */
    OUTSIDER,
    /** Owns another org. */
    FOREIGN_OWNER,
    /** An admin of another org. */
    FOREIGN_ADMIN,
    /** An admin of acme, who acts in the other org, of which they are an admin too. */
    ELSEWHERE,
    /** An admin whose membership was switched off. */
    INACTIVE,
    /** An admin who was removed. */
    FORMER,
    /** An admin whose account was switched off. */
    DEACTIVATED,
    /** An admin whose account was locked. */
    LOCKED,
    /** A super user whose account was switched off. */
    DEACTIVATED_SUPER_USER,
    /** A super user whose account was locked. */
    LOCKED_SUPER_USER,
    /** A former super user who erased themselves. */
    ERASED,
    /** An id that nobody has. */
    UNKNOWN;

    /** Whether the account does not count. */
    boolean unusable() {
      return UNUSABLE.contains(this);
    }

    /** All who see acme: its active members, the host's own code and super users. */
    static Who[] inside() {
      return Arrays.stream(values())
          .filter(who -> !who.outside() && !who.unusable())
          .toArray(Who[]::new);
    }

    /** Whether acme is out of their reach. */
    boolean outside() {
      return OUTSIDE.contains(this);
    }
  }

  private static final ImmutableSet<Who> UNUSABLE =
      ImmutableSet.of(
          Who.DEACTIVATED,
          Who.LOCKED,
          Who.DEACTIVATED_SUPER_USER,
          Who.LOCKED_SUPER_USER,
          Who.ERASED,
          Who.UNKNOWN);
  private static final ImmutableSet<Who> OUTSIDE =
      ImmutableSet.of(
          Who.GUEST,
          Who.OUTSIDER,
          Who.FOREIGN_OWNER,
          Who.FOREIGN_ADMIN,
          Who.ELSEWHERE,
          Who.INACTIVE,
          Who.FORMER);

  final World world;
  final OrgId acme;
  final OrgId globex;
  final TeamId team;
  final ResourceRef doc;

  /** A plain member who has an account of their own. */
  final UserId bob;

  /** A plain member whose account acme made, and who is in no other org. */
  final UserId jane;

  /** As jane, but locked. */
  final UserId lara;

  /** As jane, but switched off. */
  final UserId dave;

  /** A plain member whose account acme made, and who is in the other org, too. */
  final UserId tess;

  /** A plain member who is a super user, and whose account acme made. */
  final UserId chief;

  /** Nobody in particular. */
  final UserId stranger;

  private final Map<Who, UserId> people = new EnumMap<>(Who.class);

  Cast(World world) {
    this.world = world;
    UserId owner = world.user("owner");
    people.put(Who.OWNER, owner);
    acme = world.org("acme", owner);
    world.sharing(acme, true);
    globex = world.org("globex", world.user("globex-owner"));
    UserId foreignOwner = world.user("foreign-owner");
    world.join(globex, foreignOwner);
    world.system().orgs().transferOwnership(globex, foreignOwner);
    people.put(Who.FOREIGN_OWNER, foreignOwner);
    people.put(Who.FOREIGN_ADMIN, world.admin("foreign-admin", globex));
    people.put(Who.SUPER_USER, world.superUser("super"));
    for (Who who :
        new Who[] {
          Who.ADMIN, Who.ELSEWHERE, Who.INACTIVE, Who.FORMER, Who.DEACTIVATED, Who.LOCKED
        }) {
      people.put(who, world.admin(name(who), acme));
    }
    for (Who who :
        new Who[] {
          Who.MEMBER,
          Who.TEAM_OWNER,
          Who.TEAM_ADMIN,
          Who.TEAM_MEMBER,
          Who.DOC_OWNER,
          Who.DOC_ADMIN,
          Who.DOC_OPERATOR,
          Who.DOC_COLLABORATOR,
          Who.ORG_MANAGER,
          Who.ORG_GRANTEE
        }) {
      people.put(who, world.member(name(who), acme));
    }
    people.put(Who.GUEST, world.user("guest"));
    people.put(Who.OUTSIDER, world.user("outsider"));
    people.put(Who.DEACTIVATED_SUPER_USER, world.superUser("deactivated-super"));
    people.put(Who.LOCKED_SUPER_USER, world.superUser("locked-super"));
    people.put(Who.ERASED, world.superUser("erased"));
    people.put(Who.UNKNOWN, new UserId(Long.MAX_VALUE - 1));

    team = world.team("ops", acme, user(Who.TEAM_OWNER), user(Who.TEAM_MEMBER));
    Session host = world.system(acme);
    host.teams().addMembers(team, member(user(Who.TEAM_ADMIN)).asAdmin());
    doc = DOC.id("1").in(acme);
    host.resources().register(doc.ownedBy(user(Who.DOC_OWNER)));
    grant(Standard.ADMIN, doc, user(Who.DOC_ADMIN));
    grant(Standard.OPERATOR, doc, user(Who.DOC_OPERATOR));
    grant(Standard.COLLABORATOR, doc, user(Who.DOC_COLLABORATOR));
    grant(Standard.ADMIN, acme, user(Who.ORG_MANAGER));
    grant(Standard.OWNER, acme, user(Who.ORG_GRANTEE));
    grant(Standard.OWNER, acme, user(Who.GUEST));

    bob = world.member("bob", acme);
    jane = made("jane");
    lara = made("lara");
    dave = made("dave");
    tess = made("tess");
    world.join(globex, tess);
    chief = made("chief");
    stranger = world.user("stranger");
    host.users().setSuperUser(chief, true);
    host.users().lock(lara);
    host.users().deactivate(dave);

    world.join(globex, user(Who.ELSEWHERE));
    world.system().orgs().members(globex).setAdmin(true, user(Who.ELSEWHERE));
    host.orgs().members(acme).deactivate(user(Who.INACTIVE));
    host.orgs().members(acme).remove(user(Who.FORMER));
    host.users().deactivate(user(Who.DEACTIVATED));
    host.users().lock(user(Who.LOCKED));
    host.users().deactivate(user(Who.DEACTIVATED_SUPER_USER));
    host.users().lock(user(Who.LOCKED_SUPER_USER));
    world.as(user(Who.ERASED)).users().erase(user(Who.ERASED));
  }

  UserId user(Who who) {
    UserId user = people.get(who);
    if (user == null) {
      throw new IllegalArgumentException(who + " has no account");
    }
    return user;
  }

  /** The actor, in the org where they are to be met. */
  Actor actor(Who who) {
    Actor actor = who == Who.SYSTEM ? Actor.system("host") : Actor.user(user(who));
    return actor.in(who == Who.ELSEWHERE ? globex : acme).from(CONTEXT);
  }

  Session as(Who who) {
    return world.bailiwick().actingAs(actor(who));
  }

  /** As {@link #as}, but in no org. */
  Session alone(Who who) {
    return who == Who.SYSTEM ? world.system() : world.as(user(who));
  }

  void grant(Role role, ResourceRef resource, Accessor accessor) {
    world.system(acme).grants().grant(role, resource, accessor);
  }

  private UserId made(String name) {
    return world
        .system(acme)
        .orgs()
        .members(acme)
        .add(member(name + "@acme.test").named(name))
        .value()
        .get(0)
        .id();
  }

  private static String name(Who who) {
    return who.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
