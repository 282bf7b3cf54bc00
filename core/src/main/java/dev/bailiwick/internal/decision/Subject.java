package dev.bailiwick.internal.decision;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The position of a user in a tenant, in one snapshot: the half of a decision that does not depend
 * on the resource.
 *
 * @param user the user
 * @param tenant the tenant
 * @param standing whether the account is active
 * @param position the position of the user in the tenant
 * @param accessors the accessors whose grants and denials reach the user; empty if no grant does
 * @param silent the suspended orgs among the accessors: grants to them give nothing, and denials to
 *     them bind
 * @param readOnly whether a suspension of the tenant leaves the user the permission to read at most
 * @param teams for each team of which the user is a member, that team and its ancestors, nearest
 *     first
 */
public record Subject(
    UserId user,
    Tenant tenant,
    Standing standing,
    Position position,
    ImmutableSet<Accessor> accessors,
    ImmutableSet<Accessor> silent,
    boolean readOnly,
    ImmutableList<ImmutableList<TeamId>> teams) {

  /**
   * The position of a user in a tenant. Each constant has more rights than the constants before it.
   */
  public enum Position {
    /**
     * No position: the tenant does not exist, or the user is not a member and the org does not
     * share.
     */
    OUTSIDER,
    /** An inactive membership, which permits nothing. */
    INACTIVE,
    /** An active membership of an org that is suspended in full, which permits nothing. */
    SUSPENDED,
    /** Outside the org or the person's tenant, where guests can have grants. */
    GUEST,
    /** An active member. */
    MEMBER,
    /** An active member with the right to administer the org. */
    ADMIN,
    /** The owner of the org, or the person to whom the tenant belongs. */
    OWNER;

    /** Whether the user belongs to the tenant, and can own something in it. */
    boolean belongs() {
      return compareTo(MEMBER) >= 0;
    }
  }

  public static Subject of(UserId user, Tenant tenant, Facts facts) {
    Standing standing = facts.standing(user);
    if (standing != Standing.ACTIVE) {
      return nothing(user, tenant, standing, Position.OUTSIDER);
    }
    // A service account has no rights outside its org, not even in a tenant of its own.
    if (facts.serviceOf(user).filter(org -> !org.equals(tenant)).isPresent()) {
      return nothing(user, tenant, standing, Position.OUTSIDER);
    }
    return Kinds.match(
        tenant, person -> inPersonal(user, person, facts), org -> inOrg(user, org, facts));
  }

  /** Whether a suspension of the tenant takes a permission from a member. */
  boolean isSuspendedFor(Permission permission) {
    return position == Position.SUSPENDED || (readOnly && !permission.equals(Permission.READ));
  }

  /**
   * Returns the subject for an active account outside the tenant about which nothing else is known.
   * Its id belongs to no account.
   */
  public static Subject stranger(Tenant tenant, Facts facts) {
    UserId nobody = new UserId(Long.MAX_VALUE);
    boolean shared =
        Kinds.match(
            tenant,
            person -> facts.standing(person) != Standing.UNKNOWN,
            org -> facts.org(org).filter(Subject::takesGuests).isPresent());
    return shared
        ? new Subject(
            nobody,
            tenant,
            Standing.ACTIVE,
            Position.GUEST,
            ImmutableSet.of(Everyone.EVERYONE),
            ImmutableSet.of(),
            false,
            ImmutableList.of())
        : nothing(nobody, tenant, Standing.ACTIVE, Position.OUTSIDER);
  }

  private static Subject inPersonal(UserId user, UserId person, Facts facts) {
    if (facts.standing(person) == Standing.UNKNOWN) {
      return nothing(user, person, Standing.ACTIVE, Position.OUTSIDER);
    }
    Position position = user.equals(person) ? Position.OWNER : Position.GUEST;
    return reached(user, person, position, ImmutableSet.of(), ImmutableSet.of(), false, facts);
  }

  private static Subject inOrg(UserId user, OrgId org, Facts facts) {
    Optional<Facts.OrgFacts> found = facts.org(org);
    if (found.isEmpty()) {
      return nothing(user, org, Standing.ACTIVE, Position.OUTSIDER);
    }
    Facts.OrgFacts settings = found.get();
    Position position =
        facts
            .membership(org, user)
            .map(
                membership ->
                    membership.active() ? inside(membership, settings) : Position.INACTIVE)
            .orElse(takesGuests(settings) ? Position.GUEST : Position.OUTSIDER);
    if (position.compareTo(Position.GUEST) < 0) {
      return nothing(user, org, Standing.ACTIVE, position);
    }
    var orgs = ImmutableSet.<Accessor>builder();
    ImmutableSet<Accessor> suspended = ImmutableSet.of();
    if (position.belongs()) {
      orgs.add(org);
    }
    if (settings.sharing()) {
      orgs.addAll(facts.orgs(user));
      suspended =
          Streams.stream(facts.suspendedOrgs(user))
              .filter(other -> !other.equals(org))
              .collect(ImmutableSet.toImmutableSet());
    }
    boolean readOnly = settings.suspension().isPresent();
    return reached(user, org, position, orgs.build(), suspended, readOnly, facts);
  }

  private static Position inside(Membership membership, Facts.OrgFacts settings) {
    if (settings.suspension().filter(Suspension.FULL::equals).isPresent()) {
      return Position.SUSPENDED;
    } else if (membership.user().equals(settings.owner())) {
      return Position.OWNER;
    }
    return membership.admin() ? Position.ADMIN : Position.MEMBER;
  }

  private static boolean takesGuests(Facts.OrgFacts settings) {
    return settings.sharing() && settings.suspension().isEmpty();
  }

  private static Subject reached(
      UserId user,
      Tenant tenant,
      Position position,
      ImmutableSet<Accessor> orgs,
      ImmutableSet<Accessor> suspended,
      boolean readOnly,
      Facts facts) {
    // A guest of an org is not a member of its teams. In the teams of a person, every user can be
    // one.
    boolean seated = position.belongs() || tenant instanceof UserId;
    var teams = ImmutableList.<ImmutableList<TeamId>>builder();
    var accessors = ImmutableSet.<Accessor>builder().add(user);
    if (seated) {
      for (TeamId team : facts.teams(user, tenant)) {
        ImmutableList<TeamId> line = withAncestors(team, facts);
        teams.add(line);
        accessors.addAll(line);
      }
    }
    accessors.addAll(orgs);
    if (facts.serviceOf(user).isEmpty()) {
      accessors.add(Everyone.EVERYONE);
    }
    return new Subject(
        user,
        tenant,
        Standing.ACTIVE,
        position,
        accessors.build(),
        suspended,
        readOnly,
        teams.build());
  }

  /** A team and its ancestors, nearest first. */
  public static ImmutableList<TeamId> withAncestors(TeamId team, Facts facts) {
    List<TeamId> line = new ArrayList<>();
    Optional<TeamId> next = Optional.of(team);
    while (next.isPresent()) {
      TeamId current = next.get();
      if (line.contains(current)) {
        throw new CorruptData("the parents of " + team + " form a cycle");
      }
      if (line.size() > Limits.TEAM_DEPTH) {
        throw new LimitExceeded("team nesting", Limits.TEAM_DEPTH);
      }
      line.add(current);
      next = facts.team(current).flatMap(Facts.TeamFacts::parent);
    }
    return ImmutableList.copyOf(line);
  }

  private static Subject nothing(UserId user, Tenant tenant, Standing standing, Position position) {
    return new Subject(
        user,
        tenant,
        standing,
        position,
        ImmutableSet.of(),
        ImmutableSet.of(),
        false,
        ImmutableList.of());
  }
}
